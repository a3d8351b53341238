"""A dated line: a new medicine, an illness, tablets."""

from b12track.domain.typed.dates import show_date
from b12track.tui.forms.amending import RowsForm
from b12track.usecases.enter.entries import Entered


class NoteForm(RowsForm):
    """What, and of which day; it stands on trends and on the page."""

    KIND = "notes"
    HEADING = "Note"

    def entered(self, answer: Entered) -> str:
        return f"note of {show_date(answer.value.date, self.form_view.today)}"
