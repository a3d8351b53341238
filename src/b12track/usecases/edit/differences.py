"""What differs between two contents of a record, field by field, as people say it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.typed import amounts
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.domain.wording.record_names import one_line

NOTHING = "nothing"
_LABELS = {
    "given_at": "given",
    "time_known": "time known",
    "dose_mcg": "dose",
    "strength_mcg_per_ml": "strength",
    "volume_ml": "volume",
    "given_by": "given by",
    "counts": "counts toward the plan",
    "supply_id": "supply",
    "who": "with",
    "held": "count",
    "at": "when",
    "first_on": "from",
    "last_on": "last day",
    "to_phase": "phase",
}
_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "dose_mcg": amounts.show_dose,
    "strength_mcg_per_ml": amounts.show_strength,
    "volume_ml": amounts.show_volume,
    "value": amounts.show_number,
    "low": amounts.show_number,
    "high": amounts.show_number,
    "route": lambda route: ROUTES[route],
    "site": site_label,
}


class Difference(NamedTuple):
    """One field before and after."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


def differences(before: Any, after: Any, record: Record) -> tuple[Difference, ...]:
    """The fields that differ, in the record's order; of a log, score by score."""
    found: list[Difference] = []
    for name in before._fields:
        old, new = getattr(before, name), getattr(after, name)
        if name == "scores":
            found += _scores(old, new, record)
        elif old != new:
            label = _LABELS.get(name, name.replace("_", " "))
            found.append(Difference(label, _shown(name, old, before), _shown(name, new, after)))
    return tuple(found)


def _scores(old: Mapping[str, int], new: Mapping[str, int], record: Record) -> list[Difference]:
    return [
        Difference(kind.label, str(old.get(kind.name, NOTHING)), str(new.get(kind.name, NOTHING)))
        for kind in all_kinds(record)
        if old.get(kind.name) != new.get(kind.name)
    ]


def _shown(name: str, entry: Any, value: Any) -> str:
    """One value as people see it."""
    if entry is None or entry in ("", ()):
        return NOTHING
    if isinstance(entry, bool):
        return "yes" if entry else "no"
    if isinstance(entry, datetime):
        return show_when(entry, time_known=getattr(value, "time_known", True))
    if isinstance(entry, date):
        return show_date(entry)
    if isinstance(entry, tuple):
        return ", ".join(entry)
    # An attribute's name says what it is, but for `low` and `high`, which are numbers of a lab and words of a symptom.
    return one_line(entry) if isinstance(entry, str) and name not in _SHOWN else _text(name, entry)


def _text(name: str, entry: Any) -> str:
    return str(entry) if isinstance(entry, str) and name in ("low", "high") else _SHOWN.get(name, str)(entry)
