"""`ask`: questions for the next appointment, and what was answered."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.door.rows import add_rows, enter_typed
from b12track.cli.talk.answers import tell_entered
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import facts
from b12track.domain.typed.dates import read_date, show_date
from b12track.domain.wording.record_names import Surroundings, describe, one_line
from b12track.usecases.enter.entries import answer_question, questions_of


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without a text it lists the questions."""
    add_rows(parser, "questions", {"text": "*"})
    parser.add_argument(
        "--answer",
        metavar="ID",
        help="the question that was answered, as `ask` lists it; then TEXT is the answer",
    )
    parser.add_argument(
        "--date", metavar="DAY", help="with --answer: the day it was answered; today if left out"
    )
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Keep a question or its answer, or list them."""
    if args.date is not None and args.answer is None:
        raise Refused(
            "--date", "this is the day when a question was answered", "add --answer ID, or leave it out"
        )
    if args.answer is not None:
        _answer(session, args)
    elif args.text:
        person_file, asked = enter_typed(session, args, "questions")
        said = f"question for the appointment: {one_line(asked.value.text)} ({asked.value.id})"
        tell_entered(session, person_file, "questions", asked.value, asked.saved, said)
    else:
        _list(session)


def _answer(session: Session, args: Namespace) -> None:
    text = session.read_text(" ".join(args.text))
    person_file = session.person_file()
    day = read_date(args.date, person_file.today) if args.date is not None else None
    answered = answer_question(person_file, args.answer, text, day)
    question = answered.value
    said = f"{one_line(question.text)} Answer: {one_line(question.answer)}"
    tell_entered(session, person_file, "questions", question, answered.saved, said)


def _list(session: Session) -> None:
    person_file = session.answering()
    questions = questions_of(person_file.record())
    if session.wants_json:
        session.json([facts("questions", question) for question in questions])
    elif not questions:
        session.say(
            f'{person_file.name}: no questions yet. `b12track ask "Your question"` keeps one for the '
            "next appointment."
        )
    else:
        session.table(
            [
                (show_date(q.asked_on, person_file.today), q.id, describe("questions", q, Surroundings()))
                for q in questions
            ]
        )
