"""Keys of one's own: a text file in the configuration folder, a line for each, such as `app.injection = j`.

What always holds: a line that cannot be meant is named, and the others hold; the file is only read. Digits belong to
scores, and a key that something else on the same screen has is not taken from it unseen.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from b12track.paths import config_folder
from b12track.store.disk import disk

NAME = "keymap.txt"
_MOST_BYTES = 64 * 1024
_KEY = re.compile(r"(?:(?:ctrl|shift|alt)\+)*(?:[^\s\d]|f[1-9]|f1[0-2]|[a-z][a-z_]+)")
_EVERYWHERE = "app"


class Keymap(NamedTuple):
    """The keys by the names of what they do, and what was wrong with the other lines."""

    keys: dict[str, str]
    faults: tuple[str, ...] = ()


def read_keymap(defaults: Mapping[str, str]) -> Keymap:
    """The keys in the file; `defaults` are the names of everything that has a key, with that key."""
    try:
        data = disk.beginning(config_folder() / NAME, _MOST_BYTES + 1)
    except FileNotFoundError:
        return Keymap({})
    except OSError:
        return Keymap({}, ("Your own keys cannot be read: the file cannot be opened.",))
    try:
        if len(data) > _MOST_BYTES:
            raise ValueError
        text = data.decode("utf-8-sig")
    except ValueError:
        return Keymap({}, ("Your own keys cannot be read: the file is not plain text, or is much too long.",))
    return parse(text, defaults)


def parse(text: str, defaults: Mapping[str, str]) -> Keymap:
    """The lines of the file."""
    keys: dict[str, str] = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0] if not line.rstrip().endswith("= #") else line
        if not words.strip():
            continue
        name, sign, key = (part.strip() for part in words.partition("="))
        if fault := _fault(name, sign, key, defaults, keys):
            faults.append(f"Your own keys, line {number}: {fault}")
        else:
            keys[name] = key
    return Keymap(keys, tuple(faults))


def _fault(name: str, sign: str, key: str, defaults: Mapping[str, str], keys: Mapping[str, str]) -> str:
    if not sign or not key:
        return "please write it as app.injection = j."
    if name not in defaults:
        return f"there is nothing called {name}."
    if not _KEY.fullmatch(key):
        return f"{key} cannot be used as a key; digits are for scores."
    scope = name.partition(".")[0]
    for other, default in defaults.items():
        theirs = other.partition(".")[0]
        if (
            other != name
            and keys.get(other, default) == key
            and (theirs == scope or _EVERYWHERE in (theirs, scope))
        ):
            return f"{key} is already the key of {other}."
    return ""
