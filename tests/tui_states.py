"""The states that the home screen can be in, each as a record on 21 Nov 2026 and what is to be read there."""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.intervals import Confirmed, Doses, Span, Weekdays
from b12track.domain.record.records import Phase, Record, Supply
from builders import (
    ALEX,
    EVERY_2_TO_3_MONTHS,
    LOADING,
    LOADING_DAYS,
    dose,
    doses,
    logs,
    plan,
    record,
    skip,
    transition,
    visit,
)

EVERY_8_WEEKS = Phase("Maintenance", "maintenance", Span("weeks", 8, 8))
EVERY_12_WEEKS = Phase("Maintenance", "maintenance", Span("weeks", 12, 12))


class State(NamedTuple):
    """A record, and the words of the card."""

    record: Record
    headline: str
    beneath: tuple[str, ...]


def _loaded(phase: Phase, *later: str, grace_days: int = 0) -> Record:
    given = doses(*LOADING_DAYS, *later)
    return record(
        plan(LOADING, phase, grace_days=grace_days), injections=given, transitions=[transition(1, "01-16")]
    )


STATES: dict[str, State] = {
    "no plan": State(
        record(injections=[dose("10-30")]),
        "○ NO PLAN ENTERED",
        ("To ask the prescriber: why the injections", "p enter the plan", "Last Fri 30 Oct, 22 days ago"),
    ),
    "starts later": State(
        record(plan(set_on="2026-12-07")), "○ PLAN STARTS", ("Mon 7 Dec", "until then no date is counted")
    ),
    "stopped": State(
        record(plan(ended_on=date(2026, 6, 5), end_reason="moved to tablets")),
        "○ PLAN STOPPED",
        ("Fri 5 Jun", "moved to tablets; no date is counted"),
    ),
    "first due": State(
        record(plan(set_on="2026-11-21")),
        "● FIRST DOSE DUE TODAY",
        ("○○○○○○ 0 of 6", "no injection recorded"),
    ),
    "mid-loading": State(
        record(
            plan(LOADING, EVERY_8_WEEKS, set_on="2026-11-13"),
            injections=doses("11-13", "11-16", "11-18", "11-20"),
        ),
        "○ IN 2 DAYS",
        ("Mon 23 Nov", "●●●●○○ 4 of 6"),
    ),
    "tomorrow": State(
        record(
            plan(
                Phase("Loading", "repletion", Weekdays((0, 2, 4, 6)), Doses(6)),
                EVERY_8_WEEKS,
                set_on="2026-11-13",
            ),
            injections=doses("11-13", "11-15", "11-20"),
        ),
        "○ TOMORROW",
        ("Sun 22 Nov", "●●●○○○ 3 of 6"),
    ),
    "open-ended": State(
        record(
            plan(
                Phase("Loading", "repletion", Span("days", 2, 2), Confirmed()),
                EVERY_8_WEEKS,
                set_on="2026-11-16",
            ),
            injections=doses("11-16", "11-18", "11-20"),
        ),
        "○ TOMORROW",
        ("3 recorded, until Dr Okafor says",),
    ),
    "transition": State(
        record(
            plan(LOADING, EVERY_8_WEEKS, set_on="2026-11-09"),
            injections=doses("11-09", "11-11", "11-13", "11-16", "11-18", "11-20"),
        ),
        "○ IN 55 DAYS",
        ("if the move is confirmed", "●●●●●● ▸ ? maintenance not confirmed: m"),
    ),
    "upcoming": State(
        _loaded(EVERY_8_WEEKS, "03-13", "05-08", "07-10", "09-04", "10-30"),
        "○ IN 34 DAYS",
        ("Fri 25 Dec", "day 22 of 56", "Maintenance, every 8 weeks"),
    ),
    "window open": State(
        _loaded(EVERY_2_TO_3_MONTHS, "03-20", "06-20", "09-10"),
        "● DUE",
        ("19 days left, until Thu 10 Dec", "Tue 10 Nov - Thu 10 Dec"),
    ),
    "late": State(
        _loaded(EVERY_12_WEEKS, "04-10", "07-03", "08-26", grace_days=7),
        "▲ LATE 3 DAYS",
        ("within the 7 days that you set; overdue from Thu 26 Nov",),
    ),
    "overdue": State(
        _loaded(EVERY_12_WEEKS, "04-10", "07-03", "08-17"),
        "■ OVERDUE 12 DAYS",
        ("none recorded since Mon 17 Aug; given? i",),
    ),
    "skipped": State(
        record(
            plan(LOADING, EVERY_12_WEEKS),
            injections=doses(*LOADING_DAYS, "04-10", "07-03", "08-17"),
            transitions=[transition(1, "01-16")],
            adjustments=[skip("11-09", reason="flu", decided_by="Riverside")],
        ),
        "○ IN 72 DAYS",
        ("1 date skipped (flu; Riverside) · last injection 96 days ago",),
    ),
    "complete": State(
        record(plan(LOADING), injections=doses(*LOADING_DAYS)),
        "○ NO FURTHER DATE IN THE PLAN",
        ("6 of 6 recorded; no maintenance entered",),
    ),
}

NOTHING_OPEN = record(
    plan(LOADING, EVERY_8_WEEKS, watch=("energy",)),
    person=ALEX,
    injections=[
        *doses(*LOADING_DAYS, "03-13", "05-08", "07-03", "08-28"),
        dose(
            "10-23",
            strength_mcg_per_ml=1000,
            volume_ml=1,
            site="left-thigh",
            given_by="self",
            location="home",
            lot="A1",
            expires=date(2027, 5, 31),
            container="single-dose",
        ),
    ],
    transitions=[transition(1, "01-16")],
)

# What is at home: one with doses left, one that has expired, one that nobody counted, one that is empty.
STOCK = [
    Supply("k1", "hydroxocobalamin", 1000, 1, "single-dose", "A1", date(2027, 5, 31), held=5),
    Supply("k2", "hydroxocobalamin", 1000, 10, "multi-dose", "B2", date(2026, 3, 31), held=3),
    Supply("k3", "hydroxocobalamin", lot="C3"),
    Supply("k4", "hydroxocobalamin", lot="D4", held=1),
]
STOCKED = record(
    plan(EVERY_12_WEEKS),
    injections=[dose("11-01", supply_id="k1"), dose("11-02", supply_id="k4")],
    supplies=STOCK,
)

__all__ = ["NOTHING_OPEN", "STATES", "STOCKED", "State", "logs", "visit"]
