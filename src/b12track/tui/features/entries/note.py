"""A dated line: a new medicine, an illness, tablets."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from b12track.domain.record.records import Note
from b12track.domain.typed.dates import show_date
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.fields import words_field
from b12track.tui.forms.form import Form
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, add_note


class NoteForm(Form[Entered[Note]]):
    """What, and of which day; it stands on trends and on the page."""

    HEADING = "Note"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        hint = "started metformin, a cold, on holiday ..."
        self.text = words_field("text", "Note", hint=hint, is_required=True)
        self.date = day_field(view)

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.text, self.date)

    async def save(self) -> Entered[Note] | None:
        note = Note("", self.date.value, self.text.value)
        return await self.app.write(partial(add_note, self.form_view.person_file, note))

    def said(self, answer: Entered[Note]) -> str:
        return f"note of {show_date(answer.value.date, self.form_view.today)}"
