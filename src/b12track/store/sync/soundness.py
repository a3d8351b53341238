"""Whether the stamps in a file that somebody else wrote, or changed by hand, can be read as what they should be.

Who reads a file that is as b12track wrote it asks none of this.
"""

import re
from typing import Any

from b12track.store.edits import PERSON, SYMPTOMS
from b12track.store.file.layout import ASIDE, ENTRY, GONE, kind_of, records_of, year_of
from b12track.store.sync.registers import UNKNOWN
from b12track.store.sync.stamps import stamps_of

_SIGNED = re.compile(r"[0-9]{1,4000}-[0-9a-f]{8}")


def are_sound(name: str, table: Any) -> bool:
    """Say whether a table that holds no records can be read as what it should be."""
    if not (isinstance(table, dict) and set(table) == {ENTRY} and isinstance(table[ENTRY], dict)):
        return False
    found = table[ENTRY]
    if name == ASIDE:
        return _is_sound_aside(found)
    records = records_of(name)
    if records is None:
        return False
    is_gone = name.startswith(GONE)
    if kind_of(records) != SYMPTOMS:
        return all(map(_is_gone if is_gone else _are_stamps, found.values()))
    if is_gone:
        return all(map(_is_date, found)) and all(map(_is_day_gone, found.values()))
    return all(map(_are_marks, found.values()))


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and year_of({"date": value}) >= 0
    except ValueError:
        return False


def _is_stamp(value: object) -> bool:
    return type(value) is int and value >= UNKNOWN


def _is_signed(value: object) -> bool:
    return _is_stamp(value) or (isinstance(value, str) and re.fullmatch(_SIGNED, value) is not None)


def _are_stamps(kept: object) -> bool:
    if isinstance(kept, list):
        return bool(kept) and all(map(_is_signed, kept)) and list(stamps_of(kept)) == sorted(stamps_of(kept))
    return _is_signed(kept)


def _is_gone(kept: object) -> bool:
    if isinstance(kept, dict):
        return _are_stamps(kept.get("stamps")) and isinstance(kept.get("was"), dict)
    return _are_stamps(kept)


def _are_marks(kept: object) -> bool:
    if not isinstance(kept, dict):
        return _is_stamp(kept)
    scores, beside, notes = kept.get("scores", {}), kept.get("beside", {}), kept.get("note", UNKNOWN)
    if not (isinstance(scores, dict) and isinstance(beside, dict)):
        return False
    if isinstance(notes, list):
        are_notes = bool(notes) and all(
            isinstance(note, list) and len(note) == 2 and _is_stamp(note[0]) and isinstance(note[1], str)
            for note in notes
        )
    else:
        are_notes = _is_stamp(notes)
    return (
        are_notes
        and all(map(_is_stamp, (kept.get("at"), kept.get("rest", UNKNOWN), *scores.values())))
        and all(isinstance(values, list) and values for values in beside.values())
    )


def _is_day_gone(kept: object) -> bool:
    return (
        isinstance(kept, dict)
        and ("base" not in kept or (isinstance(kept["base"], dict) and _is_stamp(kept.get("at"))))
        and isinstance(kept.get("scores", {}), dict)
        and all(map(_are_stamps, kept.get("scores", {}).values()))
        and isinstance(kept.get("past", []), list)
        and all(map(_is_signed, kept.get("past", [])))
    )


def _is_sound_aside(found: dict[str, Any]) -> bool:
    records, days = found.get("records", []), found.get("days", [])
    if not (isinstance(records, list) and isinstance(days, list)):
        return False
    return all(
        isinstance(each, list)
        and len(each) == 6
        and isinstance(each[0], str)
        and each[0] != PERSON
        and isinstance(each[1], str)
        and isinstance(each[2], list)
        and _are_stamps(each[2])
        and isinstance(each[3], bool)
        and isinstance(each[4], dict)
        and isinstance(each[5], str | None)
        for each in records
    ) and all(
        isinstance(each, list)
        and len(each) == 3
        and _is_date(each[0])
        and isinstance(each[1], list)
        and list(map(type, each[1])) == [int, bool, dict]
        and isinstance(each[2], str)
        for each in days
    )
