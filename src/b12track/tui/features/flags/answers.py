"""What can be done about each flag: one row a code, each answer with its key.

What always holds: an answer leads to the thing that the flag is about; none of them says what to do about the body.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.records import Injection, Visit
from b12track.domain.rules.audit import audit_of, needed
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.flags.plan import open_questions
from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.record_names import day_of
from b12track.domain.wording.text import capital, printable
from b12track.tui.app import B12App
from b12track.tui.features.supplies.listing import open_supplies
from b12track.tui.forms.amending import EntryForm
from b12track.tui.view import View
from b12track.usecases.edit.change import Edited, delete_record
from b12track.usecases.enter.entries import ask_question
from b12track.usecases.look.history import Item

Deed = Callable[[B12App, Flag], Awaitable[object]]


class Answer(NamedTuple):
    """One thing that can be done about a flag."""

    key: str
    label: str
    deed: Deed


class MendForm(EntryForm[Edited]):
    """Some rows of a record, with what is special about each; above them what the flag says."""

    def __init__(
        self, view: View, kind: str, value: Any, keys: Sequence[str], about: str, **special: Mapping[str, Any]
    ) -> None:
        self.KIND = kind
        super().__init__(view, Item(kind, value, day_of(kind, value), None, ""))
        self._about = about
        for key in keys:
            self.row(key, **special.get(key, {}))

    def compose_fields(self) -> Iterable[Widget]:
        yield Static(printable(self._about), classes="aside", markup=False)
        yield from super().compose_fields()


def _form(key: str, label: str, form: str, **asked: Any) -> Answer:
    return Answer(key, label, lambda app, _: app.fill_in(form, **asked))


def _screen(key: str, label: str, mode: str) -> Answer:
    async def go(app: B12App, _: Flag) -> None:
        app.go(mode)

    return Answer(key, label, go)


async def _show_graph(app: B12App, flag: Flag) -> None:
    from b12track.tui.features.graphs.screen import GraphsScreen  # with it come the charts

    await app.switch_mode("graphs")
    if isinstance(app.screen, GraphsScreen):
        app.screen.look_at(flag.symptom, is_folded=flag.code == "wearing_off")


async def _record_visit(app: B12App, flag: Flag) -> None:
    visit = _visit(app, flag)
    await app.fill_in("injection", on=visit.on if visit is not None else app.open_view.today)


async def _move_visit(app: B12App, flag: Flag) -> None:
    view, visit = app.open_view, _visit(app, flag)
    if visit is None:
        return
    new = {"label": "New date", "hint": f"e.g. thursday {show_time(visit.at)}"}
    await app.ask(MendForm(view, "visits", visit, ("at",), flag.text, at=new))


async def _drop_visit(app: B12App, flag: Flag) -> None:
    view, visit = app.open_view, _visit(app, flag)
    if visit is not None:
        await app.write(partial(delete_record, view.person_file, visit.id))
        app.saved(f"the visit of {show_date(visit.on, view.today)} is deleted")


async def _fill_gaps(app: B12App, flag: Flag) -> None:
    view, injection = app.open_view, _injection(app, flag)
    if injection is None:
        return
    gaps = {name: (row.key, {"label": capital(row.gap)}) for name, row in needed().items()}
    gaps["time"] = ("given_at", {"label": "Time", "hint": "e.g. 9:30"})
    asked = dict(gaps[gap] for gap in audit_of(view.record, injection).gaps if gap in gaps)
    if not asked:
        await app.fill_in("person")
        return
    await app.ask(MendForm(view, "injections", injection, tuple(asked), flag.text, **asked))


async def _correct_dose(app: B12App, flag: Flag) -> None:
    view, injection = app.open_view, _injection(app, flag)
    if injection is None:
        return
    asked = ("given_at", "drug", "dose_mcg", "route")
    await app.ask(MendForm(view, "injections", injection, asked, flag.text))


async def _correct_supply(app: B12App, flag: Flag) -> None:
    view = app.open_view
    supply = next((s for s in view.record.supplies if s.id in flag.records), None)
    if supply is None:
        return
    asked = ("count", "expires", "opened_on")
    await app.ask(MendForm(view, "supplies", supply, asked, flag.text))


async def _ask_plan_gaps(app: B12App, _: Flag) -> None:
    view = app.open_view
    plan = view.overview.plan
    known = {question.text.casefold() for question in view.record.questions}
    texts = open_questions(view.record, plan) if plan is not None else []
    for text in texts:
        if text.casefold() not in known:
            await app.write(partial(ask_question, view.person_file, text))
    app.saved(f"{counted(len(texts), 'question')} for the appointment")


_RECORD = _form("i", "It was given: record it", "injection")
_QUESTION = Answer(
    "k",
    "A question for the appointment",
    lambda app, flag: app.fill_in(
        "question", text=f"{flag.text.partition('. ')[0].rstrip('.')}: what happens next?"
    ),
)
_CORRECT = Answer("e", "Change the record", _correct_dose)
_VISIT = _form("v", "Enter a visit", "visit", purpose="injection")
_PLAN = _screen("p", "The plan: skip, move, stop", "plan")
_AT_HOME = Answer(
    "s", "See what is at home: use it, throw it away, enter more", lambda app, _: open_supplies(app)
)
_CHANGE_SUPPLY = Answer("e", "Change its record", _correct_supply)
_GRAPH = Answer("g", "Look at its graph", _show_graph)

_ANSWERS: dict[str, tuple[Answer, ...]] = {
    "overdue": (_RECORD, _PLAN, _QUESTION),
    "late": (_RECORD, _PLAN, _QUESTION),
    "due": (_RECORD, _VISIT, _PLAN),
    "visit_unrecorded": (
        Answer("g", "It was given: record the injection", _record_visit),
        Answer("m", "It was moved to another date", _move_visit),
        Answer("d", "It did not happen: delete the visit", _drop_visit),
    ),
    "transition_near": (_QUESTION, _PLAN),
    "repletion_lapsed": (_RECORD, _QUESTION, _PLAN),
    "early_dose": (_CORRECT, _QUESTION),
    "differs_from_plan": (_CORRECT, _PLAN, _QUESTION),
    "skipped": (_RECORD, _PLAN),
    "visit_after_window": (_VISIT, _QUESTION),
    "no_visit": (_VISIT,),
    "review_due": (
        _form("v", "Enter the visit", "visit", purpose="review"),
        _form("b", "Enter the result", "lab"),
        _QUESTION,
    ),
    "supply_short": (_AT_HOME,),
    "supply_expires": (_AT_HOME, _CHANGE_SUPPLY),
    "vial_28_days": (_AT_HOME, _CHANGE_SUPPLY),
    "wearing_off": (_GRAPH, _QUESTION),
    "plateau": (_GRAPH, _QUESTION),
    "worse": (_screen("h", "When to seek care", "help"), _GRAPH, _QUESTION),
    "plan_gaps": (Answer("k", "Add them to my questions", _ask_plan_gaps), _PLAN),
    "record_gaps": (Answer("e", "Fill in what is missing", _fill_gaps),),
    "no_plan": (_screen("p", "Enter the plan", "plan"),),
}


def answers_for(flag: Flag) -> tuple[Answer, ...]:
    """What can be done about this flag."""
    return _ANSWERS.get(flag.code, ())


def _visit(app: B12App, flag: Flag) -> Visit | None:
    return next((visit for visit in app.open_view.record.visits if visit.id in flag.records), None)


def _injection(app: B12App, flag: Flag) -> Injection | None:
    return next((given for given in app.open_view.record.injections if given.id in flag.records), None)
