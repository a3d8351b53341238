"""An appointment: injection, review or blood test."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.record.records import Visit
from b12track.domain.typed.dates import show_when
from b12track.tui.features.entries.when import time_field
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, add_visit

if TYPE_CHECKING:
    from b12track.tui.app import B12App

PURPOSES = (Option("i", "injection"), Option("r", "review"), Option("b", "blood test"))


class VisitForm(Form[Entered[Visit]]):
    """When, what for, with whom, where."""

    HEADING = "Visit"

    def __init__(self, view: View, purpose: str | None = None) -> None:
        super().__init__(view)
        self._purpose = purpose

    def compose_fields(self) -> Iterable[Widget]:
        visits = self.form_view.record.visits
        last = max(visits, key=lambda visit: visit.at, default=None)
        yield time_field(self.form_view, "at", "When", forward=True, hint="thursday 10:20, 1 Dec 9:00")
        yield PickField("purpose", "Purpose", PURPOSES, value=self._purpose, is_required=True)
        yield TextField("with", "With", last=last.who if last is not None else "")
        yield TextField("where", "Where", last=last.where if last is not None else "")
        yield TextField("note", "Note")

    async def save(self, values: dict[str, Any]) -> Entered[Visit] | None:
        visit = Visit(
            "",
            values["at"].instant,
            values["purpose"],
            values["with"] or "",
            values["where"] or "",
            values["note"] or "",
        )
        return await self.b12.write(partial(add_visit, self.form_view.person_file, visit))


async def open_visit(app: "B12App", purpose: str | None = None) -> None:
    """Enter an appointment."""
    if app.view is None:
        return
    entered = await app.push_screen_wait(VisitForm(app.view, purpose))
    if entered is not None:
        visit = entered.value
        app.saved(f"{visit.purpose} visit {show_when(visit.at, app.view.today)}")
