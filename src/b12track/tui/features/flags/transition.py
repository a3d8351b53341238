"""The move to the next phase: what was said about it, who said it, and what follows.

What always holds: b12track does not know whether loading should end; nothing is preselected, and Enter alone does
nothing.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.rules.course import Course
from b12track.domain.rules.flags.dose import transition_due
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.intervals import show_every
from b12track.domain.wording.phrases import prescriber_of
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.picking import Option
from b12track.tui.forms.preview import PreviewForm
from b12track.tui.view import View
from b12track.usecases.enter.questions import ask_question
from b12track.usecases.plan import change, foreseen
from b12track.usecases.plan.change import Done

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class MoveForm(PreviewForm[Done]):
    """Who confirmed the move, and when."""

    HEADING = "Move confirmed"

    def compose_stated(self) -> Iterable[Widget]:
        last = prescriber_of(self.form_view.overview, "")
        yield TextField("by", "Who said so", hint="Dr Okafor", last=last, is_required=True)
        yield day_field(self.form_view, "on", "On")

    def preview(self, values: dict[str, Any]) -> str:
        turn = foreseen.foresee_confirm(self.form_view.overview, values["by"], values["on"])
        return foreseen.before_and_after(turn.before, turn.after)

    async def save(self, values: dict[str, Any]) -> Done | None:
        deed = partial(change.confirm, self.form_view.person_file, values["by"], values["on"])
        return await self.b12.write(deed)


class StayForm(PreviewForm[Done]):
    """Loading goes on: who said so, when, and which date is next."""

    HEADING = "Loading goes on"

    def __init__(self, view: View, phase: int) -> None:
        super().__init__(view)
        self._phase = phase

    def compose_stated(self) -> Iterable[Widget]:
        view = self.form_view
        last = prescriber_of(view.overview, "")
        yield TextField("by", "Who said so", hint="Dr Okafor", last=last, is_required=True)
        yield day_field(view, "on", "On")
        yield TextField(
            "first_due",
            "Next dose",
            lambda text: read_date(text, view.today, forward=True),
            hint="wed, 21 Jan",
            show=lambda day: show_date(day, view.today),
            is_required=True,
        )

    def preview(self, values: dict[str, Any]) -> str:
        turn = foreseen.foresee_phase(
            self.form_view.overview, self._phase, values["by"], values["on"], values["first_due"]
        )
        lines = (foreseen.before_and_after(turn.before, turn.after), foreseen.count_again(turn))
        return "\n".join(filter(None, lines))

    async def save(self, values: dict[str, Any]) -> Done | None:
        return await self.b12.write(
            partial(
                change.go_to_phase,
                self.form_view.person_file,
                self._phase,
                values["by"],
                values["on"],
                values["first_due"],
            )
        )


async def open_transition(app: "B12App") -> None:
    """Ask what was said about the move; nothing is taken for granted."""
    view = app.view
    course = view.overview.course if view is not None else None
    if view is None or course is None or not course.to_confirm:
        raise Refused("", "no move to another phase waits to be confirmed")
    flag = next(iter(transition_due(view.overview)))
    options = (
        Option("m", f"Move: {course.phase.name.casefold()} was confirmed (who, when)", "move"),
        Option("s", "Stay: loading goes on (which date next; the count starts again)", "stay"),
        Option("k", "Not asked yet: add it to my questions", "ask"),
    )
    answer = await app.push_screen_wait(Choice(f"The next phase · {view.name}", flag.text, options))
    if answer == "move":
        _say(app, await app.push_screen_wait(MoveForm(view)))
    elif answer == "stay":
        _say(app, await app.push_screen_wait(StayForm(view, course.stretches[-2].phase)))
    elif answer == "ask":
        await app.write(partial(ask_question, view.person_file, _question(course)))
        app.saved("question to bring")


def _question(course: Course) -> str:
    return f"Is loading over, and do the injections go on {show_every(course.phase.every)}?"


def _say(app: "B12App", done: Done | None) -> None:
    if done is not None:
        app.saved(f"{done.turn.what} · {foreseen.before_and_after(done.turn.before, done.turn.after)}")
