"""Flags that a person has put away, until the records that they rest on change.

What always holds: what must stand cannot be put away; which flags are is remembered on this machine, apart from the
data, and losing it only brings flags back.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.flags import can_be_put_away, flags_of
from b12track.domain.rules.overview import Overview
from b12track.store.disk.sidecars import this_machines_folder
from b12track.usecases.machine.remembered import digest, recall, remember
from b12track.usecases.person_file import PersonFile

# Counts of days go on by themselves, and last year's dates come to say their year: a flag is the same flag tomorrow.
_PASSING = re.compile(r"\btoday\b|(?:\bin )?\b\d+ days?(?: ago)?|(?<= [A-Z][a-z]{2}) \d{4}\b")


class Flags(NamedTuple):
    """The flags as of now: those that are open, and those that were put away."""

    open: tuple[Flag, ...] = ()
    away: tuple[Flag, ...] = ()


def flags_now(person_file: PersonFile, overview: Overview) -> Flags:
    """Every flag, parted into open ones and those that were put away and whose records are as they were."""
    flags, kept = flags_of(overview), recall(_place(person_file))
    away = [
        flag
        for flag in flags
        if can_be_put_away(flag)
        and _key(flag) in kept
        and kept[_key(flag)] == _fingerprint(person_file, flag)
    ]
    return Flags(tuple(flag for flag in flags if flag not in away), tuple(away))


def put_away(person_file: PersonFile, flag: Flag) -> None:
    """Put a flag away until its records change."""
    if not can_be_put_away(flag):
        raise Refused("", "this stays until the records change")
    _write(person_file, {**recall(_place(person_file)), _key(flag): _fingerprint(person_file, flag)})


def bring_back(person_file: PersonFile, flag: Flag) -> None:
    """Let a flag stand with the others again."""
    _write(
        person_file, {key: value for key, value in recall(_place(person_file)).items() if key != _key(flag)}
    )


def _key(flag: Flag) -> str:
    # The text about a symptom holds numbers that grow with every log.
    text = flag.symptom or _PASSING.sub("", flag.text)
    return "|".join((flag.code, *flag.records, text))


def _fingerprint(person_file: PersonFile, flag: Flag) -> str:
    """What the flag's records say now."""
    snapshot = person_file.snapshot()
    records = [snapshot.find(id) for id in flag.records]
    return digest(json.dumps(records, sort_keys=True, default=str))[:24]


def _place(person_file: PersonFile) -> str:
    return f"put-away/{digest(str(person_file.path.resolve()))[:24]}"


def _write(person_file: PersonFile, kept: Mapping[str, Any]) -> None:
    try:
        remember(_place(person_file), kept)
    except OSError as error:
        raise Refused(
            "", "it could not be put away", f"{error.strerror or error}; {this_machines_folder()}"
        ) from None
