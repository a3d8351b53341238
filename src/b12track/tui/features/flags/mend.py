"""A form for a few fields of a record that is there: what is missing, or what is not right."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import printable
from b12track.tui.forms.fields import words_field
from b12track.tui.forms.form import Form
from b12track.tui.view import View
from b12track.usecases.edit.change import Edited, edit_record


class Asked(NamedTuple):
    """A field to ask for: its name in the record, its label, what stands there, and an example."""

    field: str
    label: str
    value: str = ""
    hint: str = ""


class MendForm(Form[Edited]):
    """Each field as the command line reads it; only what was changed is saved."""

    def __init__(
        self, view: View, heading: str, id: str, asked: Sequence[Asked], about: str, said: str = ""
    ) -> None:
        super().__init__(view)
        self.HEADING = heading
        self._record_id, self._about, self._said = id, about, said
        self.each = [words_field(each.field, each.label, value=each.value, hint=each.hint) for each in asked]

    def compose_fields(self) -> Iterable[Widget]:
        yield Static(printable(self._about), classes="aside", markup=False)
        yield from self.each

    async def save(self) -> Edited | None:
        changes = [f"{field.key}={field.text.strip()}" for field in self.each if field.is_changed]
        return await self.write_or_ask(
            lambda yes: edit_record(self.form_view.person_file, self._record_id, changes, yes=yes)
        )

    def said(self, answer: Edited) -> str:  # noqa: ARG002  # the same whatever was changed
        return self._said
