"""What was decided about the plan in force: a date skipped or moved, another phase, a stop.

What always holds: each asks who decided, and shows the state before and after before anything is saved.
"""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.rules.overview import Overview
from b12track.domain.wording.phrases import clinic_of, prescriber_of
from b12track.tui.features.entries.when import day_ahead, day_field
from b12track.tui.features.flags.transition import done_words
from b12track.tui.forms.fields import TextField, words_field
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.view import View
from b12track.usecases.plan import change, foreseen
from b12track.usecases.plan.change import Done
from b12track.usecases.plan.foreseen import Turn, before_and_after, count_again, passed_words


class DateForm(PreviewForm[Done]):
    """The next date, skipped or moved."""

    HEADING = "The next date"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.what = PickField[str](
            "what",
            "The date",
            (Option("s", "is skipped", "skip"), Option("m", "is moved", "move")),
            is_required=True,
        )
        self.due = day_ahead(view, "due", "New date", "where it is moved to; if skipped, the date after it")
        self.by = words_field(
            "by", "Who decided?", hint="e.g. Riverside", last=clinic_of(view.overview), is_required=True
        )
        self.reason = words_field("reason", "Why", hint="e.g. flu, holiday, no stock")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.what, self.due, self.by, self.reason)

    def _turn(self, overview: Overview, yes: bool) -> Turn:
        due, by, reason = self.due.read(), self.by.value, self.reason.read() or ""
        if self.what.value == "skip":
            return foreseen.foresee_skip(overview, by, due, reason, yes)
        if due is None:
            raise Refused("due", "write the day it was moved to")
        return foreseen.foresee_move(overview, due, by, reason, yes)

    def preview(self) -> str:
        turn = self._turn(self.form_view.overview, True)
        return "\n".join(filter(None, (_before_and_after(turn), passed_words(turn))))

    async def save(self) -> Done | None:
        person_file = self.form_view.person_file

        def deed(yes: bool) -> Done:
            return change.carry_out(person_file, lambda overview: self._turn(overview, yes))

        return await self.write_or_ask(deed)

    def said(self, answer: Done) -> str:
        return done_words(answer)


class PhaseForm(PreviewForm[Done]):
    """The move to a phase, forward or back."""

    HEADING = "Another phase"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        course = view.overview.course
        phases = course.plan.phases if course is not None else ()
        options = tuple(Option(str(n + 1), phase.name, n) for n, phase in enumerate(phases))
        self.phase = PickField[int]("phase", "Phase", options, is_required=True)
        self.by, self.on = _who_decided(view), day_field(view, "on", "Decided on")
        self.first_due = day_ahead(view, "first_due", "Next dose", "if empty, counted from the last dose")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.phase, self.by, self.on, self.first_due)

    def preview(self) -> str:
        turn = self._turn(self.form_view.overview, True)
        return "\n".join(filter(None, (_before_and_after(turn), count_again(turn))))

    def _turn(self, overview: Overview, yes: bool) -> Turn:
        phase, by, on = self.phase.value, self.by.value, self.on.value
        # The form says that the count starts again: whoever chose a phase that was left is not asked once more.
        course = overview.course
        yes = yes or (course is not None and phase < course.stretch.phase)
        return foreseen.foresee_phase(overview, phase, by, on, self.first_due.read(), yes)

    async def save(self) -> Done | None:
        person_file = self.form_view.person_file

        def deed(yes: bool) -> Done:
            return change.carry_out(person_file, lambda overview: self._turn(overview, yes))

        return await self.write_or_ask(deed)

    def said(self, answer: Done) -> str:
        return done_words(answer)


class StopForm(PreviewForm[Done]):
    """The plan no longer holds."""

    HEADING = "Stop the plan"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.on, self.by = day_field(view, "on", "From"), _who_decided(view)
        self.reason = words_field("reason", "Why", hint="e.g. tablets instead")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.on, self.by, self.reason)

    def preview(self) -> str:
        said = _before_and_after(self._turn(self.form_view.overview))
        return f"{said}\nFrom then on no next dose is counted. What is recorded stays."

    def _turn(self, overview: Overview) -> Turn:
        """A stop keeps who decided in its reason."""
        said = filter(None, (self.reason.read(), f"decided by {self.by.value}"))
        return foreseen.foresee_stop(overview, self.on.value, "; ".join(said))

    async def save(self) -> Done | None:
        return await self.app.write(partial(change.carry_out, self.form_view.person_file, self._turn))

    def said(self, answer: Done) -> str:
        return done_words(answer)


def date_form(view: View) -> DateForm:
    """Skip or move the next date."""
    return DateForm(_in_force(view))


def phase_form(view: View) -> PhaseForm:
    """Move to another phase."""
    return PhaseForm(_in_force(view))


def stop_form(view: View) -> StopForm:
    """Stop the plan."""
    return StopForm(_in_force(view))


def _in_force(view: View) -> View:
    if view.overview.course is None:
        raise Refused("", "there is no plan in force", Deed("set plan"))
    return view


def _who_decided(view: View) -> TextField[str]:
    last = prescriber_of(view.overview, "")
    return words_field("by", "Who decided?", hint="e.g. Dr Okafor", last=last, is_required=True)


def _before_and_after(turn: Turn) -> str:
    return before_and_after(turn.before, turn.after)
