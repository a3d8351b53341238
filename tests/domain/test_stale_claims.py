"""What the numbers once said though the entries did not: each claim is gone, and stays gone."""

from datetime import date, timedelta

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import Phase, Record, SymptomLog
from b12track.domain.rules.flags import flags_of
from b12track.domain.rules.trends import trends_of
from builders import LOADING, LOADING_DAYS, dose, overview, plan, record

FIRST = date(2025, 1, 6)


def every(weeks: int) -> Phase:
    return Phase("Maintenance", "maintenance", Span("weeks", weeks, weeks))


def cured() -> tuple[Record, date]:
    """Six cycles of 12 weeks with a dip of two points, then a year of 8 weeks without one."""
    changed = FIRST + timedelta(weeks=72)
    given = [FIRST + timedelta(weeks=12 * n) for n in range(7)]
    given += [changed + timedelta(weeks=8 * n) for n in range(1, 7)]
    today = given[-1] + timedelta(days=3)
    dips = {before + timedelta(days=n) for before in given[:6] for n in range(63, 84)}
    days = [FIRST + timedelta(days=n) for n in range((today - FIRST).days + 1)]
    logs = [
        SymptomLog(f"s{day}", day, {"energy": 6 - 2 * (day in dips) + day.toordinal() * 7 % 3 - 1})
        for day in days
    ]
    whole = record(
        plan(every(12), set_on=f"{FIRST}", id="p1"),
        plan(every(8), set_on=f"{changed}", id="p2", first_due=f"{changed + timedelta(weeks=8)}"),
        injections=[dose(f"{day}") for day in given],
        symptoms=logs,
    )
    return whole, today


def test_a_dip_that_the_change_of_interval_cured_is_not_told_of_the_new_interval() -> None:
    whole, today = cured()
    (energy, *_) = trends_of(whole, today)
    assert energy.wearing_off.verdict == "no"
    assert not [flag for flag in flags_of(overview(whole, f"{today}")) if flag.code == "wearing_off"]


def sore(today: date) -> Record:
    """Six loading doses and three at 8 weeks; soreness is logged for two days after each, 4 and then 0."""
    given = [date(2026, int(text[:2]), int(text[3:])) for text in LOADING_DAYS]
    given += [given[-1] + timedelta(weeks=8 * n) for n in range(1, 4)]
    logs = dict.fromkeys(given, 4)
    for day in given:
        for after in (1, 2):
            logs.setdefault(day + timedelta(days=after), 3 - after)
    # Later the days after a dose are logged for longer.
    for after in range(3, 10):
        logs[given[-1] + timedelta(days=after)] = 0
    return record(
        plan(LOADING, every(8)),
        injections=[dose(f"{day}") for day in given],
        symptoms=[
            SymptomLog(f"s{day}", day, {"soreness": score})
            for day, score in sorted(logs.items())
            if day <= today
        ],
    )


def test_soreness_is_of_the_days_after_a_dose_and_has_no_change() -> None:
    today = date(2026, 1, 16) + timedelta(weeks=24, days=20)
    told = [trend for trend in trends_of(sore(today), today) if trend.kind.name == "soreness"]
    assert all(trend.change.verdict == "not_enough" and trend.change.delta is None for trend in told)


def test_a_range_that_says_nothing_is_not_told() -> None:
    today = date(2026, 6, 30)
    scores = [0, 10, 10, 0, 0, 10, 10, 10, 0, 0, 0]
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(-5, 0)]
    days += [today - timedelta(days=25 - 5 * n) for n in range(6)]
    whole = record(
        plan(every(8), set_on="01-01"),
        injections=[dose("01-01")],
        symptoms=[SymptomLog(f"s{day}", day, {"energy": score}) for day, score in zip(days, scores)],
    )
    (energy, *_) = trends_of(whole, today)
    assert energy.change.low is None and energy.change.high is None
    assert energy.change.verdict == "not_enough"


def test_a_score_that_is_always_the_same_is_not_known_to_a_tenth() -> None:
    days = [FIRST + timedelta(days=n) for n in range(-40, 200)]
    whole = record(
        plan(every(8), set_on=f"{FIRST}"),
        injections=[dose(f"{FIRST + timedelta(weeks=8 * n)}") for n in range(4)],
        symptoms=[SymptomLog(f"s{day}", day, {"energy": 5}) for day in days],
    )
    (energy, *_) = trends_of(whole, days[-1])
    for claim in (energy.change, energy.wearing_off):
        # A score of 5 may stand for anything from 4.5 to 5.5, day after day.
        assert claim.low is not None and claim.high is not None
        assert claim.low < -0.5 and claim.high > 0.5
