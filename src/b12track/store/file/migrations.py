"""From older schemas of the data file to the newest, one step at a time.

`MIGRATIONS[n - 1]` turns the tables of schema n into those of schema n + 1. A step gets all tables decoded,
by name, and returns all tables. Reading a file of an older schema migrates in memory; the file itself is
migrated by the next change, which keeps the old one as a backup that is never rotated away.
"""

from collections.abc import Callable
from typing import Any

Tables = dict[str, Any]


def only_adds(tables: Tables) -> Tables:
    """A step to a schema that has new keys and kinds and changes nothing that was there: the tables as they are."""
    return tables


MIGRATIONS: tuple[Callable[[Tables], Tables], ...] = (only_adds,)


def newest() -> int:
    """Return the schema that this b12track writes."""
    return 1 + len(MIGRATIONS)


def reads_alike(schema: int) -> bool:
    """Say whether records of an older schema mean in the newest what they meant then, word for word.

    Then its bytes are read as they lie, and what the journal says of those days can be taken back and brought back.
    """
    return 1 <= schema <= newest() and all(step is only_adds for step in MIGRATIONS[schema - 1 :])


def migrated(tables: Tables, schema: int) -> Tables:
    """Return the tables of an older schema as the newest has them."""
    for step in MIGRATIONS[schema - 1 :]:
        tables = step(tables)
    return tables
