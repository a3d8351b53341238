"""JSON files that people bring: read strictly, and told in one line what is wrong with them.

What always holds: a file is taken for what it says. A key that is there twice, half a character or a document that
goes on for ever are refused, because a reader that picks one meaning would be guessing. `NaN` and `Infinity` are read
and left to whoever checks the fields: no field takes them, and only there is it known in which one they stand.
"""

import json
import os
from pathlib import Path
from typing import Any

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import quote
from b12track.usecases.contents import MOST_BYTES


class _Unclear(ValueError):
    """Something that could be read in more than one way, or in none."""


# What a PDF, a JPEG and a PNG begin with: a laboratory's letter, or a photograph of it.
_PICTURES = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG")


def read_json(path: Path) -> Any:
    """What a JSON file holds; Refused with the file's name and what is wrong."""
    return parse_json(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """What a file holds, if it is a file that can be read."""
    if path.is_dir():
        raise Refused(path, "is a folder", "name a file in it")
    try:
        # Not waiting for somebody to write into a pipe that stands where a file was meant.
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(fd, "rb") as file:
            data = file.read(MOST_BYTES + 1) or b""
    except FileNotFoundError:
        raise Refused(path, "there is no such file", "check its name") from None
    except OSError as error:
        raise Refused(path, "cannot be read", f"{error.strerror or error}") from None
    except ValueError as error:  # a name that no file can have
        raise Refused(path, "cannot be read", str(error)) from None
    if len(data) > MOST_BYTES:
        raise Refused(
            path, f"is larger than {MOST_BYTES // 1024 // 1024} MB, far more than one person's records"
        )
    return data


def parse_json(data: bytes, name: str) -> Any:
    """The value that these bytes are as JSON."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(_PICTURES):
            raise Refused(
                name, "is a page or a picture, which b12track cannot read", "type in what it says"
            ) from None
        raise Refused(name, f"is not UTF-8 text (byte {error.start + 1})", "save it as UTF-8") from None
    if not text.strip():
        raise Refused(name, "is empty")
    try:
        return json.loads(text, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        raise Refused(
            name, "is not JSON", f"{error.msg.lower()}, line {error.lineno} column {error.colno}"
        ) from None
    except RecursionError:
        raise Refused(name, "is nested too deeply to be a record") from None
    except _Unclear as error:
        raise Refused(name, str(error)) from None
    except ValueError:  # what is left: an integer of thousands of digits
        raise Refused(name, "holds a number that is far too long") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Unclear(f"the key {quote(twice)} is there twice: keep one of them")
    return table
