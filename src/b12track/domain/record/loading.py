"""From a raw record that was checked to its value, and back: all that an answer or a save has to know of fields.

What always holds: what a value is made of is said once, by the annotations in `records`; here stands how each kind of
them is taken from JSON and given back to it. Loading trusts what was checked. What is as by default is left out of a
raw record, but for a word out of a few, which another reader might not take for granted. The table of fields (`fields`)
is for those who check, word or type a record: `next` answers without it, and `log` saves without it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, get_args, get_origin

from b12track.domain.record.intervals import (
    WEEKDAYS,
    Confirmed,
    Doses,
    Every,
    Length,
    Span,
    Until,
    Weekdays,
)
from b12track.domain.record.records import ATTRIBUTES, Person, Phase, Record, Review

# The value that each kind of record becomes, and the person's own.
VALUES: dict[str, Any] = {
    kind: Person if kind == "person" else get_args(sequence)[0]
    for kind, sequence in Record.__annotations__.items()
}


def load(kind: str, raw: Mapping[str, Any]) -> Any:
    """The value of one checked record of this kind; `person` is a kind of one record."""
    return _value(VALUES[kind], raw)


def load_field(kind: str, key: str, entry: Any) -> Any:
    """One field of such a record by itself."""
    take = _taken(VALUES[kind])[key][1]
    return entry if take is None else take(entry)


def load_all(kind: str, raws: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    """The values of checked records of this kind, in their order."""
    make = VALUES[kind]
    return tuple([_value(make, raw) for raw in raws])


def dump(value: Any) -> dict[str, Any]:
    """The raw record of a value, for keeping."""
    return {
        key: raw_of(entry)
        for (key, is_always_said, default), entry in zip(_given(value.__class__), value)
        if is_always_said or entry != default
    }


def raw_of(entry: Any) -> Any:
    """One field of a value as JSON has it."""
    give = _GIVEN.get(type(entry))
    return entry if give is None else give(entry)


def _value(make: Callable[..., Any], raw: Mapping[str, Any]) -> Any:
    taken = _taken(make)
    values = {}
    for key, entry in raw.items():
        if entry is not None:
            name, take = taken[key]
            values[name] = entry if take is None else take(entry)
    return make(**values)


@cache
def _taken(make: Any) -> dict[str, tuple[str, Callable[[Any], Any] | None]]:
    """The keys of a raw record: what each is called in the value, and how it is taken; None is as it is."""
    return {_KEYS.get(name, name): (name, _TAKEN.get(kind)) for name, kind in make.__annotations__.items()}


@cache
def _given(make: Any) -> tuple[tuple[str, bool, Any], ...]:
    """The keys of a raw record in the order of the value: whether each is always said, and what is meant without it."""
    defaults = make._field_defaults
    return tuple(
        (_KEYS.get(name, name), name not in defaults or get_origin(kind) is Literal, defaults.get(name))
        for name, kind in make.__annotations__.items()
    )


_KEYS = {attribute: key for key, attribute in ATTRIBUTES.items()}


def _every(raw: Mapping[str, Any]) -> Every:
    unit, amount = next(iter(raw.items()))
    if unit == "weekdays":
        return Weekdays(tuple(sorted({WEEKDAYS.index(day) for day in amount})))
    low, high = amount if isinstance(amount, list) else (amount, amount)
    return Span(unit, low, high)  # type: ignore[arg-type]  # checked


def _until(raw: Mapping[str, Any]) -> Until:
    key, amount = next(iter(raw.items()))
    if key == "confirmed":
        return Confirmed()
    return Doses(amount) if key == "doses" else _length(raw)


def _length(raw: Mapping[str, Any]) -> Length:
    ((unit, amount),) = raw.items()
    return Length(unit, amount)  # type: ignore[arg-type]  # checked


def _all(make: Callable[..., Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda entries: tuple(_value(make, entry) for entry in entries)


_TAKEN: Mapping[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    date | None: date.fromisoformat,
    datetime: datetime.fromisoformat,
    datetime | None: datetime.fromisoformat,
    Every: _every,
    Until: _until,
    Length: _length,
    Length | None: _length,
    Mapping[str, int]: dict,
    tuple[str, ...]: tuple,
    tuple[Phase, ...]: _all(Phase),
    tuple[Review, ...]: _all(Review),
}

_GIVEN: Mapping[Any, Callable[[Any], Any]] = {
    date: date.isoformat,
    datetime: datetime.isoformat,
    Span: lambda every: {every.unit: every.low if every.low == every.high else [every.low, every.high]},
    Weekdays: lambda every: {"weekdays": [WEEKDAYS[day] for day in every.days]},
    Length: lambda length: {length.unit: length.number},
    Doses: lambda until: {"doses": until.number},
    Confirmed: lambda _: {"confirmed": True},
    dict: dict,
    tuple: lambda entries: [raw_of(entry) for entry in entries],
    Phase: dump,
    Review: dump,
}
