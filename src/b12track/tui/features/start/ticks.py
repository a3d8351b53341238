"""Dates of which those are ticked on which an injection was given.

What always holds: none is ticked but by a person; Space ticks and goes on to the next date, and takes a tick away.
"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from b12track.domain.typed.dates import show_date
from b12track.tui.widgets.chooser import Chooser


class Ticks(Chooser[date]):
    """The dates, each with its tick."""

    LETS_GO = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", show=False),
        Binding("a", "tick_all", "all", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(chosen=0, id="ticks")
        self.ticked: set[date] = set()

    def offer(self, dates: Sequence[date]) -> None:
        """Offer these dates; those that were ticked before or typed stay."""
        everyone = sorted({*dates, *self.ticked})
        if everyone != list(self.items):
            self.show(everyone, 0)

    def add(self, day: date) -> None:
        """A date that was typed: given."""
        self.ticked.add(day)
        self.show(sorted({*self.items, day}), None)
        self.choose(list(self.items).index(day))

    def draw(self, item: date, room: int) -> list[Text]:  # noqa: ARG002 - a date is short
        """Its tick, and the day."""
        colours = self.app.theme_variables
        is_ticked = item in self.ticked
        mark = ("■ given  " if is_ticked else "□        ", colours["notice" if is_ticked else "muted"])
        return [Text.assemble(mark, (show_date(item), colours["foreground"]))]

    def action_tick(self) -> None:
        """Tick the chosen date and go on, or take its tick away."""
        if (day := self.item) is None or self.chosen is None:
            return
        if day in self.ticked:
            self.ticked.discard(day)
            self.refresh()
            return
        self.ticked.add(day)
        self.choose(self.chosen + 1)

    def action_tick_all(self) -> None:
        """All of them, or none where all were."""
        self.ticked = set() if self.ticked >= set(self.items) else set(self.items)
        self.refresh()

    def action_open(self) -> None:
        """Enter goes on to the next question, also where no date is offered."""
        self.post_message(self.Opened(self, self.item))

    def clicked(self, row: int) -> None:
        """A click ticks."""
        self.choose(row)
        day = self.items[row]
        self.ticked ^= {day}
        self.refresh()
