"""What a file holds, and whose it is: the one place that says so.

What always holds: it is said by reading the file, never by its name or its first bytes; what only begins like a data
file, because it was cut short, still counts as one, so that nothing is written over what may yet be put together.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.usecases.transfer.encrypted import is_encrypted

Kind = Literal["data file", "document", "plan", "bundle", "table", "encrypted"]

# A data file of which not all is left; the mark in front is what some editors put there.
_BEGINS = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"b12track"\s*:')
# Fifty years of daily logs are about five megabytes; what is larger is looked at no further than its beginning.
MOST_BYTES = 64 * 1024 * 1024


class Contents(NamedTuple):
    """What kind of file it is, and the name of the person whose records it holds, where it says one."""

    kind: Kind
    name: str | None = None


def contents_at(path: Path) -> Contents | None:
    """What lies at a path: none where there is nothing of b12track's, or nothing that can be read."""
    data = content_of(path, MOST_BYTES)
    return contents_of(data) if data is not None else None


def contents_of(data: bytes) -> Contents | None:
    """What these bytes are, if they are something that b12track writes."""
    if is_encrypted(data):
        return Contents("encrypted")
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        if _BEGINS.match(data):
            return Contents("data file")
        return _table(data)
    return contents_of_json(raw)


def contents_of_json(raw: Any) -> Contents | None:
    """The same of JSON that is read already."""
    if not isinstance(raw, dict):
        return None
    if raw.get("format") == "b12track":
        return Contents("document", _text(_inner(raw, "person", "name")))
    if "format" in raw:
        return None
    if "b12track" in raw:
        return Contents("data file", _text(_inner(raw, "person", "1", "name")))
    if raw.get("resourceType") == "Bundle":
        return Contents("bundle", next(_patients(raw), None))
    return Contents("plan") if "phases" in raw else None


def content_of(path: Path, most: int = -1) -> bytes | None:
    """What a file holds; None where there is none, or none that can be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(most)
    except (OSError, ValueError):  # a ValueError is a name that no file can have
        return None


def another_persons(file: object, theirs: str, ours: str, *, is_there: bool = True) -> Refused:
    """That a file is another person's than the one whose file is meant; a yes to something else never answers it."""
    here = f"and the file here is {ours}'s" if is_there else f"not {ours}'s"
    return Refused(
        file,
        f"is {theirs}'s, {here}; nothing was changed",
        "check whose file is meant",
        Deed("as another", theirs, ours),
    )


def _table(data: bytes) -> Contents | None:
    """One of our spreadsheets, by the column that says whose it is."""
    from b12track.reports import csv_file  # only for what is no JSON

    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        header, first = (next(rows, []) for _ in range(2))
    except (ValueError, csv.Error):
        return None
    names = [csv_file.unguard(name) for name in header]
    column = csv_file.owner_column(names)
    if column is None or len(first) != len(names):
        return None
    return Contents("table", csv_file.unguard(first[names.index(column)]) or None)


def _patients(bundle: dict[str, Any]) -> Iterator[str]:
    entries = bundle.get("entry")
    for entry in entries if isinstance(entries, list) else ():
        resource = _inner(entry, "resource")
        if _inner(resource, "resourceType") == "Patient":
            names = _inner(resource, "name")
            text = _inner(names[0], "text") if isinstance(names, list) and names else None
            if isinstance(text, str):
                yield text


def _inner(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
