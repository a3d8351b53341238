"""Which days are compared, what is missing, and known answers."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import sqrt

import pytest

from b12track.domain.rules.numbers import ChangeVerdict, Mean, Plateau, change, plateau
from b12track.domain.rules.numbers.noise import ROUNDING
from b12track.domain.rules.numbers.student import quantile
from made_up_days import on


def scores(days: Iterable[int], value: float = 5.0) -> dict[date, float]:
    return {on(day): value for day in days}


EVERY_DAY = scores(range(-60, 400))


class TestChange:
    def test_the_start_is_the_28_days_before_the_first_dose(self) -> None:
        days = scores(range(-60, -28), 1.0) | scores(range(-28, 0), 4.0) | scores(range(120), 6.0)
        verdict = change(days, "high", [on(0)], on(119))
        assert verdict.start == Mean(4.0, 28, on(-28), on(-1))
        assert verdict.now == Mean(6.0, 28, on(92), on(119))
        assert verdict.delta == 2.0
        assert (verdict.verdict, verdict.treated, verdict.missing) == ("better", False, "")

    def test_five_days_there_are_enough(self) -> None:
        days = scores([-28, -20, -10, -9, -1], 4.0) | scores(range(100), 6.0)
        assert change(days, "high", [on(0)], on(99)).start == Mean(4.0, 5, on(-28), on(-1))

    def test_with_fewer_the_start_is_the_first_14_logged_days_and_treatment_had_begun(self) -> None:
        days = scores([-29], 0.0) | scores([-28, -20, -10, -9], 4.0) | scores(range(0, 200, 2), 6.0)
        verdict = change(days, "high", [on(0)], on(199))
        assert verdict.start == Mean((4 * 4 + 10 * 6) / 14, 14, on(-28), on(18))
        assert verdict.treated

    def test_the_first_14_logged_days_may_lie_far_apart(self) -> None:
        days = scores(range(0, 140, 10), 3.0) | scores(range(300, 400), 6.0)
        verdict = change(days, "low", [on(0)], on(399))
        assert verdict.start == Mean(3.0, 14, on(0), on(130))
        assert (verdict.verdict, verdict.treated) == ("worse", True)

    @pytest.mark.parametrize("first_dose", [None, on(90)])
    def test_without_a_dose_the_first_14_logged_days_are_untreated(self, first_dose: date | None) -> None:
        verdict = change(scores(range(80)), "high", [first_dose] if first_dose else [], on(79))
        assert verdict.start == Mean(5.0, 14, on(0), on(13))
        assert (verdict.verdict, verdict.treated) == ("no_clear_change", False)

    def test_days_after_today_are_not_seen(self) -> None:
        today = on(99)
        later = EVERY_DAY | scores(range(100, 400), 9.0)
        seen = {day: value for day, value in later.items() if day <= today}
        assert change(later, "high", [on(0)], today) == change(seen, "high", [on(0)], today)

    @pytest.mark.parametrize(
        ("days", "first_dose", "today", "missing"),
        [
            ({}, on(0), 100, "needs 5 logged days in the last 28, has 0"),
            ({}, None, 100, "needs 5 logged days in the last 28, has 0"),
            (scores(range(-28, 99)), on(0), 125, "needs 5 logged days in the last 28, has 1"),
            (scores(range(-28, 99)), on(0), 122, "needs 5 logged days in the last 28, has 4"),
            (scores(range(-28, 99)), on(0), 121, ""),
            (EVERY_DAY, on(0), 0, "needs 28 days since the first dose, has 1"),
            (EVERY_DAY, on(0), 26, "needs 28 days since the first dose, has 27"),
            (EVERY_DAY, on(0), 27, ""),
            (scores(range(100)), on(0), 40, "needs 14 logged days before the last 28, has 13"),
            (scores(range(100)), on(0), 41, ""),
            (scores(range(100)), None, 40, "needs 14 logged days before the last 28, has 13"),
            (scores(range(100)), None, 41, ""),
            (scores(range(75, 81)), on(0), 80, "needs 14 logged days before the last 56, has 0"),
        ],
    )
    def test_what_is_missing_is_told(
        self, days: dict[date, float], first_dose: date | None, today: int, missing: str
    ) -> None:
        verdict = change(days, "high", [first_dose] if first_dose else [], on(today))
        assert verdict.missing == missing
        assert (verdict.verdict == "not_enough") == bool(missing)
        assert (verdict.delta is None) == bool(missing)

    def test_a_mean_is_shown_also_where_the_other_is_missing(self) -> None:
        early = change(EVERY_DAY, "high", [on(0)], on(10))
        assert early.start == Mean(5.0, 28, on(-28), on(-1))
        assert early.now == Mean(5.0, 28, on(-17), on(10))
        assert change(scores(range(95, 100)), "high", [on(0)], on(99)).now == Mean(5.0, 5, on(44), on(99))
        thin = change(scores(range(-28, 60)), "high", [on(0)], on(200))
        assert thin.start is not None and thin.now is None

    def test_days_that_never_differ_hide_what_the_rounding_hides_in_one_of_them(self) -> None:
        verdict = change(EVERY_DAY, "high", [on(0)], on(300))
        assert verdict.verdict == "no_clear_change"
        assert verdict.delta == 0.0
        assert verdict.high is not None
        # 28 days before and eleven stretches after: 28 + 301 days less their twelve means.
        assert verdict.high == pytest.approx(quantile(0.98, 28 + 301 - 12) * sqrt(ROUNDING * 2))

    def test_days_that_swing_have_the_range_of_independent_days(self) -> None:
        days = {on(day): 4.0 + 4 * (day % 2) for day in range(-28, 112)}
        verdict = change(days, "high", [on(0)], on(111))
        assert verdict.delta == 0.0
        assert verdict.low is not None
        # Five stretches of 28 days, each with 28 squares of 4: the rounding is part of them.
        error = sqrt(5 * 28 * 4 / (5 * 27) * 2 / 28)
        # That nothing carries over is itself only estimated: two thirds of the squares go to that.
        assert -verdict.low / error == pytest.approx(quantile(0.98, 135 / 3), rel=0.01)

    @pytest.mark.parametrize(
        ("good", "now", "verdict"),
        [("high", 9.0, "better"), ("high", 1.0, "worse"), ("low", 9.0, "worse"), ("low", 1.0, "better")],
    )
    def test_the_good_end_decides(self, good: str, now: float, verdict: str) -> None:
        days = {on(day): (5.0 if day < 0 else now) + day % 2 for day in range(-28, 100)}
        assert change(days, "high" if good == "high" else "low", [on(0)], on(99)).verdict == verdict


class TestPlateau:
    def test_the_last_14_days_of_loading_are_its_end(self) -> None:
        days = scores(range(21), 2.0) | scores(range(21, 35), 7.0) | scores(range(35, 200), 4.0)
        verdict = plateau(days, "high", (on(0), on(34)), on(34), [], on(199))
        assert verdict.before == Mean(7.0, 14, on(21), on(34))
        assert verdict.now == Mean(4.0, 28, on(172), on(199))
        assert (verdict.delta, verdict.verdict, verdict.missing) == (-3.0, "yes", "")

    def test_a_shorter_loading_is_its_own_end(self) -> None:
        days = scores(range(-10, 0), 1.0) | scores(range(12), 7.0) | scores(range(12, 200), 4.0)
        verdict = plateau(days, "low", (on(0), on(11)), on(11), [], on(199))
        assert verdict.before == Mean(7.0, 12, on(0), on(11))
        assert verdict.verdict == "no"

    def test_higher_is_worse_where_low_is_good(self) -> None:
        days = {on(day): (2.0 if day < 12 else 6.0) + day % 2 for day in range(200)}
        assert plateau(days, "low", (on(0), on(11)), on(11), [], on(199)).verdict == "yes"
        assert plateau(days, "high", (on(0), on(11)), on(11), [], on(199)).verdict == "no"

    @pytest.mark.parametrize(
        ("days", "repletion", "maintenance_from", "today", "missing"),
        [
            (EVERY_DAY, None, on(12), 200, "needs a loading phase that has ended"),
            (EVERY_DAY, (on(0), on(30)), on(30), 29, "needs a loading phase that has ended"),
            (EVERY_DAY, (on(0), on(30)), None, 200, "needs a maintenance phase"),
            (EVERY_DAY, (on(0), on(30)), on(40), 39, "needs a maintenance phase"),
            (EVERY_DAY, (on(0), on(30)), on(30), 30, "needs 28 days in maintenance, has 0"),
            (EVERY_DAY, (on(0), on(30)), on(30), 57, "needs 28 days in maintenance, has 27"),
            (EVERY_DAY, (on(0), on(30)), on(30), 58, ""),
            (EVERY_DAY, (on(0), on(30)), on(40), 66, "needs 28 days in maintenance, has 27"),
            (EVERY_DAY, (on(0), on(30)), on(40), 67, ""),
            (
                scores(range(27, 200)),
                (on(0), on(30)),
                on(30),
                199,
                "needs 5 logged days at the end of loading, has 4",
            ),
            (scores(range(26, 200)), (on(0), on(30)), on(30), 199, ""),
            (scores(range(100)), (on(0), on(30)), on(30), 123, "needs 5 logged days in the last 28, has 4"),
            (scores(range(100)), (on(0), on(30)), on(30), 122, ""),
            ({}, (on(0), on(30)), on(30), 122, "needs 5 logged days at the end of loading, has 0"),
        ],
    )
    def test_what_is_missing_is_told(
        self,
        days: dict[date, float],
        repletion: tuple[date, date] | None,
        maintenance_from: date | None,
        today: int,
        missing: str,
    ) -> None:
        verdict = plateau(days, "high", repletion, maintenance_from, [], on(today))
        assert verdict.missing == missing
        assert (verdict.verdict == "not_enough") == bool(missing)
        assert (verdict.delta is None) == bool(missing)

    def test_a_mean_is_shown_also_where_the_other_is_missing(self) -> None:
        assert plateau(EVERY_DAY, "high", (on(0), on(30)), None, [], on(200)).before == Mean(
            5.0, 14, on(17), on(30)
        )
        late = plateau(scores(range(50, 200)), "high", (on(0), on(30)), on(30), [], on(199))
        assert (late.before, late.now) == (None, Mean(5.0, 28, on(172), on(199)))


def test_nothing_given_is_an_empty_answer() -> None:
    assert ChangeVerdict()[:8] == (None, None, None, None, None, "not_enough", False, "")
    assert Plateau()[:7] == (None, None, None, None, None, "not_enough", "")


def test_years_of_logs_are_left_alone() -> None:
    """However long the history, only the days around the two periods are looked up."""

    class Counted(dict[date, float]):
        looked_up = 0

        def __contains__(self, day: object) -> bool:
            self.looked_up += 1
            return super().__contains__(day)

    days = Counted({on(day): float(4 + day % 3) for day in range(-28, 20_000)})
    today = on(0) + timedelta(days=19_999)
    assert change(days, "high", [on(0)], today).verdict == "no_clear_change"
    assert plateau(days, "high", (on(0), on(11)), on(11), [], today).verdict == "no"
    assert days.looked_up < 2 * 900
