"""Tables from elsewhere: their columns are named by whoever brings them, and nothing else is read.

What always holds: what the table does not say and nobody stated is not there. A unit is said in the cell, in the
heading, in a column of its own or in the name of the field (`dose_mcg`); the route is always said. A row in the future
is refused, because a date that was read the wrong way round is the likeliest reason. A table in which a column says
what each row is about has its rows picked: a score of something else is never taken for the one that was named.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.loading import load_field, raw_of
from b12track.domain.record.records import Person, Record, SymptomKind
from b12track.domain.record.schema import Field
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed import amounts
from b12track.domain.typed.dates import read_date, read_when, show_date
from b12track.domain.wording.labels import read_expiry
from b12track.domain.wording.text import folded_words, quote
from b12track.usecases.fields import READERS, Typing, editable, reader_of, show_field
from b12track.usecases.transfer.compare import Raw
from b12track.usecases.transfer.csv import laboratory, scale
from b12track.usecases.transfer.csv.cells import Days, Moment, plain_numbers, says_nothing
from b12track.usecases.transfer.csv.columns import AtColumn, Column, Columns, Reading, in_order
from b12track.usecases.transfer.csv.laboratory import Tests
from b12track.usecases.transfer.csv.scale import Scores
from b12track.usecases.transfer.csv.table import Stated, Table, Unstated

KINDS = ("symptoms", "injections", "labs")
# What a row always says, if it says anything.
_KEYS = {
    "symptoms": ("date", "scores", "note"),
    "injections": ("given_at", "time_known"),
    "labs": ("date", "test", "comparator", "value", "unit"),
}
# Names that say the unit of a bare number: the field, and the unit; a cell that says its own is taken at its word.
_IN_UNITS = {
    "dose_mcg": ("dose", "mcg"),
    "dose_mg": ("dose", "mg"),
    "strength_mcg_per_ml": ("strength", "mcg/ml"),
    "volume_ml": ("volume", "ml"),
}
# Two names of fields are columns of their own here: a day with a time, and a time beside a day.
_MOMENTS = {"at": "date", "given_at": "date", "date": "date", "time": "time"}
_RANGES = {"range": "range", "reference": "range"}
# What is read by its number, so that the file's own decimal mark counts.
_AMOUNTS = ("dose", "strength", "volume", "number")
# Who reads a table from elsewhere knows no record yet.
_NOBODY = Record(Person(""))
# Headings of the columns that say what a row is about, in a few languages.
_SAYING_WHAT = """
    category categories kategorie catégorie categoría categoria type typ tipo
    symptom symptome symptôme síntoma sintomo symptoom detail détail detalle item
    test tests analyte analysis parameter measure measurement metric variable trackable trackable_name tracker
    medicine medication drug substance medikament arzneimittel médicament medicamento farmaco medicijn
"""
_OF_ROWS = frozenset(_SAYING_WHAT.split())
_OF_SOMEBODY = frozenset(("name", "names", "naam", "nom", "nombre", "nome", "patient", "person"))


def _rows(kind: str) -> dict[str, Field]:
    """The fields that a column can be, by their plain names; when it was is a column of its own, a supply is ours."""
    rows = [row for row in editable(kind).values() if row.changed in ("form", "part") and not row.of]
    return {row.plain: row for row in rows if row.key not in ("given_at", "supply_id")}


def _names(kind: str) -> dict[str, str]:
    """Every name that a column can have, with the plain one."""
    rows = _rows(kind)
    names = {name: plain for plain, row in rows.items() for name in (row.key, *row.also, plain)}
    names |= {name: plain for name, (plain, _) in _IN_UNITS.items() if plain in rows}
    return names | (_MOMENTS if kind == "injections" else _RANGES if kind == "labs" else {})


def kind_of(stated: Stated, kinds: Sequence[SymptomKind], name: str) -> str:
    """The kind of record that the named columns make; asked for where they could make several."""
    if stated.kind is not None:
        if stated.kind not in KINDS:
            raise Refused("map", f"is for symptoms, injections and labs, not for {stated.kind}")
        return stated.kind
    named = {*stated.columns, *stated.values} - {"date", "given_at", "note"}
    fits = {kind: set(_names(kind)) for kind in KINDS}
    fits["symptoms"] |= {kind.name for kind in kinds}
    found = [kind for kind, fields in fits.items() if named and named <= fields]
    if not found:
        found = [kind for kind, fields in fits.items() if named & fields]
    if len(found) == 1:
        return found[0]
    known = sorted({field for fields in fits.values() for field in fields})
    for typed in sorted(named - set(known)):
        from difflib import get_close_matches  # only to help after a slip

        if near := get_close_matches(typed[:60], known, 2, 0.7):
            raise Refused("map", f"{quote(typed)} is not a field", f"did you mean {' or '.join(near)}?")
    raise Unstated(name, "the columns could belong to symptoms, injections or tests", "kind", KINDS)


class _Typed(NamedTuple):
    """A field as it was typed, and the column or the value that was named for it."""

    field: str
    typed: str
    column: str | None
    value: str = ""


class Naming:
    """What was said of one table, on its way to become columns; a name that is none is refused."""

    def __init__(
        self,
        table: Table,
        kind: str,
        stated: Stated,
        kinds: Sequence[SymptomKind],
        now: datetime,
        *,
        yes: bool,
    ) -> None:
        self.table, self.kind, self.stated, self.now, self.yes = table, kind, stated, now, yes
        self.symptoms = {symptom.name: symptom for symptom in kinds}
        self.words = scale.read_words(stated.words) if kind == "symptoms" else {}
        self.scales = {field: scale.read_scale(typed) for field, typed in stated.scales.items()}
        self.used_scales: dict[str, list[str]] = {}
        self.tests = Tests(table, stated, now, yes=yes)
        self.rows, names = _rows(kind), _names(kind)
        self.typed = [
            *(_Typed(names.get(name, name), name, column) for name, column in stated.columns.items()),
            *(_Typed(names.get(name, name), name, None, value) for name, value in stated.values.items()),
        ]
        self.fields = [each.field for each in self.typed]
        if kind == "labs" and not set(self.fields) & {"date", "value"}:
            self.tests.find_days(
                {table.place_of(each.column) for each in self.typed if each.column is not None}
            )
        # Of a log and of a test more is asked than that its fields are named.
        self.needed = (
            [name for name, row in self.rows.items() if row.required] if kind == "injections" else []
        )

    def columns(self) -> Columns:
        """The columns, the date first, because everything else in a row is of that day."""
        self._refuse_what_is_missing()
        self._refuse_what_is_for_others()
        first = ("date", "time")
        ordered = sorted(self.typed, key=lambda each: first.index(each.field) if each.field in first else 2)
        columns = [*(self._column(each) for each in ordered), *self.tests.dated_columns()]
        self._refuse_mixture(columns)
        keys = list(_KEYS[self.kind])
        if self.kind == "labs" and {"range", "low", "high"} & set(self.fields):
            keys += ["low", "high"]
        keys += [
            key for name in self.fields if name in self.rows and (key := self.rows[name].key) not in keys
        ]
        remarks = tuple(f"Scale of {', '.join(of)}: {said}." for said, of in self.used_scales.items())
        records = {"symptoms": _log, "labs": self.tests.of_row, "injections": self._injection}[self.kind]

        def finish(raw: Raw) -> Sequence[Raw]:
            moment: Moment | None = raw.pop("_moment", None)
            if moment is None and not self.tests.dated:
                raise AtColumn("date", "is missing")
            found = records(moment, raw) if moment is not None else self.tests.of_row(None, raw)
            return [in_order(self.kind, each) for each in found]

        return Columns(self.kind, columns, keys, finish, says_nothing, (), remarks)

    def _refuse_what_is_missing(self) -> None:
        """A name that is no field, and a field without which there is no record."""
        known = dict.fromkeys(
            ("date", *self.rows, *self.symptoms) if self.kind == "symptoms" else _names(self.kind)
        )
        for field, typed, *_ in self.typed:
            if self.kind != "labs" and field not in known:
                own = [Deed("add symptom")] if self.kind == "symptoms" else []
                said = f"{quote(typed)} is not a field of {self.kind}"
                raise Refused("map", said, f"it has {', '.join(known)}", *own)
        there = set(self.fields) | ({"date", "value"} if self.tests.dated else set())
        for field in ("date", *self.needed):
            if field not in there:
                ways = [Deed("map", field), *([Deed("set", field)] if field != "date" else [])]
                raise Refused(self.table.name, f"the {field} is not said", *ways)
        dated = any(each.field == "date" and each.column is not None for each in self.typed)
        # One blood draw has many tests; every other row is of a day of its own.
        if not dated and self.kind != "labs":
            raise Refused(self.table.name, "every row needs its own date", Deed("map", "date"))
        if self.kind == "symptoms" and not there & set(self.symptoms):
            raise Refused(self.table.name, "no column is a symptom", Deed("map", "energy"))
        if self.kind == "labs" and there <= set(known) and not {"test", "value"} <= there:
            lacks = "test" if "test" not in there else "value"
            raise Refused(self.table.name, f"the {lacks} is not said", Deed("map", lacks))

    def _refuse_what_is_for_others(self) -> None:
        """What was said, and is not for tables of this kind."""
        for field in self.stated.scales:
            if field and field not in self.fields:
                raise Refused("scale", f"{quote(field)} is not one of the columns you named")
        if self.kind != "symptoms" and (self.stated.scales or self.stated.several):
            option = "scale" if self.stated.scales else "several"
            raise Refused(option, f"is for scores, not for {self.kind}", "leave it out")
        if self.kind == "injections" and self.stated.words:
            raise Refused("words", "is for scores and for the names of tests", "leave it out")

    def _column(self, each: _Typed) -> Column:
        """Where a column is, how its cells are read, and how one is shown that was."""
        field = each.field
        place = self.table.place_of(each.column, f" for {each.typed}") if each.column is not None else None
        heading = self.table.header[place] if place is not None else ""
        read: Reading
        shown: Callable[[Raw], str]
        if field == "date":
            read, shown = self._date(place), lambda raw: str(raw["_moment"])
        elif field == "time":
            read, shown = lambda cell: {"_time": cell.strip()}, lambda raw: str(raw["_time"])
        elif field in self.symptoms and self.kind == "symptoms":
            read, shown = self._score(field, place), lambda raw: f"{raw['scores'][field]} of 10"
        elif self.kind == "labs" and (field in laboratory.FIELDS or field not in self.rows):
            read, shown = self.tests.column(field, heading)
        else:
            row = self.rows[field]
            read, shown = (
                self._expires(place) if row.reader == "expiry" else self._field(row, each.typed, heading),
                lambda raw: show_field(row, load_field(self.kind, row.key, raw[row.key])),
            )
        return Column(field, place, heading, read, each.value, shown)

    def _date(self, place: int | None) -> Reading:
        """A day that has come; a value that was stated for all rows is a day as it would be typed."""
        today = self.now.date()
        days = Days(self.table, place, self.stated, self.now) if place is not None else None

        def reading(cell: str) -> Raw:
            moment = days.read(cell) if days is not None else Moment(read_date(cell, today))
            refuse_to_come("", moment.day, today)
            return {"_moment": moment}

        return reading

    def _score(self, symptom: str, place: int | None) -> Reading:
        if place is None:
            raise Refused(
                "set", f"{quote(symptom)} is a score, and every row has its own", Deed("map", symptom)
            )
        stated = self.scales.get(symptom, self.scales.get(""))
        scores = Scores(self.table, place, symptom, stated, self.words)
        self.used_scales.setdefault(scores.said, []).append(symptom)
        return lambda cell: {"scores": {symptom: scores.read(cell)}}

    def _expires(self, place: int | None) -> Reading:
        """The last day of a vial; a label may say the month alone."""
        days = Days(self.table, place, self.stated, self.now, forward=True) if place is not None else None

        def reading(cell: str) -> Raw:
            if days is not None and cell.count("/") + cell.count(".") + cell.strip().count("-") == 2:
                return {"expires": days.read(cell).day.isoformat()}
            return {"expires": read_expiry(cell, self.now.date()).isoformat()}

        return reading

    def _field(self, row: Field, typed: str, heading: str) -> Reading:
        """A field as it is typed anywhere else; of a number the file says the mark, and its name may say the unit."""
        reader = reader_of(row)
        unit = _IN_UNITS.get(typed, ("", ""))[1]

        def reading(cell: str) -> Raw:
            text = cell
            if reader in _AMOUNTS:
                text = plain_numbers(cell, self.stated.decimal, self.table.at_column(heading))
            if reader == "flag":
                text = {"1": "yes", "0": "no"}.get(cell.strip(), cell)
            if unit and not any(map(str.isalpha, text)):
                text += unit
            read = READERS[reader](row, text, Typing(None, _NOBODY, self.now, self.yes))
            return {row.key: raw_of(read[row.name])}

        return reading

    def _injection(self, moment: Moment, raw: Raw) -> Sequence[Raw]:
        """When it was given: on the clock of the person's zone; a day alone is noon, and said not to be known."""
        time: str = raw.pop("_time", "")
        try:
            typed = f"{moment.day.isoformat()} {_on_24_hours(time or moment.time)}".strip()
            when = read_when(typed, self.now)
        except Refused as refused:
            raise AtColumn("time" if time else "date", str(refused)) from None
        if when.instant > self.now and when.time_known:
            raise AtColumn("date", f"{show_date(when.day)} {time or moment.time} is in the future")
        found: Raw = {"given_at": when.instant.isoformat(), **raw}
        if not when.time_known:
            found["time_known"] = False
        for needed in self.needed:
            if self.rows[needed].key not in found:
                raise Refused(needed, "is missing")
        dose, strength, volume = (found.get(key) for key in ("dose_mcg", "strength_mcg_per_ml", "volume_ml"))
        if strength and volume and not amounts.dose_matches(dose or 0, strength, volume):
            made = f"{amounts.show_strength(strength)} × {amounts.show_volume(volume)}"
            raise Refused("dose", f"{amounts.show_dose(dose or 0)} is not {made}")
        return [found]

    def _refuse_mixture(self, columns: Sequence[Column]) -> None:
        """A column that says what a row is about has to be named, or rows of one sort be picked."""
        used = {column.place for column in columns}
        picked = {self.table.place_of(column) for column, _ in self.stated.where}
        is_picked = any(folded_words(self.table.header[place]) in _OF_ROWS for place in picked)
        # What the rows are about, as it was named: a symptom, the drug, the test.
        named = [each.value for each in self.typed if each.field in ("drug", "test")]
        for kind in filter(None, map(self.symptoms.get, self.fields)):
            named += [kind.name, kind.label]
        about = [folded_words(name) for name in named if name]
        for place, heading in enumerate(self.table.header):
            words = folded_words(heading)
            if place in used | picked or words not in _OF_ROWS | _OF_SOMEBODY:
                continue
            cells = (line.cell(place) for line in self.table.lines)
            there = list(dict.fromkeys(filter(None, cells)))
            if not there:
                continue
            # One word for all rows does no harm where it is about what was named, or about whose table it is.
            said = folded_words(there[0])
            is_harmless = words in _OF_SOMEBODY or is_picked or any(n in said or said in n for n in about)
            if len(there) > 1 or not is_harmless:
                few = ", ".join(map(quote, there[:4])) + (", …" if len(there) > 4 else "")
                one = f"{heading.strip()}={there[0]}"
                raise Refused(
                    self.table.name,
                    f"the column {quote(heading.strip())} says what each row is about ({few})",
                    # As it can be typed in a shell.
                    Deed("pick rows", f'"{one}"' if re.search(r"[^\w=./-]", one) else one),
                )


def _log(moment: Moment, raw: Raw) -> Sequence[Raw]:
    if not raw.get("scores") and not raw.get("note"):
        raise Refused("", "has no score and no note")
    return [{"date": moment.day.isoformat(), "scores": {}, **raw}]


def _on_24_hours(time: str) -> str:
    """A time with "am" or "pm" as it is on a clock of 24 hours; any other as it is."""
    words = "".join(time.casefold().replace(".", "").split())
    if not words.endswith(("am", "pm")):
        return time
    hour, colon, rest = words[:-2].partition(":")
    if not hour.isdecimal() or not 1 <= int(hour) <= 12:
        raise Refused("", f"{quote(time)} is not a time")
    number = int(hour) % 12 + (12 if words.endswith("pm") else 0)
    return f"{number:02}{colon or ':'}{rest or '00'}"
