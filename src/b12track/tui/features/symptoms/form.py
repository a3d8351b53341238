"""Which symptoms are asked for every day: turned on and off, and one of one's own beneath.

What always holds: all of it is one save and one undo; which end is good is never guessed.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import GoodEnd
from b12track.tui.features.symptoms.rows import SymptomRow
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.fold import Fold
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.enter.symptom_choices import (
    ONCE_A_WEEK,
    KindsSaved,
    choose_kinds,
    own_kind,
    read_words,
)

_ADD = "a"


class SymptomsForm(Form[KindsSaved]):
    """The built-in symptoms and one's own, each on or off, and another one of one's own."""

    HEADING = "Symptoms"
    SUBTITLE = "Space on or off · a add · Ctrl+S saves · Esc leaves"
    CSS_PATH: ClassVar[CSSPathType | None] = [
        Path(__file__).parents[2] / "forms" / "form.tcss",
        Path(__file__).with_name("symptoms.tcss"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        record = view.record
        kinds = all_kinds(record)
        self.rows = [SymptomRow(number, kind, kinds) for number, kind in enumerate(kinds)]
        self.symptom = TextField(
            "symptom", "Name", lambda text: own_kind(record, text).label, hint="e.g. cramps"
        )
        self.low = TextField("low", "0 means", partial(read_words, field="low"), hint="e.g. none")
        self.high = TextField("high", "10 means", partial(read_words, field="high"), hint="e.g. worst")
        self.good = PickField[GoodEnd]("good", "Good end", _good_ends("", ""))
        self.own: tuple[Field[Any], ...] = (self.symptom, self.low, self.high, self.good)
        self.fold = Fold(_ADD, "Your own", self.own)

    def compose_fields(self) -> Iterable[Widget]:
        yield Static(f"What is off keeps its scores. {ONCE_A_WEEK}", classes="aside", markup=False)
        yield from (*self.rows, self.fold)

    def on_mount(self) -> None:
        self._follow()

    def on_field_changed(self) -> None:
        self._follow()

    def _follow(self) -> None:
        """Say on the line what is added, and name its ends where the good one is asked for."""
        self.fold.say(self.symptom.text.strip() or "add a symptom")
        self.good.offer(_good_ends(self.low.text.strip(), self.high.text.strip()))

    def on_key(self, event: events.Key) -> None:
        """A letter opens what can be added, unless it is being typed."""
        if event.character == _ADD and not isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            self.action_add()

    def action_add(self) -> None:
        """Open what can be added."""
        self.fold.unfold()

    @property
    def _adds(self) -> bool:
        return any(field.is_changed for field in self.own)

    def check(self) -> bool:
        """Of one's own symptom everything is to be said once something is."""
        for field in self.own:
            field.is_required = self._adds
        return super().check()

    async def save(self) -> KindsSaved | None:
        person_file = self.form_view.person_file
        shown = {row.kind.name: row.is_on for row in self.rows if row.is_changed}
        own = None
        if self._adds:
            name, low, high, good = self.symptom.value, self.low.value, self.high.value, self.good.value
            own = own_kind(person_file.record(), name, low, high, good)
        return await self.app.write(partial(choose_kinds, person_file, shown, own))

    def said(self, answer: KindsSaved) -> str:
        return answer.what if answer.saved.changed else ""


def _good_ends(low: str, high: str) -> tuple[Option, ...]:
    """Which end is good, in the words of the ends; t is ten here as beside the scores."""
    return Option("0", low or "what 0 means", "low"), Option("t", high or "what 10 means", "high")
