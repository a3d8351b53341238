"""A symptom or dose CSV from elsewhere: its columns are named by whoever brings it, and nothing else is read.

What always holds: what the file does not say and nobody stated is not there. A unit is said in the cell or in the
name of the field (`dose_mcg`); the route is always said. A row in the future is refused, because a date that was read
the wrong way round is the likeliest reason.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import SymptomKind
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.dates import read_when, show_date
from b12track.domain.wording.labels import read_expiry, read_lot
from b12track.domain.wording.text import clean, quote
from b12track.reports.csv_file import BadCell, read_score
from b12track.usecases.transfer.compare import Raw, Row
from b12track.usecases.transfer.csv.cells import Days, Moment, plain_numbers
from b12track.usecases.transfer.csv.own import check_row
from b12track.usecases.transfer.csv.table import Line, Stated, Table, Unstated, where

Reading = Callable[[str], Any]


def _line(field: str) -> Reading:
    return lambda cell: clean(cell, field)


def _lines(field: str) -> Reading:
    return lambda cell: clean(cell, field, lines=True)


def _yes(cell: str) -> bool:
    word = cell.strip().casefold()
    if word not in ("yes", "no", "true", "false", "1", "0"):
        raise Refused("", f"{quote(cell)} is not yes or no")
    return word in ("yes", "true", "1")


def _in(unit: str, read: Callable[[str], Any]) -> Reading:
    """A bare number is in this unit; a cell that says its own is taken at its word."""
    return lambda cell: read(cell if any(map(str.isalpha, cell)) else f"{cell}{unit}")


# What can be named, the field that it is, and how it is read; a name with a unit takes a bare number.
_DOSE_FIELDS: Mapping[str, tuple[str, Reading]] = {
    "drug": ("drug", terms.read_drug),
    "dose": ("dose_mcg", amounts.read_dose),
    "dose_mcg": ("dose_mcg", _in("mcg", amounts.read_dose)),
    "dose_mg": ("dose_mcg", _in("mg", amounts.read_dose)),
    "strength": ("strength_mcg_per_ml", amounts.read_strength),
    "strength_mcg_per_ml": ("strength_mcg_per_ml", _in("mcg/ml", amounts.read_strength)),
    "volume": ("volume_ml", amounts.read_volume),
    "volume_ml": ("volume_ml", _in("ml", amounts.read_volume)),
    "route": ("route", terms.read_route),
    "site": ("site", terms.read_site),
    "by": ("given_by", _line("by")),
    "provider": ("provider", _line("provider")),
    "location": ("location", _line("location")),
    "lot": ("lot", read_lot),
    "container": ("container", terms.read_container),
    "counts": ("counts", _yes),
    "reaction": ("reaction", _lines("reaction")),
    "note": ("note", _lines("note")),
}
_WITH_NUMBERS = ("dose", "dose_mcg", "dose_mg", "strength", "strength_mcg_per_ml", "volume", "volume_ml")
_OTHER_NAMES = {"given_by": "by", "given_at": "date", "place": "location"}
_NEEDED = {"injections": ("date", "drug", "dose", "route"), "symptoms": ("date",)}


def kind_of(stated: Stated, kinds: Sequence[SymptomKind], name: str) -> str:
    """The kind of record that the named columns make; asked for where they could make two."""
    if stated.kind is not None:
        if stated.kind not in _NEEDED:
            raise Refused("map", f"is for symptoms and injections, not for {stated.kind}")
        return stated.kind
    named = {_OTHER_NAMES.get(field, field) for field in (*stated.columns, *stated.values)}
    symptoms = {kind.name for kind in kinds}
    if named & symptoms and not named & (set(_DOSE_FIELDS) - {"note"}):
        return "symptoms"
    if named & (set(_DOSE_FIELDS) - {"note"}) and not named & symptoms:
        return "injections"
    raise Unstated(
        name, "the columns could be of symptoms or of injections", "kind", ("symptoms", "injections")
    )


class Reader:
    """The rows of one file as raw records without ids."""

    def __init__(
        self, table: Table, kind: str, stated: Stated, kinds: Sequence[SymptomKind], now: datetime
    ) -> None:
        """Find the named columns; refuse a name that is none."""
        self._table, self.kind, self._stated, self._now = table, kind, stated, now
        self._kinds = {symptom.name: symptom for symptom in kinds}
        fields = {_OTHER_NAMES.get(field, field): field for field in (*stated.columns, *stated.values)}
        self._check_names(fields)
        self._places = {
            _OTHER_NAMES.get(field, field): self._place(field, column)
            for field, column in stated.columns.items()
        }
        self._values = {_OTHER_NAMES.get(field, field): value for field, value in stated.values.items()}
        self._days = {
            field: Days(table, self._places[field], stated, now.date())
            for field in ("date", "expires")
            if field in self._places
        }

    @property
    def keys(self) -> list[str]:
        """The fields that a row can say."""
        named = [*self._places, *self._values]
        if self.kind == "symptoms":
            return ["date", "scores", "note"]
        keys = [_DOSE_FIELDS[name][0] for name in named if name in _DOSE_FIELDS]
        return ["given_at", "time_known", *keys, *(["expires"] if "expires" in named else [])]

    def read(self) -> Iterator[tuple[str, Raw | Row]]:
        """Every row: its place, and the raw record or why it is none."""
        for line in self._table.lines:
            yield where(line.number), self._record(line)

    def _check_names(self, fields: Mapping[str, str]) -> None:
        doses = [*_DOSE_FIELDS, "date", "time", "expires"]
        known = doses if self.kind == "injections" else ["date", "note", *self._kinds]
        for field, typed in fields.items():
            if field not in known:
                raise Refused(
                    "map", f"{quote(typed)} is not a field of {self.kind}", f"it has {', '.join(known)}"
                )
        there = {"dose" if field in ("dose_mcg", "dose_mg") else field for field in fields}
        for field in _NEEDED[self.kind]:
            if field not in there:
                ways = [Deed("map", field), *([Deed("set", field)] if field != "date" else [])]
                raise Refused(self._table.name, f"the {field} is not said", *ways)
        if "date" not in self._stated.columns and "given_at" not in self._stated.columns:
            raise Refused(self._table.name, "every row needs its own date", Deed("map", "date"))
        if self.kind == "symptoms" and not set(fields) & set(self._kinds):
            raise Refused(self._table.name, "no symptom is named", Deed("map", "energy"))

    def _place(self, field: str, column: str) -> int:
        found = [place for place, name in enumerate(self._table.header) if name.strip() == column.strip()]
        if len(found) == 1:
            return found[0]
        there = ", ".join(quote(name.strip()) for name in self._table.header if name.strip())
        what = "is there twice" if found else f"is not in row 1, which has {there}"
        raise Refused(self._table.name, f"the column {quote(column)} for {field} {what}")

    def _record(self, line: Line) -> Raw | Row:
        header = self._table.header
        if len(line.cells) != len(header):
            why = f"has {len(line.cells)} cells where the header has {len(header)}"
            return Row(self.kind, "", "refused", why, where(line.number))
        column = "date"
        try:
            moment = self._days["date"].read(line.cells[self._places["date"]])
            if moment.day > self._now.date():
                raise Refused("", f"{show_date(moment.day)} is in the future")
            raw = self._log(moment.day) if self.kind == "symptoms" else self._injection(line, moment)
            for column, cell in self._cells(line):
                if column not in ("date", "time") and cell.strip():
                    self._take(raw, column, cell, line)
        except Unstated:
            raise
        except (Refused, BadCell) as bad:
            return Row(self.kind, "", "refused", str(bad), self._where(line, column))
        return self._checked(raw, line)

    def _checked(self, raw: Raw, line: Line) -> Raw | Row:
        for fault in check_row(self.kind, raw):
            return Row(self.kind, "", "refused", f"{fault.path}: {fault.text}", where(line.number))
        if self.kind == "symptoms" and not raw["scores"] and not raw.get("note"):
            return Row(self.kind, "", "refused", "says no score and no note", where(line.number))
        dose = raw.get("dose_mcg")
        strength, volume = raw.get("strength_mcg_per_ml"), raw.get("volume_ml")
        if dose and strength and volume and not amounts.dose_matches(dose, strength, volume):
            said = f"{amounts.show_strength(strength)} × {amounts.show_volume(volume)}"
            why = (
                f"dose: {amounts.show_dose(dose)} is not {said}: mend the row, or leave one of the three out"
            )
            return Row(self.kind, "", "refused", why, where(line.number))
        return raw

    def _log(self, day: date) -> Raw:
        return {"date": day.isoformat(), "scores": {}}

    def _injection(self, line: Line, moment: Moment) -> Raw:
        """When it was given: on the clock of the person's zone; a day alone is noon, and said not to be known."""
        place = self._places.get("time")
        time = line.cells[place].strip() if place is not None else ""
        day = moment.day.isoformat()
        when = read_when(f"{day} {_on_24_hours(time or moment.time)}".strip(), self._now)
        if when.instant > self._now and when.time_known:
            raise Refused("", f"{show_date(when.day)} {time or moment.time} is in the future")
        raw: Raw = {"given_at": when.instant.isoformat()}
        return raw if when.time_known else {**raw, "time_known": False}

    def _cells(self, line: Line) -> Iterator[tuple[str, str]]:
        yield from self._values.items()
        yield from ((field, line.cells[place]) for field, place in self._places.items())

    def _take(self, raw: Raw, field: str, cell: str, line: Line) -> None:
        if self.kind == "symptoms" and field != "note":
            try:
                raw["scores"][field] = read_score(cell)
            except BadCell as bad:
                raise Refused("", f"{quote(cell)} {bad}") from None
        elif field == "expires":
            raw[field] = self._expiry(cell).isoformat()
        else:
            key, read = _DOSE_FIELDS[field]
            if field in _WITH_NUMBERS:
                cell = plain_numbers(
                    cell, self._stated.decimal, f"{self._table.name}: {self._where(line, field)}"
                )
            raw[key] = read(cell)

    def _expiry(self, cell: str) -> date:
        """The last day of a vial; a label may say the month alone."""
        if "expires" in self._days and cell.count("/") + cell.count(".") + cell.strip().count("-") == 2:
            return self._days["expires"].read(cell).day
        return read_expiry(cell, self._now.date())

    def _where(self, line: Line, field: str) -> str:
        place = self._places.get(field)
        return (
            where(line.number, self._table.header[place].strip()) if place is not None else where(line.number)
        )


def _on_24_hours(time: str) -> str:
    """A time with "am" or "pm" as it is on a clock of 24 hours; any other as it is."""
    words = time.casefold().replace(".", "").replace(" ", "")
    if not words.endswith(("am", "pm")):
        return time
    hour, colon, rest = words[:-2].partition(":")
    if not hour.isdecimal() or not 1 <= int(hour) <= 12:
        raise Refused("", f"{quote(time)} is not a time")
    number = int(hour) % 12 + (12 if words.endswith("pm") else 0)
    return f"{number:02}{colon or ':'}{rest or '00'}"
