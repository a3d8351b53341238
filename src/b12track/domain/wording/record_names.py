"""What people call a record: "injection of Thu 26 Nov 2026", and what it says in one line."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Phase, Record, Supply, SymptomKind
from b12track.domain.rules.course import Timing
from b12track.domain.rules.schedule import timings_of
from b12track.domain.typed.amounts import show_dose, show_number, show_range, show_strength, show_volume
from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.typed.terms import site_label
from b12track.domain.wording.phrases import counted, days
from b12track.domain.wording.text import folded_words

# What one record of a kind is called.
SINGULAR = {
    "symptom_kinds": "symptom",
    "plans": "plan",
    "injections": "injection",
    "symptoms": "log",
    "labs": "lab",
    "visits": "visit",
    "adjustments": "adjustment",
    "transitions": "transition",
    "treatments": "treatment",
    "supplies": "supply",
    "questions": "question",
    "notes": "note",
}


def day_of(kind: str, value: Any) -> date | None:
    """The day that a record is of; a supply has none."""
    if kind == "injections":
        return value.given_on  # type: ignore[no-any-return]
    attribute = {
        "plans": "set_on",
        "symptoms": "date",
        "labs": "date",
        "visits": "on",
        "adjustments": "recorded_on",
        "transitions": "on",
        "treatments": "first_on",
        "questions": "asked_on",
        "notes": "date",
    }.get(kind)
    return getattr(value, attribute) if attribute is not None else None


def name_of(kind: str, value: Any) -> str:
    """What a person calls this record."""
    if kind == "supplies":
        of = " ".join(filter(None, (value.drug or "unnamed drug", f"lot {value.lot}" if value.lot else "")))
        return f"supply of {of}"
    if kind == "symptom_kinds":
        return f"symptom {value.label or value.name}"
    day = day_of(kind, value)
    shown = show_date(day, weekday=kind != "plans") if day is not None else ""
    what = value.kind if kind == "adjustments" else SINGULAR[kind]
    if kind == "treatments":
        what = f"{what} {value.name}"
    if kind == "labs":
        what = f"{value.test} result"
    return f"{what} of {shown}"


class Surroundings(NamedTuple):
    """What the words for a record take from the others."""

    kinds: Mapping[str, SymptomKind] = {}
    timings: Mapping[str, Timing] = {}
    phases: Mapping[str, tuple[Phase, ...]] = {}


def surroundings_of(record: Record, *, with_timings: bool = True) -> Surroundings:
    """What the words for any record of this person need."""
    return Surroundings(
        {kind.name: kind for kind in all_kinds(record)},
        timings_of(record) if with_timings else {},
        {plan.id: plan.phases for plan in record.plans},
    )


def describe(kind: str, value: Any, around: Surroundings) -> str:
    """What a record says, in one line."""
    return one_line(", ".join(filter(None, _DESCRIBERS[kind](value, around))))


def one_line(text: str) -> str:
    """Text of several lines in one, for a list or an answer."""
    return " / ".join(filter(None, (line.strip() for line in text.splitlines())))


def show_timing(timing: Timing | None) -> str:
    """How a dose met its date: "on time", "14 days early"; nothing where no plan spoke of it."""
    if timing is None:
        return ""
    if timing.kind in ("early", "late"):
        return f"{days(timing.days)} {timing.kind}"
    return "on time" if timing.kind == "on_time" else "after the course"


def show_result(value: Any) -> str:
    """A laboratory value with its unit and range: "b12 <150 ng/L (180-914)"."""
    ends = show_range(value.low, value.high)
    shown = f"{value.test} {value.comparator or ''}{show_number(value.value)} {value.unit}"
    return f"{shown} ({ends})" if ends else shown


def _injection(value: Any, around: Surroundings) -> tuple[str, ...]:
    return (
        show_time(value.given_at) if value.time_known else "",
        f"{value.drug} {show_dose(value.dose_mcg)}",
        value.route,
        site_label(value.site),
        show_timing(around.timings.get(value.id)) if value.counts else "extra to the plan",
        f"lot {value.lot}" if value.lot else "",
        f"reaction: {value.reaction}" if value.reaction else "",
        value.note,
    )


def _log(value: Any, around: Surroundings) -> tuple[str, ...]:
    kinds = around.kinds
    scores = [f"{kinds[name].label if name in kinds else name} {s}" for name, s in value.scores.items()]
    return (*scores, value.note)


def _visit(value: Any, _: Surroundings) -> tuple[str, ...]:
    who = f"with {value.who}" if value.who else ""
    return (show_time(value.at), value.purpose, who, f"at {value.where}" if value.where else "", value.note)


def _plan(value: Any, _: Surroundings) -> tuple[str, ...]:
    # Here, because its patterns cost more than the rest of this module.
    from b12track.domain.wording.intervals import show_every

    by = f"by {value.prescribed_by}" if value.prescribed_by else ""
    ended = f"ended {show_date(value.ended_on)}" if value.ended_on is not None else ""
    phases = []
    for phase in value.phases:
        own_dose = f", {show_dose(phase.dose_mcg)} each" if phase.dose_mcg is not None else ""
        phases.append(f"{phase.name} {show_every(phase.every)}{own_dose}")
    then = ", then ".join(phases)
    return (f"{value.drug} {show_dose(value.dose_mcg)}", value.route, then, by, ended, value.end_reason)


def _adjustment(value: Any, _: Surroundings) -> tuple[str, ...]:
    to = f" to {show_date(value.due)}" if value.due is not None else ""
    by = f"decided by {value.decided_by}" if value.decided_by else ""
    done = "date moved" if value.kind == "move" else "date skipped"
    return (f"{done}{to}", value.reason, by)


def _transition(value: Any, around: Surroundings) -> tuple[str, ...]:
    by = f"confirmed by {value.confirmed_by}" if value.confirmed_by else ""
    due = f"first dose {show_date(value.first_due)}" if value.first_due is not None else ""
    phases = around.phases.get(value.plan_id, ())
    name = phases[value.to_phase].name if value.to_phase < len(phases) else f"phase {value.to_phase}"
    return (f"to {name}", by, due)


def show_treatment(value: Any, today: date) -> str:
    """What is taken and since when, to be said aloud: "metformin (medicine) since Tue 10 Feb"."""
    since = show_date(value.first_on, today)
    last = (
        f"from {since} until {show_date(value.last_on, today)}"
        if value.last_on is not None
        else f"since {since}"
    )
    return one_line(", ".join(filter(None, (f"{_taken(value)} {last}", value.note))))


def _taken(value: Any) -> str:
    """What is taken and of which kind; the kind is left out where the name says it: "iron", "B12 tablets"."""
    kind = "B12" if value.kind == "b12" else value.kind
    return value.name if kind.casefold() in folded_words(value.name).split() else f"{value.name} ({kind})"


def _treatment(value: Any, _: Surroundings) -> tuple[str, ...]:
    last = f"until {show_date(value.last_on)}" if value.last_on is not None else "still taken"
    return (_taken(value), last, value.note)


def _supply(value: Any, _: Surroundings) -> tuple[str, ...]:
    held = counted(value.held, "dose") if value.held is not None else "doses not counted"
    return (
        f"{held} of {value.drug or 'a drug not named'}",
        show_strength(value.strength_mcg_per_ml) if value.strength_mcg_per_ml is not None else "",
        show_volume(value.volume_ml) if value.volume_ml is not None else "",
        value.container,
        f"lot {value.lot}" if value.lot else "",
        f"expires {show_date(value.expires, weekday=False)}" if value.expires is not None else "",
        f"opened {show_date(value.opened_on, weekday=False)}" if value.opened_on is not None else "",
    )


def expiry_words(supply: Supply, today: date) -> str:
    """Until when stock may be used: "expires 31 May 2027", or that it no longer may; nothing where it is not known."""
    if supply.expires is None:
        return ""
    shown = show_date(supply.expires, weekday=False)
    return f"expired on {shown}: ask for more" if supply.has_expired(today) else f"expires {shown}"


def _question(value: Any, _: Surroundings) -> tuple[str, ...]:
    if value.is_open:
        return (value.text,)
    on = f" {show_date(value.answered_on)}" if value.answered_on is not None else ""
    return (value.text, f"answered{on}: {value.answer}" if value.answer else f"answered{on}")


_DESCRIBERS: dict[str, Callable[[Any, Surroundings], tuple[str, ...]]] = {
    "symptom_kinds": lambda value, _: (value.label or value.name, f"0 = {value.low}", f"10 = {value.high}"),
    "plans": _plan,
    "injections": _injection,
    "symptoms": _log,
    "labs": lambda value, _: (show_result(value), value.lab, value.note),
    "visits": _visit,
    "adjustments": _adjustment,
    "transitions": _transition,
    "treatments": _treatment,
    "supplies": _supply,
    "questions": _question,
    "notes": lambda value, _: (value.text,),
}
