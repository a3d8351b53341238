"""Where the app can go: screens that stay, and forms that are filled in and left.

Each is named by its module, which is imported when it is first opened: the first picture waits for none but its own.
"""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

MODES: dict[str, str] = {
    "home": "b12track.tui.features.home.screen:HomeScreen",
    "graphs": "b12track.tui.features.graphs.screen:GraphsScreen",
    "list": "b12track.tui.features.listing.screen:ListScreen",
    "plan": "b12track.tui.features.plan.screen:PlanScreen",
    "report": "b12track.tui.features.report.screen:ReportScreen",
    "people": "b12track.tui.features.people.screen:PeopleScreen",
    "help": "b12track.tui.features.help.screen:HelpScreen",
    "start": "b12track.tui.features.start.screen:StartScreen",
}

# Each is `async def open(app, **asked)`: it shows its form and says what was saved.
LEAVE = "leave"

FORMS: dict[str, str] = {
    "flags": "b12track.tui.features.flags.opening:open_flags",
    "flag": "b12track.tui.features.flags.opening:open_flag",
    "transition": "b12track.tui.features.flags.transition:open_transition",
    "injection": "b12track.tui.features.injection.opening:open_injection",
    "log": "b12track.tui.features.log.opening:open_log",
    "symptoms": "b12track.tui.features.symptoms.form:open_symptoms",
    "lab": "b12track.tui.features.entries.lab:open_lab",
    "visit": "b12track.tui.features.entries.visit:open_visit",
    "note": "b12track.tui.features.entries.note:open_note",
    "question": "b12track.tui.features.entries.question:open_question",
    "supply": "b12track.tui.features.entries.supply:open_supply",
    "person": "b12track.tui.features.entries.person:open_person",
    "plan_form": "b12track.tui.features.plan.form:open_plan",
    "plan_correction": "b12track.tui.features.plan.form:open_correction",
    "date": "b12track.tui.features.plan.changes:open_date",
    "phase": "b12track.tui.features.plan.changes:open_phase",
    "stop": "b12track.tui.features.plan.changes:open_stop",
    "page": "b12track.tui.features.report.forms:open_page",
    "record": "b12track.tui.features.listing.record:open_record",
    "undo": "b12track.tui.features.undoing.opening:undo",
    "redo": "b12track.tui.features.undoing.opening:redo",
    LEAVE: "b12track.tui.leaving:leave",
}


def first_mode(can_be_read: Sequence[bool]) -> str:
    """Where the app begins: nobody yet, one person whose file can be read, or several."""
    if not can_be_read:
        return "start"
    return "home" if list(can_be_read) == [True] else "people"


def screens() -> dict[str, str | Callable[[], Any]]:
    """The screens that stay, each made when it is first gone to."""
    return {name: partial(_make, place) for name, place in MODES.items()}


def _make(place: str) -> Any:
    return bring(place)()


def bring(place: str) -> Any:
    """What stands at `module:name`."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
