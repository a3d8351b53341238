"""A dated line: a new medicine, an illness, tablets."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from b12track.domain.record.records import Note
from b12track.domain.typed.dates import show_date
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import words_field
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, add_note
from b12track.usecases.look.history import Item


class NoteForm(EntryForm[Entered[Note]]):
    """What, and of which day; it stands on trends and on the page."""

    HEADING = "Note"
    AMENDS: ClassVar[Mapping[str, str]] = {"text": "text", "date": "date"}

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view, there)
        hint = "e.g. a cold, on holiday, started metformin"
        self.text = words_field("text", "Note", hint=hint, is_required=True)
        self.date = day_field(view)
        self.begin()

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.text, self.date)

    async def enter(self) -> Entered[Note] | None:
        note = Note("", self.date.value, self.text.value)
        return await self.app.write(partial(add_note, self.form_view.person_file, note))

    def entered(self, answer: Entered[Note]) -> str:
        return f"note of {show_date(answer.value.date, self.form_view.today)}"
