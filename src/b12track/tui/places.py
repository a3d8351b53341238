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

LEAVE = "leave"

# What makes a form: given the view, and what is asked for.
FORMS: dict[str, str] = {
    "injection": "b12track.tui.features.injection.form:InjectionForm",
    "log": "b12track.tui.features.log.form:LogForm",
    "symptoms": "b12track.tui.features.symptoms.form:SymptomsForm",
    "lab": "b12track.tui.features.entries.lab:LabForm",
    "visit": "b12track.tui.features.entries.visit:VisitForm",
    "note": "b12track.tui.features.entries.note:NoteForm",
    "question": "b12track.tui.features.entries.question:QuestionForm",
    "supply": "b12track.tui.features.entries.supply:SupplyForm",
    "treatment": "b12track.tui.features.entries.treatment:TreatmentForm",
    "person": "b12track.tui.features.entries.person:PersonForm",
    "plan_form": "b12track.tui.features.plan.form:PlanForm",
    "plan_correction": "b12track.tui.features.plan.form:correction_form",
    "date": "b12track.tui.features.plan.changes:DateForm",
    "phase": "b12track.tui.features.plan.changes:PhaseForm",
    "stop": "b12track.tui.features.plan.changes:StopForm",
    "since": "b12track.tui.features.report.forms:SinceForm",
    "record": "b12track.tui.features.listing.record:record_form",
}

# What asks more than one thing, or none: `async def deed(app, **asked)`.
DEEDS: dict[str, str] = {
    "flags": "b12track.tui.features.flags.opening:open_flags",
    "flag": "b12track.tui.features.flags.opening:open_flag",
    "supplies": "b12track.tui.features.supplies.listing:open_supplies",
    "transition": "b12track.tui.features.plan.changes:open_transition",
    "what_changed": "b12track.tui.features.plan.amended:what_changed",
    "page": "b12track.tui.features.report.forms:save_page",
    "diary": "b12track.tui.features.report.forms:save_diary",
    "treatment_end": "b12track.tui.features.entries.treatment:end_treatment",
    "calendar": "b12track.tui.features.calendar.calendar:open_calendar",
    "day": "b12track.tui.features.calendar.calendar:open_day",
    "undo": "b12track.tui.features.undoing.undo:undo",
    "redo": "b12track.tui.features.undoing.undo:redo",
    "palette": "b12track.tui.palette:open_palette",
    "theme": "b12track.tui.palette:choose_theme",
    "draft": "b12track.tui.features.log.take_up:take_up",
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
