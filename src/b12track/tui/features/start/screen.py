"""Somebody new: a name, the time zone that was found, and whether there is a plan.

What always holds: nothing is made on the disk before an answer is picked; nobody who is known already is named or
touched here.
"""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.typed.zones import read_zone
from b12track.tui.forms.choice import Answers
from b12track.tui.forms.fields import TextField, words_field
from b12track.tui.forms.picking import Option
from b12track.tui.refusals import worded
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.scroll import Scroll
from b12track.usecases.faults import Refused
from b12track.usecases.machine.time_zone import found_zone
from b12track.usecases.people import add_person

WELCOME = (
    "b12track records your B12 injections and how you feel, and counts days against the schedule that your "
    "prescriber gave you. Everything stays on this machine."
)
ASKED = "Is there a plan from your prescriber?"
_ANSWERS = (
    Option("y", "Yes: enter it", "plan"),
    Option("n", "Not yet: begin with the log", "home"),
    Option("d", "Look around in a made-up year first; nothing is kept", "demo"),
)


class StartScreen(FeatureScreen):
    """Asked on a machine where nobody is entered, and for everybody who comes after."""

    CSS_PATH = "start.tcss"
    HEADING = "welcome"
    AUTO_FOCUS = "Input"
    # Keys of its own, because the app has other plans with some of these letters.
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(option.key, f"answer({number})", show=False) for number, option in enumerate(_ANSWERS)),
        Binding("escape", "back", "back"),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    given_name: TextField[str]
    zone: TextField[str]

    def compose_body(self) -> Iterable[Widget]:
        # Here and not before: a line to type in wants a screen that is there.
        self.given_name = words_field("name", "Name", hint="Alex", is_required=True)
        self.zone = TextField("timezone", "Time zone", read_zone, value=found_zone(), hint="Europe/London")
        with Scroll(), Vertical(id="box") as box:
            box.border_subtitle = "Tab next"
            yield Static(WELCOME, id="welcome", markup=False)
            yield self.given_name
            yield self.zone
            yield Static(ASKED, id="asked", markup=False)
            offered = [option for option in _ANSWERS if option.value != "demo" or not self.app.people]
            yield Answers(offered, chosen=None)

    def _take_view(self, view: View | None) -> None:
        """This is about somebody who is not entered yet, whoever is open."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next question; none of the answers is taken for granted."""
        event.stop()
        self.focus_next()

    def action_answer(self, number: int) -> None:
        """One of the answers, by its key."""
        self._pick(_ANSWERS[number])

    def action_back(self) -> None:
        """Back to those who are entered."""
        self.app.go("people")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back is for who came from somebody; the demo for who is the first."""
        if action == "back":
            return bool(self.app.people)
        if action == "answer" and parameters == (len(_ANSWERS) - 1,):
            return not self.app.people
        return super().check_action(action, parameters)

    def on_chooser_opened(self, event: Answers.Opened) -> None:
        event.stop()
        self._pick(event.item)

    def _pick(self, option: Option) -> None:
        if option.value == "demo":
            self.app.look_around()
            return
        try:
            name, zone = self._read(self.given_name), self._read(self.zone)
        except Refused:
            return
        self.app.do(partial(self.begin, name, zone, option.value == "plan"))

    def _read(self, field: TextField[str]) -> str:
        try:
            value = str(field.read() or "")
        except Refused as refused:
            field.say_fault(worded(refused, with_field=False))
            field.control.focus()
            raise
        field.say_fault("")
        return value

    async def begin(self, name: str, timezone: str, has_plan: bool) -> None:
        """Make the person's file and go on to the plan, or home."""
        now = self.app.selection.now
        person_file = await self.app.write(partial(add_person, name, timezone or None, now=now))
        self.given_name.text = ""  # for whoever comes next
        self.app.people = (*self.app.people, person_file)
        self.app.open_person(person_file)
        if has_plan:
            self.app.open("plan_form")
