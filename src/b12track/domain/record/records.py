"""The records of one person, as frozen values.

What always holds: a value here has passed the validity rules of `document`, so the rules may trust it. Attribute names
are the keys of the exchange document, but for those in `ATTRIBUTES`. What an annotation here says is what `loading`
makes of a raw record; all else that is known of a field is its row in `fields`.

Decided: named tuples. Rejected: frozen dataclasses, because each costs every start a millisecond and their module
nine more; that is half of what `b12track next` may take. The price, equality by position alone, is paid by never
comparing values of two kinds.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

from b12track.domain.record.intervals import Every, Length, Until

Route = Literal["IM", "SC"]
GoodEnd = Literal["high", "low"]
PhaseKind = Literal["repletion", "maintenance"]
AdjustmentKind = Literal["skip", "move"]
TreatmentKind = Literal["b12", "folate", "iron", "potassium", "medicine", "other"]
TREATMENT_KINDS: tuple[TreatmentKind, ...] = get_args(TreatmentKind)

# Of the exchange document: what the records here are as JSON.
VERSION = 2
# The keys of it that cannot be the name of an attribute, or already are that of another one.
ATTRIBUTES = {"with": "who", "count": "held", "from": "first_on", "to": "last_on"}


class Person(NamedTuple):
    """One patient; one data file."""

    name: str
    born: date | None = None
    timezone: str | None = None
    indication: str = ""
    cause: str = ""
    neurological: bool | None = None
    prescriber: str = ""
    clinic: str = ""
    codes: tuple[str, ...] = ()


class SymptomKind(NamedTuple):
    """A symptom that can be scored 0-10, with its worded ends and which end is good."""

    name: str
    label: str = ""
    low: str = ""
    high: str = ""
    good: GoodEnd = "high"
    shown: bool = True


class Phase(NamedTuple):
    """One stretch of a plan: how often, and until when; a dose of its own holds there instead of the plan's."""

    name: str
    kind: PhaseKind
    every: Every
    until: Until = None
    dose_mcg: float | None = None


class Review(NamedTuple):
    """Something that was asked for at a time after the plan's start: a blood test, a review of symptoms."""

    what: str
    after: Length
    every: Length | None = None


class Plan(NamedTuple):
    """What the prescriber ordered.

    `first_by` closes the first window; `no_maintenance` says that loading is all there is and nobody plans more.
    """

    id: str
    set_on: date
    first_due: date
    drug: str
    dose_mcg: float
    route: Route
    phases: tuple[Phase, ...]
    prescribed_by: str = ""
    source: str = ""
    grace_days: int = 0
    ended_on: date | None = None
    end_reason: str = ""
    reviews: tuple[Review, ...] = ()
    watch: tuple[str, ...] = ()
    first_by: date | None = None
    no_maintenance: bool = False


class Injection(NamedTuple):
    """One administration that really happened."""

    id: str
    given_at: datetime
    drug: str
    dose_mcg: float
    route: Route
    time_known: bool = True
    zone: str | None = None
    recorded_at: datetime | None = None
    strength_mcg_per_ml: float | None = None
    volume_ml: float | None = None
    site: str = ""
    given_by: str = ""
    provider: str = ""
    location: str = ""
    lot: str = ""
    expires: date | None = None
    container: str = ""
    counts: bool = True
    supply_id: str | None = None
    reaction: str = ""
    note: str = ""

    @property
    def given_on(self) -> date:
        """The local date, in the injection's own offset."""
        return self.given_at.date()


class SymptomLog(NamedTuple):
    """The scores of one day; `recorded_at` is when the first of them was written down."""

    id: str
    date: date
    scores: Mapping[str, int]
    note: str = ""
    recorded_at: datetime | None = None


class Lab(NamedTuple):
    """One laboratory result with the laboratory's own range."""

    id: str
    date: date
    test: str
    value: float
    unit: str
    comparator: str | None = None
    low: float | None = None
    high: float | None = None
    lab: str = ""
    note: str = ""


class Visit(NamedTuple):
    """An appointment: injection, review or blood test."""

    id: str
    at: datetime
    purpose: str
    who: str = ""
    where: str = ""
    note: str = ""

    @property
    def on(self) -> date:
        """The local date, in the visit's own offset."""
        return self.at.date()


class Adjustment(NamedTuple):
    """A date of the plan that was skipped, or moved by the clinic; `of` is when the window that is meant opens."""

    id: str
    plan_id: str
    recorded_on: date
    kind: AdjustmentKind
    due: date | None = None
    reason: str = ""
    decided_by: str = ""
    of: date | None = None


class Transition(NamedTuple):
    """What the clinician said about the move to a phase."""

    id: str
    plan_id: str
    to_phase: int
    on: date
    confirmed_by: str = ""
    first_due: date | None = None
    recorded_at: datetime | None = None


class Treatment(NamedTuple):
    """Something taken beside the injections, from a day to the last day that it was taken; None while it goes on."""

    id: str
    name: str
    kind: TreatmentKind
    first_on: date
    last_on: date | None = None
    note: str = ""


class Supply(NamedTuple):
    """Vials or ampoules at home; `held` is the doses it held when entered, None where nobody counted them."""

    id: str
    drug: str = ""
    strength_mcg_per_ml: float | None = None
    volume_ml: float | None = None
    container: str = ""
    lot: str = ""
    expires: date | None = None
    held: int | None = None
    opened_on: date | None = None

    def has_expired(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.expires is not None and self.expires < today


class Question(NamedTuple):
    """Something to ask at the next appointment."""

    id: str
    asked_on: date
    text: str
    answered_on: date | None = None
    answer: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it; an answer that came from elsewhere may lack its day."""
        return self.answered_on is None and not self.answer


class Note(NamedTuple):
    """A dated line: a new medicine, an illness, tablets."""

    id: str
    date: date
    text: str


class Record(NamedTuple):
    """Everything that is known of one person, each kind in the order of the document.

    The sequences may be read from disk only when they are first looked at: iterate only over what is needed.
    """

    person: Person
    symptom_kinds: Sequence[SymptomKind] = ()
    plans: Sequence[Plan] = ()
    injections: Sequence[Injection] = ()
    symptoms: Sequence[SymptomLog] = ()
    labs: Sequence[Lab] = ()
    visits: Sequence[Visit] = ()
    adjustments: Sequence[Adjustment] = ()
    transitions: Sequence[Transition] = ()
    treatments: Sequence[Treatment] = ()
    supplies: Sequence[Supply] = ()
    questions: Sequence[Question] = ()
    notes: Sequence[Note] = ()


# The kinds of records, named as in the document and in its order.
KINDS = Record._fields[1:]
# What says something only about a plan, and what the dates of one rest on.
OF_A_PLAN = ("adjustments", "transitions")
MOVE_DATES = ("plans", "injections", *OF_A_PLAN)
