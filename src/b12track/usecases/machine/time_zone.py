"""The first start on a machine: the time zone that it seems to be in."""

import os
from contextlib import suppress
from pathlib import Path

from b12track.domain.typed.zones import zone_named

_LOCALTIME = Path("/etc/localtime")
_TIMEZONE = Path("/etc/timezone")


def found_zone() -> str:
    """The name of the machine's time zone, as far as it can be told; shown, never taken without a look."""
    names = [os.environ.get("TZ", "").lstrip(":")]
    with suppress(OSError):
        linked = os.readlink(_LOCALTIME)  # noqa: PTH115 - a path to be read, not to be followed
        names.append(linked.partition("zoneinfo/")[2])
    with suppress(OSError, UnicodeDecodeError):
        names.append(_TIMEZONE.read_text(encoding="utf-8").strip())
    return next((name for name in names if name and zone_named(name) is not None), "")
