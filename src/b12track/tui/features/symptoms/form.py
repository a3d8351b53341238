"""Which symptoms are asked for every day: turned on and off, and one of one's own beneath.

What always holds: all of it is one save and one undo; which end is good is never guessed.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual._path import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.tui.features.symptoms.rows import SymptomRow
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.fold import Fold
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, Picker, PickField
from b12track.usecases.enter.symptom_choices import KindsSaved, all_kinds, choose_kinds, own_kind, read_words

if TYPE_CHECKING:
    from b12track.tui.app import B12App

_OWN = ("symptom", "low", "high", "good")
_ADD = "a"


class SymptomsForm(Form[KindsSaved]):
    """The built-in symptoms and one's own, each on or off, and another one of one's own."""

    HEADING = "Symptoms"
    SUBTITLE = "Space on or off · a add · Enter saves · Esc leaves"
    CSS_PATH: ClassVar[CSSPathType | None] = [
        Path(__file__).parents[2] / "forms" / "form.tcss",
        Path(__file__).with_name("symptoms.tcss"),
    ]

    def compose_fields(self) -> Iterable[Widget]:
        kinds = all_kinds(self.form_view.record)
        yield Static("Asked for every day; what is turned off keeps its scores.", classes="aside")
        for number, kind in enumerate(kinds):
            yield SymptomRow(number, kind, kinds)
        yield Fold(_ADD, "Your own", self._own_fields())

    def _own_fields(self) -> list[Field]:
        record = self.form_view.record
        return [
            TextField("symptom", "Name", lambda text: own_kind(record, text).label, hint="such as cramps"),
            TextField("low", "0 means", partial(read_words, field="low"), hint="such as none"),
            TextField("high", "10 means", partial(read_words, field="high"), hint="such as worst"),
            PickField("good", "Good end", _good_ends("", "")),
        ]

    def on_mount(self) -> None:
        self._follow()

    def on_field_changed(self) -> None:
        self._follow()

    def _follow(self) -> None:
        """Say on the line what is added, and name its ends where the good one is asked for."""
        if not self._is_there:  # in one breath with other keys, not every part is there yet
            self.call_after_refresh(self._follow)
            return
        name, low, high = (self.query_one(f"#field-{key}", TextField).text.strip() for key in _OWN[:3])
        self.query_one(Fold).say(name or "add a symptom")
        picker = self.field("good").query_one(Picker)
        if picker.options != (ends := _good_ends(low, high)):
            picker.options = ends
            picker.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """A letter opens what can be added, unless it is being typed."""
        if event.character == _ADD and self._is_there and not isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            self.query_one(Fold).open()

    @property
    def _adds(self) -> bool:
        return any(self.field(name).is_changed for name in _OWN)

    def read_values(self) -> dict[str, Any] | None:
        """Of one's own symptom everything is to be said once something is."""
        for name in _OWN:
            self.field(name).is_required = self._adds
        return super().read_values()

    async def save(self, values: dict[str, Any]) -> KindsSaved | None:
        person_file = self.form_view.person_file
        shown = {row.kind.name: row.is_on for row in self.query(SymptomRow) if row.is_changed}
        words = [values[name] for name in _OWN]
        own = own_kind(person_file.record(), *words) if self._adds else None
        return await self.b12.write(partial(choose_kinds, person_file, shown, own))


def _good_ends(low: str, high: str) -> tuple[Option, ...]:
    """Which end is good, in the words of the ends; t is ten here as beside the scores."""
    return Option("0", low or "the low end", "low"), Option("t", high or "the high end", "high")


async def open_symptoms(app: "B12App") -> None:
    """Choose what is asked for."""
    if app.view is None:
        return
    chosen = await app.push_screen_wait(SymptomsForm(app.view))
    if chosen is not None and chosen.saved.changed:
        app.saved(chosen.what)
