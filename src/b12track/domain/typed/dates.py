"""Dates and times: how people type them, and how people see them.

What always holds: a reader gives one value or refuses; what can be read in two ways is never guessed. An
instant carries the fixed offset that held in the person's zone at that moment, so that its local date can
never change. Names of days and months are written here, never by the machine's language.

A date says nothing about being allowed: whether it may lie in the future is for whoever asked.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import length_of_month
from b12track.domain.wording.text import capital, folded_words, quote

FIRST_YEAR, LAST_YEAR = 1900, 9999
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# As people see them.
DAYS_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Patterns are compiled when first used, not at import; [0-9] because \d takes the digits of every script.
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_SO_MANY = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# The words that dates are made of.
_WORDS = (
    *("today", "yesterday", "tomorrow", "day", "before", "after", "last", "next", "ago"),
    *("days", "week", "weeks", "fortnight", "morning", "afternoon", "evening", "night", "tonight"),
    *DAYS,
    *MONTHS,
)
# "3d-ago", "two weeks ago", "in a week".
_AWAY = (
    rf"(?P<ahead>in )?(?P<number>[0-9]{{1,6}}|an|{'|'.join(_SO_MANY)})\s*(?P<unit>d|days?|w|weeks?|fortnights?)"
    r"(?P<ago>[\s-]*ago)?"
)
# "10:30 mon" and "9am on 20 nov" are said the other way round.
_CLOCK_FIRST = (
    r"(?P<clock>[0-9]{1,2}(?:[:.][0-9]{2})?\s*[ap]\.?m\.?|[0-9]{1,2}:[0-9]{2})\s+(?:on\s+)?"
    r"(?P<day>(?![ap]\.?m\b|z\b|[+-])\S.*)"
)
_YEAR_FIRST = r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
# Half a day, which is no time of the clock.
_PART_OF_A_DAY = r"tonight|last night|(this|tomorrow|[a-z]+day) (morning|afternoon|evening|night|lunchtime)"
_YEAR_LAST = r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})"
_TWO_DIGIT_YEAR = r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}"
_TIMED = (
    r"(?:(?P<day>.*?)(?:\s+|(?<=[0-9])t))?"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"\s*(?P<offset>z|[+-][0-9]{2}(?::?[0-9]{2}(?::[0-9]{2})?)?)?"
)
# "9.30", "10am", "2 pm" and "2:30 p.m.".
_CLOCK = (
    r"(?:(?P<day>.+?)\s+)?(?P<hour>[0-9]{1,2})"
    r"(?:\.(?P<minute>[0-9]{2})|(?:[.:](?P<minutes>[0-9]{2}))?\s*(?P<half>[ap])\.?m\.?)"
)
# "25/11" and "25.11.", of which one is the day and the other the month; "25th".
_NO_YEAR = r"([0-9]{1,2})([-/.])([0-9]{1,2})\.?"
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)"


class When(NamedTuple):
    """A moment as it was typed: its instant with a fixed offset, whether a time was given, its local day."""

    instant: datetime
    time_known: bool
    day: date


def read_date(text: str, today: date, *, forward: bool = False, field: str = "date") -> date:
    """A day as people write it; refused where it can be read in two ways.

    Days of the week, and days without a year, are the nearest looking back, or with `forward` looking on;
    today counts in both.
    """
    words = folded_words(text)
    if re.search(r"[0-9]:[0-9]", words):
        raise Refused(field, f"{quote(text)} has a time", f"write the day alone, such as {today.isoformat()}")
    return _day(words, text, today, forward, field)


def read_when(text: str, now: datetime, *, forward: bool = False, field: str = "time") -> When:
    """A day with or without a time; `now` is aware, in the person's zone.

    Without a time it is noon, marked as not known. An offset that was typed is kept, and the day is the one
    in that offset. A time that the clocks skipped is refused. Of a time that came twice the first is taken:
    the two are on one date, so no schedule depends on it, and whoever needs the second can type its offset.
    """
    words = re.sub(r"\s+at\s+(?=[0-9])", " ", folded_words(text))
    if found := re.fullmatch(_CLOCK_FIRST, words):
        words = f"{found['day']} {found['clock']}"
    if words == "now":
        return _at(now.replace(tzinfo=None), _offset_of(now))
    if found := re.fullmatch(_TIMED, words):
        day_words = found["day"]
        day = _day(day_words, text, now.date(), forward, field) if day_words is not None else now.date()
        hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        if hour > 23 or minute > 59 or second > 59:
            raise Refused(field, f"{quote(text)} is not a time of the day", "write one from 00:00 to 23:59")
        wall = datetime.combine(day, time(hour, minute, second))
        if found["offset"]:
            return _at(wall, _typed_offset(found["offset"], text, field))
        return _at(wall, _existing_offset(wall, now.tzinfo, field))
    if (found := re.fullmatch(_CLOCK, words)) and (clock := _of_the_clock(found, text, now, forward, field)):
        day = _day(found["day"], text, now.date(), forward, field) if found["day"] else now.date()
        wall = datetime.combine(day, clock)
        return _at(wall, _existing_offset(wall, now.tzinfo, field))
    day = _day(words, text, now.date(), forward, field)
    # A whole day may be missing from a zone. The day typed is kept: its instant has the offset from before.
    noon = datetime.combine(day, time(12))
    return _at(noon, _offset_of(noon.replace(tzinfo=now.tzinfo)), time_known=False)


def read_month(text: str, today: date) -> date:
    """A month as people write it, as its first day: 2026-12, December 2026, or December, which is the next one."""
    words = folded_words(text)
    year, month = today.year, None
    if found := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})", words):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([a-z]+)\.?(?: ([0-9]{4}))?", words):
        place = named(found[1], MONTHS)
        month = place + 1 if place is not None else None
        if found[2]:
            year = int(found[2])
        elif month is not None and month < today.month:
            year += 1
    if month is None:
        from b12track.domain.typed.near import near_word

        near = near_word(found[1], MONTHS, least=3, alike=0.7) if found else None
        right = (
            f"did you mean {capital(near)}?" if near else f"write it as {today:%Y-%m} or {show_month(today)}"
        )
        raise Refused("month", f"{quote(text)} is not a month that can be read", right)
    return _date(year, month, 1, text, "month")


def show_month(day: date) -> str:
    """The month of a day: "December 2026"."""
    return f"{capital(MONTHS[day.month - 1])} {day.year}"


def read_time_of_day(text: str, field: str = "time") -> time:
    """A time of the day, where nothing else is asked for: 07:30, 7.30, 0730, 7, 7am, 7:30 pm."""
    found = re.fullmatch(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*(?:([ap])\.?m\.?)?", folded_words(text))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (-1, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0) if 1 <= hour <= 12 else -1
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise Refused(field, f"{quote(text)} is not a time of the day", "write it as 08:00 or 8am")
    return time(hour, minute)


def show_date(day: date, today: date | None = None, weekday: bool = True) -> str:
    """A date for people: "Thu 26 Nov 2026"; the year is left out where it is today's."""
    shown = f"{day.day} {MONTHS_SHORT[day.month - 1]}"
    if weekday:
        shown = f"{DAYS_SHORT[day.weekday()]} {shown}"
    return shown if today and today.year == day.year else f"{shown} {day.year}"


def show_day_range(low: date, high: date, today: date | None = None, weekday: bool = True) -> str:
    """Two dates for people: "Mon 16 Mar - Thu 16 Apr"; without weekdays "5-18 Jan"; the same day once."""
    last = show_date(high, today, weekday)
    if low == high:
        return last
    if low.year != high.year:
        return f"{show_date(low, today, weekday)} - {last}"
    if low.month == high.month and not weekday:
        return f"{low.day}-{last}"
    return f"{show_date(low, low, weekday)} - {last}"


def show_time(instant: datetime) -> str:
    """The time of day in the instant's own offset: "09:05"."""
    return f"{instant.hour:02}:{instant.minute:02}"


def show_when(instant: datetime, today: date | None = None, *, time_known: bool = True) -> str:
    """Day and time for people: "Tue 17 Nov 10:20"; the day alone where the time is not known."""
    day = show_date(instant.date(), today)
    return f"{day} {show_time(instant)}" if time_known else day


def _day(words: str, text: str, today: date, forward: bool, field: str) -> date:
    """The day that the folded words mean; `text` is what was typed, for the refusal."""
    if (day := _plain_day(words, text, today, forward, field)) is not None:
        return day
    right = f"write it as {today.isoformat()}, {show_date(today, weekday=False)}, today, 3d-ago or mon"
    raise Refused(
        field,
        f"{quote(text)} is not a date that can be read",
        _meant(words, today, forward, field) or right,
    )


def _plain_day(words: str, text: str, today: date, forward: bool, field: str) -> date | None:
    """The day that the words mean; none where they are no date, and refused where there is no such day, or two."""
    if (away := _days_away(words, text, today, field)) is not None:
        return _moved(today, away, text, field)
    if (weekday := named(words, DAYS)) is not None:
        return _moved(today, _days_to(weekday, today, forward=forward), text, field)
    if found := re.fullmatch(_YEAR_FIRST, words):
        return _date(int(found[1]), int(found[3]), int(found[4]), text, field)
    if found := re.fullmatch(_YEAR_LAST, words):
        return _numbers(int(found[1]), int(found[3]), int(found[4]), text, field)
    if found := re.fullmatch(_NO_YEAR, words):
        return _without_year(found, text, today, forward, field)
    if found := re.fullmatch(_ORDINAL, words):
        return _nearest_of_month(int(found[1]), text, today, forward, field)
    if re.fullmatch(_TWO_DIGIT_YEAR, words):
        raise Refused(field, f"{quote(text)} has a year of two digits", "write it as 2026-04-03")
    return _month_in_letters(words, text, today, forward, field)


def _meant(words: str, today: date, forward: bool, field: str) -> str:
    """The date that was meant, and which day that is, where a word in it may be a slip; nothing where none may be."""
    meant = re.sub(r"[a-z]{3,}", lambda word: _as_meant(word[0]), words)
    if meant == words:
        return ""
    shown = re.sub(r"[a-z]{3,}", lambda word: capital(word[0]) if _is_name(word[0]) else word[0], meant)
    try:
        day = _plain_day(meant, shown, today, forward, field)
    except Refused as refused:
        return f"did you mean {shown}? Then {refused.hints[0]}"
    return f"did you mean {shown}, {show_date(day, today)}?" if day is not None else ""


@lru_cache(
    maxsize=1000
)  # a table may have the same word in each of its thousands of rows, a millisecond each
def _as_meant(word: str) -> str:
    """The word of dates that a word may be a slip of, or else the word."""
    from b12track.domain.typed.near import near_word

    return word if _is_name(word) else near_word(word, _WORDS, least=4, alike=0.7) or word


def _is_name(word: str) -> bool:
    """Whether it is the name of a day of the week or of a month, or the beginning of one."""
    return named(word, DAYS) is not None or named(word, MONTHS) is not None


def _days_away(words: str, text: str, today: date, field: str) -> int | None:
    """How far the day is that is said from today, such as "yesterday" or "2 weeks ago"; what says none is refused."""
    words = words.removeprefix("the ")
    if words in _NEAR:
        return _NEAR[words]
    if (found := re.fullmatch(_AWAY, words)) and bool(found["ahead"]) != bool(found["ago"]):
        word = "a" if found["number"] == "an" else found["number"]
        number = int(word) if word.isdigit() else _SO_MANY.index(word) + 1
        return number * {"d": 1, "w": 7, "f": 14}[found["unit"][0]] * (1 if found["ahead"] else -1)
    if (found := re.fullmatch(r"(last|next) ([a-z]+)", words)) and (day := named(found[2], DAYS)) is not None:
        raise _two_weeks(day, text, today, field, is_next=found[1] == "next")
    if re.fullmatch(_PART_OF_A_DAY, words):
        raise Refused(
            field,
            f"{quote(text)} says no time of the clock",
            "write the day alone, or such as yesterday 21:30",
        )
    return None


def _days_to(weekday: int, today: date, *, forward: bool) -> int:
    """How far the nearest such weekday is, looking back or on; today counts."""
    return (weekday - today.weekday()) % 7 if forward else -((today.weekday() - weekday) % 7)


def _two_weeks(weekday: int, text: str, today: date, field: str, *, is_next: bool) -> Refused:
    """ "Last Tuesday" and "next Tuesday" are the nearest one for some and the one after it for others."""
    one = _moved(today, _days_to(weekday, today, forward=is_next), text, field)
    if one == today:
        one = _moved(today, 7 if is_next else -7, text, field)
    other = _moved(one, 7 if is_next else -7, text, field)
    shown = [show_date(day, today) for day in (one, other)]
    right = f"write {show_date(one, today, weekday=False)} or {show_date(other, today, weekday=False)}"
    return Refused(field, f"{quote(text)} can be read as {shown[0]} or {shown[1]}", right)


def _numbers(first: int, second: int, year: int, text: str, field: str) -> date:
    """A date of three numbers with the year last: read only where day and month cannot change places."""
    if first != second and 1 <= first <= 12 and 1 <= second <= 12:
        by_day, by_month = (_date(year, *pair, text, field) for pair in ((second, first), (first, second)))
        raise Refused(
            field,
            f"{quote(text)} can be read as {show_date(by_day, weekday=False)} or "
            f"{show_date(by_month, weekday=False)}",
            f"write {by_day.isoformat()} or {by_month.isoformat()}",
        )
    day, month = (second, first) if second > 12 else (first, second)
    return _date(year, month, day, text, field)


def _without_year(found: re.Match[str], text: str, today: date, forward: bool, field: str) -> date:
    """A day and a month in numbers: read where they cannot change places; with dots the day stands first."""
    first, second = int(found[1]), int(found[3])
    if first != second and 1 <= first <= 12 and 1 <= second <= 12:
        by_day = _nearest(second, first, text, today, forward, field)
        by_month = _nearest(first, second, text, today, forward, field)
        shown = (show_date(by_day, today, weekday=False), show_date(by_month, today, weekday=False))
        raise Refused(
            field,
            f"{quote(text)} can be read as {shown[0]} or {shown[1]}",
            f"write {shown[0]} or {shown[1]}",
        )
    day, month = (second, first) if second > 12 and found[2] != "." else (first, second)
    return _nearest(month, day, text, today, forward, field)


def _nearest_of_month(day: int, text: str, today: date, forward: bool, field: str) -> date:
    """A day of a month that was not named: the last one up to today, or with `forward` the next."""
    this = today.year * 12 + today.month - 1
    numbers = [this + (away if forward else -away) for away in range(13)]
    found = _first_in([(number // 12, number % 12 + 1) for number in numbers], day, today, forward)
    if found is None:
        right = f"write it as {show_date(today, weekday=False)}"
        raise Refused(field, f"{quote(text)} is not a day of any month", right)
    return found


def _first_in(months: Iterable[tuple[int, int]], day: int, today: date, forward: bool) -> date | None:
    """The day in the first of these months that has it and is not yet to come, or with `forward` not past."""
    for year, month in months:
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= day <= length_of_month(year, month):
            found = date(year, month, day)
            if found == today or (found > today) == forward:
                return found
    return None


def _month_in_letters(words: str, text: str, today: date, forward: bool, field: str) -> date | None:
    """A date such as "21 Nov 2026", "Nov 21" or "Sat 21 Nov"; none where the words are no such thing."""
    # "21st" becomes "21"; anything that is no number, word or separator stays, and makes the date unreadable.
    parts = re.findall(r"[0-9]+|[a-z]+|[^\s,./-]", re.sub(r"([0-9])(?:st|nd|rd|th)\b", r"\1", words))
    weekday = named(parts[0], DAYS) if parts else None
    if weekday is not None:
        parts = parts[1:]
    months = [
        (number, month) for number, part in enumerate(parts) if (month := named(part, MONTHS)) is not None
    ]
    if len(months) != 1 or months[0][0] > 1 or not 2 <= len(parts) <= 3:
        return None
    place, month = months[0]
    numbers = [part for number, part in enumerate(parts) if number != place]
    if len(numbers[0]) > 2 or not all(re.fullmatch(r"[0-9]{1,9}", number) for number in numbers):
        return None
    if len(numbers) == 2 and len(numbers[1]) != 4:
        right = show_date(today, weekday=False)
        raise Refused(field, f"{quote(text)} needs a year of four digits", f"write it as {right}")
    if len(numbers) == 2:
        day = _date(int(numbers[1]), month + 1, int(numbers[0]), text, field)
    else:
        day = _nearest(month + 1, int(numbers[0]), text, today, forward, field)
    if weekday is not None and day.weekday() != weekday:
        raise Refused(
            field,
            f"{quote(text)} names the wrong weekday",
            f"write {show_date(day)} or the day that you mean",
        )
    return day


def _nearest(month: int, day: int, text: str, today: date, forward: bool, field: str) -> date:
    """A day without a year: the last one up to today, or with `forward` the next.

    29 Feb is refused where it is more than a year away: nobody who leaves out the year means another one.
    """
    years = [today.year + (away if forward else -away) for away in range(9)] if 1 <= month <= 12 else []
    found = _first_in([(year, month) for year in years], day, today, forward)
    if found is None:
        right = f"write a day that exists, with its year, such as {show_date(today, weekday=False)}"
        raise Refused(field, f"{quote(text)} is not a date in any year around now", right)
    if abs((found - today).days) > 366:
        missing = f"{quote(text)} was in no calendar of the last year"
        if forward:
            missing = f"{quote(text)} is in no calendar of the coming year"
        raise Refused(field, missing, f"write {show_date(found, weekday=False)} or the day that was meant")
    return found


def _date(year: int, month: int, day: int, text: str, field: str) -> date:
    """The date of three numbers, if the calendar has it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            field, f"{quote(text)} is in the year {year}", f"write a year from {FIRST_YEAR} to {LAST_YEAR}"
        )
    if not 1 <= month <= 12:
        raise Refused(
            field, f"{quote(text)} has a month that does not exist", "write it as 2026-04-03, year first"
        )
    most = length_of_month(year, month)
    if not 1 <= day <= most:
        found = f"{capital(MONTHS[month - 1])} {year} has {most} days"
        raise Refused(field, f"{quote(text)} is not in the calendar", f"{found}: write one of them")
    return date(year, month, day)


def _moved(today: date, days: int, text: str, field: str) -> date:
    """The day so many days from today, if it lies within the years that b12track keeps."""
    try:
        day = today + timedelta(days=days)
    except OverflowError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(
            field, f"{quote(text)} is too far away", f"write a year from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return day


def _of_the_clock(found: re.Match[str], text: str, now: datetime, forward: bool, field: str) -> time | None:
    """The time of "9.30", "10am" or "2 pm"; none where only a date can be meant, such as 25.11."""
    hour, minute = int(found["hour"]), int(found["minute"] or found["minutes"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12 or minute > 59:
            right = (
                f"{hour:02}:{minute:02}" if 12 < hour < 24 and minute <= 59 else "one such as 10am or 14:30"
            )
            raise Refused(field, f"{quote(text)} is not a time of the day", f"write {right}")
        return time(hour % 12 + (12 if found["half"] == "p" else 0), minute)
    if hour > 23 or minute > 59:
        return None
    if not found["day"] and 1 <= minute <= 12 and 1 <= hour <= 31:
        shown = show_date(_nearest(minute, hour, text, now.date(), forward, field), now.date(), weekday=False)
        right = f"{hour:02}:{minute:02}"
        raise Refused(field, f"{quote(text)} can be read as {right} or {shown}", f"write {right} or {shown}")
    return time(hour, minute)


def _existing_offset(wall: datetime, zone: tzinfo | None, field: str) -> timedelta:
    """The zone's offset at this time of the clock; refused where the clocks skipped it."""
    # The offset of before the change is the smaller one in a gap, the greater where a time came twice.
    before = _offset_of(wall.replace(tzinfo=zone))
    after = _offset_of(wall.replace(tzinfo=zone, fold=1))
    if before >= after:
        return before
    around = (wall - (after - before), wall + (after - before))
    same_day = all(other.date() == wall.date() for other in around)
    right = " or ".join(
        show_time(other) if same_day else f"{other.date()} {show_time(other)}" for other in around
    )
    raise Refused(
        field,
        f"{show_time(wall)} does not exist on {show_date(wall.date())} in {zone}",
        f"clocks went forward; write {right}",
    )


def _typed_offset(words: str, text: str, field: str) -> timedelta:
    """The offset from UTC that was typed."""
    digits = words[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = (int(digits[place : place + 2] if words != "z" else 0) for place in (0, 2, 4))
    if hours > 23 or minutes > 59 or seconds > 59:
        raise Refused(
            field, f"{quote(text)} has a time offset that does not exist", "write one such as +01:00 or Z"
        )
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -offset if words.startswith("-") else offset


def _offset_of(instant: datetime) -> timedelta:
    """The offset from UTC of an aware instant."""
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError("now must be aware")
    return offset


def _at(wall: datetime, offset: timedelta, *, time_known: bool = True) -> When:
    """The moment when clocks with this offset showed that time, to the second."""
    return When(wall.replace(microsecond=0, fold=0, tzinfo=timezone(offset)), time_known, wall.date())


def named(word: str, names: tuple[str, ...]) -> int | None:
    """The number of the name that the word is, or begins with three letters or more."""
    return next(
        (number for number, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None
    )
