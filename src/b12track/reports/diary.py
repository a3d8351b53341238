"""The diary sheet: a month on paper, for the days on which nobody wants to look at a screen.

What always holds: one sheet a month, a row a day; the scale of every symptom stands in words over its column; what is
said of the next injection is a date of the plan as of the day of printing, never "in so many days", because paper gets
older. It holds no score: what was recorded already is not printed on it.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.intervals import length_of_month
from b12track.domain.record.kinds import shown_kinds
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import upcoming
from b12track.domain.typed.dates import DAYS_SHORT, show_date, show_day_range, show_month, show_time
from b12track.domain.wording import page_phrases as phrases
from b12track.reports.page import Paragraph, Run, entered, entered_label, fill

# So many columns of 0 to 10 can be ticked on one sheet; more symptoms get a box each for a number.
MOST_TO_TICK = 5
_DATES_AHEAD = 40


class Column(NamedTuple):
    """One symptom: its name and what its two ends mean."""

    label: Run
    low: Run
    high: Run


class Row(NamedTuple):
    """One day: its name, and what is planned for it."""

    day: str
    planned: str
    is_weekend: bool


class Diary(NamedTuple):
    """A month to fill in."""

    name: Run
    month: str
    next_dose: Paragraph
    how: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    printed: str
    printed_on: date

    @property
    def title(self) -> str:
        """What the document is called."""
        return phrases.DIARY_TITLE.format(name=self.name.text, month=self.month)

    @property
    def is_ticked(self) -> bool:
        """Whether there is room for the numbers themselves."""
        return len(self.columns) <= MOST_TO_TICK


def diary(overview: Overview, month: date) -> Diary:
    """The sheet of the month that a day lies in, with the symptoms that are asked for."""
    columns = tuple(
        Column(entered_label(kind.label, 34), entered_label(kind.low, 20), entered_label(kind.high, 20))
        for kind in shown_kinds(overview.record)
    )
    # What stands in the margin of a day: the dates of the plan and the visits, as far as they are known.
    planned: dict[date, list[str]] = {}
    for coming in () if overview.doubts else upcoming(overview.course, overview.today, _DATES_AHEAD):
        opens, closes = coming.window
        if opens < overview.today:
            continue  # a date that has passed is spoken of over the table
        begins = phrases.DIARY_INJECTION if opens == closes else phrases.DIARY_FROM_HERE
        planned.setdefault(opens, []).append(begins)
        if closes != opens:
            planned.setdefault(closes, []).append(phrases.DIARY_UNTIL_HERE)
    for visit in sorted(overview.record.visits, key=lambda visit: visit.at):
        planned.setdefault(visit.on, []).append(
            f"{entered_label(visit.purpose, 14).text} {show_time(visit.at)}"
        )
    length = length_of_month(month.year, month.month)
    days = [month.replace(day=number) for number in range(1, length + 1)]
    return Diary(
        entered(overview.record.person.name, 60),
        show_month(month),
        _next_dose(overview),
        phrases.DIARY_HOW_TO_TICK if len(columns) <= MOST_TO_TICK else phrases.DIARY_HOW_TO_WRITE,
        columns,
        tuple(
            Row(
                f"{DAYS_SHORT[day.weekday()]} {day.day}",
                ", ".join(planned.get(day, ())),
                day.weekday() >= 5,
            )
            for day in days
        ),
        phrases.PRINTED.format(day=show_date(overview.today, weekday=False)),
        overview.today,
    )


def _next_dose(overview: Overview) -> Paragraph:
    """The date of the plan in full, as it was on the day of printing."""
    today = show_date(overview.today, weekday=False)
    window = overview.status.window
    if overview.doubts:
        return fill(phrases.DIARY_NOT_CERTAIN, day=today)
    if overview.plan is None or window is None:
        return fill(phrases.DIARY_NO_DATE, day=today)
    dates = show_day_range(window.opens, window.closes)
    if overview.status.days_overdue:
        return fill(phrases.DIARY_PASSED, dates=dates, day=today)
    to_confirm = overview.course is not None and overview.course.to_confirm
    phrase = phrases.DIARY_NEXT_UNCONFIRMED if to_confirm else phrases.DIARY_NEXT
    return fill(phrase, dates=dates, day=today)
