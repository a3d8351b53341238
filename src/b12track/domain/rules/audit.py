"""What the record of an injection holds, lacks or contradicts, and the record as one line to paste.

A gap is a field that nobody filled in; a contradiction is two entries, or an entry and the plan, that do not agree.
Neither says that anything was done wrongly. "Not known" is an answer for lot and expiry: it stays in the list, but
nobody is asked for it any more. An expiry that is not known is a line of the note, as the field itself is a date.
"""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from b12track.domain.record import fields
from b12track.domain.record.records import Injection, Record
from b12track.domain.record.schema import Field
from b12track.domain.rules.plans_in_force import plan_of_dose
from b12track.domain.rules.schedule import timings_of, wanted_dose
from b12track.domain.typed.amounts import dose_matches, show_dose, show_strength, show_volume
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.domain.wording.phrases import days

NOT_KNOWN = "not known"
EXPIRY_NOT_KNOWN = "expiry not known"
_LATE_ENTRY = timedelta(days=7)

# Read on the US and UK labels; the Dutch formulary lists the other route too, so this is said, never judged.
_LABELLED_ROUTES = {"hydroxocobalamin": ("IM", "the US and UK labels name the muscle (IM) only")}

# What the table of fields does not know: what a record needs beside its own fields.
_BESIDE = {
    "time": "time of day",
    "plan": "how often (no plan on that day)",
    "indication": "indication",
}


def needed() -> dict[str, Field]:
    """The fields of an injection without which its record has a gap, by their attributes."""
    return {name: field for name, field in fields.SCHEMAS["injections"].attributes.items() if field.gap}


def gap_labels() -> dict[str, str]:
    """What is lacking, in words: what was given and where into, the day's circumstances, who gave it, the label."""
    labels = {name: field.gap for name, field in needed().items()}
    given = list(labels)[: list(labels).index("site") + 1]
    return {**{name: labels[name] for name in given}, **_BESIDE, **labels}


GAP_LABELS = gap_labels()


class Contradiction(NamedTuple):
    """Two things that do not agree."""

    code: str
    text: str


class Audit(NamedTuple):
    """One injection's record, looked over."""

    injection: Injection
    gaps: tuple[str, ...]
    not_known: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]


def audit_all(record: Record) -> list[Audit]:
    """Every injection's record, looked over, in the order they were given."""
    auditor = _Auditor(record)
    return [auditor.audit(i) for i in sorted(record.injections, key=lambda i: i.given_at)]


def audit_of(record: Record, injection: Injection) -> Audit:
    """One injection's record, looked over."""
    return _Auditor(record).audit(injection)


class _Auditor:
    """One record, with what every audit in it needs to know of the other injections."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.timings = timings_of(record)
        counted = [(i.given_on, i.given_at, i.id) for i in record.injections if i.counts]
        counted.sort(key=lambda dose: dose[:2])
        self.per_day = Counter(day for day, *_ in counted)
        self.last_before = {later[-1]: earlier[0] for earlier, later in pairwise(counted)}

    def audit(self, injection: Injection) -> Audit:
        plan = plan_of_dose(self.record.plans, injection.given_on)
        is_not_known = {
            "lot": injection.lot.casefold() == NOT_KNOWN,
            "expires": EXPIRY_NOT_KNOWN in injection.note.casefold().splitlines(),
        }
        is_there = {
            "time": injection.time_known,
            "plan": plan is not None,
            "indication": bool(self.record.person.indication),
            "given_by": bool(injection.given_by or injection.provider),
            "lot": bool(injection.lot) and not is_not_known["lot"],
        }
        missing = [
            name
            for name in GAP_LABELS
            if not (is_there[name] if name in is_there else getattr(injection, name) not in (None, ""))
        ]
        not_known = [name for name in missing if is_not_known.get(name)]
        contradictions = [
            *differences_from_plan(self.record, injection),
            *_against_itself(injection),
            *self._against_others(injection),
        ]
        if injection.recorded_at is not None:
            waited = injection.recorded_at.date() - injection.given_on
            if waited > _LATE_ENTRY:
                text = f"entered {days(waited.days)} after it was given"
                contradictions.append(Contradiction("entered_late", text))
        return Audit(
            injection,
            tuple(name for name in missing if name not in not_known),
            tuple(not_known),
            tuple(contradictions),
        )

    def _against_others(self, injection: Injection) -> list[Contradiction]:
        found = []
        same_day = self.per_day[injection.given_on] if injection.counts else 0
        if same_day > 1:
            found.append(
                Contradiction(
                    "same_day", f"there are {same_day} injections on this day, and all of them count"
                )
            )
        timing = self.timings.get(injection.id)
        last = self.last_before.get(injection.id)
        if timing is not None and timing.kind == "early" and last is not None:
            waited = (injection.given_on - last).days
            if timing.days * 3 > waited + timing.days:
                ago = (
                    f"given {days(waited)} after the last injection"
                    if waited
                    else "given on the day of the last injection"
                )
                text = (
                    f"{ago}, {days(timing.days)} before its date: that is early by more than a "
                    "third of the interval"
                )
                found.append(Contradiction("early", text))
        return found


def differences_from_plan(record: Record, injection: Injection) -> list[Contradiction]:
    """Where a dose is not what the plan of its day says, with the dose that was in force then."""
    plan = plan_of_dose(record.plans, injection.given_on)
    if plan is None:
        return []
    wanted = wanted_dose(record, plan, injection)
    found = []
    if injection.drug.casefold() != plan.drug.casefold():
        found.append(Contradiction("drug", f"{injection.drug}; the plan says {plan.drug}"))
    if injection.dose_mcg != wanted:
        text = f"{show_dose(injection.dose_mcg)}; the plan says {show_dose(wanted)}"
        found.append(Contradiction("dose", text))
    if injection.route != plan.route:
        text = f"{ROUTES[injection.route]}; the plan says {ROUTES[plan.route]}"
        found.append(Contradiction("route", text))
    return found


def label_note(drug: str, route: str) -> str:
    """What the labels say of this drug's route, where it is another one; otherwise nothing."""
    labelled = _LABELLED_ROUTES.get(drug.casefold())
    return labelled[1] if labelled is not None and route != labelled[0] else ""


def _against_itself(injection: Injection) -> list[Contradiction]:
    found = []
    strength, volume = injection.strength_mcg_per_ml, injection.volume_ml
    if strength is not None and volume is not None and not dose_matches(injection.dose_mcg, strength, volume):
        product = f"{show_strength(strength)} × {show_volume(volume)}"
        found.append(Contradiction("volume", f"{show_dose(injection.dose_mcg)} is not {product}"))
    if injection.expires is not None and injection.expires < injection.given_on:
        found.append(Contradiction("expired", f"the lot had expired on {show_date(injection.expires)}"))
    if note := label_note(injection.drug, injection.route):
        found.append(Contradiction("label_route", f"{ROUTES[injection.route]}; {note}"))
    return found


def line_of(record: Record, injection: Injection) -> str:
    """The record as one line to paste: what was given, and what is missing."""
    audit = audit_of(record, injection)
    strength, volume = injection.strength_mcg_per_ml, injection.volume_ml
    who = " ".join(
        filter(None, (injection.given_by, f"({injection.provider})" if injection.provider else ""))
    )
    parts = [
        f"{injection.drug} for injection {show_dose(injection.dose_mcg)}",
        f"strength {show_strength(strength)}" if strength is not None else "",
        f"volume {show_volume(volume)}" if volume is not None else "",
        ROUTES[injection.route],
        site_label(injection.site) if injection.site else "",
        show_when(injection.given_at, time_known=injection.time_known),
        f"lot {injection.lot}" if injection.lot else "",
        f"expires {show_date(injection.expires, weekday=False)}" if injection.expires else "",
        EXPIRY_NOT_KNOWN if "expires" in audit.not_known else "",
        injection.container,
        f"given by {who}" if who else "",
        f"at {injection.location}" if injection.location else "",
        f"for {record.person.indication}" if record.person.indication else "",
        "" if injection.counts else "extra to the plan",
    ]
    missing = [GAP_LABELS[name] for name in audit.gaps]
    line = ", ".join(filter(None, parts))
    return f"{line}. Not recorded: {', '.join(missing)}." if missing else f"{line}."
