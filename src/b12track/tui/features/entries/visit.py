"""An appointment: injection, review or blood test."""

from datetime import date

from b12track.domain.typed.dates import show_date, show_when
from b12track.tui.forms.amending import RowsForm
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered
from b12track.usecases.look.history import Item


class VisitForm(RowsForm):
    """When, what for, with whom, where."""

    KIND = "visits"
    HEADING = "Visit"

    def __init__(
        self, view: View, purpose: str = "", on: date | None = None, there: Item | None = None
    ) -> None:
        day = f"{show_date(on, weekday=False)} " if on is not None else ""
        super().__init__(view, there, first={"at": day, "purpose": purpose})

    def entered(self, answer: Entered) -> str:
        return f"{answer.value.purpose} visit {show_when(answer.value.at, self.form_view.today)}"
