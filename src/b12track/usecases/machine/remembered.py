"""Small things that this machine remembers apart from the data: the theme, which flags were put away.

What always holds: whatever is wrong with what was kept is as if nothing had been; what is kept is whole or not at all,
and for its owner alone.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from b12track import paths


def recall(place: str) -> dict[str, Any]:
    """What was kept in a place; nothing where it cannot be read."""
    try:
        kept = json.loads(_path(place).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def remember(place: str, kept: Mapping[str, Any]) -> None:
    """Keep this in a place instead of what was there; OSError."""
    path = _path(place)
    waiting = path.with_suffix(f".{os.getpid()}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as out:
        json.dump(dict(kept), out)
    waiting.replace(path)


def _path(place: str) -> Path:
    return paths.state_folder() / f"{place}.json"
