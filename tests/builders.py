"""Records in few words: what the tests of the rules, the reports and the screens build their histories from."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from b12track.domain.record.intervals import Doses, Span, Until, Weekdays
from b12track.domain.record.records import (
    Adjustment,
    Injection,
    Person,
    Phase,
    Plan,
    Record,
    SymptomLog,
    Transition,
    Visit,
)
from b12track.domain.rules.overview import Overview, overview_of

DRUG = "hydroxocobalamin"
LOADING = Phase("Loading", "repletion", Weekdays((0, 2, 4)), Doses(6))
EVERY_2_TO_3_MONTHS = Phase("Maintenance", "maintenance", Span("months", 2, 3))
EVERY_4_WEEKS = Phase("Maintenance", "maintenance", Span("weeks", 4, 4))
ALEX = Person("Alex", timezone="Europe/London", indication="vitamin B12 deficiency", clinic="Riverside")


def day(text: str) -> date:
    """A date, "2026-01-05" or "01-05" in 2026."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def weekly(count: int, until: Until = None) -> Phase:
    """A weekly repletion."""
    return Phase("Loading", "repletion", Span("weeks", count, count), until)


def plan(*phases: Phase, set_on: str = "01-05", first_due: str | None = None, **fields: Any) -> Plan:
    """A plan; loading and maintenance if no phases are named."""
    return Plan(
        id=fields.pop("id", "p1"),
        set_on=day(set_on),
        first_due=day(first_due or set_on),
        drug=fields.pop("drug", DRUG),
        dose_mcg=fields.pop("dose_mcg", 1000),
        route=fields.pop("route", "IM"),
        phases=phases or (LOADING, EVERY_2_TO_3_MONTHS),
        prescribed_by=fields.pop("prescribed_by", "Dr Okafor"),
        watch=fields.pop("watch", ("energy",)),
        **fields,
    )


def dose(on: str, id: str = "", at: str = "09:30", **fields: Any) -> Injection:
    """An injection on a day, at half past nine."""
    given_at = datetime.fromisoformat(f"{day(on)}T{at}:00+00:00")
    return Injection(
        id or f"i{day(on):%m%d}",
        given_at,
        fields.pop("drug", DRUG),
        fields.pop("dose_mcg", 1000),
        fields.pop("route", "IM"),
        **fields,
    )


def doses(*days: str) -> tuple[Injection, ...]:
    """Several injections."""
    return tuple(dose(on) for on in days)


LOADING_DAYS = ("01-05", "01-07", "01-09", "01-12", "01-14", "01-16")


def skip(on: str, due: str | None = None, **fields: Any) -> Adjustment:
    """A skipped date."""
    fields = {"id": f"a{on}", "plan_id": "p1", **fields}
    return Adjustment(recorded_on=day(on), kind="skip", due=day(due) if due else None, **fields)


def move(on: str, due: str, **fields: Any) -> Adjustment:
    """A date that the clinic moved."""
    fields = {"id": f"a{on}", "plan_id": "p1", **fields}
    return Adjustment(recorded_on=day(on), kind="move", due=day(due), **fields)


def transition(to: int, on: str, first_due: str | None = None, plan_id: str = "p1") -> Transition:
    """What the clinician said about a phase."""
    return Transition(f"t{on}", plan_id, to, day(on), "Dr Okafor", day(first_due) if first_due else None)


def visit(on: str, purpose: str = "injection", id: str = "v1") -> Visit:
    """An appointment at ten."""
    return Visit(id, datetime.fromisoformat(f"{day(on)}T10:00:00+00:00"), purpose)


def logs(start: str, *scores: int, name: str = "energy") -> tuple[SymptomLog, ...]:
    """Scores of one symptom, day after day."""
    first = day(start)
    return tuple(
        SymptomLog(f"s{first + timedelta(days=n)}", first + timedelta(days=n), {name: score})
        for n, score in enumerate(scores)
    )


def record(*plans: Plan, person: Person = ALEX, **kinds: Any) -> Record:
    """A person's record."""
    return Record(person, plans=plans, **{kind: tuple(values) for kind, values in kinds.items()})


def overview(whole: Record, today: str) -> Overview:
    """The state at noon of a day."""
    return overview_of(whole, datetime.combine(day(today), datetime.min.time(), UTC) + timedelta(hours=12))
