"""What holds of every record that a person writes, whether it is entered or changed.

What always holds: entering and changing ask the same question here, so that neither takes what the other refuses. Of a
changed record only what was changed is looked at, so that one from elsewhere with an old contradiction can still be
given a note. What is plausible but unusual is no refusal but a doubt, for which a yes is asked.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.wording.text import folded_words, quote

# The days that must have come: the attribute, the field as it is typed, and what is of such a day.
MUST_HAVE_COME: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "symptoms": (("date", "date", "a log"),),
    "labs": (("date", "date", "a result"),),
    "notes": (("date", "date", "a note"),),
    "questions": (("asked_on", "asked_on", "a question"), ("answered_on", "answered_on", "an answer")),
    "supplies": (("opened_on", "opened_on", "an opening"),),
    "treatments": (("first_on", "from", "the first day of a treatment"),),
    "plans": (("ended_on", "ended_on", "the end of a plan"),),
    "adjustments": (("recorded_on", "recorded_on", "a decision"),),
    "transitions": (("on", "on", "a decision"),),
    "person": (("born", "born", "a date of birth"),),
}


# Two days in their order: the attributes of the first and the last, the field as it is typed, what is said where the
# last comes before the first, and how it is set right.
IN_ORDER: Mapping[str, tuple[str, str, str, str, str]] = {
    "treatments": (
        "first_on",
        "last_on",
        "to",
        "{last} is before {first}, when it began",
        "write the last day it was taken",
    ),
    "plans": ("set_on", "ended_on", "ended_on", "{last} is before the plan was set, on {first}", ""),
    "questions": (
        "asked_on",
        "answered_on",
        "answered_on",
        "{last} is before it was asked, {first}",
        "write a later day",
    ),
}


def refuse_to_come(field: str, day: date, today: date, what: str = "") -> date:
    """The day, if it has come."""
    if day > today:
        up_to = f"write a day up to {show_date(today)}"
        right = f"{what} can be of today, {show_date(today)}, or of an earlier day" if what else up_to
        raise Refused(field, f"{show_date(day)} is still to come", right)
    return day


def refuse_unfit(kind: str, before: Any, after: Any, record: Record, now: datetime) -> list[str]:
    """Refuse what cannot be, of a new record (`before` is None) or of a changed one; give back the doubts."""
    for attribute, field, what in MUST_HAVE_COME.get(kind, ()):
        day = getattr(after, attribute)
        if day is not None and _changed(before, after, attribute):
            refuse_to_come(field, day, now.date(), what)
    if kind in IN_ORDER:
        begins, ends, field, said, right = IN_ORDER[kind]
        first, last = getattr(after, begins), getattr(after, ends)
        if _changed(before, after, begins, ends) and last is not None and last < first:
            refusal = said.format(first=show_date(first), last=show_date(last))
            raise Refused(field, refusal, *filter(None, (right,)))
    check = _CHECKS.get(kind)
    return check(before, after, record, now) if check is not None else []


def refuse_future(given_at: datetime, time_known: bool, now: datetime) -> None:
    """What is recorded has happened; without a time its day must have come."""
    ahead = given_at > now if time_known else given_at.date() > now.astimezone(given_at.tzinfo).date()
    if ahead:
        when = show_when(given_at, time_known=time_known)
        raise Refused(
            "time",
            f"{when} is still to come; now it is {show_when(now)}",
            "an injection is recorded after it was given",
            Deed("visit"),
        )


def refuse_amounts(
    dose_mcg: float,
    strength_mcg_per_ml: float | None,
    volume_ml: float | None,
    origins: Mapping[str, str] | None = None,
) -> None:
    """The three must agree where all three are there."""
    if strength_mcg_per_ml is None or volume_ml is None:
        return
    # Only for a dose: a score asks this module whether its day has come, and nothing else.
    from b12track.domain.typed.amounts import dose_matches, show_dose, show_strength, show_volume

    if dose_matches(dose_mcg, strength_mcg_per_ml, volume_ml):
        return
    said = {"supply": " (the supply's)", "last": " (the last dose's)", "plan": " (the plan's)"}
    froms = {name: said.get(origin, "") for name, origin in (origins or {}).items()}
    raise Refused(
        "dose",
        f"{show_dose(dose_mcg)}{froms.get('dose_mcg', '')} is not "
        f"{show_strength(strength_mcg_per_ml)}{froms.get('strength_mcg_per_ml', '')} × {show_volume(volume_ml)}, "
        f"which is {show_dose(round(strength_mcg_per_ml * volume_ml, 3))}",
        "write what stands on the label and the syringe",
    )


def _check_injection(before: Any, after: Any, record: Record, now: datetime) -> list[str]:
    from b12track.domain.rules.unusual import amount_doubts, same_day_doubts, supply_doubts

    doubts: list[str] = []
    if _changed(before, after, "given_at", "time_known"):
        refuse_future(after.given_at, after.time_known, now)
    if _changed(before, after, "dose_mcg", "strength_mcg_per_ml", "volume_ml"):
        refuse_amounts(after.dose_mcg, after.strength_mcg_per_ml, after.volume_ml)
    if _changed(before, after, "dose_mcg"):
        doubts += amount_doubts(after, record)
    if _changed(before, after, "given_on"):
        doubts += same_day_doubts(after, record, now.date())
    if _changed(before, after, "supply_id"):
        doubts += supply_doubts(after, record)
    return doubts


def _check_supply(before: Any, after: Any, record: Record, _: datetime) -> list[str]:
    if not _changed(before, after, "held"):
        return []
    linked = sum(1 for injection in record.injections if injection.supply_id == after.id)
    if after.held < linked:
        taken = "1 injection" if linked == 1 else f"{linked} injections"
        return [f"count: {after.held} is fewer than the {taken} recorded from this supply"]
    return []


def _check_treatment(before: Any, after: Any, record: Record, now: datetime) -> list[str]:
    """The same thing taken twice at one time is a doubt: it may be meant."""
    if not _changed(before, after, "name", "first_on", "last_on"):
        return []
    return [
        f"{other.name} is entered already, from {show_date(other.first_on, now.date())} on"
        for other in record.treatments
        if other.id != after.id
        and folded_words(other.name) == folded_words(after.name)
        and after.first_on <= (other.last_on or date.max)
        and other.first_on <= (after.last_on or date.max)
    ][:1]


def _check_question(before: Any, after: Any, record: Record, _: datetime) -> list[str]:
    for known in record.questions if _changed(before, after, "text") and after.is_open else ():
        if known.id != after.id and known.is_open and known.text.casefold() == after.text.casefold():
            asked = f"asked {show_date(known.asked_on)} ({known.id})"
            raise Refused("question", f"this question is there already, {asked}")
    return []


def _check_adjustment(before: Any, after: Any, _: Record, now: datetime) -> list[str]:
    if _changed(before, after, "decided_by") and not after.decided_by:
        raise Refused("by", "nobody is named", "write who decided, such as Riverside")
    if _changed(before, after, "kind", "due") and after.kind == "move" and after.due is None:
        raise Refused("due", "a move needs the new date", "write the day it was moved to")
    if _changed(before, after, "due") and after.due is not None and after.due < after.recorded_on:
        today = show_date(now.date(), now.date())
        return [f"due: {show_date(after.due, now.date())} is past: write a day from {today} on"]
    return []


def _check_kind(before: Any, after: Any, record: Record, _: datetime) -> list[str]:
    others = [kind for kind in all_kinds(record) if kind.name != after.name]
    for kind in others:
        if after.label and kind.label.casefold() == after.label.casefold():
            raise Refused(
                "label", f"{quote(after.label)} is already the name of {kind.name}", "write another name"
            )
    if before is not None and before.shown and not after.shown and not any(kind.shown for kind in others):
        raise Refused("shown", "it is the only symptom that is asked about", "turn another one on first")
    return []


_CHECKS: Mapping[str, Callable[..., list[str]]] = {
    "injections": _check_injection,
    "supplies": _check_supply,
    "treatments": _check_treatment,
    "questions": _check_question,
    "adjustments": _check_adjustment,
    "symptom_kinds": _check_kind,
}


def _changed(before: Any, after: Any, *names: str) -> bool:
    return before is None or any(getattr(before, name) != getattr(after, name) for name in names)
