"""The move to the next phase: what was said about it, who said it, and what follows.

What always holds: b12track does not know whether loading should end; nothing is preselected, and Enter alone does
nothing.
"""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.rules.flags.dose import transition_due
from b12track.domain.wording.phrases import prescriber_of
from b12track.domain.wording.plan import move_question
from b12track.tui.app import B12App
from b12track.tui.features.entries.when import day_ahead, day_field
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.fields import TextField, words_field
from b12track.tui.forms.picking import Option
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.view import View
from b12track.usecases.enter.entries import ask_question
from b12track.usecases.plan import change, foreseen
from b12track.usecases.plan.change import Done


class MoveForm(PreviewForm[Done]):
    """Who confirmed the move, and when."""

    HEADING = "Move confirmed"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.by, self.on = _who(view), day_field(view, "on", "On")

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.by, self.on)

    def preview(self) -> str:
        turn = foreseen.foresee_confirm(self.form_view.overview, self.by.value, self.on.value)
        return foreseen.before_and_after(turn.before, turn.after)

    async def save(self) -> Done | None:
        deed = partial(change.confirm, self.form_view.person_file, self.by.value, self.on.value)
        return await self.app.write(deed)

    def said(self, answer: Done) -> str:
        return done_words(answer)


class StayForm(PreviewForm[Done]):
    """Loading goes on: who said so, when, and which date is next."""

    HEADING = "Loading goes on"

    def __init__(self, view: View, phase: int, *, heading: str = "") -> None:
        if heading:
            self.HEADING = heading
        super().__init__(view)
        self._phase = phase
        self.by, self.on = _who(view), day_field(view, "on", "On")
        self.first_due = day_ahead(view, "first_due", "Next dose", "wed, 21 Jan", is_required=True)

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.by, self.on, self.first_due)

    def preview(self) -> str:
        turn = foreseen.foresee_phase(
            self.form_view.overview, self._phase, self.by.value, self.on.value, self.first_due.value, yes=True
        )
        lines = (foreseen.before_and_after(turn.before, turn.after), foreseen.count_again(turn))
        return "\n".join(filter(None, lines))

    async def save(self) -> Done | None:
        by, on, first_due = self.by.value, self.on.value, self.first_due.value
        # Loading goes on: it was asked for by name, so nobody is asked whether it was left.
        deed = partial(
            change.go_to_phase, self.form_view.person_file, self._phase, by, on, first_due, yes=True
        )
        return await self.app.write(deed)

    def said(self, answer: Done) -> str:
        return done_words(answer)


def _who(view: View) -> TextField[str]:
    last = prescriber_of(view.overview, "")
    return words_field("by", "Who said so", hint="e.g. Dr Okafor", last=last, is_required=True)


async def open_transition(app: B12App) -> None:
    """Ask what was said about the move; nothing is taken for granted."""
    view = app.view
    course = view.overview.course if view is not None else None
    if view is None or course is None or not course.to_confirm:
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


def done_words(done: Done) -> str:
    """What was decided, and what follows from it."""
    return f"{done.turn.what} · {foreseen.before_and_after(done.turn.before, done.turn.after)}"
