"""Where things live on this machine.

Nothing is made here, neither at import nor when asked: whoever writes makes the folder. `B12TRACK_HOME` names
one folder for everything, which is how a person keeps b12track on a stick and how tests keep to themselves.
"""

import os
from pathlib import Path

HOME_VARIABLE = "B12TRACK_HOME"


def data_folder() -> Path:
    """Return the folder that holds one data file per person."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home).expanduser()
    # Here, because its import costs more than the rest of this module.
    from platformdirs import user_data_path

    return user_data_path("b12track", appauthor=False)


def state_folder() -> Path:
    """Return the folder for what this machine remembers and a person would not miss."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home).expanduser() / "state"
    return machines_own_folder()


def machines_own_folder() -> Path:
    """Return the folder for what must stay on this machine, wherever everything else is."""
    from platformdirs import user_state_path  # here, for the same reason

    return user_state_path("b12track", appauthor=False)
