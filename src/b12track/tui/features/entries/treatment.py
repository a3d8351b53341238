"""Something taken beside the injections: B12 tablets or spray, folate, iron, another medicine; and the end of one."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import show_treatment
from b12track.tui.app import B12App
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.amending import RowsForm
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered
from b12track.usecases.enter.treatments import KIND, not_ended, stop_treatment


class TreatmentForm(RowsForm):
    """What, of which kind, since when, and until when where it has ended."""

    KIND = KIND
    HEADING = "Taken beside the injections"

    def entered(self, answer: Entered) -> str:
        return show_treatment(answer.value, self.form_view.today)


class TreatmentEndForm(Form[Entered]):
    """Which of those that go on has ended, and its last day."""

    HEADING = "No longer taken"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        taken = not_ended(view.record, view.today)
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

    async def save(self) -> Entered | None:
        which, last = self.which.value, self.last.value
        return await self.app.write(partial(stop_treatment, self.form_view.person_file, which, last))

    def said(self, answer: Entered) -> str:
        ended = answer.value.last_on or self.form_view.today
        return f"{answer.value.name} until {show_date(ended, self.form_view.today)}"


async def end_treatment(app: B12App) -> None:
    """Ask what has ended, or say that nothing is entered that could."""
    view = app.open_view
    if not_ended(view.record, view.today):
        await app.ask(TreatmentEndForm(view))
    else:
        app.say(f"Nothing is entered that {view.name} takes beside the injections at the moment.")
