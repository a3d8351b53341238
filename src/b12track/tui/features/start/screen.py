"""The first start: one question a screen, with where one is, and a way back from each.

What always holds: nothing is made on the disk before the last answer; nothing is chosen at first, nothing is red and no
days are counted before the end; what was answered stays when one goes back; letters typed into a name are a name.
Nobody who is known already is named or touched here.
"""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.faults import Refused
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.wording.phrases import UNCONFIRMED, counted
from b12track.domain.wording.text import printable
from b12track.store.faults import StoreFault
from b12track.tui.features.start.questions import Question, Questions
from b12track.tui.features.start.ticks import Ticks
from b12track.tui.forms.choice import Answers as Choose
from b12track.tui.forms.fields import Field
from b12track.tui.forms.picking import Option, Picker
from b12track.tui.refusals import worded
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.button import Button
from b12track.tui.widgets.scroll import Scroll
from b12track.usecases.people import add_person, new_name
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan import first_start
from b12track.usecases.plan.enter import Foreseen

WELCOME = (
    "b12track records your B12 injections and how you feel, and counts days against the schedule that your "
    "prescriber gave you. Everything stays on this machine."
)


class StartScreen(FeatureScreen):
    """Asked on a machine where nobody is entered, and for everybody who comes after."""

    CSS_PATH = "start.tcss"
    HEADING = "welcome"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
        Binding("ctrl+t", "templates", "as published"),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    def compose_body(self) -> Iterable[Widget]:
        with Scroll(), Vertical(id="box"):
            yield Static("", id="where", markup=False)
            yield Static(WELCOME, id="welcome", markup=False)
            yield Vertical(id="questions")
            with Horizontal(id="ways"):
                yield Button("Back", id="back")
                yield Button("Next", id="next")
                yield Button("Look around in a made-up year", id="demo")

    def on_mount(self) -> None:
        self.watch(self.query_one(Scroll), "virtual_size", self._keep_in_sight, init=False)
        self.app.do(self._begin_anew)

    async def _begin_anew(self) -> None:
        """Every question from the first, for whoever comes next."""
        today = first_start.newcomer("-", "", self.app.selection.now).today
        self.questions = Questions(today, is_first=not self.app.people)
        self._at = 0
        place = self.query_one("#questions", Vertical)
        await place.remove_children()
        await place.mount_all(self.questions.all.values())
        self._show()

    def _take_view(self, view: View | None) -> None:
        """This is about somebody who is not entered yet, whoever is open."""

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was answered so far, where the app is left."""
        questions = getattr(self, "questions", None)
        name = questions.name.text.strip() if questions is not None else ""
        return (f"what was answered for {name}",) if name else ()

    # Where one is

    @property
    def question(self) -> Question:
        """The one that is asked now."""
        path = self.questions.path
        return self.questions.all[path[min(self._at, len(path) - 1)]]

    def _show(self) -> None:
        """Ask the question that one is at."""
        asked, path = self.question, self.questions.path
        for question in self.questions.all.values():
            question.set_class(question is asked, "-asked")
        self.query_one("#where", Static).update(f"{self._at + 1} of {len(path)}")
        self.query_one("#welcome").display = self._at == 0
        self.query_one("#back").display = self._at > 0 or bool(self.app.people)
        self.query_one("#demo").display = self._at == 0 and not self.app.people
        self.query_one("#next").display = asked.key not in ("plan", "stage", "save")
        if asked.key == "given":
            with suppress(Refused):
                answers = self.questions.answers()
                self.questions.ticks.offer(first_start.dates_so_far(answers, self.questions.today))
        if asked.key == "save":
            try:
                foreseen = first_start.foresee(self.questions.answers(), self.app.selection.now)
            except (Refused, StoreFault) as fault:
                self.questions.summary.update(worded(fault))
            else:
                self.questions.summary.update(printable(summary_of(foreseen), lines=True))
        asked.first.focus()
        self._keep_in_sight()
        self.refresh_bindings()

    def _keep_in_sight(self) -> None:
        """Scroll to what has the focus; again whenever what stands above it is laid out, which may come later."""
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    # Going on and back

    def action_back(self) -> None:
        """The question before; from the first, back to those who are entered."""
        if self._at > 0:
            self._at -= 1
            self._show()
        else:
            self.app.go("people")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From the first question of all there is nothing to go back to."""
        if action == "back":
            return getattr(self, "_at", 0) > 0 or bool(self.app.people)
        if action == "templates":
            return hasattr(self, "questions") and self.question.key == "injection"
        return super().check_action(action, parameters)

    def go_on(self) -> None:
        """The next field, and behind the last one the next question, where this one is answered."""
        for field in self.question.fields:
            if not field.check():
                field.control.focus()
                return
        if self.question.key == "name":
            try:
                new_name(self.questions.name.text)
            except (Refused, StoreFault) as fault:
                self.questions.name.say_fault(worded(fault, with_field=False))
                self.questions.name.control.focus()
                return
        self._at += 1
        self._show()

    def _after(self, field: Field[object]) -> None:
        """On from a field, if it is in order: to the next one of this question, or to the next question."""
        if not field.check():
            return
        fields = self.question.fields
        behind = fields[fields.index(field) + 1 :] if field in fields else []
        if behind:
            behind[0].control.focus()
        else:
            self.go_on()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; a day typed beside the dates is ticked first."""
        event.stop()
        field = next(node for node in event.input.ancestors if isinstance(node, Field))
        another = self.questions.another
        if field is not another or not another.text.strip():
            self._after(field)
        elif another.check():
            self.questions.ticks.add(another.value)
            another.text = ""

    def on_field_changed(self) -> None:
        self.questions.fit()

    def on_key(self, event: events.Key) -> None:
        """The key of an answer picks it; Enter goes on from a row of answers."""
        if isinstance(self.focused, Input):
            return
        if event.key == "enter" and isinstance(self.focused, Picker):
            event.stop()
            self._after(next(node for node in self.focused.ancestors if isinstance(node, Field)))
            return
        for part in self.question.parts:
            if isinstance(part, Choose) and (option := part.by_key(event)) is not None:
                event.stop()
                self._pick(option)

    def on_chooser_opened(self, event: Choose.Opened) -> None:
        event.stop()
        if isinstance(event.chooser, Ticks):
            self.go_on()
        else:
            self._pick(event.item)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "back":
            self.action_back()
        elif event.button.id == "demo":
            self.app.look_around()
        else:
            self.go_on()

    def _pick(self, option: Option) -> None:
        if option.value == "demo":
            self.app.look_around()
        elif option.value == "home":
            self.app.do(self.begin_without_plan)
        elif option.value == "save":
            self.app.do(self.save)
        else:
            if option.value != "plan":
                self.questions.stage = option.value
            self._at += 1
            self._show()

    def action_templates(self) -> None:
        """Fill fields from a citation."""
        self.app.begin("templates", self._take_template)

    async def _take_template(self) -> None:
        from b12track.tui.features.plan.templates import Templates  # only for who looks at them

        template = await self.app.ask(Templates())
        if template is not None:
            self.questions.take(template)

    # The end

    async def begin_without_plan(self) -> None:
        """Make the person's file, and go home."""
        name, zone = self.questions.name.value, self.questions.zone.read()
        await self._welcome(await self.app.write(partial(add_person, name, zone, now=self.app.selection.now)))

    async def save(self) -> None:
        """Make the person, with the plan and the doses, and go home."""
        answers = self.questions.answers()
        person_file = await self.app.write(partial(first_start.begin, answers, self.app.selection.now))
        await self._welcome(person_file)
        self.app.saved(
            "the plan" + (f" and {counted(len(answers.given), 'injection')}" if answers.given else "")
        )

    async def _welcome(self, person_file: PersonFile) -> None:
        await self._begin_anew()
        self.app.people = (*self.app.people, person_file)
        self.app.open_person(person_file)


def summary_of(foreseen: Foreseen) -> str:
    """What would be saved, and the next dates; no days are counted here."""
    plan, today = foreseen.plan, foreseen.after.today
    given = [show_date(injection.given_on, today) for injection in foreseen.after.record.injections]
    return "\n".join(
        (
            f"Already given: {', '.join(given) or 'none yet'}.",
            "The next dates:" if foreseen.dates else "There is no next date.",
            *(
                f"  {show_day_range(each.window.opens, each.window.closes, today)}"
                + (f", {UNCONFIRMED}" if each.unconfirmed else "")
                for each in foreseen.dates
            ),
            f"Prescribed by {plan.prescribed_by}."
            if plan.prescribed_by
            else "Who prescribed it is not entered.",
            "b12track counts days against this plan. It does not check that the plan is right for you.",
        )
    )
