"""Intervals and lengths in words: how people type "every 8 weeks", and how people see it.

What always holds: an interval is read as what it says or refused, and what is shown can be typed again. A month
stays a month and four weeks stay four weeks: they give 12 and 13 doses a year, and mixing them up is common.
"""

import re

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Confirmed, Doses, Every, Length, Span, Unit, Until, Weekdays
from b12track.domain.typed.dates import DAYS, DAYS_SHORT, named
from b12track.domain.wording.text import capital, quote

_EXAMPLES = "every 8 weeks, every 2-3 months, mon wed fri, daily or alternate days"
_UNTIL_EXAMPLES = "6 doses, 2 weeks, until confirmed or ongoing"

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}

# The unit that is kept, and how many of it one typed unit is.
_UNITS: dict[str, tuple[Unit, int]] = {
    **dict.fromkeys(("d", "day", "days"), ("days", 1)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), ("weeks", 1)),
    **dict.fromkeys(("fortnight", "fortnights"), ("weeks", 2)),
    **dict.fromkeys(("mo", "mth", "mths", "month", "months"), ("months", 1)),
    **dict.fromkeys(("quarter", "quarters"), ("months", 3)),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), ("months", 12)),
}
# Ten years: beyond it there is a slip of the finger, not a prescription.
_MOST: dict[Unit, int] = {"days": 3650, "weeks": 520, "months": 120}

_FIXED: dict[str, Every] = {
    "daily": Span("days", 1, 1),
    "alternate days": Span("days", 2, 2),
    **dict.fromkeys(("eod", "qod", "e o d", "q o d"), Span("days", 2, 2)),
    **dict.fromkeys(("qd", "q d"), Span("days", 1, 1)),
    "weekly": Span("weeks", 1, 1),
    "fortnightly": Span("weeks", 2, 2),
    "four weekly": Span("weeks", 4, 4),
    "monthly": Span("months", 1, 1),
    "quarterly": Span("months", 3, 3),
    **dict.fromkeys(("half yearly", "half year", "half a year", "six monthly"), Span("months", 6, 6)),
    "yearly": Span("months", 12, 12),
    "annually": Span("months", 12, 12),
    "weekdays": Weekdays((0, 1, 2, 3, 4)),
}
# Words that half the world reads the other way.
_TWO_READINGS = {
    "biweekly": "twice a week or every 2 weeks: write the days, such as mon thu, or every 2 weeks",
    "bimonthly": "twice a month or every 2 months: write every 15 days, or every 2 months",
    "biannually": "twice a year or every 2 years: write every 6 months, or every 24 months",
    "bi weekly": "twice a week or every 2 weeks: write the days, such as mon thu, or every 2 weeks",
    "bi monthly": "twice a month or every 2 months: write every 15 days, or every 2 months",
}
# Words that say no dates, which is what a plan counts to.
_NO_DATES = re.compile(
    r"(?:as|when|if|whenever) (?:needed|required|necessary)|prn|p\.r\.n|sos|(?:every )?(?:few|several|some) [a-z]+"
)
_ONLY_ONE = ("once", "one dose", "single dose", "a single dose", "once only", "stat")
# "Every third month": how many of a unit an ordinal is.
_ORDINALS = {
    **dict.fromkeys(("other", "second", "2 nd", "alternate"), 2),
    **{word: number for number, word in enumerate(("third", "fourth", "fifth", "sixth"), 3)},
    **{f"{number} {'rd' if number == 3 else 'th'}": number for number in range(3, 13)},
}
_CONFIRMED = re.compile(
    r"confirmed|(the )?(doctor|clinic|clinician|nurse|prescriber|they|dr \w+) (says?|confirms?)( so| otherwise)?"
    r"|no further improvement|told( otherwise)?|further notice"
)
_ONGOING = (
    "ongoing",
    "no end",
    "open",
    "open ended",
    "for life",
    "life",
    "lifelong",
    "forever",
    "none",
    "no",
)
_NUMBER = r"[0-9]{1,6}|[a-z]+"
_AMOUNT = rf"(?P<low>{_NUMBER})(?:\s*(?:-|to|or)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>[a-z]+)"


def read_every(text: str, field: str = "interval") -> Every:
    """How often, as people write it; what can be read in two ways is refused with both."""
    words = _plain(text)
    _refuse_by_name(words, text, field)
    if words in _TWO_READINGS:
        raise Refused(field, f"{quote(text)} can mean {_TWO_READINGS[words]}")
    if (fixed := _FIXED.get(words)) is not None:
        return fixed
    if (days := _weekdays(words, text, field)) is not None:
        return days
    if found := re.fullmatch(
        rf"(?P<count>{_NUMBER})(?: times?)? (?:a|an|per|each|every) (?P<unit>[a-z]+)", words
    ):
        return _times_in(found, text, field)
    if words in _UNITS:
        words = f"1 {words}"
    elif re.fullmatch("[0-9]{1,6}", words):
        raise Refused(
            field, f"{quote(text)} has no unit", f"write every {words} weeks or every {words} months"
        )
    amount = _amount(
        words.removesuffix("ly") if re.match(r"[0-9a-z-]+ ?(?:week|month|year)ly$", words) else words
    )
    if amount is None:
        raise Refused(field, f"{quote(text)} is not an interval that can be read", f"write it as {_EXAMPLES}")
    unit, low, high = amount
    if not 1 <= low <= high:
        right = f"every {high}-{low} {unit}" if 1 <= high < low else _EXAMPLES
        raise Refused(field, f"{quote(text)} is not an interval", f"write {right}")
    _refuse_above(unit, high, text, field)
    return Span(unit, low, high)


def _plain(text: str) -> str:
    """The words of an interval without those that only lead up to it: "every third month" is "3 month"."""
    words = _fold(text)
    if re.fullmatch(r"[eq]\.o\.d", words):
        words = words.replace(".", "")
    if found := re.fullmatch(r"q ?([0-9]{1,3}) m", words):
        words = f"{found[1]} months"  # as prescriptions write it; an m by itself could be minutes
    # "3x/week" and "twice weekly" are said as "3 times a week".
    words = re.sub(r"^([0-9]{1,2}) ?x\b", r"\1 times", words)
    words = re.sub(r"^([0-9]{1,2} times|[0-9]{1,2}|once|twice|thrice) ?/ ?(?=[a-z]+$)", r"\1 a ", words)
    words = re.sub(r"^(1 times|[2-9] times|twice|thrice) (week|month|year)(?:ly)?$", r"\1 a \2", words)
    # "10 weeks to 12 weeks" names its unit twice.
    words = re.sub(rf"({_NUMBER}) ([a-z]+) ?(-|to|or) ?({_NUMBER}) \2$", r"\1 \3 \4 \2", words)
    words = re.sub(r"^(?:once )?(?:(?:every|each|on|per)\b ?(?=.)|q ?(?=[0-9]))", "", words)
    words = re.sub(r"^once (?=[a-z]+ly$)", "", words)
    if found := re.fullmatch(r"(?:1 )?(?:week|weekly) on (?P<days>.+)", words):
        return found["days"]
    if found := re.fullmatch(r"([0-9]+(?:-[0-9]+)? days) apart", words):
        return found[1]
    if (found := re.fullmatch(r"([a-z]+|[0-9]+ [a-z]{2}) ([a-z]+)", words)) and found[1] in _ORDINALS:
        return f"{_ORDINALS[found[1]]} {found[2]}"
    return words


def _refuse_by_name(words: str, text: str, field: str) -> None:
    """Refuse what people do say and no plan here can hold, each with what comes nearest."""
    if found := re.fullmatch(r"at least (?P<low>[0-9]+) days(?: apart| between)?", words):
        low = int(found["low"])
        raise Refused(
            field,
            f"{quote(text)} has no upper end",
            f"write every {low}-{low + 1} days, or every {low} days, whichever was meant",
        )
    if found := re.fullmatch(
        rf"(?:{_NUMBER})\s*(?:-|to|or)\s*(?:{_NUMBER}) times (?:a|an|per|each|every) week", words
    ):
        raise Refused(
            field, f"{quote(text)} does not say which days", "write them, such as mon thu or mon wed fri"
        )
    if _NO_DATES.fullmatch(words):
        raise Refused(
            field,
            f"{quote(text)} names no dates, and a plan counts to a date",
            "ask what interval was meant, and write it, such as every 4-6 weeks",
        )
    if words in _ONLY_ONE:
        raise Refused(
            field,
            f"{quote(text)} is no interval",
            "write any, such as every month, and let the phase end after 1 dose",
        )
    if found := re.fullmatch(r"2 (?P<day>[a-z]+)", words):
        words = f"2 weeks on {found['day']}"  # every second Monday
    if found := re.fullmatch(r"(?P<span>.*(?:week|month)s?) on (?:a |the )?(?P<day>[a-z]+)", words):
        day = _weekday(found["day"])
        if day is not None:
            weekday, span = capital(DAYS[day]), f"every {found['span']}"
            raise Refused(
                field,
                f"{quote(text)} names both an interval and a day of the week, and a plan counts from the last dose",
                f"write {span}: with its first date on a {weekday} it stays there as long as the doses do",
            )


def read_until(text: str, field: str = "until") -> Until:
    """How long a phase lasts, as people write it."""
    words = re.sub(r"^(?:(?:for|after|until|till|up to|then) ?)+(?=.)", "", _fold(text))
    if words in _ONGOING:
        return None
    if _CONFIRMED.fullmatch(words):
        return Confirmed()
    wrong = (field, f"{quote(text)} is not an end that can be read", f"write {_UNTIL_EXAMPLES}")
    if found := re.fullmatch(rf"({_NUMBER}) (?:doses?|injections?|shots?|jabs?)", words):
        count = _count(found[1])
        if not count:
            raise Refused(*wrong)
        if count > 1000:
            raise Refused(field, f"{quote(text)} is more than 1000 doses", "write ongoing")
        return Doses(count)
    if re.fullmatch("[0-9]{1,6}", words):
        number = int(words)
        raise Refused(field, f"{quote(text)} has no unit", f"write {number} doses or {number} weeks")
    amount = _amount(words)
    if amount is None or amount[1] != amount[2] or amount[1] < 1:
        raise Refused(*wrong)
    _refuse_above(amount[0], amount[1], text, field)
    return Length(amount[0], amount[1])


def show_every(every: Every) -> str:
    """How often, for people: "every 8 weeks", "every 2-3 months", "Mon, Wed and Fri", "every day"."""
    if isinstance(every, Weekdays):
        names = [DAYS_SHORT[day] for day in every.days]
        return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"every {names[0]}"
    if every.low != every.high:
        return f"every {every.low}-{every.high} {every.unit}"
    if every.low == 1:
        return f"every {every.unit[:-1]}"
    if every == Span("days", 2, 2):
        return "every other day"
    return f"every {every.low} {every.unit}"


def show_length(length: Length) -> str:
    """A length of time for people: "2 weeks", "1 month"."""
    return f"{length.number} {length.unit if length.number > 1 else length.unit[:-1]}"


def show_until(until: Until, who: str = "the clinician") -> str:
    """How long a phase lasts, for people: "6 doses", "2 weeks", "until the clinician says so", "ongoing"."""
    if until is None:
        return "ongoing"
    if isinstance(until, Confirmed):
        return f"until {who} says so"
    if isinstance(until, Doses):
        return f"{until.number} {'doses' if until.number > 1 else 'dose'}"
    return show_length(until)


def not_the_same(every: Every) -> str:
    """What to look out for with an interval that is often taken for another one; empty for the rest."""
    if every == Span("months", 1, 1):
        return "Every month is 12 doses a year. It is not every 4 weeks, which is 13."
    if every == Span("weeks", 4, 4):
        return "Every 4 weeks is 13 doses a year. It is not every month, which is 12."
    return ""


def _fold(text: str) -> str:
    """Letter case, spacing and dashes made one; a unit is parted from its number."""
    words = re.sub("[‐‑–—−]", "-", text.casefold()).replace("half-yearly", "half yearly")
    # Between days of the week a hyphen may mean "to".
    if all(_weekday(part) is None for part in re.split(r"[^a-z]+", words)):
        words = re.sub(r"(?<=[a-z])-(?=[a-z])|(?<=[0-9])-(?=[a-z])", " ", words)
    return " ".join(re.sub(r"(?<=[0-9])(?=[a-z])|(?<=^q)(?=[0-9])", " ", words).strip(" .").split())


def _weekdays(words: str, text: str, field: str) -> Weekdays | None:
    """Days of the week; none where the words are something else."""
    parts = [part for part in re.split(r"[\s,;/&+-]+|\band\b", words) if part and part != "every"]
    days = [_weekday(part) for part in parts]
    known = tuple(sorted({day for day in days if day is not None}))
    if not days or len(known) == 0 or None in days:
        return None
    if len(days) == 2 and "-" in words and known[1] - known[0] > 1:
        names = [DAYS[day][:3] for day in range(known[0], known[1] + 1)]
        raise Refused(
            field,
            f"{quote(text)} can be read in two ways",
            f"write {names[0]} {names[-1]} or {' '.join(names)}",
        )
    return Weekdays(known)


def _weekday(word: str) -> int | None:
    """The day of the week that a word is, or begins with three letters or more."""
    stem = word.removesuffix("s") if len(word) > 4 and word.endswith("days") else word
    return named(stem, DAYS)


def _times_in(found: re.Match[str], text: str, field: str) -> Every:
    """So many times in a unit: an interval only where the calendar divides evenly, else the days are asked for."""
    count = _TIMES.get(found["count"]) or _count(found["count"])
    unit = _UNITS.get(found["unit"])
    if count and unit is not None:
        if count == 1:
            return Span(unit[0], unit[1], unit[1])
        if unit[0] == "months" and unit[1] % count == 0:
            return Span("months", unit[1] // count, unit[1] // count)
        if unit == ("weeks", 1):
            raise Refused(field, f"{quote(text)} does not say which days", "write them, such as mon wed fri")
    raise Refused(field, f"{quote(text)} is not an interval that can be read", f"write it as {_EXAMPLES}")


def _amount(words: str) -> tuple[Unit, int, int] | None:
    """A unit with its lower and upper count, "2-3 months"; none where the words are something else."""
    found = re.fullmatch(_AMOUNT, words)
    unit = _UNITS.get(found["unit"]) if found else None
    if found is None or unit is None:
        return None
    low = _count(found["low"])
    high = _count(found["high"]) if found["high"] else low
    if low is None or high is None:
        return None
    return unit[0], low * unit[1], high * unit[1]


def _count(word: str) -> int | None:
    """A number in digits or in words."""
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _refuse_above(unit: Unit, count: int, text: str, field: str) -> None:
    if count > _MOST[unit]:
        raise Refused(field, f"{quote(text)} is more than ten years", f"write at most {_MOST[unit]} {unit}")
