"""The form that changes a record: its fields as they were typed, each checked as it was when it was entered."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import capital
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.tui.view import View
from b12track.usecases.edit.change import Edited, edit_record
from b12track.usecases.edit.values import assignment, check_typed, typed_fields
from b12track.usecases.look.history import Item

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class RecordForm(Form[Edited]):
    """The fields of one record."""

    DEFAULT_CSS = """
    RecordForm Field { margin: 0; }
    """

    def __init__(self, view: View, item: Item) -> None:
        self.item = item
        super().__init__(view)
        self.HEADING = capital(name_of(item.kind, item.value))

    def compose_fields(self) -> Iterable[Widget]:
        for field in typed_fields(self.item.kind, self.item.value, self.form_view.record):
            yield TextField(
                field.name,
                capital(field.label),
                partial(self._read, field.name),
                value=field.text,
                hint=field.hint,
            )

    def _read(self, name: str, text: str) -> str:
        view = self.form_view
        check_typed(self.item.kind, name, text, self.item.value, view.record, view.now)
        return text

    async def save(self, values: dict[str, Any]) -> Edited | None:
        changed = [
            assignment(field.key, field.text.strip())
            for field in self.query(TextField)
            if field.is_changed and field.key in values
        ]
        if not changed:
            raise Refused("", "nothing was changed", "write what is right, or leave it")
        person_file, id = self.form_view.person_file, self.item.id
        return await self.b12.write_or_ask(lambda yes: edit_record(person_file, id, changed, yes))


async def open_record(app: "B12App", *, item: Item) -> None:
    """Change one record, and say what differs now."""
    if app.view is None:
        return
    edited = await app.push_screen_wait(RecordForm(app.view, item))
    if edited is not None:
        said = "; ".join(str(difference) for difference in edited.differences)
        app.saved(f"{name_of(item.kind, item.value)}: {said}" if said else "nothing differs")
