"""The kinds of value a field of the exchange document can hold.

Each kind knows two things: how to check raw JSON (yielding faults with their paths), and how JSON Schema says what it
takes. How a checked one becomes a value, and a value raw again, is said in `loading`, which knows more often than any
other module here that nothing has to be checked.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any, NamedTuple

from b12track.domain.record.intervals import UNITS, WEEKDAYS
from b12track.domain.typed.dates import FIRST_YEAR

# Patterns stay text until something is checked: compiling them is a tenth of what `b12track next` may take.
_DAY = r"\d{4}-\d{2}-\d{2}"
_INSTANT = _DAY + r"T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2}(:?\d{2})?)?)"
_CONTROL = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
_CONTROL_BUT_LINES = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"


class Fault(NamedTuple):
    """What is wrong with a document, and where."""

    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


Check = Callable[[Any, str], Iterator[Fault]]
JsonSchema = dict[str, Any]


class FieldType(NamedTuple):
    """How a field is checked, and what JSON Schema says of it once that is asked for."""

    check: Check
    json_schema: Callable[[], JsonSchema]


_JSON_WORDS = {"True": "true", "False": "false", "None": "null"}


def _named(value: object) -> str:
    text = _JSON_WORDS.get(repr(value), repr(value))
    return text if len(text) <= 40 else f"{text[:37]}..."


def _text_check(forbidden: str, *, empty: bool) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(path, f"{_named(value)} is not text")
        elif not value.isprintable() and (found := re.search(forbidden, value)):
            yield Fault(path, f"has the control character {found[0]!r}, which is not accepted")
        elif not empty and not value.strip():
            yield Fault(path, "is empty")

    return check


def _check_day(value: Any, path: str) -> Iterator[Fault]:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:  # weeks are read as well, and days without hyphens
        if isinstance(value, str) and re.fullmatch(_DAY, value, re.ASCII):
            yield Fault(path, f"{value} is not a date of the calendar")
        else:
            yield Fault(path, f"{_named(value)} is not a date such as 2026-01-31")
    elif day.year < FIRST_YEAR:
        yield Fault(path, f"{value} is before the year {FIRST_YEAR}")


def _check_instant(value: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, str) or not re.fullmatch(_INSTANT, value, re.ASCII):
        yield Fault(
            path, f"{_named(value)} is not an instant with an offset such as 2026-01-31T09:30:00+00:00"
        )
        return
    try:
        instant = datetime.fromisoformat(value)
        instant.astimezone(UTC)  # the very ends of the calendar have no such moment
    except (ValueError, OverflowError):
        yield Fault(path, f"{value} is not an instant of the calendar")
        return
    if instant.year < FIRST_YEAR:  # as everywhere, it is the local date that counts
        yield Fault(path, f"{value} is before the year {FIRST_YEAR}")


def _number_check(*, above: float | None = None) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Fault(path, f"{_named(value)} is not a number")
        elif not _is_finite(value):
            yield Fault(path, "is not a finite number")
        elif above is not None and value <= above:
            yield Fault(path, f"{_named(value)} is not more than {above:g}")

    return check


def _is_finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _whole_check(least: int, most: int = 1_000_000) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            yield Fault(path, f"{_named(value)} is not a whole number from {least} to {most}")

    return check


def _check_flag(value: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(path, f"{_named(value)} is not true or false")


def one_of(*choices: str) -> FieldType:
    """A word out of a few."""

    def check(value: Any, path: str) -> Iterator[Fault]:
        if value not in choices or not isinstance(value, str):
            yield Fault(path, f"{_named(value)} is not one of {', '.join(choices)}")

    return FieldType(check, lambda: {"enum": [*choices]})


def list_of(item: FieldType, *, least: int = 0) -> FieldType:
    """A list whose items are all of one type."""

    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(path, f"{_named(value)} is not a list")
            return
        if len(value) < least:
            yield Fault(path, "is empty")
        for index, entry in enumerate(value):
            yield from item.check(entry, f"{path}[{index}]")

    return FieldType(
        check,
        lambda: {"type": "array", "items": item.json_schema(), **({"minItems": least} if least else {})},
    )


def _one_key_check(keys: tuple[str, ...], check_amount: Callable[[str, Any, str], Iterator[Fault]]) -> Check:
    """Of an object with one key of these, whose amount is checked by the key."""

    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, Mapping) or len(value) != 1 or next(iter(value)) not in keys:
            choices = ", ".join(f"{{{key!r}: ...}}" for key in keys)
            yield Fault(path, f"{_named(value)} is not one of {choices}")
            return
        key, amount = next(iter(value.items()))
        yield from check_amount(key, amount, f"{path}.{key}")

    return check


_COUNT = _whole_check(1)


def _check_every_amount(unit: str, amount: Any, path: str) -> Iterator[Fault]:
    if unit == "weekdays":
        yield from list_of(one_of(*WEEKDAYS), least=1).check(amount, path)
    elif isinstance(amount, list):
        if len(amount) != 2:
            yield Fault(path, f"{_named(amount)} is not a range [LOW, HIGH]")
            return
        faults = [fault for index, end in enumerate(amount) for fault in _COUNT(end, f"{path}[{index}]")]
        yield from faults
        if not faults and amount[0] > amount[1]:
            yield Fault(path, f"the range {amount} begins after its end")
    else:
        yield from _COUNT(amount, path)


def _check_until_amount(key: str, amount: Any, path: str) -> Iterator[Fault]:
    if key != "confirmed":
        yield from _COUNT(amount, path)
    elif amount is not True:
        yield Fault(path, f"{_named(amount)} is not true")


def _check_scores(value: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield Fault(path, f"{_named(value)} is not a table of scores")
        return
    for name, score in value.items():
        if type(score) is not int or not 0 <= score <= 10:  # of fifty years of days every one is asked
            yield from _SCORE(score, f"{path}.{name}")


_SCORE = _whole_check(0, 10)


# JSON Schema's patterns: what a text must not hold is said as such, because an end of the text before a last line break
# is an end to some readers of patterns.
_A_YEAR = "(19|[2-9][0-9])[0-9]{2}"
_DAY_PATTERN = f"^{_A_YEAR}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_TIME = r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?)$(?!\n)"


def _text_schema(forbidden: str, *, empty: bool) -> Callable[[], JsonSchema]:
    def schema() -> JsonSchema:
        # Spelt out, so that no program meets the control characters themselves.
        spelt = "".join(char if char in "[]-" else f"\\u{ord(char):04x}" for char in forbidden)
        return {"type": "string", "not": {"pattern": spelt}, **({} if empty else {"pattern": r"\S"})}

    return schema


def _one_key(**values: JsonSchema) -> JsonSchema:
    """An object with one key of these."""
    return {
        "type": "object",
        "properties": values,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _whole_schema(least: int, most: int = 1_000_000) -> JsonSchema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _every_schema() -> JsonSchema:
    count = _whole_schema(1)
    span = {"anyOf": [count, {"type": "array", "items": count, "minItems": 2, "maxItems": 2}]}
    days = {"type": "array", "items": {"enum": [*WEEKDAYS]}, "minItems": 1}
    return _one_key(**dict.fromkeys(UNITS, span), weekdays=days)


TEXT = FieldType(_text_check(_CONTROL, empty=True), _text_schema(_CONTROL, empty=True))
WORD = FieldType(_text_check(_CONTROL, empty=False), _text_schema(_CONTROL, empty=False))
LINES = FieldType(_text_check(_CONTROL_BUT_LINES, empty=True), _text_schema(_CONTROL_BUT_LINES, empty=True))
FULL_LINES = FieldType(
    _text_check(_CONTROL_BUT_LINES, empty=False), _text_schema(_CONTROL_BUT_LINES, empty=False)
)
DAY = FieldType(
    _check_day,
    lambda: {"type": "string", "format": "date", "pattern": _DAY_PATTERN, "maxLength": 10},
)
INSTANT = FieldType(
    _check_instant,
    lambda: {"type": "string", "pattern": _DAY_PATTERN[:-1] + _TIME},
)
NUMBER = FieldType(_number_check(), lambda: {"type": "number"})
POSITIVE = FieldType(_number_check(above=0), lambda: {"type": "number", "exclusiveMinimum": 0})
NATURAL = FieldType(_whole_check(0), lambda: _whole_schema(0))
FLAG = FieldType(_check_flag, lambda: {"type": "boolean"})
EVERY = FieldType(
    _one_key_check((*UNITS, "weekdays"), _check_every_amount),
    _every_schema,
)
LENGTH = FieldType(
    _one_key_check(UNITS, lambda _, amount, path: _COUNT(amount, path)),
    lambda: _one_key(**dict.fromkeys(UNITS, _whole_schema(1))),
)
UNTIL = FieldType(
    _one_key_check(("doses", *UNITS, "confirmed"), _check_until_amount),
    lambda: _one_key(**dict.fromkeys(("doses", *UNITS), _whole_schema(1)), confirmed={"const": True}),
)
SCORES = FieldType(_check_scores, lambda: {"type": "object", "additionalProperties": _whole_schema(0, 10)})
