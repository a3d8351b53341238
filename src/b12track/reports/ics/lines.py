"""The lines of a calendar file (RFC 5545): folding, escaping, and the entries of a file that was written before.

What always holds: a line is at most 75 bytes and no character is cut; text is escaped, so nothing that a person
wrote can begin a line of its own.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

PRODUCT = "-//b12track//b12track//EN"
_MOST_BYTES = 75
# The line breaks outside ASCII: some readers break lines there.
_BREAKS = re.compile("\r\n|[\r\n\u2028\u2029\x85]")


class Kept(NamedTuple):
    """An entry as it stands in a file: when it was last changed, how often, and its lines without these."""

    uid: str
    stamp: str
    sequence: int
    lines: tuple[str, ...]

    def value(self, name: str) -> str:
        """The value of its first property of this name; empty without one."""
        for line in self.lines:
            if line.startswith((f"{name}:", f"{name};")):
                return line.partition(":")[2]
        return ""


def text(value: str) -> str:
    """A text as the value of a property."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _BREAKS.sub(r"\\n", escaped)


def folded(lines: Iterable[str]) -> bytes:
    """The lines as a file."""
    parts = []
    for line in lines:
        data, room, start = line.encode(), _MOST_BYTES, b""
        while len(data) > room:
            cut = room
            while data[cut] & 0xC0 == 0x80:  # never within a character
                cut -= 1
            parts.append(start + data[:cut] + b"\r\n")
            data, room, start = data[cut:], _MOST_BYTES - 1, b" "
        parts.append(start + data + b"\r\n")
    return b"".join(parts)


def product_of(data: bytes) -> str:
    """Which program wrote a calendar file; nothing for a file that is none."""
    lines = _unfolded(data)
    if not lines or lines[0] != "BEGIN:VCALENDAR":
        return ""
    return _first(lines, "PRODID")


def property_of(data: bytes, name: str) -> str:
    """The value of a calendar's own property; empty without one."""
    return _first(_unfolded(data), name)


def entries_in(data: bytes) -> dict[str, Kept]:
    """The entries of a file that b12track wrote, by their UIDs; what does not look like one is left out."""
    entries: dict[str, Kept] = {}
    block: list[str] | None = None
    for line in _unfolded(data):
        if line == "BEGIN:VEVENT":
            block = []
        elif line == "END:VEVENT" and block is not None:
            uid, stamp, sequence = (_first(block, name) for name in ("UID", "DTSTAMP", "SEQUENCE"))
            if uid and re.fullmatch("[0-9]{8}T[0-9]{6}Z", stamp) and re.fullmatch("[0-9]{1,9}", sequence):
                rest = [each for each in block if not each.startswith(("UID:", "DTSTAMP:", "SEQUENCE:"))]
                entries[uid] = Kept(uid, stamp, int(sequence), tuple(rest))
            block = None
        elif block is not None:
            block.append(line)
    return entries


def _first(block: list[str], name: str) -> str:
    return next((line.partition(":")[2] for line in block if line.startswith(f"{name}:")), "")


def _unfolded(data: bytes) -> list[str]:
    unfolded = re.sub(rb"\r?\n[ \t]", b"", data).decode("utf-8", "replace")
    return [line.removesuffix("\r") for line in unfolded.split("\n")]
