"""The schedule against a second, naive reading of the same rules, on made-up documents of every shape."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

import naive_schedule as naive
from b12track.domain.record import document
from b12track.domain.rules.schedule import course_of, status_of, timing_of, timings_of, upcoming
from length import LONG

DOSE = {"drug": "hydroxocobalamin", "dose_mcg": 1000, "route": "IM"}
BASES = [date(2026, 1, 1), date(2024, 1, 25), date(2023, 12, 28), date(2028, 2, 1)]


OFFSETS = ["+00:00", "-11:00", "+14:00", "+05:30"]


def instant(chance: random.Random, day: date, offset: str) -> str:
    """A moment of a day; often one of a few, so that some are the same."""
    hour = chance.choice([9, 12, chance.randint(0, 23)])
    return f"{day}T{hour:02}:{chance.choice([0, 30]):02}:00{offset}"


def every(chance: random.Random) -> dict[str, Any]:
    unit = chance.choice(["days", "weeks", "months", "weekdays"])
    if unit == "weekdays":
        return {unit: chance.sample(naive.WEEKDAYS, chance.randint(1, 4))}
    low = chance.randint(1, {"days": 20, "weeks": 6, "months": 4}[unit])
    return {unit: [low, low + chance.randint(0, 3)] if chance.random() < 0.4 else low}


def until(chance: random.Random) -> dict[str, Any] | None:
    unit = chance.choice([None, "doses", "doses", "days", "weeks", "months", "confirmed"])
    if unit is None or unit == "confirmed":
        return {"confirmed": True} if unit else None
    return {unit: chance.randint(1, {"doses": 5, "days": 30, "weeks": 8, "months": 4}[unit])}


def made_up(chance: random.Random) -> tuple[dict[str, Any], list[date]]:
    """A document, and days to look at it on."""
    base, span = chance.choice(BASES), chance.choice([20, 60, 200, 500])
    plans: list[dict[str, Any]] = []
    for number in range(chance.choice([0, 1, 1, 1, 2, 2, 3])):
        set_on = base + timedelta(days=chance.randint(0, span // 2))
        if plans and chance.random() < 0.3:
            set_on = date.fromisoformat(plans[-1]["set_on"]) + timedelta(days=chance.choice([0, 1, 5]))
        kinds = ["repletion", "maintenance"]
        phases = [
            {"name": "Phase", "kind": chance.choice(kinds), "every": every(chance), "until": until(chance)}
            for _ in range(chance.randint(1, 4))
        ]
        first_due = set_on + timedelta(days=chance.choice([0, 0, 0, 1, 3, 20, -5, -60]))
        plan: dict[str, Any] = {"id": f"p{number}", "set_on": f"{set_on}", "first_due": f"{first_due}"}
        plan |= {**DOSE, "phases": phases}
        if chance.random() < 0.3:
            plan["first_by"] = f"{first_due + timedelta(days=chance.choice([0, 3, 30]))}"
        plan["grace_days"] = chance.choice([0, 0, 3, 10])
        if chance.random() < 0.25:
            plan["ended_on"] = f"{set_on + timedelta(days=chance.randint(0, span))}"
        plans.append(plan)
    chance.shuffle(plans)
    edges = [date.fromisoformat(plan[key]) for plan in plans for key in ("set_on", "first_due")]
    edges += [base + timedelta(days=chance.randint(0, span)) for _ in range(6)]

    def some_day() -> date:
        return (
            chance.choice(edges)
            if chance.random() < 0.4
            else base + timedelta(days=chance.randint(-10, span))
        )

    injections = []
    for number in range(chance.randint(0, 14)):
        day, offset = some_day(), chance.choice(OFFSETS)
        dose = {"id": f"i{number}", "given_at": instant(chance, day, offset), **DOSE}
        dose |= {"counts": chance.random() > 0.12, "time_known": chance.random() > 0.3}
        if chance.random() < 0.6:
            dose["recorded_at"] = instant(
                chance, day + timedelta(days=chance.choice([0, 0, 0, 1, -1])), offset
            )
        injections.append(dose)
    adjustments, transitions = [], []
    for number in range(chance.choice([0, 0, 1, 2, 4, 6]) if plans else 0):
        plan = chance.choice(plans)
        day = max(some_day(), date.fromisoformat(plan["set_on"]))
        kind = chance.choice(["skip", "move"])
        due = day + timedelta(days=chance.choice([0, 0, 1, 3, 20, -1, -3]))
        stated = f"{due}" if kind == "move" or chance.random() < 0.3 else None
        of_plan = {"plan_id": plan["id"], "recorded_on": f"{day}"}
        if chance.random() < 0.6:
            meant = chance.choice([day, some_day(), *edges]) + timedelta(days=chance.choice([0, 0, 1, -1, 4]))
            of_plan["of"] = f"{meant}"
        adjustments.append({"id": f"a{number}", **of_plan, "kind": kind, "due": stated})
    for number in range(chance.choice([0, 0, 1, 2, 4]) if plans else 0):
        plan = chance.choice(plans)
        day = max(some_day(), date.fromisoformat(plan["set_on"]))
        due = day + timedelta(days=chance.choice([0, 0, 4, 30, -4]))
        to: dict[str, Any] = {"to_phase": chance.randrange(len(plan["phases"]))}
        to |= {"first_due": f"{due}" if chance.random() < 0.4 else None}
        if chance.random() < 0.6:
            at = instant(chance, day + timedelta(days=chance.choice([0, 0, 0, 1])), chance.choice(OFFSETS))
            to["recorded_at"] = at
        transitions.append({"id": f"t{number}", "plan_id": plan["id"], "on": f"{day}", **to})
    whole = {"format": "b12track", "version": 2, "person": {"name": "Alex"}, "plans": plans}
    whole |= {"injections": injections, "adjustments": adjustments, "transitions": transitions}
    return whole, [*(some_day() for _ in range(4)), base + timedelta(days=span + 100)]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(800 if LONG else 20))
def test_both_readings_agree(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        whole, days = made_up(chance)
        record = document.read(whole)
        wanted = naive.timings(whole)
        assert {id: tuple(timing) for id, timing in timings_of(record).items()} == wanted, whole
        for injection in record.injections:
            timing = timing_of(record, injection)
            assert (tuple(timing) if timing is not None else None) == wanted.get(injection.id), whole
        for today in days:
            now = datetime.combine(today, time(chance.randint(0, 23), 59), UTC)
            course, walker = course_of(record, today, now), naive.course(whole, today, now)
            status = status_of(course, today, record.plans)
            facts: dict[str, Any] = {"status": status.name}
            if status.window is not None:
                facts |= {"from": f"{status.window.opens}", "by": f"{status.window.closes}"}
                facts |= {key: getattr(status, key) for key in ("days_until", "days_overdue", "doses_behind")}
            assert facts == naive.status(whole, today, now), (today, whole)
            if course is None or walker is None:
                continue
            stretch = course.stretch
            found = (stretch.phase, stretch.given, stretch.started, course.to_confirm)
            assert found == (walker.phase, walker.given, walker.start, walker.to_confirm), (today, whole)
            assert {id: tuple(timing) for id, timing in course.timings.items()} == walker.timings
            assert {unmet.order.id for unmet in course.unmet} == walker.unmet, (today, whole)
            assert {id: [*dates] for id, dates in course.passed.items()} == walker.passed, (today, whole)
            ahead = [
                (tuple(next.window), next.phase, next.unconfirmed) for next in upcoming(course, today, 6)
            ]
            assert ahead == walker.upcoming(today, 6), (today, whole)
