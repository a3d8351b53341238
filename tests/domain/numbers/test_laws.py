"""What holds of the three verdicts whatever the days are."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers import ChangeVerdict, Plateau, WearingOff, change, plateau, wearing_off
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN
from made_up_days import on

Days = Mapping[date, float]
Verdict = ChangeVerdict | WearingOff | Plateau

OTHER: dict[GoodEnd, GoodEnd] = {"high": "low", "low": "high"}


class Situation(NamedTuple):
    """What a verdict is asked of, but for the days and the good end."""

    doses: list[date]
    today: date
    repletion: tuple[date, date] | None
    maintenance_from: date | None

    @property
    def spans(self) -> list[tuple[date, date]]:
        return list(pairwise(dose for dose in self.doses if dose <= self.today))


def verdicts(days: Days, good: GoodEnd, at: Situation) -> tuple[ChangeVerdict, WearingOff, Plateau]:
    return (
        change(days, good, at.doses, at.today),
        wearing_off(days, good, at.spans, at.today),
        plateau(days, good, at.repletion, at.maintenance_from, at.doses, at.today),
    )


def claim(verdict: Verdict) -> float | None:
    """The difference that a verdict claims."""
    return verdict.effect if isinstance(verdict, WearingOff) else verdict.delta


scores = st.sampled_from(range(11)).map(float)
goods: st.SearchStrategy[GoodEnd] = st.sampled_from(["high", "low"])


@st.composite
def histories(draw: st.DrawFn, values: st.SearchStrategy[float] = scores) -> dict[date, float]:
    """Days logged every day, or now and then, over half a year or so."""
    share = draw(st.sampled_from([1, 1, 2, 7]))
    pattern = draw(st.lists(values, min_size=1, max_size=40))
    first, last = draw(st.integers(-60, 40)), draw(st.integers(0, 300))
    skipped = draw(st.sets(st.integers(-60, 300), max_size=30))
    logged = (day for day in range(first, last) if day % share == 0 and day not in skipped)
    return {on(day): pattern[day % len(pattern)] for day in logged}


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    interval = draw(st.sampled_from([7, 14, 20, 28, 56]))
    moved = draw(st.lists(st.integers(-3, 9), max_size=16))
    doses = sorted({on(interval * number + shift) for number, shift in enumerate(moved)})
    today = draw(st.integers(-40, 320))
    loading = draw(st.none() | st.tuples(st.integers(-10, 20), st.integers(0, 60)))
    repletion = loading and (on(loading[0]), on(loading[0] + loading[1]))
    maintained = draw(st.none() | st.integers(0, 100).map(on))
    return Situation(doses, on(today), repletion or None, maintained)


@given(days=histories(), good=goods, at=situations())
def test_a_verdict_has_all_its_numbers_or_says_what_is_missing(
    days: Days, good: GoodEnd, at: Situation
) -> None:
    for verdict in verdicts(days, good, at):
        numbers = (claim(verdict), verdict.low, verdict.high)
        if verdict.verdict == "not_enough":
            assert numbers[1:] == (None, None)
            assert verdict.missing == TOO_UNEVEN or (
                numbers[0] is None and verdict.missing.startswith("needs ")
            )
            continue
        assert verdict.missing == ""
        delta, low, high = (number for number in numbers if number is not None)
        assert delta - 5 <= low < delta < high <= delta + 5


@given(days=histories(), good=goods, at=situations())
def test_a_verdict_never_contradicts_its_range(days: Days, good: GoodEnd, at: Situation) -> None:
    for verdict in verdicts(days, good, at):
        if verdict.low is None or verdict.high is None:
            continue
        above, below = verdict.low > 0, verdict.high < 0
        worse, better = (below, above) if good == "high" else (above, below)
        assert (verdict.verdict in ("worse", "yes")) == worse
        if isinstance(verdict, ChangeVerdict):
            assert (verdict.verdict == "better") == better


@given(days=histories(), good=goods, at=situations())
def test_means_are_of_five_days_or_more_and_give_the_difference(
    days: Days, good: GoodEnd, at: Situation
) -> None:
    changed, _, fallen = verdicts(days, good, at)
    for first, second, delta in (
        (changed.start, changed.now, changed.delta),
        (fallen.before, fallen.now, fallen.delta),
    ):
        for mean in (first, second):
            assert mean is None or (mean.days >= 5 and mean.start <= mean.end <= at.today)
        if delta is not None:
            assert first is not None and second is not None
            assert delta == second.mean - first.mean
            assert first.end < second.start


def mirrored(value: float) -> float:
    return 10 - value


def shifted(value: float) -> float:
    return value + 3


def alike(one: Verdict, other: Verdict, sign: int) -> bool:
    """Whether two verdicts say the same with the same numbers, or with the mirrored ones."""
    if (one.verdict, one.missing) != (other.verdict, other.missing):
        return False
    first, second = claim(one), claim(other)
    if first is None or second is None:
        return first is second
    ends = (one.low, one.high) if sign > 0 else (one.high, one.low)
    wanted = [sign * number for number in (first, *ends) if number is not None]
    found = [number for number in (second, other.low, other.high) if number is not None]
    return found == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize(("turn", "sign"), [(mirrored, -1), (shifted, 1)])
@given(days=histories(st.sampled_from(range(2, 8)).map(float)), good=goods, at=situations())
def test_the_scale_turned_round_or_moved_says_the_same(
    turn: Callable[[float], float], sign: int, days: Days, good: GoodEnd, at: Situation
) -> None:
    turned = {day: turn(value) for day, value in days.items()}
    other = verdicts(turned, OTHER[good] if sign < 0 else good, at)
    one = verdicts(days, good, at)
    assert alike(one[0], other[0], sign)
    assert alike(one[1], other[1], sign)
    assert alike(one[2], other[2], sign)


@given(days=histories(), good=goods, at=situations(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_days_does_not_matter(
    days: Days, good: GoodEnd, at: Situation, random: object
) -> None:
    items = list(days.items())
    assert hasattr(random, "shuffle")
    random.shuffle(items)
    assert verdicts(dict(items), good, at) == verdicts(days, good, at)


@given(days=histories(), good=goods, at=situations())
def test_what_is_after_today_does_not_matter(days: Days, good: GoodEnd, at: Situation) -> None:
    seen = {day: value for day, value in days.items() if day <= at.today}
    doses = [dose for dose in at.doses if dose <= at.today]
    assert verdicts(days, good, at) == verdicts(seen, good, at._replace(doses=doses))


@given(
    days=st.dictionaries(st.dates(date(1900, 1, 1), date(9999, 12, 31)), st.floats(-1e6, 1e6), max_size=30),
    doses=st.lists(st.dates(date(1901, 1, 1), date(9999, 12, 31)), max_size=6).map(sorted),
    good=goods,
    today=st.dates(date(1901, 1, 1), date(9999, 12, 31)),
)
def test_no_dates_and_no_numbers_are_too_strange(
    days: Days, doses: list[date], good: GoodEnd, today: date
) -> None:
    ends = (doses[0], doses[-1]) if doses else None
    for verdict in verdicts(days, good, Situation(doses, today, ends, doses[0] if doses else None)):
        assert (verdict.verdict == "not_enough") == bool(verdict.missing)


@given(values=st.lists(st.floats(-1e300, 1e300), min_size=84, max_size=84), good=goods)
def test_no_days_are_too_wild(values: list[float], good: GoodEnd) -> None:
    days = {on(day): value for day, value in enumerate(values)}
    doses = [on(0), on(28), on(56), on(84)]
    for verdict in verdicts(days, good, Situation(doses, on(84), (on(0), on(10)), on(11))):
        assert verdict.missing in ("", TOO_UNEVEN)
