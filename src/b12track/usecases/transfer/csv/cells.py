"""What the cells of other people's files say: dates and numbers as one country or another writes them.

What always holds: a cell that can be read in one way only is read so; of one that can be read in two, somebody has to
state which is meant, and what was stated holds for the whole file. A date that could be another is never taken for
the likelier one.
"""

import re
from datetime import date, datetime
from typing import NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.typed.dates import FIRST_YEAR, read_date, show_date
from b12track.domain.wording.text import folded_words, quote
from b12track.usecases.transfer.csv.table import DateOrder, Decimal, Stated, Table, Unstated, where

_ISO_DAY = re.compile("(?:19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}", re.ASCII)
_YEAR_FIRST = r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
_YEAR_LAST = r"([0-9]{1,2})[-/.] ?([0-9]{1,2})[-/.] ?([0-9]{4})"
_SHORT_YEAR = r"([0-9]{1,2})[-/.] ?([0-9]{1,2})[-/.] ?([0-9]{2})"
# What stands in a cell where nothing was written down.
_NOTHING = frozenset(("", "n/a", "na", "n.a.", "#n/a", "-", "–", "—", "null", "not done"))
_TIMED = r"(?P<day>.*?)(?:\s+|(?<=[0-9])T)(?P<time>[0-9]{1,2}:[0-9]{2}.*)"
_WORDS: dict[DateOrder, str] = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
_PLACES: dict[DateOrder, tuple[int, int, int]] = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, or says in so many words that nothing is known."""
    return not cell or folded_words(cell) in _NOTHING


class Moment(NamedTuple):
    """A day, and the time beside it as it was written; empty where there is none."""

    day: date
    time: str = ""

    def __str__(self) -> str:
        time = re.sub(r"^(\d{2}:\d{2}):\d{2}.*", r"\1", self.time)  # the seconds say nothing to anybody
        return f"{show_date(self.day)} {time}".strip()


def is_day(cell: str) -> bool:
    """Whether a cell holds a date and nothing else but a time, in whatever order."""
    words = re.sub(_TIMED, r"\g<day>", cell.strip()).strip()
    if any(re.fullmatch(pattern, words) for pattern in (_YEAR_FIRST, _YEAR_LAST, _SHORT_YEAR)):
        return True
    if not (re.search("[A-Za-z]", words) and re.search("[0-9]{4}", words)):
        return False
    try:
        read_date(words, date(FIRST_YEAR, 1, 1))
    except Refused:
        return False
    return True


class Days:
    """A column of dates, all of them in one order; `now` is in the person's zone."""

    def __init__(
        self, table: Table, place: int, stated: Stated, now: datetime, *, forward: bool = False
    ) -> None:
        """Look the column over; Unstated where its order can be two. Years of two digits look back, or `forward`."""
        self._order, self._now, self._forward = stated.dates, now, forward
        if self._order is None:
            self._order = self._only_order(table, place)

    def read(self, cell: str) -> Moment:
        """The day in a cell, and the time if there is one."""
        if _ISO_DAY.fullmatch(cell):  # nearly all of them, in a file of thousands
            try:
                return Moment(date.fromisoformat(cell))
            except ValueError:
                pass  # told below, as that of any other date
        timed = re.fullmatch(_TIMED, cell.strip())
        words, time = (timed["day"].strip(), timed["time"].strip()) if timed else (cell.strip(), "")
        # Midnight is what a program writes that has no time; nobody is injected in that very minute.
        time = "" if re.match(r"0?0:00(:00([.,]0+)?)?\s*$", time) else time
        if numbers := re.fullmatch(_YEAR_FIRST, words):
            day = _date(cell, numbers, "ymd")
        elif numbers := re.fullmatch(_SHORT_YEAR, words):
            day = self._short_year(cell, numbers)
        elif numbers := re.fullmatch(_YEAR_LAST, words):
            if self._order == "ymd":
                raise Refused("", f"{quote(cell)} is not written with the year first, as you said")
            day = _date(cell, numbers, self._order or _orders(numbers)[0])
        elif re.search("[A-Za-z]", words) and re.search("[0-9]{4}", words):
            day = read_date(words, self._now.date())
        else:
            raise Refused("", f"{quote(cell)} is not a date", "write it as 2026-04-03")
        if time[-1:] not in ("Z", "z"):
            return Moment(day, time)
        try:  # what a program wrote in universal time, on the clock of the person's zone
            here = datetime.fromisoformat(f"{day}T{time[:-1].strip()}+00:00").astimezone(self._now.tzinfo)
        except ValueError:
            raise Refused("", f"{quote(cell)} is not a moment", "write it as 2026-04-03T09:30:00Z") from None
        return Moment(here.date(), here.isoformat()[11:])

    def _short_year(self, cell: str, numbers: re.Match[str]) -> date:
        """A year of two digits, in the order that was stated: the latest that has come, or the next to come."""
        first, second, third = numbers.groups()
        order = self._order or "dmy"
        parts = [first, second, third]
        year_at = _PLACES[order][0]
        for century in ("20", "19"):
            whole = [century + part.zfill(2) if at == year_at else part for at, part in enumerate(parts)]
            found = re.fullmatch("(.*)-(.*)-(.*)", "-".join(whole))
            assert found is not None
            day = _date(cell, found, order)
            if self._forward or day <= self._now.date():
                break
        return day

    def _only_order(self, table: Table, place: int) -> DateOrder | None:
        """The one order in which every date of the column can be read, if one of them could not be read in two."""
        seen: dict[DateOrder, str] = {}
        doubtful = ""
        for line in table.lines:
            cell = line.cell(place)
            if _ISO_DAY.fullmatch(cell):
                continue
            words = re.sub(_TIMED, r"\g<day>", cell).strip()
            at = f"{where(line.number, table.header[place].strip())}: {quote(cell)}"
            if re.fullmatch(_SHORT_YEAR, words):
                raise Unstated(table.name, f"{at} has a year of two digits", "dates", ("dmy", "mdy", "ymd"))
            numbers = re.fullmatch(_YEAR_LAST, words)
            if numbers is None:
                continue
            orders = _orders(numbers)
            if len(orders) == 1:
                seen.setdefault(orders[0], at)
            elif numbers[1] != numbers[2] and not doubtful:
                both = " or ".join(show_date(_date(cell, numbers, order), weekday=False) for order in orders)
                doubtful = f"{at} can be read as {both}"
        if len(seen) > 1:
            both = " and ".join(f"{at} is {_WORDS[order]}" for order, at in seen.items())
            raise Refused(table.name, both, "write the dates in one order")
        if doubtful:
            hint = "".join(f" ({at} is {_WORDS[order]})" for order, at in seen.items())
            raise Unstated(table.name, f"{doubtful}{hint}", "dates", ("dmy", "mdy"))
        return next(iter(seen), None)


def _orders(numbers: re.Match[str]) -> list[DateOrder]:
    """The orders in which three numbers with the year last can be a date; day first where none can."""
    first, second = int(numbers[1]), int(numbers[2])
    found: list[DateOrder] = []
    if 1 <= second <= 12:
        found.append("dmy")
    if 1 <= first <= 12:
        found.append("mdy")
    return found or ["dmy"]


def _date(cell: str, numbers: re.Match[str], order: DateOrder) -> date:
    year, month, day = (int(numbers[place + 1]) for place in _PLACES[order])
    if year < FIRST_YEAR:
        raise Refused("", f"{quote(cell)} is before the year {FIRST_YEAR}")
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused("", f"{quote(cell)} is not a date when read {_WORDS[order]}") from None


def plain_numbers(cell: str, decimal: Decimal | None, at: str) -> str:
    """The cell with every number in it written with a decimal point alone."""
    return re.sub(
        r"[0-9][0-9.,]*[0-9]|[0-9]", lambda found: plain_number(found[0], decimal, at, of=cell), cell
    )


def plain_number(number: str, decimal: Decimal | None, at: str, *, of: str = "") -> str:
    """One number with a decimal point alone; `of` is the cell that it stands in with other words."""
    readings: dict[str, Decimal] = {}
    ways: tuple[tuple[Decimal, str, str], ...] = (("comma", ",", "."), ("point", ".", ","))
    for way, mark, group in ways:
        pattern = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:\{group}[0-9]{{3}})+)(?:\{mark}([0-9]+))?"
        if decimal in (None, way) and (found := re.fullmatch(pattern, number)):
            whole = number.partition(mark)[0].replace(group, "")
            tenths = (found[1] or "").rstrip("0")
            readings.setdefault(f"{whole}.{tenths}" if tenths else whole, way)
    if not readings:
        stated = f" with a decimal {decimal}" if decimal else ""
        raise Refused("", f"{quote(of or number)} is not a number{stated}")
    if len(readings) > 1:
        both = " or ".join(readings)
        raise Unstated(
            at, f"{quote(of or number)} can be read as {both}", "decimal", tuple(readings.values())
        )
    return next(iter(readings))
