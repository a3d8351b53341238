"""Intervals as tired people type them: read as what they say, or refused with what would be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Confirmed, Doses, Every, Length, Span, Until, Weekdays
from b12track.domain.wording.intervals import not_the_same, read_every, read_until, show_every, show_until

DAYS, WEEKS, MONTHS = "days", "weeks", "months"


def spans() -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(1, 100), st.integers(1, 100)).map(sorted)
    return st.builds(lambda unit, pair: Span(unit, *pair), st.sampled_from([DAYS, WEEKS, MONTHS]), ends)


def weekdays() -> st.SearchStrategy[Weekdays]:
    return st.sets(st.integers(0, 6), min_size=1).map(lambda days: Weekdays(tuple(sorted(days))))


@pytest.mark.parametrize(
    ("typed", "every"),
    [
        ("every 8 weeks", Span("weeks", 8, 8)),
        ("Every 8 Weeks.", Span("weeks", 8, 8)),
        ("8 weeks", Span("weeks", 8, 8)),
        ("8w", Span("weeks", 8, 8)),
        ("q8w", Span("weeks", 8, 8)),
        ("8-weekly", Span("weeks", 8, 8)),
        ("3monthly", Span("months", 3, 3)),
        ("2-monthly", Span("months", 2, 2)),
        ("every 2-3 months", Span("months", 2, 3)),
        ("every 2 – 3 months", Span("months", 2, 3)),
        ("every two to three months", Span("months", 2, 3)),
        ("2 or 3 months", Span("months", 2, 3)),
        ("monthly", Span("months", 1, 1)),
        ("once a month", Span("months", 1, 1)),
        ("every 4 weeks", Span("weeks", 4, 4)),
        ("weekly", Span("weeks", 1, 1)),
        ("once weekly", Span("weeks", 1, 1)),
        ("once every week", Span("weeks", 1, 1)),
        ("fortnightly", Span("weeks", 2, 2)),
        ("every other week", Span("weeks", 2, 2)),
        ("daily", Span("days", 1, 1)),
        ("once daily", Span("days", 1, 1)),
        ("every day", Span("days", 1, 1)),
        ("alternate days", Span("days", 2, 2)),
        ("on alternate days", Span("days", 2, 2)),
        ("every other day", Span("days", 2, 2)),
        ("every 56 days", Span("days", 56, 56)),
        ("twice a year", Span("months", 6, 6)),
        ("4 times a year", Span("months", 3, 3)),
        ("every year", Span("months", 12, 12)),
        ("mon wed fri", Weekdays((0, 2, 4))),
        ("Mon, Wed and Fri", Weekdays((0, 2, 4))),
        ("Fri/Mon/Wed", Weekdays((0, 2, 4))),
        ("mon-wed-fri", Weekdays((0, 2, 4))),
        ("on Mondays", Weekdays((0,))),
        ("every Monday", Weekdays((0,))),
        ("tues thurs", Weekdays((1, 3))),
        ("eod", Span("days", 2, 2)),
        ("EOD", Span("days", 2, 2)),
        ("e.o.d.", Span("days", 2, 2)),
        ("qod", Span("days", 2, 2)),
        ("q3m", Span("months", 3, 3)),
        ("q 3 m", Span("months", 3, 3)),
        ("every third month", Span("months", 3, 3)),
        ("every 3rd month", Span("months", 3, 3)),
        ("every fourth week", Span("weeks", 4, 4)),
        ("every 2nd week", Span("weeks", 2, 2)),
        ("every second month", Span("months", 2, 2)),
        ("3-4 days apart", Span("days", 3, 4)),
        ("3 days apart", Span("days", 3, 3)),
        ("every week on Monday", Weekdays((0,))),
        ("weekly on Mondays", Weekdays((0,))),
        ("1x/week", Span("weeks", 1, 1)),
        ("once/month", Span("months", 1, 1)),
        ("2x a year", Span("months", 6, 6)),
        ("twice yearly", Span("months", 6, 6)),
        ("every half year", Span("months", 6, 6)),
        ("every 10 weeks to 12 weeks", Span("weeks", 10, 12)),
        ("10 to 12 weeks", Span("weeks", 10, 12)),
    ],
)
def test_an_interval_is_read_as_what_it_says(typed: str, every: Every) -> None:
    assert read_every(typed) == every


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("", "every 8 weeks"),
        ("8", "every 8 weeks or every 8 months"),
        ("every 0 weeks", "every 8 weeks"),
        ("every 3-2 months", "every 2-3 months"),
        ("every 999 months", "at most 120 months"),
        ("biweekly", "twice a week or every 2 weeks"),
        ("bi-monthly", "twice a month or every 2 months"),
        ("mon-fri", "write mon fri or mon tue wed thu fri"),
        ("three times a week", "does not say which days"),
        ("5 times a year", "every 8 weeks"),
        ("every m", "every 8 weeks"),
        ("when I feel tired", "every 8 weeks"),
        ("2-3 times a week", "does not say which days: write them, such as mon thu or mon wed fri"),
        ("two to three times per week", "does not say which days"),
        ("3x/week", "does not say which days"),
        ("3x weekly", "does not say which days"),
        ("twice weekly", "does not say which days"),
        ("thrice a week", "does not say which days"),
        ("as needed", "names no dates, and a plan counts to a date: ask what interval was meant"),
        ("PRN", "names no dates"),
        ("every few weeks", "names no dates"),
        ("once", "is no interval: write any, such as every month, and let the phase end after 1 dose"),
        ("every second Monday", "write every 2 weeks: with its first date on a Monday it stays there"),
        ("every other friday", "write every 2 weeks: with its first date on a Friday it stays there"),
        ("10 weeks to 12 months", "every 8 weeks"),
        ("at least 3 days apart", "has no upper end: write every 3-4 days, or every 3 days"),
        ("every 2 weeks on Monday", "write every 2 weeks: with its first date on a Monday it stays there"),
        ("every 3 months on the Tuesday", "write every 3 months: with its first date on a Tuesday"),
        ("every 2 weeks on holiday", "every 8 weeks"),
        ("every third", "every 8 weeks"),
        ("3m", "every 8 weeks"),
        ("every -3 weeks", "every 8 weeks"),
        ("\x1b[31mweekly", "every 8 weeks"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(typed: str, right: str) -> None:
    with pytest.raises(Refused, match=r"^interval: .*" + right):
        read_every(typed)


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("6 doses", Doses(6)),
        ("six injections", Doses(6)),
        ("after 6 doses", Doses(6)),
        ("until 1 dose", Doses(1)),
        ("2 weeks", Length("weeks", 2)),
        ("for two weeks", Length("weeks", 2)),
        ("a month", Length("months", 1)),
        ("until confirmed", Confirmed()),
        ("until Dr Okafor says so", Confirmed()),
        ("until no further improvement", Confirmed()),
        ("ongoing", None),
        ("for life", None),
    ],
)
def test_an_end_is_read_as_what_it_says(typed: str, until: Until) -> None:
    assert read_until(typed) == until


@pytest.mark.parametrize("typed", ["", "6", "0 doses", "2-3 weeks", "10000 doses", "soon", "-1 weeks"])
def test_an_end_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"^until: "):
        read_until(typed)


@given(spans() | weekdays())
def test_a_shown_interval_can_be_typed_again(every: Every) -> None:
    assert read_every(show_every(every)) == every


@given(
    st.none()
    | st.just(Confirmed())
    | st.integers(1, 1000).map(Doses)
    | st.builds(Length, st.sampled_from([DAYS, WEEKS, MONTHS]), st.integers(1, 120))
)
def test_a_shown_end_can_be_typed_again(until: Until) -> None:
    assert read_until(show_until(until)) == until


@given(st.text(max_size=30) | st.text("0123456789 -qwmdy", max_size=12))
def test_junk_is_read_or_refused_and_nothing_else(typed: str) -> None:
    for read in (read_every, read_until):
        try:
            read(typed)
        except Refused as refused:
            assert "\n" not in str(refused)


@pytest.mark.parametrize(
    ("every", "shown"),
    [
        (Span("weeks", 1, 1), "every week"),
        (Span("weeks", 8, 8), "every 8 weeks"),
        (Span("months", 2, 3), "every 2-3 months"),
        (Span("days", 2, 2), "every other day"),
        (Weekdays((0, 2, 4)), "Mon, Wed and Fri"),
        (Weekdays((3,)), "every Thu"),
    ],
)
def test_an_interval_is_shown_in_plain_words(every: Every, shown: str) -> None:
    assert show_every(every) == shown


def test_a_month_and_four_weeks_are_kept_apart() -> None:
    assert "not every 4 weeks" in not_the_same(Span("months", 1, 1))
    assert "not every month" in not_the_same(Span("weeks", 4, 4))
    assert not_the_same(Span("weeks", 8, 8)) == ""


@pytest.mark.parametrize("typed", ["twice a decade", "0 times a week", "every 3 bananas", "zero weeks"])
def test_units_and_counts_that_there_are_not(typed: str) -> None:
    with pytest.raises(Refused, match="is not an interval that can be read"):
        read_every(typed)
