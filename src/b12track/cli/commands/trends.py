"""`trends`: a chart and the numbers, symptom by symptom."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from b12track.cli.talk.session import Session
from b12track.domain.rules.numbers import Mean
from b12track.domain.rules.trends import Trend
from b12track.domain.typed.dates import read_date, show_day_range
from b12track.domain.wording.phrases import days
from b12track.domain.wording.trend_words import (
    ARROWS,
    NOT_WHY,
    RANGE,
    change_words,
    difference,
    one_decimal,
    plateau_words,
    wearing_off_words,
)
from b12track.usecases.look.trends import look_at_trends, trend_facts
from b12track.usecases.person_file import PersonFile

_HEIGHT = 14
_INDENT = "  "


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "symptoms", nargs="*", metavar="SYMPTOM", help="which; without, all that are asked for"
    )
    parser.add_argument("--since", metavar="DATE", help="leave out what was logged before this day")


def run(session: Session, args: Namespace) -> None:
    """Draw each symptom and say what its numbers may claim."""
    person_file = session.person_file()
    since = read_date(args.since, person_file.today, field="since") if args.since else None
    trends = look_at_trends(person_file, args.symptoms, since)
    if session.wants_json:
        session.json(trend_facts(trends))
        return
    logged = [trend for trend in trends if trend.days]
    for number, trend in enumerate(logged):
        if number:
            session.line()
        _show(session, person_file, trend)
    for trend in trends:
        if not trend.days:
            session.say(f"{trend.kind.label}: nothing logged{' since then' if since else ''}.")


def _show(session: Session, person_file: PersonFile, trend: Trend) -> None:
    from b12track.usecases.look.charts import PLAIN, Palette, draw_trend  # only who draws pays for the charts

    # The chart makes what it shows safe itself; its colours would not survive `printable`.
    palette = Palette() if _wants_colour() else PLAIN
    first = min(trend.days)
    print(
        draw_trend(
            person_file.record(), trend.kind, first, person_file.today, session.columns, _HEIGHT, palette
        )
    )
    print()
    for line in _numbers(trend, person_file.today):
        session.say(line, _INDENT, margin=_INDENT)


def _numbers(trend: Trend, today: date) -> list[str]:
    """The verdicts in words, each with what it rests on."""
    change, good = trend.change, trend.kind.good
    lines = [f"{ARROWS[good]} {good} is good."]
    numbers = difference(change.delta, change.low, change.high)
    since = ", ".join(filter(None, (change_words(change), f"{numbers}, {RANGE}" if numbers else "")))
    lines.append(f"Since the start: {since}.")
    begun = "; treatment had begun" if change.treated else "; before treatment"
    for mean, words, also in ((change.start, "start", begun), (change.now, "now", "")):
        if mean is not None:
            lines.append(f"  {words} {one_decimal(mean.mean)}: {_days_of(mean, today)}{also}.")
    wearing_off = wearing_off_words(trend.wearing_off, good)
    why = f" {NOT_WHY}" if trend.wearing_off.verdict == "yes" else ""
    lines.append(f"Late against mid-cycle: {wearing_off}{_range(trend.wearing_off.effect)}.{why}")
    lines.append(
        f"Against the end of loading: {plateau_words(trend.plateau, good)}{_range(trend.plateau.delta)}."
    )
    return lines


def _range(number: float | None) -> str:
    return f", {RANGE}" if number is not None else ""


def _days_of(mean: Mean, today: date) -> str:
    return f"{show_day_range(mean.start, mean.end, today, weekday=False)}, {days(mean.days)} logged"


def _wants_colour() -> bool:
    """Colour for a terminal, unless somebody said no."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
