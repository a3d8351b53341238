"""The rules of the schedule once more, naively: straight over an exchange document, sharing nothing with the program.

What always holds: one flat walk of dated events, plain dictionaries and dates; what is slow here is left slow, so that
it can be read beside the rules.
"""

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

Raw = dict[str, Any]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = timedelta(days=1)


def on(text: str) -> date:
    return date.fromisoformat(text)


def given_on(injection: Raw) -> date:
    return datetime.fromisoformat(injection["given_at"]).date()


def counts(injection: Raw) -> bool:
    return injection.get("counts") is not False


def add(start: date, unit: str, count: int) -> date:
    if unit != "months":
        return start + timedelta(days=count * {"days": 1, "weeks": 7}[unit])
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def after(every: Raw, start: date) -> tuple[date, date]:
    ((unit, number),) = every.items()
    if unit == "weekdays":
        found = start + DAY
        while WEEKDAYS[found.weekday()] not in number:
            found += DAY
        return found, found
    low, high = number if isinstance(number, list) else (number, number)
    return add(start, unit, low), add(start, unit, high)


def latest_plan(whole: Raw, today: date) -> Raw | None:
    latest: Raw | None = None
    for plan in whole["plans"]:
        if on(plan["set_on"]) <= today and (latest is None or plan["set_on"] >= latest["set_on"]):
            latest = plan
    return latest


def plan_in_force(whole: Raw, today: date) -> Raw | None:
    plan = latest_plan(whole, today)
    return None if plan is None or (plan.get("ended_on") and on(plan["ended_on"]) <= today) else plan


def leaves_its_first_day(whole: Raw, plan: Raw) -> bool:
    set_on = on(plan["set_on"])
    return on(plan["first_due"]) > set_on and plan_in_force(whole, set_on - DAY) is not None


def plan_of(whole: Raw, injection: Raw) -> Raw | None:
    day = given_on(injection)
    plan = latest_plan(whole, day)
    if plan is not None and on(plan["set_on"]) == day and leaves_its_first_day(whole, plan):
        return plan_in_force(whole, day - DAY)
    return plan_in_force(whole, day)


class Walk:
    """One plan, event by event."""

    def __init__(self, plan: Raw) -> None:
        self.plan, self.phase, self.given = plan, 0, 0
        self.start: date | None = None
        self.window: tuple[date, date] | None = (on(plan["first_due"]), on(plan["first_due"]))
        self.to_confirm = False
        self.last: date | None = None
        self.timings: dict[str, tuple[str, int]] = {}

    @property
    def grace(self) -> timedelta:
        return timedelta(days=self.plan.get("grace_days") or 0)

    def every(self) -> Raw:
        every: Raw = self.plan["phases"][self.phase]["every"]
        return every

    def go_on(self, day: date) -> None:
        candidate = after(self.every(), day)
        ((unit, number),) = (self.plan["phases"][self.phase].get("until") or {"confirmed": True}).items()
        if unit == "doses":
            over = self.given >= number
        else:
            started = unit != "confirmed" and self.start is not None
            over = started and self.start is not None and candidate[0] >= add(self.start, unit, number)
        if not over:
            self.window = candidate
        elif self.phase + 1 == len(self.plan["phases"]):
            self.window, self.to_confirm = None, False
        else:
            kinds = [phase["kind"] for phase in self.plan["phases"]][self.phase : self.phase + 2]
            self.phase, self.given, self.start = self.phase + 1, 0, None
            self.to_confirm = kinds == ["repletion", "maintenance"]
            self.window = after(self.every(), day)

    def give(self, day: date) -> None:
        self.given += 1
        self.start = self.start or day
        self.go_on(day)

    def injection(self, injection: Raw) -> None:
        day = given_on(injection)
        if self.window is None:
            self.timings[injection["id"]] = ("after_course", 0)
        else:
            opens, closes = self.window
            timing = ("on_time", 0)
            if day < opens:
                timing = ("early", (opens - day).days)
            elif day > closes + self.grace:
                timing = ("late", (day - closes).days)
            self.timings[injection["id"]] = timing
            self.give(day)
        self.last = day

    def adjustment(self, adjustment: Raw) -> None:
        if self.window is not None and adjustment.get("due"):
            self.window = (on(adjustment["due"]), on(adjustment["due"]))
        elif self.window is not None:
            self.go_on(self.window[0])

    def transition(self, transition: Raw) -> None:
        self.to_confirm = False
        first_due = on(transition["first_due"]) if transition.get("first_due") else None
        if transition["to_phase"] == self.phase and self.window is not None:
            self.window = (first_due, first_due) if first_due else self.window
            return
        self.phase, self.given, self.start = transition["to_phase"], 0, None
        if first_due is None and self.last is not None:
            self.window = after(self.every(), self.last)
        else:
            day = first_due or on(self.plan["first_due"])
            self.window = (day, day)


def walk(whole: Raw, plan: Raw, today: date, only: set[str] | None = None) -> Walk:
    first = on(plan["set_on"]) + (DAY if leaves_its_first_day(whole, plan) else timedelta())
    walker = Walk(plan)
    events: list[tuple[date, int, datetime, int, Callable[[Raw], None], Raw]] = []
    never = datetime.min.replace(tzinfo=UTC)
    for place, injection in enumerate(whole["injections"]):
        day = given_on(injection)
        at = datetime.fromisoformat(injection["given_at"]).astimezone(UTC)
        if counts(injection) and day < first:
            walker.last = max(walker.last or day, day)
        elif counts(injection) and day <= today and (only is None or injection["id"] in only):
            events.append((day, 2, at, place, walker.injection, injection))
    for key, date_key, due_key, rank, take in (
        ("adjustments", "recorded_on", "due", 0, walker.adjustment),
        ("transitions", "on", "first_due", 1, walker.transition),
    ):
        for place, raw in enumerate(whole[key]):
            day = on(raw[date_key])
            if raw["plan_id"] == plan["id"] and day <= today:
                first_of_day = raw.get(due_key) == raw[date_key]
                events.append((day, rank if first_of_day else rank + 3, never, place, take, raw))
    for event in sorted(events, key=lambda event: event[:4]):
        event[4](event[5])
    return walker


def course(whole: Raw, today: date) -> Walk | None:
    plan = plan_in_force(whole, today)
    return walk(whole, plan, today) if plan is not None else None


def status(walker: Walk | None, today: date) -> tuple[str, tuple[date, date] | None, int, int, int]:
    if walker is None or walker.window is None:
        return ("no_plan" if walker is None else "complete"), None, 0, 0, 0
    opens, closes = walker.window
    name = "upcoming" if today < opens else "due" if today <= closes else "overdue"
    if name == "overdue" and today <= closes + walker.grace:
        name = "late"
    behind, by = 0, closes
    while by + walker.grace < today:
        behind, by = behind + 1, after(walker.every(), by)[1]
    return name, walker.window, max(0, (opens - today).days), max(0, (today - closes).days), behind


def upcoming(walker: Walk | None, today: date, count: int) -> list[tuple[tuple[date, date], int, bool]]:
    found: list[tuple[tuple[date, date], int, bool]] = []
    while walker is not None and walker.window is not None and len(found) < count:
        found.append((walker.window, walker.phase, walker.to_confirm))
        walker.give(max(walker.window[0], today))
    return found


def timings(whole: Raw) -> dict[str, tuple[str, int]]:
    found = {}
    counted = [injection for injection in whole["injections"] if counts(injection)]
    for plan in whole["plans"]:
        own = [injection for injection in counted if plan_of(whole, injection) is plan]
        for injection in own:
            walker = walk(whole, plan, given_on(injection), {each["id"] for each in own})
            found[injection["id"]] = walker.timings[injection["id"]]
    return found
