"""Questions for the next appointment, and what was answered.

What always holds: an answered question stays, with its answer and the day of it.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Question, Record
from b12track.domain.rules.entry import refuse_unfit
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import clean
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.lookup import pick
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of

KIND = "questions"


class Asked(NamedTuple):
    """A question as it is kept now."""

    question: Question
    saved: Saved


def questions_of(record: Record) -> list[Question]:
    """The open questions in the order they were asked, then those that were answered."""
    return sorted(record.questions, key=lambda question: not question.is_open)


def ask_question(person_file: PersonFile, text: str) -> Asked:
    """Keep a question for the next appointment."""
    kept = clean(text, "question", lines=True)
    if not kept.strip():
        raise Refused("question", "nothing was typed", 'write it, such as "Could the interval be discussed?"')

    def work(snapshot: Snapshot, record: Record) -> tuple[Question, Change]:
        for known in record.questions:
            if known.is_open and known.text.casefold() == kept.casefold():
                raise Refused(
                    "question", f"it is there already, asked {show_date(known.asked_on)} ({known.id})"
                )
        question = Question(person_file.new_id(snapshot, KIND), person_file.today, kept)
        return question, Change(name_of(KIND, question), (Put(KIND, raw_of(KIND, question)),))

    asked, saved = person_file.make(work)
    return Asked(asked, saved)


def answer_question(person_file: PersonFile, typed: str, answer: str, on: date | None = None) -> Asked:
    """Keep what was answered; an answer that is there is replaced, and undo brings it back."""
    kept = clean(answer, "answer", lines=True)
    if not kept.strip():
        raise Refused("answer", "nothing was typed", "write what was said")
    day = on or person_file.today

    def work(_: Snapshot, record: Record) -> tuple[Question, Change]:
        asked = _find(record, typed)
        question = asked._replace(answered_on=day, answer=kept)
        refuse_unfit(KIND, asked, question, record, person_file.now)
        what = f"answer to the {name_of(KIND, question)}"
        return question, Change(what, (Put(KIND, raw_of(KIND, question)),))

    answered, saved = person_file.make(work)
    return Asked(answered, saved)


def _find(record: Record, typed: str) -> Question:
    ids = [question.id for question in questions_of(record)]
    id = pick(typed, ids, "question", "nothing was asked yet")
    return next(question for question in record.questions if question.id == id)
