"""`log`: how a day was."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date

from b12track.cli.door.options import allow_any_order
from b12track.cli.talk.answers import asked, tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.record.kinds import all_kinds, shown_kinds
from b12track.domain.record.records import SymptomKind, SymptomLog
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.typed.scores import read_score, read_scores
from b12track.domain.wording.text import quote
from b12track.usecases.enter.daily_log import log_of, log_symptoms, show_score


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "scores",
        nargs="*",
        metavar="SYMPTOM=SCORE",
        help="a score, such as energy=6; with none b12track asks for each symptom, and nothing stays "
        "in the shell's history",
    )
    parser.add_argument(
        "--date", metavar="DAY", help="the day: 2026-01-31, yesterday, 3d-ago, mon; today if left out"
    )
    parser.add_argument(
        "--note", metavar="TEXT", help="a line to keep with the scores; write - to type it on the next lines"
    )
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Save the scores that were typed, or ask for them."""
    person_file = session.person_file(writing=True)
    record, today = person_file.record(), person_file.today
    day = read_date(args.date, today) if args.date is not None else today
    refuse_to_come("date", day, today, "a log")  # before anybody is asked how it was
    kinds = all_kinds(record)
    if args.scores:
        scores = _read_scores(args.scores, kinds, today)
    else:
        session.say(
            f"How was {show_date(day, today)} for {person_file.name}? Press Enter to leave a symptom out."
        )
        scores = _ask(session, shown_kinds(record), log_of(person_file.snapshot(), day))
    logged = log_symptoms(person_file, day, scores, args.note and session.read_text(args.note))
    known, before, after = {kind.name: kind for kind in kinds}, logged.before, logged.after
    said = []
    for name, score in scores.items():  # each with its worded end, and what it replaced
        was = before.scores.get(name, score) if before is not None else score
        said.append(show_score(known[name], score) + (f", was {was}" if was != score else ""))
    if after.note and (before is None or before.note != after.note):
        said.append(f"note: {' / '.join(after.note.splitlines())}")
    what = f"{show_date(day, today)}. {'; '.join(said)}"
    tell_entered(session, person_file, "symptoms", logged.after, logged.saved, what)


def _read_scores(words: Sequence[str], kinds: tuple[SymptomKind, ...], today: date) -> dict[str, int]:
    """The scores; where there is a day among them, it is named and not taken: "sun" may be somebody's symptom."""
    try:
        return read_scores(words, kinds)
    except Refused:
        for word in words:
            if "=" not in word and _is_day(word, today):
                raise Refused("date", f"{quote(word)} is a day", f"write it as --date {word}") from None
        raise


def _is_day(word: str, today: date) -> bool:
    try:
        read_date(word, today)
    except Refused:
        return False
    return True


def _ask(session: Session, kinds: tuple[SymptomKind, ...], before: SymptomLog | None) -> dict[str, int]:
    """One line for each symptom that is asked for; an empty one leaves it as it is."""
    scores: dict[str, int] = {}
    for kind in kinds:

        def read(answer: str, kind: SymptomKind = kind) -> int | None:
            return read_score(answer, kind) if answer else None

        there = before.scores.get(kind.name) if before is not None else None
        now = f", so far {there}" if there is not None else ""
        score = asked(
            session, f"{kind.label} (0 {kind.low or 'low'} ... 10 {kind.high or 'high'}{now}):", read
        )
        if score is not None:
            scores[kind.name] = score
    return scores
