"""The first start on a machine: the time zone that it seems to be in."""

import os
from pathlib import Path

from b12track.domain.typed.zones import zone_named

_LOCALTIME = Path("/etc/localtime")
_TIMEZONE = Path("/etc/timezone")


def found_zone() -> str:
    """The name of the machine's time zone, as far as it can be told; shown, never taken without a look."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _linked(), _written()):
        if name and zone_named(name) is not None:
            return name
    return ""


def _linked() -> str:
    """What /etc/localtime points to, after its folder of zones."""
    try:
        target = os.readlink(_LOCALTIME)  # noqa: PTH115 - a path to be read, not to be followed
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def _written() -> str:
    try:
        return _TIMEZONE.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
