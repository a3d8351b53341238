"""The numbers worked out a second time, by the sentences of the help and nothing of the code: means, dips, shares.

Records are made at random from a few kinds of people: intervals that changed, weekly injectors, people who log daily,
now and then, or once a week. What is checked is what is said: from `trends_of`, as every face has it.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import isclose, sqrt
from random import Random
from statistics import mean

import pytest

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import Phase, Record, SymptomLog
from b12track.domain.rules.trends import Trend, trends_of
from builders import dose, plan, record

FIRST = date(2025, 1, 6)
Scores = dict[date, int]

# Student's t that 97.5 of 100 do not exceed, by degrees of freedom, as textbooks print it.
T = {4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228}


def every(weeks: int) -> Phase:
    return Phase("Maintenance", "maintenance", Span("weeks", weeks, weeks))


def days_between(first: date, stop: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((stop - first).days)]


def scored(random: Random, first: date, last: date, each: float, weekday: int | None = None) -> Scores:
    """Scores of days at random, or of one day of the week."""
    return {
        day: random.randint(1, 9)
        for day in days_between(first, last + timedelta(days=1))
        if (day.weekday() == weekday if weekday is not None else random.random() < each)
    }


def written(scores: Scores, random: Random) -> list[SymptomLog]:
    """Logs of which some say when they were written, and some of these late."""
    logs = []
    for day, score in sorted(scores.items()):
        late = random.choice((None, 0, 1, 2, 9))
        at = (
            datetime(day.year, day.month, day.day, 20, tzinfo=UTC) + timedelta(days=late)
            if late is not None
            else None
        )
        logs.append(SymptomLog(f"s{day}", day, {"energy": score}, recorded_at=at))
    return logs


def energy(whole: Record, today: date) -> Trend:
    return next(trend for trend in trends_of(whole, today) if trend.kind.name == "energy")


def changed(random: Random, earlier: int, later: int, counts: tuple[int, int]) -> tuple[Record, Scores, date]:
    """So many cycles of one interval, then of another, each dose up to three days late; and the last day."""
    given, weeks = [FIRST], (earlier, later)
    for each, count in zip(weeks, counts, strict=True):
        for _ in range(count):
            given.append(given[-1] + timedelta(weeks=each, days=random.randint(0, 3)))
        if each is weeks[0]:
            turned = given[-1]
    today = given[-1] + timedelta(days=random.randint(0, 20))
    scores = scored(random, FIRST - timedelta(days=40), today, random.choice((0.3, 0.6, 0.9)))
    whole = record(
        plan(every(earlier), set_on=f"{FIRST}", id="p1"),
        plan(every(later), set_on=f"{turned}", first_due=f"{turned + timedelta(weeks=later)}", id="p2"),
        injections=[dose(f"{day}") for day in given],
        symptoms=written(scores, random),
    )
    return whole, scores, today


def cycles_of(whole: Record, plan_id: str) -> list[tuple[date, date]]:
    """The whole cycles opened under a plan: a dose on the day of the change opens one of the new plan."""
    given = sorted(one.given_on for one in whole.injections)
    turned = next(one.set_on for one in whole.plans if one.id == "p2")
    return [pair for pair in pairwise(given) if (pair[0] >= turned) == (plan_id == "p2")]


def dips_of(scores: Scores, cycles: Sequence[tuple[date, date]], last_days: int) -> list[float]:
    """The mean of a cycle's last days less that of its middle half, of the cycles with two days in each."""
    dips = []
    for start, stop in cycles:
        length = (stop - start).days
        since = {(day - start).days: scores[day] for day in days_between(start, stop) if day in scores}
        last = [score for day, score in since.items() if day >= length - last_days]
        middle = [
            score
            for day, score in since.items()
            if length / 4 <= day < 3 * length / 4 and day < length - last_days
        ]
        if len(last) >= 2 and len(middle) >= 2:
            dips.append(mean(last) - mean(middle))
    return dips


@pytest.mark.parametrize("seed", range(30))
def test_two_regimens(seed: int) -> None:
    random = Random(seed)
    earlier, later = random.choice(((12, 8), (8, 12), (8, 4), (4, 8)))
    whole, scores, today = changed(random, earlier, later, (random.randint(3, 5), random.randint(3, 6)))
    found = energy(whole, today).compare
    assert found is not None
    last_days = max(7, 7 * min(earlier, later) // 4)
    before, after = (dips_of(scores, cycles_of(whole, id), last_days) for id in ("p1", "p2"))
    assert (found.before.dips.cycles, found.after.dips.cycles) == (len(before), len(after))
    if min(len(before), len(after)) < 3:
        assert found.verdict == "not_enough"
        assert found.missing == f"needs 3 full logged cycles on each: has {len(before)} and {len(after)}"
        return
    assert found.effect is not None
    assert isclose(found.effect, mean(after) - mean(before), abs_tol=1e-9)
    assert isclose(found.before.dips.dip or 0.0, mean(before), abs_tol=1e-9)
    freedom = len(before) + len(after) - 2
    squares = sum((dip - mean(side)) ** 2 for side in (before, after) for dip in side)
    pooled = T[freedom] * sqrt(squares / freedom * (1 / len(before) + 1 / len(after)))
    if found.low is None or found.high is None:
        assert found.verdict == "not_enough" and found.missing == "too uneven to say"
        return
    half = (found.high - found.low) / 2
    assert half >= pooled * 0.999 and half <= 5
    assert isclose(found.detectable or 0.0, half)
    clear = abs(found.effect) > half
    assert found.verdict == ("cannot_tell" if not clear else "smaller" if found.effect > 0 else "larger")


@pytest.mark.parametrize("seed", range(20))
def test_the_end_of_the_cycle_with_a_steady_fall_taken_off(seed: int) -> None:
    random = Random(seed)
    whole, scores, today = changed(random, 12, 8, (3, random.randint(3, 6)))
    worn = energy(whole, today).wearing_off
    days, middles, lates = [], [], []
    for start, stop in cycles_of(whole, "p2"):
        length = (stop - start).days
        since = [((day - start).days, day) for day in days_between(start, stop) if day in scores]
        middle = [day for number, day in since if length / 4 <= number < 3 * length / 4]
        late = [day for number, day in since if number >= 3 * length / 4]
        if len(middle) < 2 or len(late) < 2:
            continue
        middles.append(mean(scores[day] for day in middle))
        lates.append(mean(scores[day] for day in late))
        days.append((mean(day.toordinal() for day in middle), mean(day.toordinal() for day in late)))
    assert worn.cycles == len(middles)
    if len(middles) < 3:
        assert worn.missing == f"needs 3 full logged cycles of 14 days or longer, has {len(middles)}"
        return
    centre = mean(at for at, _ in days)
    slope = sum((at - centre) * (score - mean(middles)) for (at, _), score in zip(days, middles, strict=True))
    slope /= sum((at - centre) ** 2 for at, _ in days)
    effect = mean(lates) - mean(middles)
    if slope < 0:  # high is good: a fall would pass for wearing off
        effect -= slope * (mean(at for _, at in days) - centre)
    assert worn.effect is not None and isclose(worn.effect, effect, abs_tol=1e-9)
    if worn.low is not None and worn.high is not None:
        assert worn.high - worn.low <= 10
        assert worn.verdict == ("yes" if worn.high < 0 else "no")


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("weeks", [1, 4, 12])
def test_now_against_the_start(seed: int, weeks: int) -> None:
    """Weekly injectors, cycles as long as the window, cycles that take its place; logged daily, seldom, weekly."""
    random = Random(seed)
    given = [FIRST + timedelta(weeks=weeks * n) for n in range(52 // weeks)]
    today = given[-1] + timedelta(days=random.randint(0, 6))
    habit = random.choice(("daily", "seldom", "weekly"))
    begin = FIRST - timedelta(days=random.choice((0, 60)))
    each, weekday = {"daily": (0.85, None), "seldom": (0.3, None), "weekly": (0.0, 2)}[habit]
    scores = scored(random, begin, today, each, weekday)
    whole = record(
        plan(every(weeks), set_on=f"{FIRST}", first_due=f"{FIRST}"),
        injections=[dose(f"{day}") for day in given],
        symptoms=written(scores, random),
    )
    found = energy(whole, today)
    logged_lately = sum(today - timedelta(days=55) <= day <= today for day in scores)
    window = 56 if logged_lately <= 12 else 28
    first, last = today - timedelta(days=window - 1), today
    if 7 * weeks > window:
        first, last = given[-2], given[-1] - timedelta(days=1)
    now = [score for day, score in scores.items() if first <= day <= last]
    before = [score for day, score in scores.items() if FIRST - timedelta(days=window) <= day < FIRST]
    if len(before) < 5:
        beginning = FIRST - timedelta(days=window)
        before = [scores[day] for day in sorted(scores) if day >= beginning][:14]
    change = found.change
    assert change.now is not None and isclose(change.now.mean, mean(now)) and change.now.days == len(now)
    assert (change.now.start, change.now.end) == (first, last)
    assert change.start is not None and isclose(change.start.mean, mean(before))
    if change.delta is not None:
        assert isclose(change.delta, mean(now) - mean(before), abs_tol=1e-9)
    if change.low is not None and change.high is not None:
        assert change.high - change.low <= 10
    else:
        assert change.verdict == "not_enough"
    if weeks == 1:
        assert found.wearing_off.cycles == 0 and found.wearing_off.verdict == "not_enough"
        assert found.compare is None


@pytest.mark.parametrize("seed", range(20))
def test_how_much_was_logged_and_at_once(seed: int) -> None:
    random = Random(seed)
    today = FIRST + timedelta(days=random.randint(20, 200))
    scores = scored(random, FIRST, today, 0.5)
    logs = written(scores, random)
    found = energy(record(symptoms=logs), today).logging
    assert isclose(found.share, len(scores) / ((today - min(scores)).days + 1))
    timed = [log for log in logs if log.recorded_at is not None]
    prompt = [log for log in timed if log.recorded_at and (log.recorded_at.date() - log.date).days in (0, 1)]
    assert (found.timed, found.prompt) == (len(timed), len(prompt))
