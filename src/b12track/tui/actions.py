"""Every key of the app in one table: bindings, footer, palette, help and README are made from it.

Letters act everywhere but in text fields; digits belong to scores. A row without a key is in the palette only.
"""

from collections.abc import Iterator
from typing import NamedTuple

from textual.binding import Binding, BindingType

APP = "app"


class Action(NamedTuple):
    """One thing that a person can do, and the key for it."""

    id: str
    key: str
    title: str
    help: str
    does: str
    scope: str = APP
    in_footer: bool = True
    shown_as: str = ""

    @property
    def key_name(self) -> str:
        """The key as people see it."""
        return self.shown_as or self.key


ACTIONS: tuple[Action, ...] = (
    Action("home", "h", "home", "The next dose, what needs attention, the evening log", "go('home')"),
    Action("injection", "i", "injection", "Record an injection that was given", "open('injection')"),
    Action(
        "flags", "f", "flags", "Everything that needs attention, and what to do about it", "open('flags')"
    ),
    Action("lab", "b", "lab", "Record a laboratory result", "open('lab')"),
    Action("visit", "v", "visit", "Record an appointment", "open('visit')"),
    Action("note", "n", "note", "A dated line: a new medicine, an illness, tablets", "open('note')"),
    Action("question", "k", "question", "Something to ask at the next appointment", "open('question')"),
    Action("undo", "u", "undo", "Take back the latest change", "open('undo')"),
    Action("redo", "U", "redo", "Bring back what undo took back", "open('redo')", in_footer=False),
    Action("log", "", "log for any day", "Scores and a note for an earlier day", "open('log')"),
    Action("supply", "", "supply", "Vials and ampoules at home", "open('supply')"),
    Action("person", "", "person", "Name, time zone, why the injections, who prescribes", "open('person')"),
    Action("theme", "", "theme", "Light, dark or high contrast", "change_theme"),
    Action("change", "e", "change", "Change the log that is saved", "change_log", "home"),
    Action("move", "m", "confirm the move", "Say what was said about the next phase", "confirm_move", "home"),
    Action(
        "earlier",
        "left_square_bracket",
        "earlier day",
        "The log of the day before",
        "day(-1)",
        "home",
        False,
        "[",
    ),
    Action(
        "later", "right_square_bracket", "later day", "The log of the day after", "day(1)", "home", False, "]"
    ),
    Action("quit", "q", "quit", "Leave b12track", "quit"),
)


def bindings_for(scope: str) -> list[BindingType]:
    """The bindings of one scope: the app's, or a screen's."""
    return [
        Binding(
            action.key,
            action.does,
            action.title,
            show=action.in_footer,
            key_display=action.shown_as or None,
            tooltip=action.help,
            id=f"{action.scope}.{action.id}",
        )
        for action in ACTIONS
        if action.scope == scope and action.key
    ]


def actions_of(scope: str) -> Iterator[Action]:
    """The rows of one scope, in their order."""
    return (action for action in ACTIONS if action.scope == scope)
