"""The first start: a name, the time zone that was found, and whether there is a plan.

What always holds: nothing is made on the disk before an answer is picked.
"""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.dates import read_zone
from b12track.tui.features.forms.choice import Answer
from b12track.tui.features.forms.fields import Field, Option, TextField, without_field
from b12track.tui.places import FORMS
from b12track.tui.screen import FeatureScreen
from b12track.usecases.faults import Refused, StoreFault
from b12track.usecases.people import add_person
from b12track.usecases.starting import found_zone

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
    """Asked once, on a machine where nobody is entered."""

    CSS_PATH = "start.tcss"
    HEADING = "welcome"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]

    def compose_body(self) -> Iterable[Widget]:
        with VerticalScroll(can_focus=False), Vertical(id="box"):
            yield Static(WELCOME, id="welcome", markup=False)
            yield TextField("name", "Name", hint="Alex", is_required=True)
            yield TextField("timezone", "Time zone", read_zone, value=found_zone(), hint="Europe/London")
            yield Static(ASKED, id="asked", markup=False)
            for option in _ANSWERS:
                yield Answer(option)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next question; none of the answers is taken for granted."""
        event.stop()
        self.focus_next()

    def key_y(self) -> None:
        self._pick(_ANSWERS[0])

    def key_n(self) -> None:
        self._pick(_ANSWERS[1])

    def key_d(self) -> None:
        self._pick(_ANSWERS[2])

    def on_answer_picked(self, event: Answer.Picked) -> None:
        event.stop()
        self._pick(event.option)

    def _pick(self, option: Option) -> None:
        if option.value == "demo":
            self.b12.look_around()
            return
        try:
            values = {field.key: self._read(field) for field in self.query(Field)}
        except Refused:
            return
        self.begin(values["name"], values["timezone"], option.value == "plan")

    def _read(self, field: Field) -> str:
        try:
            value = str(field.read() or "")
        except Refused as refused:
            field.say_fault(without_field(str(refused)))
            field.query(Input).first().focus()
            raise
        field.say_fault("")
        return value

    @work(group="saving")
    async def begin(self, name: str, timezone: str, has_plan: bool) -> None:
        """Make the person's file and go on to the plan, or home."""
        try:
            desk = await self.b12.write(partial(add_person, name, timezone or None))
        except (Refused, StoreFault) as fault:
            self.b12.say(str(fault), is_fault=True)
            return
        self.b12.welcome(desk)
        if has_plan and "plan_form" in FORMS:
            self.b12.open("plan_form")
