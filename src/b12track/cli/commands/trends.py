"""`trends`: a chart and the numbers, symptom by symptom; with `--compare`, two regimens side by side."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from b12track.cli.talk.session import Session, has_colours
from b12track.domain.record.records import SymptomKind
from b12track.domain.reference.numbers import WHAT_NUMBERS_MEAN
from b12track.domain.rules.comparison import comparable
from b12track.domain.rules.trends import Trend
from b12track.domain.typed.dates import read_date, show_date, show_day_range
from b12track.domain.wording.compare_words import ONLY_ONE, beside_sentences, compare_sentences, run_words
from b12track.domain.wording.phrases import days
from b12track.domain.wording.soreness_words import soreness_sentences
from b12track.domain.wording.text import wrap
from b12track.domain.wording.trend_words import (
    ARROWS,
    BEFORE_ROUNDING,
    change_is_off_by_rounding,
    change_sentence,
    logging_sentence,
    one_decimal,
    plateau_sentence,
    wearing_off_sentence,
)
from b12track.usecases.look.trends import (
    Trends,
    look_at_trends,
    person_regimens,
    stretch_mean,
    trend_facts,
)
from b12track.usecases.person_file import PersonFile

if TYPE_CHECKING:
    from b12track.usecases.look.charts import Palette

_HEIGHT = 14
HELP_COLUMNS = 78
_INDENT = "  "


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command, and what its numbers mean."""
    means = [line for text in WHAT_NUMBERS_MEAN for line in ("", *wrap(text, HELP_COLUMNS))]
    parser.description = "\n".join((parser.description or "", *means))
    parser.add_argument(
        "symptoms", nargs="*", metavar="SYMPTOM", help="which symptoms; all that are asked about if left out"
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        help="show the chart and the mean from this day on; the answers still rest on the whole plan",
    )
    parser.add_argument(
        "--compare",
        metavar="N",
        nargs="?",
        const="1",
        help="compare the present regimen (drug, dose, route, interval) with the one before, or with number N of the "
        "list",
    )


def run(session: Session, args: Namespace) -> None:
    """Draw each symptom and say what its numbers may claim."""
    person_file = session.answering()
    since = read_date(args.since, person_file.today, field="since") if args.since is not None else None
    names, against = list(args.symptoms), 1
    if args.compare is not None and args.compare.lstrip("-").isdigit():
        against = int(args.compare)
    elif args.compare is not None:
        names.append(args.compare)  # `trends --compare energy` means the one before
    found = look_at_trends(person_file, names, since, against)
    if session.wants_json:
        session.json(trend_facts(found, person_file.today))
    elif args.compare is not None:
        _compare(session, person_file, found, against)
    else:
        _show_all(session, person_file, found)


def _show_all(session: Session, person_file: PersonFile, found: Trends) -> None:
    since, soreness = found.since, found.soreness
    nothing = "nothing is logged since then" if since else "nothing is logged yet"
    logged = [trend for trend in found.trends if any(since is None or day >= since for day in trend.days)]
    for number, trend in enumerate(logged):
        if number:
            session.line()
        _draw(session, person_file, trend.kind, max(min(trend.days), since or date.min))
        _say_below(session, _numbers(trend, since, person_file.today))
    for trend in found.trends:
        if trend not in logged:
            session.say(f"{trend.kind.label}: {nothing}.")
    if soreness is None:
        return
    if sore := [day for day in soreness.scores if since is None or day >= since]:
        session.line()
        _draw(session, person_file, soreness.kind, min(sore))
        _say_below(session, soreness_sentences(soreness))
    else:
        session.say(f"{soreness.kind.label}: {nothing}.")


def _draw(session: Session, person_file: PersonFile, kind: SymptomKind, first: date) -> None:
    from b12track.usecases.look.charts import draw_trend  # only who draws pays for the charts

    # The chart makes what it shows safe itself; its colours would not survive `printable`.
    record, today = person_file.record(), person_file.today
    print(draw_trend(record, kind, first, today, session.columns, _HEIGHT, _palette()))


def _say_below(session: Session, lines: Iterable[str]) -> None:
    """What is said of a picture, under it."""
    print()
    for line in lines:
        session.say(line, _INDENT, margin=_INDENT)


def _numbers(trend: Trend, since: date | None, today: date) -> list[str]:
    """The verdicts in words, each with what it rests on."""
    change, good = trend.change, trend.kind.good
    lines = [f"{ARROWS[good]} {good} is good. {logging_sentence(trend.logging)}"]
    if since is not None:
        mean, day = stretch_mean(trend, since, today), show_date(since, today, weekday=False)
        said = (
            f"the mean is {one_decimal(mean.mean)}, {days(mean.days)} logged"
            if mean
            else "too few days are logged"
        )
        lines.append(f"From {day} on {said}. What follows is about the whole plan.")
    lines.append(f"Better than at the start? {change_sentence(change)}")
    begun = "treatment had begun" if change.treated else "before treatment"
    for mean, words, also in ((change.start, "start", f"; {begun}"), (change.now, "now", "")):
        if mean is not None:
            when = show_day_range(mean.start, mean.end, today, weekday=False)
            lines.append(f"  {words} {one_decimal(mean.mean)}: {when}, {days(mean.days)} logged{also}.")
    if change_is_off_by_rounding(change):
        lines.append(f"  The difference was {BEFORE_ROUNDING}.")
    lines.append(f"Does it wear off before the dose? {wearing_off_sentence(trend.wearing_off)}")
    lines.append(f"Worse than at the end of loading? {plateau_sentence(trend.plateau)}")
    if trend.compare is not None:
        lines.append(f"Was the dip smaller than before? {' '.join(compare_sentences(trend.compare, good))}")
    return lines


def _compare(session: Session, person_file: PersonFile, found: Trends, against: int) -> None:
    """The regimens that there are, and each symptom under two of them."""
    from b12track.usecases.look.charts import draw_compared

    regimens = person_regimens(person_file)
    earlier = comparable(regimens)
    if regimens.in_force is None or not earlier:
        session.say(ONLY_ONE)
        return
    session.say(f"Now: {run_words(regimens.in_force, earlier, person_file.today)}.")
    for number, run in enumerate(earlier, 1):
        mark = " (compared here)" if number == against else ""
        session.say(f"{number}  {run_words(run, [regimens.in_force], person_file.today)}{mark}", "   ")
    for trend in found.trends:
        if trend.compare is None or not trend.days:
            continue
        session.line()
        print(
            draw_compared(
                person_file.record(), trend.kind, trend.compare, session.columns, _HEIGHT + 2, _palette()
            )
        )
        answer = " ".join(compare_sentences(trend.compare, trend.kind.good))
        _say_below(session, [answer, *beside_sentences(trend.compare, person_file.today)])


def _palette() -> "Palette":
    from b12track.usecases.look.charts import PLAIN, Palette

    return Palette() if has_colours() else PLAIN
