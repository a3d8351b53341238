"""Dated entries beside the doses: laboratory results, visits, notes.

What always holds: a result and a note are of a day that has come; a visit may lie ahead. A value is kept as the
laboratory wrote it, with its own range, and never interpreted.

An answered question stays, with its answer and the day of it.
"""

from collections.abc import Callable
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Lab, Note, Question, Record, Visit
from b12track.domain.rules.entry import refuse_unfit
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import clean, folded_words
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.lookup import pick
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of

T = TypeVar("T", Lab, Visit, Note)
_PURPOSES = {
    **dict.fromkeys(("injection", "injections", "shot", "jab", "b12 injection"), "injection"),
    "review": "review",
    **dict.fromkeys(("blood test", "blood-test", "bloodtest", "blood tests", "bloods"), "blood test"),
}


class Entered(NamedTuple, Generic[T]):
    """An entry as it was saved."""

    value: T
    saved: Saved


def add_lab(person_file: PersonFile, lab: Lab) -> Entered[Lab]:
    """A laboratory result; its test is spelt as in the results that are there, so that they make one series."""
    lab = lab._replace(
        test=_said(lab.test, "test", "such as b12"),
        unit=_said(lab.unit, "unit", "such as ng/L"),
        lab=clean(lab.lab, "lab"),
        note=clean(lab.note, "note", lines=True),
    )

    def spelt(record: Record) -> Lab:
        known = [other.test for other in record.labs if other.test.casefold() == lab.test.casefold()]
        return lab._replace(test=known[-1] if known else lab.test)

    return _add(person_file, "labs", spelt)


def add_visit(person_file: PersonFile, visit: Visit) -> Entered[Visit]:
    """An appointment, which may lie ahead."""
    visit = visit._replace(
        purpose=read_purpose(visit.purpose),
        who=clean(visit.who, "with"),
        where=clean(visit.where, "where"),
        note=clean(visit.note, "note", lines=True),
    )
    return _add(person_file, "visits", lambda _: visit)


def read_purpose(text: str) -> str:
    """What an appointment is for, in the words that the flags look for where it is one of those."""
    purpose = _said(text, "purpose", "such as injection, review or blood test")
    return _PURPOSES.get(folded_words(purpose), purpose)


def add_note(person_file: PersonFile, note: Note) -> Entered[Note]:
    """A dated line: a new medicine, an illness, tablets."""
    note = note._replace(text=_said(note.text, "note", "such as started metformin", lines=True))
    return _add(person_file, "notes", lambda _: note)


def _said(text: str, field: str, example: str, *, lines: bool = False) -> str:
    kept = clean(text, field, lines=lines)
    if not kept.strip():
        raise Refused(field, "nothing was typed", f"write it, {example}")
    return kept


def _add(person_file: PersonFile, kind: str, make: Callable[[Record], T]) -> Entered[T]:
    def work(snapshot: Snapshot, record: Record) -> tuple[T, Change]:
        value = make(record)._replace(id=person_file.new_id(snapshot, kind))
        refuse_unfit(kind, None, value, record, person_file.now)
        return value, Change(name_of(kind, value), (Put(kind, raw_of(kind, value)),))

    added, saved = person_file.make(work)
    return Entered(added, saved)


_QUESTIONS = "questions"


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
                    "question",
                    f"this question is there already, asked {show_date(known.asked_on)} ({known.id})",
                )
        question = Question(person_file.new_id(snapshot, _QUESTIONS), person_file.today, kept)
        return question, Change(
            name_of(_QUESTIONS, question), (Put(_QUESTIONS, raw_of(_QUESTIONS, question)),)
        )

    asked, saved = person_file.make(work)
    return Asked(asked, saved)


def answer_question(person_file: PersonFile, typed: str, answer: str, on: date | None = None) -> Asked:
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

    answered, saved = person_file.make(work)
    return Asked(answered, saved)
