"""Something taken beside the injections: B12 tablets or spray, folate, iron, another medicine; and the end of one."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from b12track.domain.record.records import Treatment, TreatmentKind
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.record_names import Surroundings, describe
from b12track.tui.app import B12App
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import words_field
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.enter.treatments import (
    KIND,
    Treated,
    add_treatment,
    goes_on,
    stop_treatment,
    treatments_of,
)
from b12track.usecases.look.history import Item

KINDS = (
    Option("1", "B12 by mouth", "b12"),
    Option("2", "folate"),
    Option("3", "iron"),
    Option("4", "potassium"),
    Option("5", "medicine"),
    Option("6", "other"),
)


class TreatmentForm(EntryForm[Treated]):
    """What, of which kind, since when, and until when where it has ended."""

    HEADING = "Taken beside the injections"
    AMENDS: ClassVar[Mapping[str, str]] = {
        "name": "name_of_it",
        "kind": "kind",
        "from": "first",
        "to": "last",
        "note": "note",
    }

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view, there)
        self.name_of_it = words_field(
            "name", "What", hint="e.g. metformin, B12 tablets, iron", is_required=True
        )
        self.kind = PickField[TreatmentKind]("kind", "Kind", KINDS, is_required=True)
        self.first = day_field(view, "from", "Since", hint="e.g. today, mon, 10 Feb")
        self.last = day_field(
            view,
            "to",
            "Last day",
            value="",
            hint="still taken",
            read=lambda text: read_date(text, view.today, field="to"),
            is_required=False,
        )
        self.note = words_field("note", "Note")
        self.begin()

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.name_of_it, self.kind, self.first, self.last, self.note)

    async def enter(self) -> Treated | None:
        kind = self.kind.read()
        assert kind is not None, "a kind is required"
        treatment = Treatment(
            "", self.name_of_it.value, kind, self.first.value, self.last.read(), self.note.read() or ""
        )
        return await self.write_or_ask(
            lambda yes: add_treatment(self.form_view.person_file, treatment, yes=yes)
        )

    def entered(self, answer: Treated) -> str:
        since = show_date(answer.treatment.first_on, self.form_view.today)
        return f"since {since}, {describe(KIND, answer.treatment, Surroundings())}"


class TreatmentEndForm(Form[Treated]):
    """Which of those that go on has ended, and its last day."""

    HEADING = "No longer taken"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        taken = [one for one in treatments_of(view.record, view.today) if goes_on(one, view.today)]
        options = [
            Option(
                str(number) if number < 10 else "",
                f"{one.name} since {show_date(one.first_on, view.today)}",
                one.id,
            )
            for number, one in enumerate(taken, 1)
        ]
        self.which = PickField[str](
            "name", "Which", options, value=taken[0].id if len(taken) == 1 else None, is_required=True
        )
        self.last = day_field(view, "to", "Last day")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.which, self.last)

    async def save(self) -> Treated | None:
        which = self.which.read()
        assert which is not None, "one of them is required"
        return await self.app.write(
            partial(stop_treatment, self.form_view.person_file, which, self.last.value)
        )

    def said(self, answer: Treated) -> str:
        ended = answer.treatment.last_on or self.form_view.today
        return f"{answer.treatment.name} until {show_date(ended, self.form_view.today)}"


async def end_treatment(app: B12App) -> None:
    """Ask what has ended, or say that nothing is entered that could."""
    view = app.view
    if view is None:
        return
    if any(goes_on(one, view.today) for one in view.record.treatments):
        await app.ask(TreatmentEndForm(view))
    else:
        app.say(f"Nothing is entered that {view.name} takes beside the injections at the moment.")
