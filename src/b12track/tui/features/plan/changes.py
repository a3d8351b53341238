"""What was decided about the plan in force: a date skipped or moved, another phase, a stop.

What always holds: each asks who decided, and shows the state before and after before anything is saved.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.rules.overview import Overview
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.phrases import clinic_of, prescriber_of
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.view import View
from b12track.usecases.plan import change, foreseen
from b12track.usecases.plan.change import Done
from b12track.usecases.plan.foreseen import Turn, before_and_after, count_again

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class DateForm(PreviewForm[Done]):
    """The next date, skipped or moved."""

    HEADING = "The next date"

    def compose_stated(self) -> Iterable[Widget]:
        view = self.form_view
        yield PickField(
            "what",
            "The date",
            (Option("s", "is skipped", "skip"), Option("m", "is moved", "move")),
            is_required=True,
        )
        yield _day_ahead(view, "due", "New date", "where it moves; the next one where it is skipped")
        yield TextField(
            "by", "Who decided?", hint="Riverside", last=clinic_of(view.overview), is_required=True
        )
        yield TextField("reason", "Why", hint="flu, holiday, no stock")

    def preview(self, values: dict[str, Any]) -> str:
        return _before_and_after(_adjusted(self.form_view.overview, values, True))

    async def save(self, values: dict[str, Any]) -> Done | None:
        person_file = self.form_view.person_file

        def deed(yes: bool) -> Done:
            return change.carry_out(person_file, lambda overview: _adjusted(overview, values, yes))

        return await self.b12.write_or_ask(deed)


class PhaseForm(PreviewForm[Done]):
    """The move to a phase, forward or back."""

    HEADING = "Another phase"

    def compose_stated(self) -> Iterable[Widget]:
        view = self.form_view
        course = view.overview.course
        phases = course.plan.phases if course is not None else ()
        options = tuple(Option(str(n + 1), phase.name, n) for n, phase in enumerate(phases))
        yield PickField("phase", "Phase", options, is_required=True)
        yield TextField(
            "by", "Who decided?", hint="Dr Okafor", last=prescriber_of(view.overview, ""), is_required=True
        )
        yield day_field(view, "on", "Decided on")
        yield _day_ahead(view, "first_due", "Next dose", "empty: counted from the last dose")

    def preview(self, values: dict[str, Any]) -> str:
        turn = self._turn(self.form_view.overview, values)
        return "\n".join(filter(None, (_before_and_after(turn), count_again(turn))))

    def _turn(self, overview: Overview, values: dict[str, Any]) -> Turn:
        return foreseen.foresee_phase(
            overview, values["phase"], values["by"], values["on"], values["first_due"]
        )

    async def save(self, values: dict[str, Any]) -> Done | None:
        deed = partial(
            change.carry_out, self.form_view.person_file, lambda overview: self._turn(overview, values)
        )
        return await self.b12.write(deed)


class StopForm(PreviewForm[Done]):
    """The plan no longer holds."""

    HEADING = "Stop the plan"

    def compose_stated(self) -> Iterable[Widget]:
        view = self.form_view
        yield day_field(view, "on", "From")
        yield TextField(
            "by", "Who decided?", hint="Dr Okafor", last=prescriber_of(view.overview, ""), is_required=True
        )
        yield TextField("reason", "Why", hint="tablets instead")

    def preview(self, values: dict[str, Any]) -> str:
        said = _before_and_after(self._turn(self.form_view.overview, values))
        return f"{said}\nNo date is counted from then on. What is recorded stays."

    def _turn(self, overview: Overview, values: dict[str, Any]) -> Turn:
        return foreseen.foresee_stop(overview, values["on"], _reason(values))

    async def save(self, values: dict[str, Any]) -> Done | None:
        deed = partial(
            change.carry_out, self.form_view.person_file, lambda overview: self._turn(overview, values)
        )
        return await self.b12.write(deed)


async def open_date(app: "B12App") -> None:
    """Skip or move the next date."""
    await _ask(app, DateForm)


async def open_phase(app: "B12App") -> None:
    """Move to another phase."""
    await _ask(app, PhaseForm)


async def open_stop(app: "B12App") -> None:
    """Stop the plan."""
    await _ask(app, StopForm)


async def _ask(app: "B12App", form: type[PreviewForm[Done]]) -> None:
    if app.view is None or app.view.overview.course is None:
        raise Refused("", "there is no plan in force", Deed("set plan"))
    done = await app.push_screen_wait(form(app.view))
    if done is not None:
        app.saved(f"{done.turn.what} · {before_and_after(done.turn.before, done.turn.after)}")


def _adjusted(overview: Overview, values: dict[str, Any], yes: bool) -> Turn:
    due, by, reason = values["due"], values["by"], values["reason"] or ""
    if values["what"] == "skip":
        return foreseen.foresee_skip(overview, by, due, reason, yes)
    if due is None:
        raise Refused("due", "write the day it was moved to")
    return foreseen.foresee_move(overview, due, by, reason, yes)


def _reason(values: dict[str, Any]) -> str:
    """A stop keeps who decided in its reason."""
    by = f"decided by {values['by']}"
    return f"{values['reason']}; {by}" if values["reason"] else by


def _before_and_after(turn: Turn) -> str:
    return before_and_after(turn.before, turn.after)


def _day_ahead(view: View, name: str, label: str, hint: str) -> TextField:
    def read(text: str) -> date:
        return read_date(text, view.today, forward=True, field=name)

    return TextField(name, label, read, hint=hint, show=lambda day: show_date(day, view.today))
