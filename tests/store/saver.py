"""A program of its own that saves in a loop, for tests that kill it or run two: FILE NAME FIRST COUNT."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from b12track.store.datafile import Datafile
from b12track.store.edits import Change, Put

if __name__ == "__main__":
    path, name, first, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    file = Datafile(path, now=lambda: datetime(2026, 3, 4, tzinfo=UTC))
    for number in range(first, first + count):
        entry = {"id": f"{name}{number}", "text": "x" * 2000}
        file.change(lambda _, entry=entry: Change("entry", (Put("notes", entry),)))  # type: ignore[misc]
        print(number, flush=True)
