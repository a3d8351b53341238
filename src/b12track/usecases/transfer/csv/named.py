"""Tables from elsewhere: their columns are named by whoever brings them, and nothing else is read.

What always holds: what the table does not say and nobody stated is not there. A unit is said in the cell, in the
heading, in a column of its own or in the name of the field (`dose_mcg`); the route is always said. A row in the future
is refused, because a date that was read the wrong way round is the likeliest reason. A table in which a column says
what each row is about has its rows picked: a score of something else is never taken for the one that was named.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.fields import Field
from b12track.domain.record.loading import load_field
from b12track.domain.record.records import Person, Record, SymptomKind
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.dates import read_date, read_when, show_date
from b12track.domain.wording.labels import read_expiry
from b12track.domain.wording.text import clean, folded_words, quote
from b12track.usecases.fields import READERS, Typing, editable, reader_of, show_field
from b12track.usecases.transfer.compare import Raw
from b12track.usecases.transfer.csv import scale
from b12track.usecases.transfer.csv.cells import (
    Days,
    Moment,
    is_day,
    plain_number,
    plain_numbers,
    says_nothing,
)
from b12track.usecases.transfer.csv.columns import AtColumn, Column, Columns, Reading, SaysNothing, in_order
from b12track.usecases.transfer.csv.scale import Scores
from b12track.usecases.transfer.csv.table import Line, Stated, Table, Unstated

KINDS = ("symptoms", "injections", "labs")
# What a row always says, if it says anything.
_KEYS = {
    "symptoms": ("date", "scores", "note"),
    "injections": ("given_at", "time_known"),
    "labs": ("date", "test", "comparator", "value", "unit"),
}
# The fields of a test whose cells say more than one of them, or are told from each other.
_OF_TESTS = ("test", "value", "unit", "range")


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
# A result, its mark and, in some laboratories' sheets, a letter for what lies outside the range.
_RESULT = re.compile(r"([<>=≤≥]*)\s*([0-9][0-9.,]*)\s*(.*)", re.DOTALL)
_OUTSIDE = re.compile(
    r"\*+|[(\[](?:h|l|hh|ll|high|low)[)\]]|(?<![/\w])(?:h|l|hh|ll|high|low)(?![\w/])", re.IGNORECASE
)
_RANGE = re.compile(r"[\[(]?\s*([<>=≤≥]*\s*[0-9.,]+\s*(?:(?:[-‐‑–—−]|\bto\b)\s*[0-9.,]*)?)\s*([^\])]*)[\])]?")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]\s*$")

# Headings of the columns that say what a row is about, in a few languages.
_OF_ROWS = frozenset(
    (
        "category",
        "categories",
        "kategorie",
        "catégorie",
        "categoría",
        "categoria",
        "type",
        "typ",
        "tipo",
        "symptom",
        "symptome",
        "symptôme",
        "síntoma",
        "sintomo",
        "symptoom",
        "detail",
        "détail",
        "detalle",
        "item",
        "test",
        "tests",
        "analyte",
        "analysis",
        "parameter",
        "measure",
        "measurement",
        "metric",
        "variable",
        "trackable",
        "trackable_name",
        "tracker",
        "medicine",
        "medication",
        "drug",
        "substance",
        "medikament",
        "arzneimittel",
        "médicament",
        "medicamento",
        "farmaco",
        "medicijn",
    )
)
_OF_SOMEBODY = frozenset(("name", "names", "naam", "nom", "nombre", "nome", "patient", "person"))


def _rows(kind: str) -> dict[str, Field]:
    """The fields that a column can be, by their plain names; when it was is a column of its own, a supply is ours."""
    rows = editable(kind).values()
    return {
        row.plain: row for row in rows if row.changed == "form" and row.key not in ("given_at", "supply_id")
    }


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
    raise Unstated(name, "the columns could belong to symptoms, injections or tests", "kind", KINDS)


def named_columns(
    table: Table, kind: str, stated: Stated, kinds: Sequence[SymptomKind], now: datetime, *, yes: bool
) -> Columns:
    """The columns as they were named; a name that is none is refused."""
    return _Naming(table, kind, stated, kinds, now, yes).columns()


class _Typed(NamedTuple):
    """A field as it was typed, and the column or the value that was named for it."""

    field: str
    typed: str
    column: str | None
    value: str = ""


class _Naming:
    """What was said of one table, on its way to become columns."""

    def __init__(
        self, table: Table, kind: str, stated: Stated, kinds: Sequence[SymptomKind], now: datetime, yes: bool
    ) -> None:
        self.table, self.kind, self.stated, self.now, self.yes = table, kind, stated, now, yes
        self.symptoms = {symptom.name: symptom for symptom in kinds}
        self.words = scale.read_words(stated.words) if kind == "symptoms" else {}
        self.scales = {field: scale.read_scale(typed) for field, typed in stated.scales.items()}
        self.used_scales: dict[str, list[str]] = {}
        self.rows, names = _rows(kind), _names(kind)
        self.typed = [
            *(_Typed(names.get(name, name), name, column) for name, column in stated.columns.items()),
            *(_Typed(names.get(name, name), name, None, value) for name, value in stated.values.items()),
        ]
        self.fields = [each.field for each in self.typed]
        # Of a log and of a test more is asked than that its fields are named.
        self.needed = (
            [name for name, row in self.rows.items() if row.required] if kind == "injections" else []
        )

    def columns(self) -> Columns:
        """The columns, the date first, because everything else in a row is of that day."""
        self._check_names()
        first = ("date", "time")
        ordered = sorted(self.typed, key=lambda each: first.index(each.field) if each.field in first else 2)
        columns = [*(self._column(each) for each in ordered), *self._dated_columns()]
        self._refuse_mixture(columns)
        keys = list(_KEYS[self.kind])
        if self.kind == "labs" and {"range", "low", "high"} & set(self.fields):
            keys += ["low", "high"]
        keys += [
            key for name in self.fields if name in self.rows and (key := self.rows[name].key) not in keys
        ]
        remarks = tuple(f"Scale of {', '.join(of)}: {said}." for said, of in self.used_scales.items())
        finish = {"symptoms": _log, "labs": self._tests, "injections": self._injection}[self.kind]
        return Columns(self.kind, columns, keys, finish, says_nothing, (), remarks)

    def _check_names(self) -> None:
        known = dict.fromkeys(
            ("date", *self.rows, *self.symptoms) if self.kind == "symptoms" else _names(self.kind)
        )
        for field, typed, *_ in self.typed:
            if self.kind != "labs" and field not in known:
                own = [Deed("add symptom")] if self.kind == "symptoms" else []
                said = f"{quote(typed)} is not a field of {self.kind}"
                raise Refused("map", said, f"it has {', '.join(known)}", *own)
        there = set(self.fields)
        self.dated = self._places_of_days() if self.kind == "labs" and not there & {"date", "value"} else []
        if self.dated:
            there |= {"date", "value"}
        for field in ("date", *self.needed):
            if field not in there:
                ways = [Deed("map", field), *([Deed("set", field)] if field != "date" else [])]
                raise Refused(self.table.name, f"the {field} is not said", *ways)
        dated = any(each.field == "date" and each.column is not None for each in self.typed)
        # One blood draw has many tests; every other row is of a day of its own.
        if not dated and self.kind != "labs":
            raise Refused(self.table.name, "every row needs its own date", Deed("map", "date"))
        if self.kind == "symptoms" and not set(self.fields) & set(self.symptoms):
            raise Refused(self.table.name, "no column is a symptom", Deed("map", "energy"))
        if (
            self.kind == "labs"
            and not set(self.fields) - set(_names("labs"))
            and not {"test", "value"} <= there
        ):
            lacks = "test" if "test" not in there else "value"
            raise Refused(self.table.name, f"the {lacks} is not said", Deed("map", lacks))
        self._refuse_what_is_for_others()

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
        place = self.table.place_of(each.column, f" for {each.typed}") if each.column is not None else None
        heading = self.table.header[place] if place is not None else ""
        reading, shown = self._reading(each, place, heading)
        return Column(each.field, place, heading, reading, each.value, shown)

    def _reading(self, each: _Typed, place: int | None, heading: str) -> tuple[Reading, Callable[[Raw], str]]:
        """How the cells of a column are read, and how one is shown that was."""
        field = each.field
        if field == "date":
            return self._date(place), lambda raw: _show_moment(raw["_moment"])
        if field == "time":
            return lambda cell: {"_time": cell.strip()}, lambda raw: str(raw["_time"])
        if field in self.symptoms and self.kind == "symptoms":
            return self._score(field, place)
        if self.kind == "labs" and (field in _OF_TESTS or field not in self.rows):
            return self._test(field, heading)
        row = self.rows[field]
        reading = self._expires(place) if row.reader == "expiry" else self._field(row, each.typed, heading)
        return reading, lambda raw: show_field(row, load_field(self.kind, row.key, raw[row.key]))

    def _field(self, row: Field, typed: str, heading: str) -> Reading:
        """A field as it is typed anywhere else; of a number the file says the mark, and its name may say the unit."""
        reader = reader_of(row)
        unit = _IN_UNITS.get(typed, ("", ""))[1]

        def reading(cell: str) -> Raw:
            text = self._plain(cell, heading) if reader in _AMOUNTS else cell
            if reader == "flag":
                text = {"1": "yes", "0": "no"}.get(cell.strip(), cell)
            if unit and not any(map(str.isalpha, text)):
                text += unit
            read = READERS[reader](row, text, Typing(None, _NOBODY, self.now, self.yes))
            return {row.key: row.type.dump(read[row.name])}

        return reading

    def _plain(self, cell: str, heading: str) -> str:
        return plain_numbers(cell, self.stated.decimal, f"{self.table.name}: column {quote(heading.strip())}")

    def _date(self, place: int | None) -> Reading:
        """A day that has come; a value that was stated for all rows is a day as it would be typed."""
        if place is None:
            return lambda cell: {"_moment": Moment(self._come(read_date(cell, self.now.date())))}
        days = Days(self.table, place, self.stated, self.now)

        def reading(cell: str) -> Raw:
            moment = days.read(cell)
            self._come(moment.day)
            return {"_moment": moment}

        return reading

    def _come(self, day: date) -> date:
        return refuse_to_come("", day, self.now.date())

    # Symptoms

    def _score(self, symptom: str, place: int | None) -> tuple[Reading, Callable[[Raw], str]]:
        if place is None:
            raise Refused(
                "set", f"{quote(symptom)} is a score, and every row has its own", Deed("map", symptom)
            )
        stated = self.scales.get(symptom, self.scales.get(""))
        scores = Scores(self.table, place, symptom, stated, self.words)
        self.used_scales.setdefault(scores.said, []).append(symptom)
        return (
            lambda cell: {"scores": {symptom: scores.read(cell)}},
            lambda raw: f"{raw['scores'][symptom]} of 10",
        )

    # Tests

    def _places_of_days(self) -> list[int]:
        """The columns whose headings are dates, in a sheet with the tests below and the days beside each other."""
        used = {self.table.place_of(each.column) for each in self.typed if each.column is not None}
        return [
            place for place, heading in enumerate(self.table.header) if place not in used and is_day(heading)
        ]

    def _dated_columns(self) -> list[Column]:
        """A column of results for each day that is a heading; the order of the dates is one for all of them."""
        if not self.dated:
            return []
        row = int(self.table.header_rows.removeprefix("rows ").removeprefix("row ").partition("-")[0])
        lines = tuple(Line(row, (self.table.header[place],)) for place in self.dated)
        days = Days(self.table._replace(header=("",), lines=lines), 0, self.stated, self.now)
        return [self._dated(place, days.read(self.table.header[place]).day) for place in self.dated]

    def _dated(self, place: int, day: date) -> Column:
        heading = self.table.header[place]

        def reading(cell: str) -> Raw:
            return {"_dated": {place: {"date": self._come(day).isoformat(), **self._result(cell, heading)}}}

        return Column(
            f"result of {show_date(day)}",
            place,
            heading,
            reading,
            shown=lambda raw: _show_result(raw["_dated"][place]),
        )

    def _test(self, field: str, heading: str) -> tuple[Reading, Callable[[Raw], str]]:
        if field == "test":
            renamed = {folded_words(word): name for word, name in self.stated.words.items()}
            return (
                lambda cell: {"test": renamed.get(folded_words(cell)) or clean(cell, "test", limit=80)},
                lambda raw: str(raw["test"]),
            )
        if field == "unit":
            return lambda cell: {"_unit": terms.read_unit(cell, yes=self.yes)}, lambda raw: str(raw["_unit"])
        if field == "range":
            return lambda cell: self._range(cell, heading), lambda raw: amounts.show_range(
                raw.get("low"), raw.get("high")
            )
        if field == "value":
            return lambda cell: self._result(cell, heading), _show_result
        # Any other name is that of a test: a table that has a column for each.
        return (
            lambda cell: {"_results": {field: self._result(cell, heading)}},
            lambda raw: _show_result(raw["_results"][field]),
        )

    def _result(self, cell: str, heading: str) -> Raw:
        """A result: its mark, its number, its unit where it says one; a letter for outside the range is passed over."""
        found = _RESULT.fullmatch(_OUTSIDE.sub(" ", cell).strip())
        if not found:
            raise Refused("", f"{quote(cell)} is not a number such as 140 or <150")
        number = plain_number(
            found[2], self.stated.decimal, f"{self.table.name}: column {quote(heading.strip())}"
        )
        comparator, value = amounts.read_result(f"{found[1]}{number}")
        unit = terms.read_unit(found[3], yes=self.yes) if found[3].strip() else _unit_in(heading)
        return {
            **({"comparator": comparator} if comparator else {}),
            "value": value,
            **({"unit": unit} if unit else {}),
        }

    def _range(self, cell: str, heading: str) -> Raw:
        found = _RANGE.fullmatch(cell.strip())
        if not found:
            raise Refused("", f"{quote(cell)} is not a range", "write it as 180-914, <5 or >3")
        low, high = amounts.read_range(self._plain(found[1].strip(), heading))
        if found[2].strip():
            unit = terms.read_unit(found[2], yes=self.yes)
            return {**_ends(low, high), "_range_unit": unit}
        return _ends(low, high)

    def _tests(self, raw: Raw) -> Sequence[Raw]:
        """The results of one row."""
        moment: Moment | None = raw.pop("_moment", None)
        dated = raw.pop("_dated", {})
        if moment is None and not self.dated:
            raise AtColumn("date", "is missing")
        shared = {"date": moment.day.isoformat()} if moment is not None else {}
        results = raw.pop("_results", {})
        beside, of_range = raw.pop("_unit", None), raw.pop("_range_unit", None)
        if not results and not dated and "value" not in raw:
            raise SaysNothing("", "has no result")
        found = [{**shared, **raw}] if "value" in raw else [{**raw, **result} for result in dated.values()]
        if dated and "test" not in raw:
            raise AtColumn("test", "is missing")
        of_results = ("date", "value", "comparator", "unit", "test", "low", "high")
        common: Raw = {key: entry for key, entry in raw.items() if key not in of_results}
        found += [{**shared, "test": test, **result, **common} for test, result in results.items()]
        for result in found:
            unit = result.get("unit") or beside
            if unit is None:
                raise AtColumn("value", "the unit is missing", Deed("map", "unit"), Deed("set", "unit"))
            for other in (beside, of_range):
                if other is not None and other != unit and ("value" in raw or dated):
                    raise AtColumn("value", f"is given in {unit} and also in {other}")
            result["unit"] = unit
        return [in_order("labs", result) for result in found]

    # Injections

    def _expires(self, place: int | None) -> Reading:
        """The last day of a vial; a label may say the month alone."""
        days = Days(self.table, place, self.stated, self.now, forward=True) if place is not None else None

        def reading(cell: str) -> Raw:
            if days is not None and cell.count("/") + cell.count(".") + cell.strip().count("-") == 2:
                return {"expires": days.read(cell).day.isoformat()}
            return {"expires": read_expiry(cell, self.now.date()).isoformat()}

        return reading

    def _injection(self, raw: Raw) -> Sequence[Raw]:
        """When it was given: on the clock of the person's zone; a day alone is noon, and said not to be known."""
        moment: Moment | None = raw.pop("_moment", None)
        time: str = raw.pop("_time", "")
        if moment is None:
            raise AtColumn("date", "is missing")
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
        return [in_order("injections", found)]

    # Rows that are about different things

    def _refuse_mixture(self, columns: Sequence[Column]) -> None:
        """A column that says what a row is about has to be named, or rows of one sort be picked."""
        used = {column.place for column in columns}
        picked = {self.table.place_of(column) for column, _ in self.stated.where}
        is_picked = any(folded_words(self.table.header[place]) in _OF_ROWS for place in picked)
        for place, heading in enumerate(self.table.header):
            words = folded_words(heading)
            if place in used | picked or words not in _OF_ROWS | _OF_SOMEBODY:
                continue
            cells = (line.cells[place].strip() for line in self.table.lines if place < len(line.cells))
            there = list(dict.fromkeys(filter(None, cells)))
            # One word for all rows does no harm where it is about what was named, or about whose table it is.
            if len(there) > 1 or (
                there and words in _OF_ROWS and not is_picked and not self._is_about(there[0])
            ):
                few = ", ".join(map(quote, there[:4])) + (", …" if len(there) > 4 else "")
                raise Refused(
                    self.table.name,
                    f"the column {quote(heading.strip())} says what each row is about ({few})",
                    Deed("pick rows", _typed(f"{heading.strip()}={there[0]}")),
                )

    def _is_about(self, said: str) -> bool:
        """Whether a word is that of something that was named: a symptom, the drug, the test."""
        words = folded_words(said)
        names = [each.value for each in self.typed if each.field in ("drug", "test")]
        names += [
            name
            for field in self.fields
            if (kind := self.symptoms.get(field))
            for name in (field, kind.label)
        ]
        return any(folded_words(name) in words or words in folded_words(name) for name in names if name)


def _log(raw: Raw) -> Sequence[Raw]:
    moment: Moment | None = raw.pop("_moment", None)
    if moment is None:
        raise AtColumn("date", "is missing")
    if not raw.get("scores") and not raw.get("note"):
        raise Refused("", "has no score and no note")
    return [in_order("symptoms", {"date": moment.day.isoformat(), "scores": {}, **raw})]


def _unit_in(heading: str) -> str:
    """The unit that a heading has in brackets, if it is one."""
    found = _IN_BRACKETS.search(heading)
    if found is None:
        return ""
    try:
        return terms.read_unit(found[1], yes=False)
    except Refused:
        return ""


def _ends(low: float | None, high: float | None) -> Raw:
    return {key: value for key, value in (("low", low), ("high", high)) if value is not None}


def _show_moment(moment: Moment) -> str:
    time = re.sub(r"^(\d{2}:\d{2}):\d{2}.*", r"\1", moment.time)  # the seconds say nothing to anybody
    return f"{show_date(moment.day)} {time}".strip()


def _show_result(raw: Raw) -> str:
    shown = f"{raw.get('comparator') or ''}{amounts.show_number(raw['value'])}"
    return f"{shown} {raw['unit']}" if raw.get("unit") else shown


def _typed(words: str) -> str:
    """An argument as it can be typed in a shell."""
    return f'"{words}"' if re.search(r"[^\w=./-]", words) else words


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
