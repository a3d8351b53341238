"""The questions of the first start: what each asks, with what it is answered, and in which order they come.

What always holds: which questions come follows from the answers so far, and nothing is chosen at first.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.intervals import Span, Weekdays
from b12track.domain.record.records import Phase
from b12track.domain.reference.templates import Template
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.answers import read_count
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.typed.terms import DRUGS
from b12track.domain.typed.zones import read_zone
from b12track.domain.wording.intervals import show_until
from b12track.domain.wording.text import clean
from b12track.tui.features.start.ticks import Ticks
from b12track.tui.forms.choice import Answers as Choose
from b12track.tui.forms.drug import dose_field, drug_field, route_field
from b12track.tui.forms.fields import Field, TextField, words_field
from b12track.tui.forms.picking import Option, PickField
from b12track.usecases.machine.time_zone import found_zone
from b12track.usecases.plan.first_start import Answers, Stage, loading, read_loading_until
from b12track.usecases.plan.guided import published_steps, published_then, read_steps, read_then, show_steps

HAS_PLAN = (
    Option("y", "Yes: enter it", "plan"),
    Option("n", "Not yet: begin with the log", "home"),
    Option("d", "Look around in a made-up year first; nothing is saved", "demo"),
)
STAGES = (
    Option("b", "It has not begun yet", "to_begin"),
    Option("s", "Still in loading", "loading"),
    Option("f", "Loading is finished", "past"),
    Option("n", "There is no loading", "never"),
    Option("d", "I don't know: keep it as a question for the appointment", "unknown"),
)
_OTHER = "other"
_DRUGS = (*(Option(drug[0], drug, drug) for drug in DRUGS), Option("o", "another", _OTHER))
_OFTEN = (
    Option("d", "every day", Span("days", 1, 1)),
    Option("a", "every other day", Span("days", 2, 2)),
    Option("m", "Mon, Wed and Fri", Weekdays((0, 2, 4))),
    Option("w", "every week", Span("weeks", 1, 1)),
    Option("o", "otherwise", _OTHER),
)
SAVE = Option("s", "Save", "save")
_MOST_GRACE = 60


class Question(Vertical):
    """One question: its words, what it is answered with, and a line that explains."""

    DEFAULT_CSS = """
    Question { height: auto; display: none; }
    Question.-asked { display: block; }
    Question .asks { text-style: bold; margin: 0 0 1 0; height: auto; }
    Question .explains { color: $muted; height: auto; }
    """

    def __init__(self, name: str, asks: str, *parts: Widget, explains: str = "") -> None:
        super().__init__(id=f"question-{name}")
        self.key, self.parts = name, parts
        self._asks, self._explains = asks, explains

    def compose(self) -> ComposeResult:
        yield Static(self._asks, classes="asks", markup=False)
        yield from self.parts
        if self._explains:
            yield Static(self._explains, classes="explains", markup=False)

    @property
    def fields(self) -> list[Field[Any]]:
        """Its fields that are on show."""
        return [part for part in self.parts if isinstance(part, Field) and part.display]

    @property
    def first(self) -> Widget:
        """What takes the focus when the question comes."""
        for part in self.parts:
            if isinstance(part, Ticks | Choose):
                return part
        return self.fields[0].control


class Questions:
    """Every question of one start, and what was answered."""

    def __init__(self, today: date, *, is_first: bool) -> None:
        self.today = today
        self.wants_plan = False
        self.stage: Stage | None = None
        self.name = words_field("name", "Name", hint="e.g. Alex", is_required=True)
        self.zone = TextField(
            "timezone", "Time zone", read_zone, value=found_zone(), hint="e.g. Europe/London"
        )
        self.drug = PickField[str]("drug", "Injection", _DRUGS, is_required=True)
        self.other_drug = drug_field("other_drug", "Its name")
        self.dose, self.route = dose_field(), route_field("Given")
        self.often = PickField[Any]("often", "How often", _OFTEN, is_required=True)
        self.steps = TextField(
            "steps",
            "That is",
            read_steps,
            hint="e.g. mon thu, 10 doses; weekly, 4 doses",
            show=show_steps,
            is_required=True,
        )
        self.until = TextField(
            "until",
            "How many",
            read_loading_until,
            hint="e.g. 6, or 2 weeks; empty: not said yet",
            show=lambda until: show_until(until),
        )
        self.first_on = TextField(
            "first_on",
            "The first",
            lambda text: read_date(text, today, forward=self.stage == "to_begin", field="first_on"),
            hint="e.g. 9 Nov, mon, yesterday",
            show=show_date,
            is_required=True,
        )
        self.ticks = Ticks()
        self.another = TextField(
            "another", "Another day", self._read_past, hint="e.g. 13 Nov", show=show_date
        )
        self.later = TextField(
            "later", "Every", read_then, hint="e.g. 8 weeks, 2-3 months; empty: unknown", show=show_steps
        )
        self.every = TextField(
            "every", "Every", read_then, hint="e.g. 8 weeks, 2-3 months", show=show_steps, is_required=True
        )
        self.last_on = TextField("last_on", "The last", self._read_past, hint="e.g. 30 Oct", show=show_date)
        self.next_on = TextField(
            "next_on",
            "The next",
            partial(read_date, today=today, forward=True, field="next_on"),
            hint="empty: counted from the last",
            show=show_date,
        )
        read_grace = partial(read_count, field="grace", most=_MOST_GRACE)
        self.grace = TextField("grace", "Days", read_grace, hint="e.g. 0, 3, 7", is_required=True)
        self.by = TextField("by", "Prescriber", partial(clean, field="by"), hint="e.g. Dr Okafor")
        self.source = TextField(
            "source",
            "Written on",
            partial(clean, field="source"),
            hint="e.g. clinic letter, repeat prescription",
        )
        self.summary = Static("", id="summary", markup=False)
        offered = [option for option in HAS_PLAN if is_first or option.value != "demo"]
        self.all = {question.key: question for question in self._made(offered)}
        self.fit()

    def _made(self, offered: Sequence[Option]) -> Iterator[Question]:
        yield Question("name", "Who is it for?", self.name, explains="A first name is enough.")
        yield Question(
            "zone",
            "Which time zone?",
            self.zone,
            explains="This is what your computer says, if it knows.",
        )
        yield Question("plan", "Is there a plan from your prescriber?", Choose(offered, chosen=None))
        yield Question(
            "injection",
            "Which injection was prescribed?",
            self.drug,
            self.other_drug,
            self.dose,
            self.route,
            explains="Ctrl+T shows published plans that you can copy from.",
        )
        yield Question(
            "stage",
            "Many plans begin with loading: several injections close together. How far along are you?",
            Choose(STAGES, chosen=None),
        )
        yield Question("loading", "How does loading go?", self.often, self.steps, self.until, self.first_on)
        yield Question(
            "given",
            "Which of these were already given?",
            self.ticks,
            self.another,
            explains="Space ticks a date, a ticks all of them. If one was on another day, write that "
            "day above and press Enter.",
        )
        yield Question(
            "later",
            "How often after loading?",
            self.later,
            explains="If there is a further step, write it after a semicolon: 8 weeks, 6 doses; 3 months.",
        )
        yield Question("every", "How often are the injections?", self.every)
        yield Question("last", "When was the last injection?", self.last_on, self.next_on)
        yield Question(
            "grace",
            "How many days either side still count as on time?",
            self.grace,
            explains="0 is an answer too. This only changes what is shown, and is not medical advice.",
        )
        yield Question(
            "by", "Who prescribed it?", self.by, self.source, explains="What you do not know can stay empty."
        )
        yield Question("save", "Is this right?", self.summary, Choose([SAVE], chosen=0))

    # What was answered

    def fit(self) -> None:
        """Only the fields that the answers leave open."""
        self.other_drug.display = self.drug.picked == _OTHER
        self.steps.display = self.often.picked == _OTHER
        self.until.display = not self.steps.display

    @property
    def path(self) -> list[str]:
        """The questions in their order, as far as the answers say; as long as it may be where they do not yet."""
        path = ["name", "zone", "plan", "injection", "stage"]
        if self.stage in ("past", "never"):
            path += ["every", "last"]
        else:
            path += ["loading", *(["given"] if self.stage != "to_begin" else []), "later"]
        return [*path, "grace", "by", "save"]

    def answers(self) -> Answers:
        """What was answered, as far as it was asked; Refused by the field."""
        is_past = self.stage in ("past", "never")
        if is_past:
            steps: tuple[Phase, ...] = ()
        elif self.often.value == _OTHER:
            steps = self.steps.value
        else:
            steps = loading(self.often.value, self.until.read())
        return Answers(
            name=self.name.value,
            timezone=self.zone.read() or "",
            drug=self.other_drug.value if self.drug.picked == _OTHER else self.drug.value,
            dose_mcg=self.dose.value,
            route=self.route.value,
            stage=self.stage or "loading",
            steps=steps,
            first_on=None if is_past else self.first_on.value,
            given=() if self.stage == "to_begin" else tuple(sorted(self.ticks.ticked)),
            later=(self.every if is_past else self.later).read() or (),
            last_on=self.last_on.read() if is_past else None,
            next_on=self.next_on.read() if is_past else None,
            grace_days=self.grace.value if self.grace.text.strip() else 0,  # it is asked after the dates
            prescribed_by=self.by.read() or "",
            source=self.source.read() or "",
        )

    def take(self, template: Template) -> None:
        """Fill in what a citation says; nothing is chosen by it that cannot be chosen anew."""
        drugs = [option.stands_for for option in _DRUGS]
        if template.drug:
            self.drug.control.pick(drugs.index(template.drug if template.drug in drugs else _OTHER))
            self.other_drug.text = "" if template.drug in drugs else template.drug
        if template.dose_mcg:
            self.dose.text = show_dose(template.dose_mcg)
        if steps := published_steps(template):
            self.often.control.pick(len(_OFTEN) - 1)
            self.steps.text = steps
        self.later.text = self.every.text = published_then(template)
        self.fit()

    def _read_past(self, text: str) -> date:
        return refuse_to_come("day", read_date(text, self.today, field="day"), self.today)
