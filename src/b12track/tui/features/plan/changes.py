"""What was decided about the plan in force: a date skipped or moved, another phase, a move confirmed, a stop.

What always holds: each asks who decided, and shows the state before and after before anything is saved. b12track does
not know whether loading should end: of the move nothing is preselected, and Enter alone does nothing.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.record.schema import Field
from b12track.domain.rules.flags.dose import transition_due
from b12track.domain.rules.overview import Overview
from b12track.domain.wording.phrases import clinic_of, prescriber_of
from b12track.domain.wording.plan import move_question
from b12track.tui.app import B12App
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.fields import words_field
from b12track.tui.forms.picking import Option
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.view import View
from b12track.usecases.enter.entries import ask_question
from b12track.usecases.look.history import Item
from b12track.usecases.plan import foreseen
from b12track.usecases.plan.change import Done, carry_out
from b12track.usecases.plan.foreseen import Turn, before_and_after, count_again, course_in_force, passed_words


class DecisionForm(EntryForm[Done], PreviewForm[Done]):
    """Something that was decided, and the state before and after it.

    With `there` it is an order that was entered: a decision of then, of which nothing is foreseen now.
    """

    def __init__(self, view: View, there: Item | None = None) -> None:
        if there is None:
            course_in_force(view.overview)
        super().__init__(view, there)

    def turn(self, overview: Overview, yes: bool) -> Turn:
        """What saving would do to these records."""
        raise NotImplementedError

    def compose_below(self) -> Iterable[Widget]:
        return super().compose_below() if self.there is None else ()

    def preview(self) -> str:
        if self.there is not None:
            return ""
        turn = self.turn(self.form_view.overview, True)
        states = before_and_after(turn.before, turn.after)
        return "\n".join(filter(None, (states, passed_words(turn), count_again(turn))))

    async def enter(self) -> Done | None:
        person_file = self.form_view.person_file
        return await self.write_or_ask(lambda yes: carry_out(person_file, self.turn, yes))

    def entered(self, answer: Done) -> str:
        """What was decided, and what follows from it."""
        return f"{answer.turn.what} · {before_and_after(answer.turn.before, answer.turn.after)}"

    def said(self, answer: Any) -> str:
        said = super().said(answer)
        return f"{said} · {answer.turn}" if self.there is not None and answer.turn else said


class DateForm(DecisionForm):
    """The next date, skipped or moved."""

    KIND = "adjustments"
    HEADING = "The next date"

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view, there)
        self.make_rows()

    def last_time(self, row: Field) -> str:
        return clinic_of(self.form_view.overview) if row.key == "decided_by" else super().last_time(row)

    def turn(self, overview: Overview, yes: bool) -> Turn:
        return foreseen.foresee_date(overview, self.values(), yes)


class TransitionForm(DecisionForm):
    """What was decided about a phase, by whom and when."""

    KIND = "transitions"

    def last_time(self, row: Field) -> str:
        is_who = row.key == "confirmed_by"
        return prescriber_of(self.form_view.overview, "") if is_who else super().last_time(row)


class PhaseForm(TransitionForm):
    """The move to a phase, forward or back."""

    HEADING = "Another phase"

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view, there)
        if there is None:
            plan = course_in_force(view.overview).plan
        else:
            (plan,) = (plan for plan in view.record.plans if plan.id == there.value.plan_id)
        phases = [Option(str(number), phase.name, str(number)) for number, phase in enumerate(plan.phases, 1)]
        self.make_rows(special={"to_phase": {"options": phases}})

    def turn(self, overview: Overview, yes: bool) -> Turn:
        said = self.values()
        # The form says that the count starts again: whoever chose a phase that was left is not asked once more.
        yes = yes or said["to_phase"] < course_in_force(overview).stretch.phase
        return foreseen.foresee_phase(overview, said, yes)


class MoveForm(TransitionForm):
    """Who confirmed the move to the next phase, and when."""

    HEADING = "Move confirmed"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.make_rows(apart=("to_phase", "first_due"))

    def turn(self, overview: Overview, yes: bool) -> Turn:
        return foreseen.foresee_confirm(overview, self.values(), yes)


class StayForm(TransitionForm):
    """Loading goes on: who said so, when, and which date is next."""

    HEADING = "Loading goes on"

    def __init__(self, view: View, phase: int, *, heading: str = HEADING) -> None:
        self.HEADING = heading
        super().__init__(view)
        self._phase = phase
        due = {"hint": "e.g. wed, 21 Jan", "is_required": True}
        self.make_rows(special={"first_due": due}, apart=("to_phase",))

    def turn(self, overview: Overview, yes: bool) -> Turn:  # noqa: ARG002
        # It was asked for by name, so nobody is asked whether it was left.
        return foreseen.foresee_phase(overview, {**self.values(), "to_phase": self._phase}, True)


class StopForm(DecisionForm):
    """The plan no longer holds."""

    HEADING = "Stop the plan"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.on = day_field(view, "on", "From")
        self.by = words_field(
            "by",
            "Who decided?",
            hint="e.g. Dr Okafor",
            last=prescriber_of(view.overview, ""),
            is_required=True,
        )
        self.reason = words_field("reason", "Why", hint="e.g. tablets instead")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.on, self.by, self.reason)

    def preview(self) -> str:
        return f"{super().preview()}\nFrom then on no next dose is counted. What is recorded stays."

    def turn(self, overview: Overview, yes: bool) -> Turn:  # noqa: ARG002  # a stop is never doubted
        """A stop keeps who decided in its reason."""
        said = filter(None, (self.reason.read(), f"decided by {self.by.value}"))
        return foreseen.foresee_stop(overview, self.on.value, "; ".join(said))


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
