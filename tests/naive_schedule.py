"""A second reading of the schedule, written from the rules alone, on raw documents and as plainly as can be.

It shares no line with the program: days are looked at one by one, the records of a day are sorted into the five places
that the rules name, and each rule is one method. Slow and simple; whoever changes a rule changes it here by itself.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Any

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = timedelta(days=1)
Window = tuple[date, date]


def listed(every: dict[str, Any], day: date) -> bool:
    return WEEKDAYS[day.weekday()] in every["weekdays"]


def first_listed_after(every: dict[str, Any], day: date) -> date:
    day += DAY
    while not listed(every, day):
        day += DAY
    return day


def stands_for(every: dict[str, Any], day: date) -> date:
    """The listed weekday that is nearest; of two equally near, the later."""
    for away in range(7):
        if listed(every, day + away * DAY):
            return day + away * DAY
        if listed(every, day - away * DAY):
            return day - away * DAY
    raise AssertionError("no weekday is listed")


def later(day: date, unit: str, count: int) -> date:
    if unit == "months":
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + count * DAY * (7 if unit == "weeks" else 1)


def after(every: dict[str, Any], day: date) -> Window:
    if "weekdays" in every:
        next_day = first_listed_after(every, stands_for(every, day))
        return next_day, next_day
    ((unit, amount),) = every.items()
    low, high = amount if isinstance(amount, list) else (amount, amount)
    return later(day, unit, low), later(day, unit, high)


def as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def given_on(injection: dict[str, Any]) -> date:
    return datetime.fromisoformat(injection["given_at"]).date()


def in_force(plans: list[dict[str, Any]], today: date) -> tuple[str, dict[str, Any] | None]:
    """Rule 1: what holds on a day, `plan`, `stopped` or `no_plan`, and the plan."""
    found = None
    for plan in plans:
        if date.fromisoformat(plan["set_on"]) <= today and (
            found is None or plan["set_on"] >= found["set_on"]
        ):
            found = plan
    if found is None:
        return "no_plan", None
    ended = as_day(found.get("ended_on"))
    return ("stopped", None) if ended is not None and ended <= today else ("plan", found)


def stays_with_earlier(whole: dict[str, Any], plan: dict[str, Any]) -> bool:
    """Whether a dose on the day that a plan was set is still the earlier plan's."""
    set_on = date.fromisoformat(plan["set_on"])
    return in_force(whole["plans"], set_on - DAY)[0] == "plan" and plan["first_due"] > plan["set_on"]


class Walk:
    """One plan, walked through the records of one day after the other."""

    def __init__(self, whole: dict[str, Any], plan: dict[str, Any]) -> None:
        self.whole, self.plan, self.phases = whole, plan, plan["phases"]
        self.set_on = date.fromisoformat(plan["set_on"])
        first_due = date.fromisoformat(plan["first_due"])
        self.first_window = (first_due, as_day(plan.get("first_by")) or first_due)
        self.phase, self.given = 0, 0
        self.start: date | None = None
        self.window: Window | None = self.first_window
        self.moved_from: date | None = None
        self.kept: tuple[date, int, date] | None = None  # a day, its stretch, the date that it was moved from
        self.stretch = 0
        self.closed: list[date] = []
        self.to_confirm = False
        self.timings: dict[str, tuple[str, int]] = {}
        self.unmet: set[str] = set()
        self.passed: dict[str, list[date]] = {}
        self.last: date | None = max(
            (given_on(i) for i in whole.get("injections", []) if i.get("counts", True) and self.is_before(i)),
            default=None,
        )

    def is_before(self, injection: dict[str, Any]) -> bool:
        day = given_on(injection)
        return day < self.set_on or (day == self.set_on and stays_with_earlier(self.whole, self.plan))

    @property
    def every(self) -> dict[str, Any]:
        every: dict[str, Any] = self.phases[self.phase]["every"]
        return every

    # Rule 3

    def walk(self, today: date, now: datetime | None = None) -> "Walk":
        doses = [
            i for i in self.whole.get("injections", []) if i.get("counts", True) and not self.is_before(i)
        ]
        doses = [
            i
            for i in doses
            if given_on(i) <= today or (now is not None and datetime.fromisoformat(i["given_at"]) <= now)
        ]
        orders = [a for a in self.whole.get("adjustments") or [] if a["plan_id"] == self.plan["id"]]
        turns = [t for t in self.whole.get("transitions") or [] if t["plan_id"] == self.plan["id"]]
        days = {given_on(i) for i in doses}
        days |= {date.fromisoformat(a["recorded_on"]) for a in orders}
        days |= {date.fromisoformat(t["on"]) for t in turns}
        dosed = {given_on(i) for i in doses}
        for day in sorted(days):
            if day > today and day not in dosed:
                continue
            self.day(
                day,
                [i for i in doses if given_on(i) == day],
                [a for a in orders if a["recorded_on"] == day.isoformat() and day <= today],
                [t for t in turns if t["on"] == day.isoformat() and day <= today],
            )
        return self

    def day(self, day: date, doses: list[Any], orders: list[Any], turns: list[Any]) -> None:
        first = 0
        for place, order in enumerate(orders):
            if as_day(order.get("due")) == day:
                first = place + 1
        for order in orders[:first]:
            self.adjustment(order)
        for turn in turns:
            if as_day(turn.get("first_due")) == day:
                self.transition(turn)
        others = [turn for turn in turns if as_day(turn.get("first_due")) != day]
        timed = [turn for turn in others if (at := recorded(turn)) is not None and at.date() == day]
        for found in by_instant(doses, timed):
            if "given_at" in found:
                self.injection(found, day)
            else:
                self.transition(found)
        for order in orders[first:]:
            self.adjustment(order)
        for turn in others:
            if turn not in timed:
                self.transition(turn)

    # Rules 4 and 9

    def injection(self, dose: dict[str, Any], day: date) -> None:
        self.last = day
        if self.window is None:
            self.timings[dose["id"]] = ("after_course", 0)
            return
        opens, closes = self.window
        grace = self.plan.get("grace_days", 0) * DAY
        if day < opens - grace:
            self.timings[dose["id"]] = ("early", (opens - day).days)
        elif day > closes + grace:
            self.timings[dose["id"]] = ("late", (day - closes).days)
        else:
            self.timings[dose["id"]] = ("on_time", 0)
        self.closed.append(opens)
        self.given += 1
        self.start = self.start or day
        counted_from = day
        if "weekdays" in self.every:
            moved = None
            if self.moved_from is not None and opens < self.moved_from:
                moved = self.moved_from
            elif self.kept is not None and self.kept[:2] == (day, self.stretch):
                moved = self.kept[2]
            if moved is not None and after(self.every, moved) > after(self.every, day):
                counted_from = moved
            if moved is not None:
                self.kept = (day, self.stretch, moved)
        candidate = after(self.every, counted_from)
        if not self.is_over(candidate):
            self.set(candidate)
        elif "weekdays" in self.every:
            self.advance(lambda every: after(every, counted_from if "weekdays" in every else day))
        else:
            self.advance(lambda every: after(every, day))

    def is_over(self, candidate: Window) -> bool:
        until = self.phases[self.phase].get("until")
        if until is None or "confirmed" in until:
            return False
        ((unit, count),) = until.items()
        if unit == "doses":
            return self.given >= count  # type: ignore[no-any-return]
        return self.start is not None and candidate[0] >= later(self.start, unit, count)

    def set(self, window: Window | None) -> None:
        self.window, self.moved_from = window, None

    def advance(self, window: Any) -> None:
        if self.phase + 1 == len(self.phases):
            self.set(None)
            self.to_confirm = False
            return
        was = self.phases[self.phase]["kind"]
        self.enter(self.phase + 1)
        now = self.phases[self.phase]["kind"]
        self.to_confirm = now == "maintenance" and (was == "repletion" or self.to_confirm)
        self.set(window(self.every))

    def enter(self, phase: int) -> None:
        self.phase, self.given, self.start = phase, 0, None
        self.stretch += 1

    # Rule 5

    def adjustment(self, order: dict[str, Any]) -> None:
        if self.window is None:
            return
        of, due = as_day(order.get("of")), as_day(order.get("due"))
        is_given = due is not None and self.last is not None and due <= self.last
        if is_given or (of is not None and self.is_done_with(of)):
            self.unmet.add(order["id"])
        elif due is not None:
            first = self.moved_from or self.window[0]
            self.set((due, due))
            self.moved_from = first
        else:
            self.passed[order["id"]] = []
            self.skip(order["id"])
            while self.window is not None and self.window[1] < date.fromisoformat(order["recorded_on"]):
                self.skip(order["id"])

    def is_done_with(self, of: date) -> bool:
        assert self.window is not None
        here = abs(of - self.window[0])
        if not here:
            return False
        if any(abs(of - opened) <= here for opened in self.closed):
            return True
        return abs(of - after(self.every, self.window[1])[0]) < here

    def skip(self, id: str) -> None:
        assert self.window is not None
        opens = self.window[0]
        self.closed.append(opens)
        self.passed[id].append(opens)
        base = max(opens, self.moved_from or opens)

        def following(every: dict[str, Any]) -> Window:
            if "weekdays" in every:
                return (first_listed_after(every, base),) * 2
            return after(every, opens)

        candidate = following(self.every)
        if self.start is not None and self.is_over(candidate):
            self.advance(following)
        else:
            self.set(candidate)

    # Rule 6

    def transition(self, turn: dict[str, Any]) -> None:
        self.to_confirm = False
        first_due = as_day(turn.get("first_due"))
        if first_due is not None and self.last is not None and first_due <= self.last:
            first_due = None
        complete = self.window is None
        if turn["to_phase"] == self.phase and not complete:
            if first_due is not None:
                self.set((first_due, first_due))
            return
        is_back = complete or turn["to_phase"] < self.phase
        self.enter(turn["to_phase"])
        if first_due is not None:
            self.set((first_due, first_due))
            return
        window = after(self.every, self.last) if self.last is not None else self.first_window
        on = date.fromisoformat(turn["on"])
        if is_back and window[1] < on:
            if "weekdays" in self.every:
                on = first_listed_after(self.every, on - DAY)
            window = (on, on)
        self.set(window)

    # Rules 7, 8 and 10

    def next(self, today: date) -> dict[str, Any]:
        if self.window is None:
            return {"status": "complete"}
        opens, closes = self.window
        grace = self.plan.get("grace_days", 0) * DAY
        if today < opens:
            status = "upcoming"
        elif today <= closes:
            status = "due"
        else:
            status = "late" if today <= closes + grace else "overdue"
        behind, window = 0, self.window
        while window[1] + grace < today:
            behind += 1
            window = after(self.every, window[1])
        return {
            "status": status,
            "from": opens.isoformat(),
            "by": closes.isoformat(),
            "days_until": max(0, (opens - today).days),
            "days_overdue": max(0, (today - closes).days),
            "doses_behind": behind,
        }

    def upcoming(self, today: date, count: int) -> list[tuple[Window, int, bool]]:
        found: list[tuple[Window, int, bool]] = []
        while self.window is not None and len(found) < count:
            found.append((self.window, self.phase, self.to_confirm))
            self.injection({"id": "made up"}, max(self.window[0], today))
        return found


def by_instant(doses: list[Any], turns: list[Any]) -> list[Any]:
    """The doses of a day and the moves to a phase that were written down on it, of one moment the doses first."""
    timed = [(instant_of(dose), 0, place, dose) for place, dose in enumerate(doses)]
    for place, turn in enumerate(turns):
        at = recorded(turn)
        assert at is not None
        timed.append((at.astimezone(UTC), 1, place, turn))
    return [found for *_, found in sorted(timed, key=lambda entry: entry[:3])]


def recorded(record: dict[str, Any]) -> datetime | None:
    return datetime.fromisoformat(record["recorded_at"]) if record.get("recorded_at") else None


def instant_of(dose: dict[str, Any]) -> datetime:
    given_at = datetime.fromisoformat(dose["given_at"])
    if dose.get("time_known", True):
        return given_at.astimezone(UTC)
    at = recorded(dose)
    if at is not None and at.date() == given_at.date():
        return at.astimezone(UTC)
    return datetime.min.replace(tzinfo=UTC)


def course(whole: dict[str, Any], today: date, now: datetime | None = None) -> Walk | None:
    """The plan in force walked up to a day, or to a moment of it."""
    _, plan = in_force(whole.get("plans", []), today)
    return Walk(whole, plan).walk(today, now) if plan is not None else None


def status(whole: dict[str, Any], today: date, now: datetime | None = None) -> dict[str, Any]:
    """What is said of the next dose."""
    walk = course(whole, today, now)
    return walk.next(today) if walk is not None else {"status": in_force(whole.get("plans", []), today)[0]}


def timings(whole: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """How every dose met its date, under the plan that it was given under."""
    found = {}
    for dose in whole.get("injections", []):
        if not dose.get("counts", True):
            continue
        day = given_on(dose)
        _, plan = in_force(whole["plans"], day)
        set_that_day = [each for each in whole["plans"] if each["set_on"] == day.isoformat()]
        if set_that_day and stays_with_earlier(whole, set_that_day[-1]):
            _, plan = in_force(whole["plans"], day - DAY)
        if plan is not None:
            found[dose["id"]] = Walk(whole, plan).walk(day).timings[dose["id"]]
    return found
