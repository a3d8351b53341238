"""What somebody chose for the look of the app on this machine; kept apart from the data.

What always holds: whatever is wrong with it is as if nothing had been chosen.
"""

import json
import os
from pathlib import Path

from b12track import paths


def chosen_theme() -> str:
    """The theme that was chosen, or nothing."""
    try:
        kept = json.loads(_place().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    theme = kept.get("theme") if isinstance(kept, dict) else ""
    return theme if isinstance(theme, str) else ""


def choose_theme(name: str) -> None:
    """Remember a theme; where that is not possible, it holds until the app is left."""
    place = _place()
    waiting = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump({"theme": name}, out)
        waiting.replace(place)
    except OSError:
        return


def _place() -> Path:
    return paths.state_folder() / "app.json"
