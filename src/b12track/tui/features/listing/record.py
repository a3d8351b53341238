"""Changing a record: in the form that entered it; what has no form of its own, such as an old plan, by its rows."""

from typing import Any

from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.form import Form
from b12track.tui.places import FORMS, bring
from b12track.tui.view import View
from b12track.usecases.edit.change import Edited
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
        self.KIND = there.kind
        super().__init__(view, there)
        self.make_rows()


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
