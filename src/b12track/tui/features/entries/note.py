"""A dated line: a new medicine, an illness, tablets."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.record.records import Note
from b12track.domain.typed.dates import show_date
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.usecases.enter.entries import Entered, add_note

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class NoteForm(Form[Entered[Note]]):
    """What, and of which day; it stands on trends and on the page."""

    HEADING = "Note"

    def compose_fields(self) -> Iterable[Widget]:
        yield TextField("text", "Note", hint="started metformin, a cold, on holiday ...", is_required=True)
        yield day_field(self.form_view)

    async def save(self, values: dict[str, Any]) -> Entered[Note] | None:
        note = Note("", values["date"], values["text"])
        return await self.b12.write(partial(add_note, self.form_view.person_file, note))


async def open_note(app: "B12App") -> None:
    """Enter a note."""
    if app.view is None:
        return
    entered = await app.push_screen_wait(NoteForm(app.view))
    if entered is not None:
        app.saved(f"note of {show_date(entered.value.date, app.view.today)}")
