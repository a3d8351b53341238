"""Scores of other people's tables: on which scale they stand, and how they become whole numbers from 0 to 10.

What always holds: a score is on the scale that was stated, or says its own; on any other it is taken as it stands, and
only where nothing speaks against it. What was turned is turned alike for every row, and can be said in a line.

Decided: halves go to the even number, because then a scale that is turned round gives what is left to 10. Rejected:
keeping decimals (a score is whole everywhere else); taking the highest number in a column for the end of its scale.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.wording.text import folded_words, quote
from b12track.reports.csv_file import BadCell, read_score
from b12track.usecases.transfer.csv.table import Table, Unstated, where

_ENDS = r"(\d{1,3})\s*(?:-|‐|‑|–|—|to|\.\.)\s*(\d{1,3})"
_OF = r"(?:/|out of|of)\s*(\d{1,3})\b"
_WHOLE = re.compile(r"(\d{1,3})(?:[.,]0+)?", re.ASCII)
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?", re.ASCII)
_CHOICES = ("0-10", "1-5", "0-5")
# A week that never goes over five may well be on a scale of five; a few days may be anything.
_A_WEEK = 7
_MOST_SHOWN = 11


class Scale(NamedTuple):
    """Somebody's scale: what is 0 here, and what is 10."""

    first: int
    last: int

    def turn(self, value: Fraction) -> int:
        """A value of theirs as a score of ours."""
        return round((value - self.first) * 10 / (self.last - self.first))

    def holds(self, value: Fraction) -> bool:
        """Whether a value is on it."""
        return min(self) <= value <= max(self)

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"

    @property
    def said(self) -> str:
        """How its values are turned, for people."""
        if self == TEN:
            return "0-10, taken as it is"
        step = 1 if self.last > self.first else -1
        values = list(range(self.first, self.last + step, step))
        if len(values) > _MOST_SHOWN or len(values) < 3:
            values = [self.first, self.last]
        turned = ", ".join(f"{value} is {self.turn(Fraction(value))}" for value in values)
        return f"{self} turned into 0-10: {turned}"


TEN = Scale(0, 10)


def read_scale(typed: str) -> Scale:
    """A scale such as 1-5; the other way round, 5-1, its first number is our 0 all the same."""
    found = re.fullmatch(_ENDS, typed.strip())
    if not found or int(found[1]) == int(found[2]):
        raise Refused("scale", f"{quote(typed)} is not a scale", "write its two ends, such as 1-5")
    return Scale(int(found[1]), int(found[2]))


def read_words(typed: Mapping[str, str]) -> Mapping[str, int]:
    """Words and the scores that they stand for."""
    scores = {}
    for word, score in typed.items():
        try:
            scores[folded_words(word)] = read_score(score)
        except BadCell as bad:
            raise Refused("words", f"{quote(word)}: {quote(score)} {bad}") from None
    return scores


class Scores:
    """The scores of one column."""

    def __init__(
        self, table: Table, place: int, symptom: str, scale: Scale | None, words: Mapping[str, int]
    ) -> None:
        """Look the column over; Unstated where its scale may be another than 0-10."""
        self.scale, self._words = scale, words
        self._at = f"{table.name}: {symptom}"
        self._read: dict[str, int] = {}
        cells = (line.cell(place) for line in table.lines)
        self._numbers = [int(found[1]) for found in map(_WHOLE.fullmatch, cells) if found]
        if scale is None:
            self._look_for_another(table, place)
        elif max(scale) > 1:
            self._look_for_shares(table, place)

    @property
    def said(self) -> str:
        """On which scale the scores are taken to be, for people."""
        if self.scale is not None:
            return self.scale.said
        if self._words and not self._numbers:
            return f"by its words: {', '.join(f'{word} is {score}' for word, score in self._words.items())}"
        most = f"; the highest is {max(self._numbers)}" if self._numbers else ""
        return f"0-10, taken as it is{most}"

    def read(self, cell: str) -> int:
        """The score that a cell says; in a file of thousands it is one of a few that were read before."""
        if cell not in self._read:
            self._read[cell] = self._score(cell)
        return self._read[cell]

    def _score(self, cell: str) -> int:
        words = folded_words(cell)
        if words in self._words:
            return self._words[words]
        if found := re.fullmatch(rf"(.+?)\s*{_OF}", words):
            return self._of(cell, found[1], int(found[2]))
        if words.endswith("%"):
            return self._percent(cell, words[:-1].strip())
        if self.scale is None:
            try:
                return read_score(cell)
            except BadCell as bad:
                raise Refused("", f"{quote(cell)} {bad}{self._nor()}", *self._as_word(words)) from None
        value = _number(words, shares=max(self.scale) == 1)
        if value is None or not self.scale.holds(value):
            ends = f"from {min(self.scale)} to {max(self.scale)}"
            raise Refused(
                "", f"{quote(cell)} is not a whole number {ends}{self._nor()}", *self._as_word(words)
            )
        return self.scale.turn(value)

    def _nor(self) -> str:
        return f", nor one of the words {', '.join(self._words)}" if self._words else ""

    def _as_word(self, words: str) -> tuple[Deed, ...]:
        """A word may stand for a score, if somebody says for which."""
        return (Deed("read words", words),) if words.isalpha() and not self._words else ()

    def _of(self, cell: str, number: str, most: int) -> int:
        """A score that says how many there are: 3/10."""
        scale = self.scale or (TEN if most == TEN.last else None)
        if scale is None:
            raise Unstated(
                self._at, f"{quote(cell)} is on a scale of {most}", "scale", (f"0-{most}", f"1-{most}")
            )
        if max(scale) != most:
            raise Refused("", f"{quote(cell)} is on a scale of {most}, not on {scale}")
        value = _number(number)
        if value is None or not scale.holds(value):
            raise Refused("", f"{quote(cell)} is not a score from {min(scale)} to {most}")
        return scale.turn(value)

    def _percent(self, cell: str, number: str) -> int:
        """A share of a hundred; between two scores only where it was said that it is to be turned."""
        value = _number(number)
        if self.scale is not None and max(self.scale) != 100:
            raise Refused("", f"{quote(cell)} is on a scale of 100, not on {self.scale}")
        if value is None or value > 100:
            raise Refused("", f"{quote(cell)} is not a share from 0% to 100%")
        if self.scale is None and value % 10:
            raise Unstated(self._at, f"{quote(cell)} lies between two scores", "scale", ("0-100", "100-0"))
        return (self.scale or Scale(0, 100)).turn(value)

    def _look_for_another(self, table: Table, place: int) -> None:
        """Whether the heading, or a column that never goes over five, says that the scale is not 0-10."""
        heading = table.header[place].strip()
        if found := re.search(rf"[(\[]\s*{_ENDS}|{_ENDS}\s*$", folded_words(heading)):
            low, high = (int(end) for end in filter(None, found.groups()))
            if low != high and (low, high) != TEN:
                raise Unstated(
                    self._at,
                    f"the column {quote(heading)} is on {low}-{high}",
                    "scale",
                    (f"{low}-{high}", "0-10"),
                )
            return
        if found := re.search(_OF, folded_words(heading)):
            if (most := int(found[1])) != TEN.last:
                ways = (f"0-{most}", f"1-{most}")
                raise Unstated(
                    self._at, f"the column {quote(heading)} is on a scale of {most}", "scale", ways
                )
            return
        cells = (line.cell(place) for line in table.lines)
        others = any(re.search(r"/\s*10$|%$", cell) for cell in cells)
        if len(self._numbers) >= _A_WEEK and 1 < (most := max(self._numbers)) <= 5 and not others:
            said = f"no number in the column {quote(heading)} is over {most}: its scale may end there"
            wider = ("0-10", f"0-{most}", f"1-{most}", "1-5", "0-5")
            raise Unstated(self._at, said, "scale", _CHOICES if most == 5 else wider)

    def _look_for_shares(self, table: Table, place: int) -> None:
        """A spreadsheet keeps 40% as 0.4, and 100% as 1: one of the first kind tells what the others are."""
        for line in table.lines:
            cell = line.cell(place)
            if re.fullmatch(r"0[.,]\d*[1-9]\d*", cell):
                at = where(line.number, table.header[place].strip())
                raise Refused(
                    table.name,
                    f"{at}: {quote(cell)} is a share of 1, as a spreadsheet keeps "
                    f"{float(cell.replace(',', '.')):.0%}",
                    Deed("state", "scale", "0-1"),
                )


def _number(words: str, *, shares: bool = False) -> Fraction | None:
    """A whole number, or with `shares` one with decimals."""
    if shares and (found := _SHARE.fullmatch(words)):
        return Fraction(f"{found[1]}.{found[2] or 0}")
    found = _WHOLE.fullmatch(words)
    return Fraction(int(found[1])) if found else None
