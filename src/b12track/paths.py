"""Where things live on this machine.

Nothing is made here, neither at import nor when asked: whoever writes makes the folder. `B12TRACK_HOME` names
one folder for everything, which is how a person keeps b12track on a stick and how tests keep to themselves.
"""

import os
import sys
from pathlib import Path

from b12track.domain.record.faults import Refused

HOME_VARIABLE = "B12TRACK_HOME"


def data_folder() -> Path:
    """Return the folder that holds one data file per person."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return at_home(home, HOME_VARIABLE)
    if (folder := _where_it_is_plain("XDG_DATA_HOME", ".local/share")) is not None:
        return folder
    from platformdirs import user_data_path

    return user_data_path("b12track", appauthor=False)


def state_folder() -> Path:
    """Return the folder for what this machine remembers and a person would not miss."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return at_home(home, HOME_VARIABLE) / "state"
    return machines_own_folder()


def config_folder() -> Path:
    """Return the folder for what a person sets up by hand."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return at_home(home, HOME_VARIABLE) / "config"
    if (folder := _where_it_is_plain("XDG_CONFIG_HOME", ".config")) is not None:
        return folder
    from platformdirs import user_config_path

    return user_config_path("b12track", appauthor=False)


def machines_own_folder() -> Path:
    """Return the folder for what must stay on this machine, wherever everything else is."""
    if (folder := _where_it_is_plain("XDG_STATE_HOME", ".local/state")) is not None:
        return folder
    from platformdirs import user_state_path

    return user_state_path("b12track", appauthor=False)


def _where_it_is_plain(variable: str, below_home: str) -> Path | None:
    """Return the folder that platformdirs would name on Linux; None where that takes more than two variables to say.

    Decided: said here too, because importing platformdirs is a tenth of what `b12track next` takes.
    """
    if not sys.platform.startswith("linux") or "ANDROID_ROOT" in os.environ:
        return None
    stated, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if stated.startswith("/"):
        return Path(stated, "b12track")
    return Path(home, below_home, "b12track") if home.startswith("/") and not stated else None


def at_home(stated: str, variable: str) -> Path:
    """Return a path that a variable states, which may begin with a user's home; Refused where there is no such user."""
    try:
        return Path(stated).expanduser()
    except RuntimeError:
        raise Refused(
            variable, f"no home folder was found for {stated.split('/')[0]}", "write the whole path"
        ) from None
