"""The form that changes a record: its fields as they were typed, each checked as it was when it was entered."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import capital
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.tui.view import View
from b12track.usecases.edit.change import Edited, edit_record
from b12track.usecases.edit.fields import assignment, check_typed, typed_fields
from b12track.usecases.look.history import Item


class RecordForm(Form[Edited]):
    """The fields of one record."""

    DEFAULT_CSS = """
    RecordForm Field { margin: 0; }
    """

    def __init__(self, view: View, item: Item) -> None:
        super().__init__(view)
        self.item = item
        self.HEADING = capital(name_of(item.kind, item.value))
        self.each = [
            TextField(
                field.name,
                capital(field.label),
                partial(self._read, field.name),
                value=field.text,
                hint=field.hint,
            )
            for field in typed_fields(item.kind, item.value, view.record)
        ]

    def compose_fields(self) -> Iterable[Widget]:
        return self.each

    def _read(self, name: str, text: str) -> str:
        view = self.form_view
        check_typed(self.item.kind, name, text, self.item.value, view.record, view.now)
        return text

    async def save(self) -> Edited | None:
        changed = [assignment(field.key, field.text.strip()) for field in self.each if field.is_changed]
        if not changed:
            raise Refused("", "nothing was changed", "write what is right, or leave it")
        person_file, id = self.form_view.person_file, self.item.id
        return await self.write_or_ask(lambda yes: edit_record(person_file, id, changed, yes))

    def said(self, answer: Edited) -> str:
        """What differs now."""
        said = "; ".join(str(difference) for difference in answer.differences)
        return f"{name_of(self.item.kind, self.item.value)}: {said}" if said else "nothing differs"
