"""Laboratories' sheets: what their cells say of a result, and the results of one row.

What always holds: a result has its unit, from its cell, its heading or a column beside it, and two of these that differ
are refused; a letter for what lies outside the range is passed over. A sheet has a row for each result, a column for
each test, or the tests below each other and a column for each day.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.text import clean, folded_words, quote
from b12track.usecases.transfer.compare import Raw
from b12track.usecases.transfer.csv.cells import Days, Moment, is_day, plain_number, plain_numbers
from b12track.usecases.transfer.csv.columns import AtColumn, Column, Reading, SaysNothing
from b12track.usecases.transfer.csv.table import Line, Stated, Table

# What the cells of a column say in a way of their own; any other name is that of a test with a column to itself.
FIELDS = ("test", "value", "unit", "range")
# In some laboratories' sheets, the letter beside a result for what lies outside the range.
_OUTSIDE = re.compile(
    r"\*+|[(\[](?:h|l|hh|ll|high|low)[)\]]|(?<![/\w])(?:h|l|hh|ll|high|low)(?![\w/])", re.IGNORECASE
)
_RANGE = re.compile(r"[\[(]?\s*([<>=≤≥]*\s*[0-9.,]+\s*(?:(?:[-‐‑–—−]|\bto\b)\s*[0-9.,]*)?)\s*([^\])]*)[\])]?")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]\s*$")


class Tests:
    """The tests of one table."""

    def __init__(self, table: Table, stated: Stated, now: datetime, *, yes: bool) -> None:
        self._table, self._stated, self._now, self._yes = table, stated, now, yes
        self._renamed = {folded_words(word): name for word, name in stated.words.items()}
        # The places of the columns whose headings are days.
        self.dated: list[int] = []

    def find_days(self, used: Collection[int]) -> None:
        """Look for headings that are dates, beside the columns that were named."""
        headings = enumerate(self._table.header)
        self.dated = [place for place, heading in headings if place not in used and is_day(heading)]

    def dated_columns(self) -> list[Column]:
        """A column of results for each day that is a heading; the order of the dates is one for all of them."""
        if not self.dated:
            return []
        row = int(self._table.header_rows.removeprefix("rows ").removeprefix("row ").partition("-")[0])
        lines = tuple(Line(row, (self._table.header[place],)) for place in self.dated)
        days = Days(self._table._replace(header=("",), lines=lines), 0, self._stated, self._now)
        return [self._dated(place, days.read(self._table.header[place]).day) for place in self.dated]

    def _dated(self, place: int, day: date) -> Column:
        heading = self._table.header[place]

        def reading(cell: str) -> Raw:
            on = refuse_to_come("", day, self._now.date()).isoformat()
            return {"_dated": {place: {"date": on, **self._result(cell, heading)}}}

        def shown(raw: Raw) -> str:
            return _show_result(raw["_dated"][place])

        return Column(f"result of {show_date(day)}", place, heading, reading, shown=shown)

    def column(self, field: str, heading: str) -> tuple[Reading, Callable[[Raw], str]]:
        """How the cells of a column are read, and how one is shown that was."""
        if field == "test":
            return (
                lambda cell: {"test": self._renamed.get(folded_words(cell)) or clean(cell, "test", limit=80)},
                lambda raw: str(raw["test"]),
            )
        if field == "unit":
            return lambda cell: {"_unit": terms.read_unit(cell, yes=self._yes)}, lambda raw: str(raw["_unit"])
        if field == "range":
            return (
                lambda cell: self._range(cell, heading),
                lambda raw: amounts.show_range(raw.get("low"), raw.get("high")),
            )
        if field == "value":
            return lambda cell: self._result(cell, heading), _show_result
        return (
            lambda cell: {"_results": {field: self._result(cell, heading)}},
            lambda raw: _show_result(raw["_results"][field]),
        )

    def _result(self, cell: str, heading: str) -> Raw:
        """A result: its mark, its number, its unit where it or its heading says one."""
        parts = amounts.parts_of_result(_OUTSIDE.sub(" ", cell))
        if parts is None:
            raise Refused("", f"{quote(cell)} is not a number such as 140 or <150")
        mark, digits, behind = parts
        number = plain_number(digits, self._stated.decimal, self._table.at_column(heading))
        comparator, value = amounts.read_result(f"{mark}{number}")
        unit = ""
        if behind:
            unit = terms.read_unit(behind, yes=self._yes)
        elif in_brackets := _IN_BRACKETS.search(heading):
            try:
                unit = terms.read_unit(in_brackets[1], yes=False)
            except Refused:
                pass  # what else a heading has in brackets
        said: dict[str, Any] = {"comparator": comparator, "value": value, "unit": unit}
        return {key: entry for key, entry in said.items() if entry or key == "value"}

    def _range(self, cell: str, heading: str) -> Raw:
        found = _RANGE.fullmatch(cell.strip())
        if not found:
            raise Refused("", f"{quote(cell)} is not a range", "write it as 180-914, <5 or >3")
        at = self._table.at_column(heading)
        low, high = amounts.read_range(plain_numbers(found[1].strip(), self._stated.decimal, at))
        ends: Raw = {key: end for key, end in (("low", low), ("high", high)) if end is not None}
        if found[2].strip():
            ends["_range_unit"] = terms.read_unit(found[2], yes=self._yes)
        return ends

    def of_row(self, moment: Moment | None, raw: Raw) -> Sequence[Raw]:
        """The results of one row; no moment where the days are headings."""
        shared = {"date": moment.day.isoformat()} if moment is not None else {}
        results, dated = raw.pop("_results", {}), raw.pop("_dated", {})
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
        return found


def _show_result(raw: Raw) -> str:
    shown = f"{raw.get('comparator') or ''}{amounts.show_number(raw['value'])}"
    return f"{shown} {raw['unit']}" if raw.get("unit") else shown
