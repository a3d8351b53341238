"""Changing a record: in the form that entered it; what has no form of its own shows its fields as they are typed."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual.widget import Widget

from b12track.domain.wording.text import capital
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.tui.places import FORMS, bring
from b12track.tui.view import View
from b12track.usecases.edit.change import Edited
from b12track.usecases.fields import check_typed, typed_fields
from b12track.usecases.look.history import Item
from b12track.usecases.plan.enter import correctable

# The form of each kind of record that has one.
FORM_OF = {
    "injections": "injection",
    "symptoms": "log",
    "labs": "lab",
    "visits": "visit",
    "notes": "note",
    "supplies": "supply",
    "questions": "question",
    "treatments": "treatment",
    "adjustments": "date",
    "transitions": "phase",
}


class RecordForm(EntryForm[Edited]):
    """The fields of one record."""

    DEFAULT_CSS = """
    RecordForm Field { margin: 0; }
    """

    def __init__(self, view: View, there: Item) -> None:
        super().__init__(view, there)
        self.each = [
            TextField(
                field.name,
                capital(field.label),
                partial(self._read, there, field.name),
                value=field.text,
                hint=field.hint,
            )
            for field in typed_fields(there.kind, there.value, view.record)
        ]

    def compose_fields(self) -> Iterable[Widget]:
        return self.each

    def _read(self, there: Item, name: str, text: str) -> str:
        view = self.form_view
        check_typed(there.kind, name, text, there.value, view.record, view.now)
        return text

    def changes(self) -> dict[str, str]:
        return {field.key: field.text.strip() for field in self.each if field.is_changed}


def record_form(view: View, item: Item) -> Form[Any]:
    """The form that changes this record; of the plan that can be corrected, the one that corrects it as a whole."""
    form: Form[Any]
    if item.kind in FORM_OF:
        form = bring(FORMS[FORM_OF[item.kind]])(view, there=item)
    elif item.kind == "plans" and item.value == correctable(view.record, view.today):
        form = bring(FORMS["plan_correction"])(view)
    else:
        form = RecordForm(view, item)
    return form
