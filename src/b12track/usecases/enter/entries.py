"""What is entered by its rows: results, visits, notes, questions, supplies, treatments.

What always holds: entering reads with the readers, and checks with the checks, of a change. What is of a day is of one
that has come, but for what may lie ahead; a laboratory's value is kept as it wrote it, with its own range, and never
interpreted. An answered question stays, with its answer and the day of it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.records import Question, Record
from b12track.domain.rules.entry import refuse_unfit
from b12track.domain.rules.plans_in_force import plan_in_force
from b12track.domain.rules.unusual import in_one_breath
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import clean
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.fields import Typing, draft_of
from b12track.usecases.lookup import pick
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of


class Entered(NamedTuple):
    """A record as it was saved."""

    value: Any
    saved: Saved


def enter(person_file: PersonFile, kind: str, typed: Mapping[str, str], yes: bool = False) -> Entered:
    """Something new, from what was typed in the rows of its kind; what is unusual only with `yes`."""

    def work(snapshot: Snapshot, record: Record) -> tuple[Any, Change]:
        value = draft_of(kind, typed, Typing(None, record, person_file.now, yes))
        if kind == "supplies" and not value.drug:
            plan = plan_in_force(record.plans, person_file.today)
            if plan is None:
                why = "no plan is in force to take it from"
                raise Refused("drug", why, "write it, such as hydroxocobalamin")
            value = value._replace(drug=plan.drug)
        doubts = refuse_unfit(kind, None, value, record, person_file.now)
        if doubts and not yes:
            raise NeedsYes("", in_one_breath(doubts))
        value = value._replace(id=person_file.new_id(snapshot, kind))
        return value, Change(name_of(kind, value), (Put(kind, raw_of(kind, value)),))

    return Entered(*person_file.make(work))


_QUESTIONS = "questions"


def questions_of(record: Record) -> list[Question]:
    """The open questions in the order they were asked, then those that were answered."""
    return sorted(record.questions, key=lambda question: not question.is_open)


def ask_question(person_file: PersonFile, text: str) -> Entered:
    """Keep a question for the next appointment."""
    return enter(person_file, _QUESTIONS, {"text": text})


def answer_question(person_file: PersonFile, typed: str, answer: str, on: date | None = None) -> Entered:
    """Keep what was answered; an answer that is there is replaced, and undo brings it back."""
    kept = clean(answer, "answer", lines=True)
    if not kept.strip():
        raise Refused("answer", "nothing was typed", "write what was said")
    day = on or person_file.today

    def work(_: Snapshot, record: Record) -> tuple[Question, Change]:
        ids = [question.id for question in questions_of(record)]
        id = pick(typed, ids, "question", "no questions yet")
        (asked,) = (question for question in record.questions if question.id == id)
        question = asked._replace(answered_on=day, answer=kept)
        refuse_unfit(_QUESTIONS, asked, question, record, person_file.now)
        what = f"answer to the {name_of(_QUESTIONS, question)}"
        return question, Change(what, (Put(_QUESTIONS, raw_of(_QUESTIONS, question)),))

    return Entered(*person_file.make(work))
