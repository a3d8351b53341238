"""Whether a folder is one that Syncthing, Nextcloud or a cloud drive keeps in step with other machines.

They leave traces at the top of what they keep, or keep it under a folder of their own name. What looks so without
being so costs nothing but a longer way to the journal, so a trace is enough. A file named `.b12track-synced` says so
for an engine that leaves none. A folder that cannot be listed has no traces; nothing here fails.
"""

import os
from itertools import pairwise
from pathlib import Path

from b12track.store.disk import disk

MARKER = ".b12track-synced"
_TRACES = frozenset(
    {
        MARKER,
        ".stfolder",  # Syncthing
        ".stversions",
        ".nextcloudsync.log",
        ".owncloudsync.log",
        ".dropbox.cache",
        ".sync",  # Resilio
        ".SynologyWorkingDirectory",
        ".debris",  # MEGA
        ".megaignore",
    }
)
_DATABASES = (".sync_", "._sync_")  # Nextcloud and ownCloud, with a number that differs from folder to folder
_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud drive",
    "iclouddrive",
    "nextcloud",
    "owncloud",
    "pclouddrive",
    "pcloud drive",
    "pcloudsync",
    "seafile",
    "seadrive",
    "mega",
    "megasync",
    "proton drive",
    "box",
    "box sync",
)
_AFTER_NAME = (" ", "-", "_", "(")
_PAIRS = {("library", "mobile documents"), ("library", "cloudstorage")}
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def is_synced(folder: Path) -> bool:
    """Say whether a folder, links resolved, looks as if something kept it in step with other machines."""
    parts = [part.casefold() for part in folder.parts]
    if any(pair in _PAIRS for pair in pairwise(parts)):
        return True
    for part in parts:
        if part.startswith(_NAMES):
            behind = [part.removeprefix(name) for name in _NAMES if part.startswith(name)]
            if any(not rest or rest.startswith(_AFTER_NAME) for rest in behind):
                return True
    named = {os.environ.get(variable) for variable in _VARIABLES}
    for each in (folder, *folder.parents):
        hidden = [name for name in names_there(each) if name.startswith(".")]
        if str(each) in named or not _TRACES.isdisjoint(hidden):
            return True
        if any(name.startswith(_DATABASES) and name.endswith(".db") for name in hidden):
            return True
    return False


def names_there(folder: Path) -> list[str]:
    """Return the names in a folder; none where it cannot be looked into."""
    try:
        return disk.names_in(folder)
    except OSError:
        return []
