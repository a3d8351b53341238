"""An appointment: injection, review or blood test."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from b12track.domain.record.records import Visit
from b12track.domain.typed.dates import show_date, show_when
from b12track.tui.features.entries.when import time_field
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import words_field
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, add_visit
from b12track.usecases.look.history import Item

PURPOSES = (Option("i", "injection"), Option("r", "review"), Option("b", "blood test"))


class VisitForm(EntryForm[Entered[Visit]]):
    """When, what for, with whom, where."""

    HEADING = "Visit"
    AMENDS: ClassVar[Mapping[str, str]] = {
        "at": "at",
        "purpose": "purpose",
        "with": "who",
        "where": "where",
        "note": "note",
    }

    def __init__(
        self, view: View, purpose: str | None = None, on: date | None = None, there: Item | None = None
    ) -> None:
        super().__init__(view, there)
        last = max(view.record.visits, key=lambda visit: visit.at, default=None)
        day = f"{show_date(on, weekday=False)} " if on is not None else ""
        self.at = time_field(
            view, "at", "When", value=day, forward=True, hint="e.g. thursday 10:20, 1 Dec 9:00"
        )
        self.purpose = PickField[str]("purpose", "Purpose", PURPOSES, value=purpose, is_required=True)
        self.who = words_field("with", "With", last=last.who if last is not None else "")
        self.where = words_field("where", "Where", last=last.where if last is not None else "")
        self.note = words_field("note", "Note")
        self.begin()

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.at, self.purpose, self.who, self.where, self.note)

    async def enter(self) -> Entered[Visit] | None:
        visit = Visit(
            "",
            self.at.value.instant,
            self.purpose.value,
            self.who.read() or "",
            self.where.read() or "",
            self.note.read() or "",
        )
        return await self.app.write(partial(add_visit, self.form_view.person_file, visit))

    def entered(self, answer: Entered[Visit]) -> str:
        visit = answer.value
        return f"{visit.purpose} visit {show_when(visit.at, self.form_view.today)}"
