"""The program as it is installed: start light, run one command, leave at once.

Decided, for answers that are asked for every morning: no garbage is collected while a command runs (it is over before
it pays; the app turns it on again), and the process leaves without taking its modules apart. Both together are a
sixth of what `b12track next` takes. Everything that was saved is on the disk by then, and the output is flushed.
"""

import os
import sys

# As a shell counts a program that was interrupted.
INTERRUPTED = 130
try:
    import gc

    gc.disable()
    from contextlib import suppress
    from typing import NoReturn
except KeyboardInterrupt:  # already here somebody may change their mind
    os._exit(INTERRUPTED)


def run() -> NoReturn:
    """Run the command that was typed and leave with its exit code."""
    try:
        from b12track.cli.door.main import failed, main, silence  # after the collector is off

        # A program that was started without its streams has some that lead nowhere. They take the lowest numbers, so
        # that no data file is opened in the place of the answer.
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            if getattr(sys, name) is None:
                setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - stays open to the end; pathlib loads too much
    except KeyboardInterrupt:  # before anything was begun: nothing is to be said
        os._exit(INTERRUPTED)
    try:
        code = main(sys.argv[1:])
    except (
        Exception
    ) as fault:  # nothing is known to come this far; whoever meets it is told where, in one line
        code = _own_fault(fault)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        code = failed(error)
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _own_fault(fault: Exception) -> int:
    """Say that the program itself is at fault, and where; its own words could be anybody's notes."""
    import traceback  # only for this
    from pathlib import Path

    from b12track.cli.door.main import REFUSED

    (*_, frame) = traceback.extract_tb(fault.__traceback__)
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    sys.stderr.write(
        f"b12track: something went wrong inside b12track ({type(fault).__name__} in {where}): please "
        "report it; "
        "no save was cut in half, and `b12track history` shows what was saved\n"
    )
    return REFUSED
