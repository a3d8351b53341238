"""What was decided about the plan in force: a date skipped or moved, another phase, a move confirmed, a stop.

What always holds: each asks who decided, and shows the state before and after before anything is saved. b12track does
not know whether loading should end: of the move nothing is preselected, and Enter alone does nothing.
"""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.rules.flags.dose import transition_due
from b12track.domain.rules.overview import Overview
from b12track.domain.wording.phrases import clinic_of, prescriber_of
from b12track.domain.wording.plan import move_question
from b12track.tui.app import B12App
from b12track.tui.features.entries.when import day_ahead, day_field
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.fields import TextField, words_field
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.view import View
from b12track.usecases.enter.entries import ask_question
from b12track.usecases.plan import foreseen
from b12track.usecases.plan.change import Done, carry_out
from b12track.usecases.plan.foreseen import Turn, before_and_after, count_again, course_in_force, passed_words


class DecisionForm(PreviewForm[Done]):
    """Something that was decided, and the state before and after it."""

    def __init__(self, view: View) -> None:
        course_in_force(view.overview)
        super().__init__(view)

    def turn(self, overview: Overview, yes: bool) -> Turn:
        """What saving would do to these records."""
        raise NotImplementedError

    def preview(self) -> str:
        turn = self.turn(self.form_view.overview, True)
        states = before_and_after(turn.before, turn.after)
        return "\n".join(filter(None, (states, passed_words(turn), count_again(turn))))

    async def save(self) -> Done | None:
        person_file = self.form_view.person_file
        return await self.write_or_ask(lambda yes: carry_out(person_file, self.turn, yes))

    def said(self, answer: Done) -> str:
        """What was decided, and what follows from it."""
        return f"{answer.turn.what} · {before_and_after(answer.turn.before, answer.turn.after)}"


class DateForm(DecisionForm):
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

    def turn(self, overview: Overview, yes: bool) -> Turn:
        due, by, reason = self.due.read(), self.by.value, self.reason.read() or ""
        if self.what.value == "skip":
            return foreseen.foresee_skip(overview, by, due, reason, yes)
        if due is None:
            raise Refused("due", "write the day it was moved to")
        return foreseen.foresee_move(overview, due, by, reason, yes)


class PhaseForm(DecisionForm):
    """The move to a phase, forward or back."""

    HEADING = "Another phase"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        phases = course_in_force(view.overview).plan.phases
        options = tuple(Option(str(n + 1), phase.name, n) for n, phase in enumerate(phases))
        self.phase = PickField[int]("phase", "Phase", options, is_required=True)
        self.by, self.on = _who(view, "Who decided?"), day_field(view, "on", "Decided on")
        self.first_due = day_ahead(view, "first_due", "Next dose", "if empty, counted from the last dose")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.phase, self.by, self.on, self.first_due)

    def turn(self, overview: Overview, yes: bool) -> Turn:
        phase, by, on = self.phase.value, self.by.value, self.on.value
        # The form says that the count starts again: whoever chose a phase that was left is not asked once more.
        yes = yes or phase < course_in_force(overview).stretch.phase
        return foreseen.foresee_phase(overview, phase, by, on, self.first_due.read(), yes)


class StopForm(DecisionForm):
    """The plan no longer holds."""

    HEADING = "Stop the plan"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.on, self.by = day_field(view, "on", "From"), _who(view, "Who decided?")
        self.reason = words_field("reason", "Why", hint="e.g. tablets instead")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.on, self.by, self.reason)

    def preview(self) -> str:
        return f"{super().preview()}\nFrom then on no next dose is counted. What is recorded stays."

    def turn(self, overview: Overview, yes: bool) -> Turn:  # noqa: ARG002  # a stop is never doubted
        """A stop keeps who decided in its reason."""
        said = filter(None, (self.reason.read(), f"decided by {self.by.value}"))
        return foreseen.foresee_stop(overview, self.on.value, "; ".join(said))


class MoveForm(DecisionForm):
    """Who confirmed the move to the next phase, and when."""

    HEADING = "Move confirmed"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.by, self.on = _who(view, "Who said so"), day_field(view, "on", "On")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.by, self.on)

    def turn(self, overview: Overview, yes: bool) -> Turn:
        return foreseen.foresee_confirm(overview, self.by.value, self.on.value, yes=yes)


class StayForm(DecisionForm):
    """Loading goes on: who said so, when, and which date is next."""

    HEADING = "Loading goes on"

    def __init__(self, view: View, phase: int, *, heading: str = HEADING) -> None:
        self.HEADING = heading
        super().__init__(view)
        self._phase = phase
        self.by, self.on = _who(view, "Who said so"), day_field(view, "on", "On")
        self.first_due = day_ahead(view, "first_due", "Next dose", "wed, 21 Jan", is_required=True)

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.by, self.on, self.first_due)

    def turn(self, overview: Overview, yes: bool) -> Turn:  # noqa: ARG002
        # It was asked for by name, so nobody is asked whether it was left.
        by, on, first_due = self.by.value, self.on.value, self.first_due.value
        return foreseen.foresee_phase(overview, self._phase, by, on, first_due, yes=True)


def _who(view: View, label: str) -> TextField[str]:
    last = prescriber_of(view.overview, "")
    return words_field("by", label, hint="e.g. Dr Okafor", last=last, is_required=True)


async def open_transition(app: B12App) -> None:
    """Ask what was said about the move to the next phase; nothing is taken for granted."""
    view = app.open_view
    course = view.overview.course
    if course is None or not course.to_confirm:
        raise Refused("", "there is no move to another phase to confirm")
    flag = next(iter(transition_due(view.overview)))
    options = (
        Option("m", f"Move: {course.phase.name.casefold()} was confirmed (who, when)", "move"),
        Option("s", "Stay: loading goes on (which date next; the count starts again)", "stay"),
        Option("k", "Not asked yet: add it to my questions", "ask"),
    )
    answer = await app.ask(Choice(f"The next phase · {view.name}", flag.text, options))
    if answer == "move":
        await app.ask(MoveForm(view))
    elif answer == "stay":
        await app.ask(StayForm(view, course.stretches[-2].phase))
    elif answer == "ask":
        await app.write(partial(ask_question, view.person_file, move_question(course.phase.every)))
        app.saved("question for the appointment")
