"""Dates and times as typed and as shown."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from b12track.domain.record.faults import Refused
from b12track.domain.typed import dates
from b12track.domain.typed.dates import When

TODAY = date(2026, 11, 21)  # a Saturday
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 21, 14, 5, 33, 250, tzinfo=LONDON)
DAYS_KEPT = st.dates(date(1900, 1, 1), date(9999, 12, 31))
ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    "0123456789-/.: tTzZ+novmardago", max_size=30
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-21", (2026, 11, 21)),
        (" 2026-1-5 ", (2026, 1, 5)),
        ("2026/04/03", (2026, 4, 3)),
        ("1900-01-01", (1900, 1, 1)),
        ("9999-12-31", (9999, 12, 31)),
        ("2024-02-29", (2024, 2, 29)),
        ("today", (2026, 11, 21)),
        ("TODAY", (2026, 11, 21)),
        ("yesterday", (2026, 11, 20)),
        ("tomorrow", (2026, 11, 22)),
        ("0d-ago", (2026, 11, 21)),
        ("3d-ago", (2026, 11, 18)),
        ("3 days ago", (2026, 11, 18)),
        ("1 day ago", (2026, 11, 20)),
        ("2w-ago", (2026, 11, 7)),
        ("1 week ago", (2026, 11, 14)),
        ("sat", (2026, 11, 21)),
        ("fri", (2026, 11, 20)),
        ("Sunday", (2026, 11, 15)),
        ("tues", (2026, 11, 17)),
        ("21 Nov 2026", (2026, 11, 21)),
        ("Sat 21 Nov 2026", (2026, 11, 21)),
        ("saturday, 21 november 2026", (2026, 11, 21)),
        ("21-Nov-2026", (2026, 11, 21)),
        ("21nov2026", (2026, 11, 21)),
        ("Nov 21, 2026", (2026, 11, 21)),
        ("Nov 21 2026", (2026, 11, 21)),
        ("21st Nov", (2026, 11, 21)),
        ("31 Oct", (2026, 10, 31)),
        ("1 Nov", (2026, 11, 1)),
        ("22nd november", (2025, 11, 22)),
        ("3 sept", (2026, 9, 3)),
        ("Nov 20", (2026, 11, 20)),
        ("Fri 20 Nov", (2026, 11, 20)),
        ("the day before yesterday", (2026, 11, 19)),
        ("two days ago", (2026, 11, 19)),
        ("a week ago", (2026, 11, 14)),
        ("a fortnight ago", (2026, 11, 7)),
        ("2 fortnights ago", (2026, 10, 24)),
        ("in 3 days", (2026, 11, 24)),
        ("in a week", (2026, 11, 28)),
        ("21/11/2026", (2026, 11, 21)),
        ("11/21/2026", (2026, 11, 21)),
        ("13.12.2025", (2025, 12, 13)),
        ("5-5-2026", (2026, 5, 5)),
        ("12/13/2025", (2025, 12, 13)),
        ("13/12/2025", (2025, 12, 13)),
    ],
)
def test_a_date_is_read(typed: str, day: tuple[int, int, int]) -> None:
    assert dates.read_date(typed, TODAY) == date(*day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("sat", (2026, 11, 21)),
        ("sun", (2026, 11, 22)),
        ("friday", (2026, 11, 27)),
        ("21 Nov", (2026, 11, 21)),
        ("20 Nov", (2027, 11, 20)),
        ("22 Nov", (2026, 11, 22)),
        ("3d-ago", (2026, 11, 18)),
        ("2026-01-05", (2026, 1, 5)),
    ],
)
def test_looking_forward_takes_the_next_one(typed: str, day: tuple[int, int, int]) -> None:
    assert dates.read_date(typed, TODAY, forward=True) == date(*day)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("03/04/2026", "03/04/2026 can be read as 3 Apr 2026 or 4 Mar 2026: write 2026-04-03 or 2026-03-04"),
        ("3.4.2026", "3.4.2026 can be read as 3 Apr 2026 or 4 Mar 2026: write 2026-04-03 or 2026-03-04"),
        ("3-4-2026", "3-4-2026 can be read as 3 Apr 2026 or 4 Mar 2026: write 2026-04-03 or 2026-03-04"),
        (
            "12/11/2026",
            "12/11/2026 can be read as 12 Nov 2026 or 11 Dec 2026: write 2026-11-12 or 2026-12-11",
        ),
        ("1/12/2026", "1/12/2026 can be read as 1 Dec 2026 or 12 Jan 2026: write 2026-12-01 or 2026-01-12"),
        ("12/1/2026", "12/1/2026 can be read as 12 Jan 2026 or 1 Dec 2026: write 2026-01-12 or 2026-12-01"),
        ("13/13/2026", "13/13/2026 has a month that does not exist: write it as 2026-04-03, year first"),
        ("0/4/2026", "0/4/2026 is not in the calendar: April 2026 has 30 days: write one of them"),
        ("2026-13-01", "2026-13-01 has a month that does not exist: write it as 2026-04-03, year first"),
        ("2026-02-29", "2026-02-29 is not in the calendar: February 2026 has 28 days: write one of them"),
        ("31/04/2026", "31/04/2026 is not in the calendar: April 2026 has 30 days: write one of them"),
        ("31 Apr 2026", '"31 Apr 2026" is not in the calendar: April 2026 has 30 days: write one of them'),
        ("1899-12-31", "1899-12-31 is in the year 1899: write a year from 1900 to 9999"),
        ("03/04/1899", "03/04/1899 is in the year 1899: write a year from 1900 to 9999"),
        ("0000-01-01", "0000-01-01 is in the year 0: write a year from 1900 to 9999"),
        ("03/04/26", "03/04/26 has a year of two digits: write it as 2026-04-03"),
        ("21 Nov 26", '"21 Nov 26" needs a year of four digits: write it as 21 Nov 2026'),
        (
            "Fri 21 Nov 2026",
            '"Fri 21 Nov 2026" names the wrong weekday: write Sat 21 Nov 2026 or the day that you mean',
        ),
        (
            "29 feb",
            '"29 feb" was in no calendar of the last year: write 29 Feb 2024 or the day that was meant',
        ),
        ("last tuesday", '"last tuesday" can be read as Tue 17 Nov or Tue 10 Nov: write 17 Nov or 10 Nov'),
        ("last sat", '"last sat" can be read as Sat 14 Nov or Sat 7 Nov: write 14 Nov or 7 Nov'),
        ("next sat", '"next sat" can be read as Sat 28 Nov or Sat 5 Dec: write 28 Nov or 5 Dec'),
        (
            "this morning",
            '"this morning" says no time of the clock: write the day alone, or such as yesterday 21:30',
        ),
        (
            "last night",
            '"last night" says no time of the clock: write the day alone, or such as yesterday 21:30',
        ),
        (
            "in 3 days ago",
            '"in 3 days ago" is not a date that can be read: write it as 2026-11-21, 21 Nov 2026, today, '
            "3d-ago or mon",
        ),
        (
            "30 feb",
            '"30 feb" is not a date in any year around now: write a day that exists, with its year, '
            "such as 21 Nov 2026",
        ),
        (
            "0 Nov",
            '"0 Nov" is not a date in any year around now: write a day that exists, with its year, '
            "such as 21 Nov 2026",
        ),
        ("99999w-ago", "99999w-ago is too far away: write a year from 1900 to 9999"),
        ("999999w-ago", "999999w-ago is too far away: write a year from 1900 to 9999"),
        ("2026-11-21 09:30", '"2026-11-21 09:30" has a time: write the day alone, such as 2026-11-21'),
    ],
)
def test_a_date_that_is_not_plain_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.read_date(typed, TODAY)
    assert str(refused.value) == f"date: {message}"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026",
        "soon",
        "mar",
        "mon mar",
        "21 nov dec",
        "2026-11",
        "2026-11/21",
        "9pm",
        "ago",
        "3m-ago",
        "x-3d-ago",
        "nov 21 x",
        "2026 nov 21",
        "21 22 nov",
        "21 november 2026 bc",
        "21\u0660 nov",
        "İ",
        "mär 3",
        "-3d-ago",
    ],
)
def test_what_is_no_date_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(
        Refused, match=r"^expires: .* write it as 2026-11-21, 21 Nov 2026, today, 3d-ago or mon$"
    ):
        dates.read_date(typed, TODAY, field="expires")


@pytest.mark.parametrize(
    ("typed", "today", "forward"),
    [
        ("yesterday", date(1900, 1, 1), False),
        ("tomorrow", date(9999, 12, 31), True),
        ("mon", date(9999, 12, 31), True),
        ("21 Nov", date(1900, 1, 5), False),
        ("4 Jan", date(9999, 12, 31), True),
    ],
)
def test_the_ends_of_the_calendar_refuse(typed: str, today: date, forward: bool) -> None:
    with pytest.raises(Refused):
        dates.read_date(typed, today, forward=forward)


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("yesterday", date(1900, 1, 2), date(1900, 1, 1)),
        ("tomorrow", date(9999, 12, 30), date(9999, 12, 31)),
        ("20 Nov", date(1900, 11, 21), date(1900, 11, 20)),
        ("20 Nov", date(9999, 11, 21), date(9999, 11, 20)),
    ],
)
def test_the_ends_of_the_calendar_are_reached(typed: str, today: date, day: date) -> None:
    assert dates.read_date(typed, today) == day


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-11-21 09:30", "2026-11-21T09:30:00+00:00"),
        ("2026-11-21T09:30", "2026-11-21T09:30:00+00:00"),
        ("2026-07-01 9:30", "2026-07-01T09:30:00+01:00"),
        ("2026-07-01 09:30:15", "2026-07-01T09:30:15+01:00"),
        ("2026-07-01T09:30:15.999999", "2026-07-01T09:30:15+01:00"),
        ("2026-07-01T09:30Z", "2026-07-01T09:30:00+00:00"),
        ("2026-07-01t09:30z", "2026-07-01T09:30:00+00:00"),
        ("2026-07-01T09:30:00+09:00", "2026-07-01T09:30:00+09:00"),
        ("2026-07-01T09:30:00-0330", "2026-07-01T09:30:00-03:30"),
        ("2026-07-01 09:30 -03", "2026-07-01T09:30:00-03:00"),
        ("2026-07-01 09:30+00:19:32", "2026-07-01T09:30:00+00:19:32"),
        ("09:30", "2026-11-21T09:30:00+00:00"),
        ("23:59:59", "2026-11-21T23:59:59+00:00"),
        ("yesterday 00:00", "2026-11-20T00:00:00+00:00"),
        ("mon 10:20", "2026-11-16T10:20:00+00:00"),
        ("Tue 17 Nov 10:20", "2026-11-17T10:20:00+00:00"),
        ("3d-ago 10:20", "2026-11-18T10:20:00+00:00"),
        ("now", "2026-11-21T14:05:33+00:00"),
        # The clocks went back at 02:00: of the two the first, unless an offset is typed.
        ("2026-10-25 01:30", "2026-10-25T01:30:00+01:00"),
        ("2026-10-25 01:30+00:00", "2026-10-25T01:30:00+00:00"),
        ("9999-12-31 23:59", "9999-12-31T23:59:00+00:00"),
        ("1900-01-01 00:00", "1900-01-01T00:00:00+00:00"),
    ],
)
def test_a_time_is_read_in_the_offset_of_its_day(typed: str, instant: str) -> None:
    when = dates.read_when(typed, NOW)
    assert when.instant.isoformat() == instant
    assert when == When(datetime.fromisoformat(instant), True, datetime.fromisoformat(instant).date())
    assert isinstance(when.instant.tzinfo, timezone)


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-07-01", "2026-07-01T12:00:00+01:00"),
        ("yesterday", "2026-11-20T12:00:00+00:00"),
        ("2026-03-29", "2026-03-29T12:00:00+01:00"),
        ("2026-10-25", "2026-10-25T12:00:00+00:00"),
    ],
)
def test_a_day_without_a_time_is_noon_marked_unknown(typed: str, instant: str) -> None:
    when = dates.read_when(typed, NOW)
    assert (when.instant.isoformat(), when.time_known) == (instant, False)
    assert when.day == when.instant.date()


def test_a_visit_looks_forward() -> None:
    assert dates.read_when("tue 10:20", NOW, forward=True).instant.isoformat() == "2026-11-24T10:20:00+00:00"
    assert dates.read_when("09:30", NOW, forward=True).day == TODAY


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("24:00", "24:00 is not a time of the day: write one from 00:00 to 23:59"),
        ("2026-01-05 09:60", '"2026-01-05 09:60" is not a time of the day: write one from 00:00 to 23:59'),
        ("09:30:60", "09:30:60 is not a time of the day: write one from 00:00 to 23:59"),
        ("09:30+24:00", "09:30+24:00 has a time offset that does not exist: write one such as +01:00 or Z"),
        ("09:30+01:60", "09:30+01:60 has a time offset that does not exist: write one such as +01:00 or Z"),
        (
            "03/04/2026 09:30",
            '"03/04/2026 09:30" can be read as 3 Apr 2026 or 4 Mar 2026: write 2026-04-03 or 2026-03-04',
        ),
        (
            "today09:30",
            "today09:30 is not a date that can be read: write it as 2026-11-21, 21 Nov 2026, today, 3d-ago or mon",
        ),
        (
            "9:3",
            "9:3 is not a date that can be read: write it as 2026-11-21, 21 Nov 2026, today, 3d-ago or mon",
        ),
    ],
)
def test_a_time_that_is_not_plain_is_refused(typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.read_when(typed, NOW, field="at")
    assert str(refused.value) == f"at: {message}"


@pytest.mark.parametrize(
    ("zone", "typed", "message"),
    [
        (
            "Europe/London",
            "2026-03-29 01:30",
            "01:30 does not exist on Sun 29 Mar 2026 in Europe/London: clocks went forward; write 00:30 or 02:30",
        ),
        (
            "America/St_Johns",
            "2026-03-08 02:00",
            "02:00 does not exist on Sun 8 Mar 2026 in America/St_Johns: clocks went forward; write 01:00 or 03:00",
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-04 02:15",
            "02:15 does not exist on Sun 4 Oct 2026 in Australia/Lord_Howe: clocks went forward; write 01:45 or 02:45",
        ),
        (
            "Pacific/Apia",
            "2011-12-30 10:00",
            "10:00 does not exist on Fri 30 Dec 2011 in Pacific/Apia: clocks went forward; "
            "write 2011-12-29 10:00 or 2011-12-31 10:00",
        ),
    ],
)
def test_a_time_that_the_clocks_skipped_is_refused(zone: str, typed: str, message: str) -> None:
    now = datetime(2026, 11, 21, 14, 5, tzinfo=ZoneInfo(zone))
    with pytest.raises(Refused) as refused:
        dates.read_when(typed, now)
    assert str(refused.value) == f"time: {message}"


@pytest.mark.parametrize(
    ("zone", "typed", "instant"),
    [
        ("Europe/London", "2026-03-29 00:59", "2026-03-29T00:59:00+00:00"),
        ("Europe/London", "2026-03-29 02:00", "2026-03-29T02:00:00+01:00"),
        ("Europe/London", "2026-10-25 00:59", "2026-10-25T00:59:00+01:00"),
        ("Europe/London", "2026-10-25 01:00", "2026-10-25T01:00:00+01:00"),
        ("Europe/London", "2026-10-25 02:00", "2026-10-25T02:00:00+00:00"),
        ("America/St_Johns", "2026-11-01 01:30", "2026-11-01T01:30:00-02:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-05T01:45:00+11:00"),
        ("Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-05T02:00:00+10:30"),
        # The zone skipped this whole day. Who types it keeps it, in the offset from before.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T12:00:00-10:00"),
        ("Pacific/Apia", "2011-12-31", "2011-12-31T12:00:00+14:00"),
    ],
)
def test_nights_when_the_clocks_change(zone: str, typed: str, instant: str) -> None:
    now = datetime(2026, 6, 1, 14, 5, tzinfo=ZoneInfo(zone))
    assert dates.read_when(typed, now).instant.isoformat() == instant


@pytest.mark.parametrize(
    "name", sorted(available_timezones() & {"Africa/Cairo", "America/Havana", "Asia/Gaza", "Asia/Tehran"})
)
@given(day=st.dates(date(1970, 1, 1), date(2037, 12, 31)), minute=st.integers(0, 1439))
def test_a_local_time_keeps_its_day_in_every_zone(name: str, day: date, minute: int) -> None:
    zone = ZoneInfo(name)
    now = datetime(2026, 6, 1, 12, tzinfo=zone)
    typed = f"{day} {minute // 60:02}:{minute % 60:02}"
    try:
        when = dates.read_when(typed, now)
    except Refused as refused:
        assert "does not exist" in str(refused)
        return
    assert f"{when.instant:%Y-%m-%d %H:%M}" == typed
    # As seconds: Python calls a time that exists twice unequal to everything in another zone.
    assert when.instant.timestamp() == datetime.fromisoformat(typed).replace(tzinfo=zone).timestamp()
    assert dates.read_when(day.isoformat(), now).day == day


def test_a_fixed_offset_is_a_zone_too() -> None:
    now = datetime(2026, 6, 1, 12, tzinfo=timezone(timedelta(hours=-5)))
    assert dates.read_when("9999-12-31 23:00", now).instant.isoformat() == "9999-12-31T23:00:00-05:00"


def test_now_without_a_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"^now must be aware$"):
        dates.read_when("today", NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "today", "weekday", "shown"),
    [
        (date(2026, 11, 26), None, True, "Thu 26 Nov 2026"),
        (date(2026, 11, 26), TODAY, True, "Thu 26 Nov"),
        (date(2025, 11, 26), TODAY, True, "Wed 26 Nov 2025"),
        (date(2026, 5, 5), TODAY, False, "5 May"),
        (date(2027, 5, 5), TODAY, False, "5 May 2027"),
    ],
)
def test_a_date_is_shown_with_its_month_in_letters(
    day: date, today: date | None, weekday: bool, shown: str
) -> None:
    assert dates.show_date(day, today, weekday) == shown


def test_all_names_are_english() -> None:
    days = " ".join(dates.show_date(date(2026, 6, day)).split()[0] for day in range(1, 8))
    months = " ".join(dates.show_date(date(2026, month, 1)).split()[2] for month in range(1, 13))
    assert days == "Mon Tue Wed Thu Fri Sat Sun"
    assert months == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


@pytest.mark.parametrize(
    ("low", "high", "today", "weekday", "shown"),
    [
        (date(2026, 3, 16), date(2026, 4, 16), TODAY, True, "Mon 16 Mar - Thu 16 Apr"),
        (date(2026, 3, 16), date(2026, 4, 16), None, True, "Mon 16 Mar - Thu 16 Apr 2026"),
        (date(2026, 3, 16), date(2026, 3, 20), TODAY, True, "Mon 16 Mar - Fri 20 Mar"),
        (date(2026, 1, 5), date(2026, 1, 18), TODAY, False, "5-18 Jan"),
        (date(2025, 1, 5), date(2025, 1, 18), TODAY, False, "5-18 Jan 2025"),
        (date(2026, 10, 25), date(2026, 11, 21), TODAY, False, "25 Oct - 21 Nov"),
        (date(2026, 12, 28), date(2027, 1, 4), TODAY, True, "Mon 28 Dec - Mon 4 Jan 2027"),
        (date(2025, 12, 25), date(2026, 1, 5), TODAY, False, "25 Dec 2025 - 5 Jan"),
        (date(2025, 1, 5), date(2026, 1, 5), None, False, "5 Jan 2025 - 5 Jan 2026"),
        (TODAY, TODAY, TODAY, True, "Sat 21 Nov"),
    ],
)
def test_a_stretch_of_days_says_the_year_where_it_must(
    low: date, high: date, today: date | None, weekday: bool, shown: str
) -> None:
    assert dates.show_day_range(low, high, today, weekday) == shown


def test_times_are_shown_in_their_own_offset() -> None:
    instant = datetime(2026, 11, 17, 9, 5, tzinfo=UTC)
    assert dates.show_time(instant) == "09:05"
    assert dates.show_when(instant, TODAY) == "Tue 17 Nov 09:05"
    assert dates.show_when(instant, time_known=False) == "Tue 17 Nov 2026"


@given(DAYS_KEPT, DAYS_KEPT, st.booleans(), st.booleans())
def test_a_date_as_shown_reads_back(day: date, today: date, weekday: bool, forward: bool) -> None:
    assert dates.read_date(dates.show_date(day, weekday=weekday), today, forward=forward) == day
    assert dates.read_date(day.isoformat(), today, forward=forward) == day


@given(DAYS_KEPT, st.booleans())
def test_a_day_of_the_week_is_at_most_six_days_away(today: date, forward: bool) -> None:
    for name in dates.DAYS:
        try:
            day = dates.read_date(name, today, forward=forward)
        except Refused:
            assert min(today - date(1900, 1, 1), date(9999, 12, 31) - today).days < 6
            continue
        away = (day - today).days
        assert dates.DAYS[day.weekday()] == name
        assert 0 <= (away if forward else -away) <= 6


@given(st.dates(date(1910, 1, 1), date(2100, 1, 1)), st.dates(date(1910, 1, 1), date(2100, 1, 1)))
def test_a_day_without_its_year_is_the_nearest(day: date, today: date) -> None:
    assume((day.month, day.day) != (2, 29))  # refused where it is far: the next test
    shown = f"{day.day} {dates.MONTHS[day.month - 1]}"
    back = dates.read_date(shown, today)
    on = dates.read_date(shown, today, forward=True)
    assert back <= today <= on
    assert (back.month, back.day) == (on.month, on.day) == (day.month, day.day)
    assert on == back == today or 365 <= (on - back).days <= 366


def test_a_leap_day_without_its_year_is_taken_only_where_it_is_near() -> None:
    assert dates.read_date("29 feb", date(2024, 3, 1)) == date(2024, 2, 29)
    assert dates.read_date("29 feb", date(2027, 12, 1), forward=True) == date(2028, 2, 29)
    with pytest.raises(Refused, match="is in no calendar of the coming year: write 29 Feb 2028"):
        dates.read_date("29 feb", TODAY, forward=True)


@given(DAYS_KEPT, st.times(), st.integers(-23 * 60, 23 * 60))
def test_an_instant_reads_back(day: date, wall: time, offset_minutes: int) -> None:
    zone = timezone(timedelta(minutes=offset_minutes))
    instant = datetime.combine(day, wall.replace(microsecond=0), zone)
    assert dates.read_when(instant.isoformat(), NOW) == When(instant, True, instant.date())


@pytest.mark.parametrize(
    "read",
    [
        lambda text: dates.read_date(text, TODAY),
        lambda text: dates.read_date(text, date(9999, 12, 31), forward=True),
        lambda text: dates.read_when(text, NOW),
        lambda text: dates.read_when(text, datetime(1900, 1, 1, tzinfo=ZoneInfo("Pacific/Apia"))),
    ],
)
@given(text=ANY_TEXT)
def test_any_text_is_a_date_or_one_line(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except Refused as refused:
        assert "\n" not in str(refused)
        str(refused).encode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30pm", "2026-11-21T21:30"),
        ("9:30 am", "2026-11-21T09:30"),
        ("9 p.m.", "2026-11-21T21:00"),
        ("10am", "2026-11-21T10:00"),
        ("2 pm", "2026-11-21T14:00"),
        ("12am", "2026-11-21T00:00"),
        ("12:15 PM", "2026-11-21T12:15"),
        ("9.30", "2026-11-21T09:30"),
        ("yesterday 9.30", "2026-11-20T09:30"),
        ("mon 9.30pm", "2026-11-16T21:30"),
        ("2026-11-20 7pm", "2026-11-20T19:00"),
        ("25/10 2pm", "2026-10-25T14:00"),
        ("20 nov 10am", "2026-11-20T10:00"),
        ("19th 9.30", "2026-11-19T09:30"),
        ("25.10.", "2026-10-25T12:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, meant: str) -> None:
    when = dates.read_when(typed, NOW)
    assert when.instant.strftime("%Y-%m-%dT%H:%M") == meant
    assert when.time_known is not typed.endswith(".10.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("21:30pm", "is not a time of the day: write 21:30"),
        ("25pm", "is not a time of the day: write one such as 10am or 14:30"),
        ("9:75 am", "is not a time of the day"),
        ("0am", "is not a time of the day"),
        ("10.11", "can be read as 10:11 or 10 Nov"),
        ("9.3", "can be read as 9 Mar or 3 Sep"),
        ("9", "is not a date that can be read"),
        ("pm", "is not a date that can be read"),
        ("20.11.2026 9", "is not a date that can be read"),
        ("3/4 2pm", "can be read as 3 Apr or 4 Mar"),
    ],
)
def test_a_time_that_can_be_read_in_two_ways_or_none_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.read_when(typed, NOW)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "back", "ahead"),
    [
        ("25/11", "2025-11-25", "2026-11-25"),
        ("11/25", "2025-11-25", "2026-11-25"),
        ("25.11.", "2025-11-25", "2026-11-25"),
        ("25-11", "2025-11-25", "2026-11-25"),
        ("25 nov", "2025-11-25", "2026-11-25"),
        ("5/5", "2026-05-05", "2027-05-05"),
        ("21/11", "2026-11-21", "2026-11-21"),
        ("25th", "2026-10-25", "2026-11-25"),
        ("21st", "2026-11-21", "2026-11-21"),
        ("31st", "2026-10-31", "2026-12-31"),
    ],
)
def test_a_day_without_a_year_is_the_nearest(typed: str, back: str, ahead: str) -> None:
    assert dates.read_date(typed, TODAY).isoformat() == back
    assert dates.read_date(typed, TODAY, forward=True).isoformat() == ahead


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3/4", "can be read as 3 Apr or 4 Mar: write 3 Apr or 4 Mar"),
        ("9.30", "is not a date in any year around now"),
        ("25.13.", "is not a date in any year around now"),
        ("13/13", "is not a date in any year around now"),
        ("1/0", "is not a date in any year around now"),
        ("0th", "is not a day of any month"),
        ("32nd", "is not a day of any month"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.read_date(typed, TODAY)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2026-12", (2026, 12, 1)),
        ("2027/2", (2027, 2, 1)),
        ("December", (2026, 12, 1)),
        ("november", (2026, 11, 1)),
        ("oct", (2027, 10, 1)),
        ("Feb. 2028", (2028, 2, 1)),
        ("  March  2026 ", (2026, 3, 1)),
    ],
)
def test_a_month_is_read(typed: str, month: tuple[int, int, int]) -> None:
    assert dates.read_month(typed, TODAY) == date(*month)


@pytest.mark.parametrize(
    "typed", ["", "12", "2026-13", "dezember", "2026", "2026-12-01", "december 26", "0000-01"]
)
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"^month: "):
        dates.read_month(typed, TODAY)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("08:00", "08:00"),
        ("8", "08:00"),
        ("7.30", "07:30"),
        ("0730", "07:30"),
        ("8am", "08:00"),
        (" 8:15 PM ", "20:15"),
        ("12 a.m.", "00:00"),
        ("12pm", "12:00"),
        ("23:59", "23:59"),
        ("0", "00:00"),
    ],
)
def test_a_time_of_the_day_as_people_write_it(text: str, shown: str) -> None:
    assert f"{dates.read_time_of_day(text):%H:%M}" == shown


@pytest.mark.parametrize(
    "text", ["", "24:00", "8:60", "13pm", "0am", "noon", "8-9", "8:5", "80000", "٨", "mon 8:00"]
)
def test_a_time_of_the_day_that_is_none(text: str) -> None:
    with pytest.raises(Refused, match=r"at: .*is not a time of the day: write it as 08:00 or 8am"):
        dates.read_time_of_day(text, "at")


def test_what_no_clock_shows_is_a_day() -> None:
    found = dates.read_when("25.11", NOW)
    assert found.day == date(2025, 11, 25) and not found.time_known


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("10:30 mon", "2026-11-16T10:30:00+00:00"),
        ("10.30pm yesterday", "2026-11-20T22:30:00+00:00"),
        ("9am on 20 nov", "2026-11-20T09:00:00+00:00"),
        ("9:30 20th nov", "2026-11-20T09:30:00+00:00"),
        ("9am 20/11", "2026-11-20T09:00:00+00:00"),
        ("9:30 2026-11-20", "2026-11-20T09:30:00+00:00"),
        ("20th nov at 9:30", "2026-11-20T09:30:00+00:00"),
        ("yesterday at 9pm", "2026-11-20T21:00:00+00:00"),
    ],
)
def test_a_time_may_stand_before_its_day(typed: str, at: str) -> None:
    assert dates.read_when(typed, NOW).instant.isoformat() == at


@pytest.mark.parametrize(
    ("typed", "back", "ahead"),
    [
        ("tomorow", "tomorrow, Sun 22 Nov?", None),
        ("yesturday", "yesterday, Fri 20 Nov?", None),
        ("todya", "today, Sat 21 Nov?", None),
        ("tomo", "tomorrow, Sun 22 Nov?", None),
        ("wendesday", "Wednesday, Wed 18 Nov?", "Wednesday, Wed 25 Nov?"),
        ("munday", "Monday, Mon 16 Nov?", "Monday, Mon 23 Nov?"),
        ("21 novmber", "21 November, Sat 21 Nov?", None),
        ("satruday 21 nov", "Saturday 21 Nov, Sat 21 Nov?", None),
        ("3 Febuary", "3 February, Tue 3 Feb?", "3 February, Wed 3 Feb 2027?"),
        ("2 weaks ago", "2 weeks ago, Sat 7 Nov?", None),
        ("the day after tomorow", "the day after tomorrow, Mon 23 Nov?", None),
        ("next thrusday", "next Thursday? Then write 26 Nov or 3 Dec", None),
        ("mon 21 novmber", "Mon 21 November? Then write Sat 21 Nov 2026 or the day that you mean", None),
        ("31 novmber", "31 November? Then write a day that exists", None),
        (
            "saturday moring",
            "Saturday morning? Then write the day alone, or such as yesterday 21:30",
            None,
        ),
    ],
)
def test_a_slip_in_a_word_of_a_date_is_named(typed: str, back: str, ahead: str | None) -> None:
    for forward, meant in ((False, back), (True, ahead or back)):
        with pytest.raises(Refused) as refused:
            dates.read_date(typed, NOW.date(), forward=forward)
        assert f"is not a date that can be read: did you mean {meant}" in str(refused.value)


@pytest.mark.parametrize(
    "typed", ["someday", "soon", "now", "monady 10", "abc def ghi", "friday next", "nob 21"]
)
def test_what_is_near_no_date_is_taken_for_none(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.read_date(typed, NOW.date())
    assert "not a date that can be read: write it as 2026-11-21" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorow 10:30", "tomorrow, Sun 22 Nov?"),
        ("9am on munday", "Monday, Mon 23 Nov?"),
        ("thrusday 2pm", "Thursday, Thu 26 Nov?"),
        ("wendesday 9.30", "Wednesday, Wed 25 Nov?"),
    ],
)
def test_a_slip_beside_a_time_is_named(typed: str, meant: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.read_when(typed, NOW, forward=True)
    assert str(refused.value).endswith(f"is not a date that can be read: did you mean {meant}")


def test_a_slip_in_a_month_is_named() -> None:
    for typed, right in (("decmber 2027", "did you mean December?"), ("xx 2026", "write it as 2026-11")):
        with pytest.raises(Refused) as refused:
            dates.read_month(typed, NOW.date())
        assert f"is not a month that can be read: {right}" in str(refused.value)
