"""Every key of the app in one table: bindings, footer, palette, help and README are made from it.

Letters act everywhere but in text fields; digits belong to scores. A row without a key is in the palette only. What a
screen can do is in the palette while that screen is on show; what needs nothing chosen there, from anywhere.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from textual.binding import Binding, BindingType

from b12track.domain.wording.text import capital

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
    from_anywhere: bool = False

    @property
    def name(self) -> str:
        """What it is called in a keymap."""
        return f"{self.scope}.{self.id}"

    def key_name(self, keys: Mapping[str, str]) -> str:
        """The key as people see it: their own, where they have set one."""
        return keys.get(self.name) or self.shown_as or self.key


ACTIONS: tuple[Action, ...] = (
    Action(
        "home",
        "h",
        "home",
        "The next dose, what needs attention, the evening log",
        "go('home')",
        in_footer=False,
    ),
    Action(
        "graphs",
        "g",
        "graphs",
        "How it goes, whether it wears off, whether a change helped, the test results",
        "go('graphs')",
        in_footer=False,
    ),
    Action(
        "list",
        "l",
        "list",
        "Everything that is recorded: find, change, delete, copy",
        "go('list')",
        in_footer=False,
    ),
    Action(
        "plan",
        "p",
        "plan",
        "What was prescribed, what comes next, what was decided",
        "go('plan')",
        in_footer=False,
    ),
    Action(
        "report", "r", "report", "The page for a clinician: look, save, copy", "go('report')", in_footer=False
    ),
    Action("injection", "i", "injection", "Record an injection that was given", "open('injection')"),
    Action(
        "calendar",
        "c",
        "calendar",
        "Any month: doses, dates due, visits, days logged; open a day",
        "open('calendar')",
    ),
    Action(
        "undo",
        "u",
        "undo",
        "The latest changes, to take back; what was deleted, to bring back",
        "open('undo')",
    ),
    Action(
        "flags", "f", "attention", "Everything that needs attention, and what to do about it", "open('flags')"
    ),
    Action("lab", "b", "lab", "Record a laboratory result", "open('lab')"),
    Action("visit", "v", "visit", "Record an appointment", "open('visit')"),
    Action("note", "n", "note", "A line for a day: an illness, a holiday, a change", "open('note')"),
    Action("question", "k", "question", "A question for the next appointment", "open('question')"),
    Action(
        "people",
        "s",
        "people",
        "Everybody at a glance; switch to another person",
        "go('people')",
        in_footer=False,
    ),
    Action("redo", "U", "redo", "Bring back what undo took back", "open('redo')", in_footer=False),
    Action(
        "symptoms",
        "y",
        "symptoms",
        "Which symptoms are asked about every day; add your own",
        "open('symptoms')",
        in_footer=False,
    ),
    Action("log", "", "log for any day", "Scores and a note for an earlier day", "open('log')"),
    Action(
        "supply",
        "",
        "supplies",
        "Vials and ampoules at home: what is left, what has expired; use, throw away",
        "open('supplies')",
    ),
    Action(
        "treatment",
        "",
        "tablets and medicines",
        "What is taken beside the injections: B12 tablets, folate, iron, a medicine",
        "open('treatment')",
    ),
    Action(
        "treatment_end",
        "",
        "no longer taken",
        "The last day something was taken beside the injections",
        "open('treatment_end')",
    ),
    Action(
        "person",
        "",
        "person",
        "Name, time zone, the reason for the injections, who prescribes them",
        "open('person')",
    ),
    Action("palette", "ctrl+p", "all", "Find anything by its name", "open('palette')", in_footer=False),
    Action("theme", "", "theme", "Light, dark or high contrast", "open('theme')"),
    Action("change", "e", "change", "Change the saved log", "change_log", "home"),
    Action(
        "move",
        "m",
        "confirm the move",
        "Record what was said about the next phase",
        "confirm_move",
        "home",
        from_anywhere=True,
    ),
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
    Action(
        "over_time",
        "o",
        "over time",
        "Daily scores and their mean, doses, notes, phases",
        "view(0)",
        "graphs",
        from_anywhere=True,
    ),
    Action(
        "wears_off",
        "w",
        "wears off?",
        "All cycles laid over each other, by days since the dose",
        "view(1)",
        "graphs",
        from_anywhere=True,
    ),
    Action(
        "tests",
        "t",
        "tests",
        "Laboratory results, each with its own range",
        "view(2)",
        "graphs",
        from_anywhere=True,
    ),
    Action("did_it_help", "d", "did it help?", "Two regimens side by side", "view(3)", "graphs"),
    Action("together", "a", "all", "All symptoms or tests together, or one", "together", "graphs"),
    Action("longer", "right", "longer", "A longer time", "range(1)", "graphs", False, "→"),
    Action("shorter", "left", "shorter", "A shorter time", "range(-1)", "graphs", False, "←"),
    Action("next_one", "down", "next", "The next symptom or test", "subject(1)", "graphs", False, "↓"),
    Action("one_before", "up", "previous", "The symptom or test before", "subject(-1)", "graphs", False, "↑"),
    Action("edit", "e", "change", "Change the chosen record", "change", "list"),
    Action("delete", "d", "delete", "Delete the chosen record; u brings it back", "delete", "list"),
    Action("copy_line", "ctrl+c", "copy", "Copy the chosen record as one line", "copy", "list"),
    Action(
        "find",
        "slash",
        "find",
        "Show only records with these words",
        "find",
        "list",
        shown_as="/",
        from_anywhere=True,
    ),
    Action("clear", "escape", "clear", "Show all records again", "clear", "list", False, "Esc"),
    Action("next_kind", "right", "next kind", "Another kind of record", "group(1)", "list", False, "→"),
    Action("kind_before", "left", "kind before", "The kind before", "group(-1)", "list", False, "←"),
    Action(
        "phase",
        "m",
        "move, stay, back",
        "Record what was said about the phase",
        "phase",
        "plan",
        from_anywhere=True,
    ),
    Action(
        "date",
        "d",
        "skip or move",
        "Skip or move the next date, and who decided it",
        "date",
        "plan",
        from_anywhere=True,
    ),
    Action(
        "correct",
        "e",
        "correct",
        "Correct a plan that was entered wrongly; the dates are shown first",
        "correct",
        "plan",
        from_anywhere=True,
    ),
    Action(
        "new_plan",
        "a",
        "what changed?",
        "Another interval, dose or drug, back to loading, or a new plan",
        "enter",
        "plan",
        from_anywhere=True,
    ),
    Action("stop", "o", "stop", "Stop the plan, and who decided it", "stop", "plan", from_anywhere=True),
    Action(
        "write",
        "w",
        "save as a file",
        "PDF, HTML, plain text or Markdown",
        "write",
        "report",
        from_anywhere=True,
    ),
    Action(
        "diary_sheet",
        "m",
        "diary sheet",
        "A month on paper, a row a day, to fill in by hand",
        "diary",
        "report",
        from_anywhere=True,
    ),
    Action(
        "copy_page",
        "ctrl+c",
        "copy",
        "Copy the text of the page",
        "copy",
        "report",
        from_anywhere=True,
    ),
    Action(
        "since_date",
        "d",
        "since a date",
        "Choose the day where the page begins",
        "date",
        "report",
        from_anywhere=True,
    ),
    Action(
        "since_longer",
        "right",
        "since when",
        "Begin the page twelve months ago, at the last visit, or with everything",
        "since(1)",
        "report",
        False,
        "→",
    ),
    Action("since_back", "left", "since when", "The choice before", "since(-1)", "report", False, "←"),
    Action(
        "add_person",
        "a",
        "another person",
        "Enter somebody else on this machine",
        "add",
        "people",
        from_anywhere=True,
    ),
    Action(
        "help",
        "question_mark",
        "all keys",
        "All keys, what b12track does and does not do, when to seek care",
        "go('help')",
        shown_as="?",
    ),
    Action("quit", "q", "quit", "Leave b12track", "quit", in_footer=False),
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
            id=action.name,
        )
        for action in actions_of(scope)
        if action.key
    ]


class Command(NamedTuple):
    """A row of the palette."""

    title: str
    help: str
    does: str


def commands_for(mode: str, keys_of_own: Mapping[str, str]) -> Iterator[Command]:
    """The palette on a screen: what the screen can do, what the app can, what other screens can from anywhere."""
    there = [action for action in ACTIONS if action.scope not in (APP, mode) and action.from_anywhere]
    ways = {
        action.id: action.key_name(keys_of_own) for action in ACTIONS if action.does == f"go('{action.id}')"
    }
    for action in (*actions_of(mode), *actions_of(APP), *there):
        title, keys, does = action.title, action.key_name(keys_of_own), action.does
        if action.scope != APP:
            title, does = f"{action.scope}: {title}", f'there("{action.scope}", "{action.does}")'
            keys = keys if action.scope == mode else f"{ways[action.scope]} {keys}"
        title = capital(title)
        yield Command(f"{title} ({keys})" if keys else title, action.help, does)


TABS: tuple[Action, ...] = tuple(
    action for action in ACTIONS if action.id in ("home", "graphs", "list", "plan", "report")
)
"""The five places, in the order of the top line."""


def actions_of(scope: str) -> Iterator[Action]:
    """The rows of one scope, in their order."""
    return (action for action in ACTIONS if action.scope == scope)
