"""A fault of the program's own: where it was, and nothing of anybody's records.

What always holds: a report names modules, lines and kinds of faults; never a value, a message or a text, because any
of these could be somebody's notes.
"""

import sys
import traceback
from contextlib import suppress
from pathlib import Path

from b12track import __version__
from b12track.store.disk import disk
from b12track.store.disk.sidecars import this_machines_folder


def report_of(error: BaseException) -> str:
    """The report: the version, and each step to the fault."""
    lines = [f"b12track {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__name__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            name = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {name}, line {frame.lineno}, in {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def keep_report(error: BaseException) -> Path | None:
    """Write the report beside this machine's state, for its owner alone; none where that cannot be."""
    path = this_machines_folder() / "crash-report.txt"
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        disk.write_new(path, report_of(error).encode())
        return path
    return None
