"""A form for a few fields of a record that is there: what is missing, or what is not right."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import printable
from b12track.tui.forms.fields import TextField
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

    def __init__(self, view: View, heading: str, id: str, asked: Sequence[Asked], *, said: str = "") -> None:
        super().__init__(view)
        self.HEADING = heading
        self._record_id, self._asked, self._said = id, tuple(asked), said

    def compose_fields(self) -> Iterable[Widget]:
        if self._said:
            yield Static(printable(self._said), classes="aside", markup=False)
        for asked in self._asked:
            yield TextField(asked.field, asked.label, value=asked.value, hint=asked.hint)

    async def save(self, values: dict[str, Any]) -> Edited | None:
        before = {asked.field: asked.value for asked in self._asked}
        changes = [f"{name}={value or ''}" for name, value in values.items() if (value or "") != before[name]]
        return await self.b12.write_or_ask(
            lambda yes: edit_record(self.form_view.person_file, self._record_id, changes, yes=yes)
        )
