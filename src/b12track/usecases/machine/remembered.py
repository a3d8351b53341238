"""Small things that this machine remembers apart from the data: the theme, which flags were put away.

What always holds: whatever is wrong with what was kept is as if nothing had been; what is kept is whole or not at all,
and for its owner alone, and on the disk before it is called kept. It never travels to another machine.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from b12track.store.disk import disk
from b12track.store.disk.sidecars import this_machines_folder

_MOST_BYTES = 1024 * 1024
# Where the files that follow the records are listed: named here, because every save asks whether there is a list.
FOLLOWED = "followed"


def recall(place: str) -> dict[str, Any]:
    """What was kept in a place; nothing where it cannot be read."""
    try:
        data = disk.beginning(_path(place), _MOST_BYTES + 1)
        kept = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def is_kept(place: str) -> bool:
    """Whether anything was kept in a place."""
    return os.path.lexists(_path(place))


def remember(place: str, kept: Mapping[str, Any]) -> None:
    """Keep this in a place instead of what was there; OSError."""
    path = _path(place)
    waiting = path.with_suffix(f".{os.getpid()}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    disk.write_new(waiting, json.dumps(dict(kept)).encode())
    disk.replace(waiting, path)
    disk.flush_folder(path.parent)


def digest(text: str) -> str:
    """What stands for a text: in the name of a place, or to see whether something is as it was."""
    from hashlib import sha256  # only where something is kept: the first picture does without it

    return sha256(text.encode()).hexdigest()


def _path(place: str) -> Path:
    return this_machines_folder() / f"{place}.json"


_LOOK = "app"


def chosen_theme() -> str:
    """The theme that was chosen, or nothing."""
    theme = recall(_LOOK).get("theme")
    return theme if isinstance(theme, str) else ""


def choose_theme(name: str) -> None:
    """Remember a theme; where that is not possible, it holds until the app is left."""
    try:
        remember(_LOOK, {"theme": name})
    except OSError:
        return
