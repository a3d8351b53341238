"""What somebody chose for the look of the app on this machine; kept apart from the data."""

from b12track.usecases.machine.remembered import recall, remember

_PLACE = "app"


def chosen_theme() -> str:
    """The theme that was chosen, or nothing."""
    theme = recall(_PLACE).get("theme")
    return theme if isinstance(theme, str) else ""


def choose_theme(name: str) -> None:
    """Remember a theme; where that is not possible, it holds until the app is left."""
    try:
        remember(_PLACE, {"theme": name})
    except OSError:
        return
