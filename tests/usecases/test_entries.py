"""Results, visits, notes, questions and supplies."""

import re
from datetime import date

import pytest

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.typed.terms import read_purpose, read_unit
from b12track.domain.wording.labels import is_not_known, read_expiry, read_lot
from b12track.store.edits import Change, Put
from b12track.usecases.edit.change import edit_record
from b12track.usecases.enter.entries import answer_question, ask_question, enter, questions_of
from b12track.usecases.enter.injection import record_injection
from b12track.usecases.enter.injection_draft import Given, draft_injection
from b12track.usecases.enter.supplies import open_supply, stock_of, throw_away
from b12track.usecases.fields import rows_entered
from b12track.usecases.person_file import PersonFile

TODAY = date(2026, 11, 21)
TOMORROW = date(2026, 11, 22)


def test_a_result_joins_its_series(person_file: PersonFile) -> None:
    typed = {"test": "b12", "value": "<412", "unit": "ng/l", "range": "180-914", "lab": "North"}
    entered = enter(person_file, "labs", typed)
    assert entered.value[1:] == (TODAY, "B12", 412, "ng/L", "<", 180, 914, "North", "")
    assert entered.value.test == "B12"
    assert person_file.record().labs[-1] == entered.value
    assert entered.saved.what == "B12 result of Sat 21 Nov 2026"
    other = enter(person_file, "labs", {"test": "mma", "value": "0.2", "unit": "umol/L"}).value
    assert other.test == "mma"
    assert edit_record(person_file, other.id, ["test=b12"]).after.test == "B12", (
        "changing spells it so as well"
    )
    assert edit_record(person_file, entered.value.id, ["test=b12"]).after.test == "B12"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "tomorrow"}, "date: Sun 22 Nov 2026 is still to come: a result can be of today"),
        ({"test": "  "}, "test: nothing was typed"),
        ({"unit": ""}, "unit: nothing was typed"),
        ({"value": "412 ng/L", "unit": "pmol/L"}, "unit: it is written as ng/L and as pmol/L"),
        ({"test": "b\x1b12"}, "control character"),
        ({"lab": "x" * 201}, "201 characters"),
        ({"value": "inf"}, 'value: "inf" is not a number'),
        ({"unit": "spoons"}, "check it on the laboratory's sheet"),
    ],
)
def test_what_is_no_result_is_refused(person_file: PersonFile, change: dict[str, str], message: str) -> None:
    before = person_file.snapshot().exchange()
    with pytest.raises(Refused, match=message):
        enter(person_file, "labs", {"test": "b12", "value": "412", "unit": "ng/L"} | change)
    assert person_file.snapshot().exchange() == before


def test_an_unusual_unit_is_asked_about() -> None:
    assert read_unit("NG/l", yes=False) == "ng/L"
    with pytest.raises(NeedsYes, match="check it on the laboratory's sheet") as unusual:
        read_unit("furlongs", yes=False)
    assert unusual.value.does == "saves it as it is"
    assert read_unit("furlongs", yes=True) == "furlongs"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Injection", "injection"),
        ("jab", "injection"),
        ("Blood  Test", "blood test"),
        ("bloods", "blood test"),
        ("REVIEW", "review"),
        ("MRI of the spine", "MRI of the spine"),
    ],
)
def test_a_purpose_is_in_the_words_of_the_flags(typed: str, kept: str) -> None:
    assert read_purpose(typed) == kept


def test_a_visit_may_lie_ahead_or_behind(person_file: PersonFile) -> None:
    for at in ("2026-12-01 10:20", "2020-01-01 10:00"):
        typed = {"at": at, "purpose": "jab", "with": "J. Hart", "where": "Riverside", "note": "bring card"}
        visit = enter(person_file, "visits", typed).value
        assert visit[2:] == ("injection", "J. Hart", "Riverside", "bring card")
        assert person_file.record().visits[-1] == visit
    with pytest.raises(Refused, match="purpose: nothing was typed"):
        enter(person_file, "visits", {"at": "mon", "purpose": " "})


def test_a_note_is_of_a_day_that_has_come(person_file: PersonFile) -> None:
    note = enter(person_file, "notes", {"text": "started metformin\nwith food"}).value
    assert note.date == TODAY, "today where nobody says it"
    assert person_file.record().notes[-1] == note
    with pytest.raises(Refused, match="still to come"):
        enter(person_file, "notes", {"text": "x", "date": "tomorrow"})
    with pytest.raises(Refused, match="note: nothing was typed"):
        enter(person_file, "notes", {"text": "\n"})


def test_questions_are_asked_and_answered(person_file: PersonFile) -> None:
    asked = ask_question(person_file, "Could the interval be discussed?").value
    assert asked.asked_on == TODAY
    answered = answer_question(person_file, "que1", "For life").value
    assert (answered.answer, answered.answered_on, answered.is_open) == ("For life", TODAY, False)
    assert [question.id for question in questions_of(person_file.record())] == [asked.id, "que1"]
    assert (
        answer_question(person_file, "que", "As long as it helps", date(2026, 11, 3)).value.answer
        == "As long as it helps"
    )


@pytest.mark.parametrize(
    ("typed", "answer", "on", "message"),
    [
        ("que9", "x", None, "is not the id of anything recorded here: write one of que1"),
        ("", "x", None, "write one of que1"),
        ("que1", " ", None, "answer: nothing was typed"),
        ("que1", "x", TOMORROW, "still to come"),
    ],
)
def test_an_answer_needs_its_question(
    person_file: PersonFile, typed: str, answer: str, on: date | None, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        answer_question(person_file, typed, answer, on)


def test_the_same_question_is_not_asked_twice(person_file: PersonFile) -> None:
    with pytest.raises(Refused, match="is there already, asked Sun 1 Nov 2026"):
        ask_question(person_file, "how LONG?")
    with pytest.raises(Refused, match="nothing was typed"):
        ask_question(person_file, "")
    answer_question(person_file, "que1", "For life")
    ask_question(person_file, "How long?")
    other = ask_question(person_file, "Why?").value
    with pytest.raises(Refused, match="is there already"):
        edit_record(person_file, other.id, ["text=How LONG?"])


def test_a_supply_takes_the_plans_drug_and_nothing_else(person_file: PersonFile) -> None:
    supply = enter(person_file, "supplies", {"count": "5", "lot": "A2", "expires": "01/2027"}).value
    assert supply[1:] == ("hydroxocobalamin", None, None, "", "A2", date(2027, 1, 31), 5, None)
    assert [(supply.id, left) for supply, left in stock_of(person_file.record())] == [
        (supply.id, 5),
        ("sup1", 2),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "doses: nothing was typed: write how many doses it holds"),
        ({"count": "0"}, "count: 0 is not a whole number from 1 to 1000"),
        ({"count": "1001"}, "count: 1001"),
        ({"count": "1", "opened_on": "tomorrow"}, "opened_on: Sun 22 Nov 2026 is still to come"),
        ({"count": "1", "lot": "\x00"}, "control character"),
        ({"count": "1", "strength_mcg_per_ml": ""}, "strength: "),
    ],
)
def test_what_is_no_supply_is_refused(person_file: PersonFile, typed: dict[str, str], message: str) -> None:
    with pytest.raises(Refused, match=message):
        enter(person_file, "supplies", typed)


@pytest.mark.parametrize("kind", ["labs", "visits", "supplies", "treatments", "questions", "notes"])
def test_every_row_that_must_be_said_says_what_would_be_right(person_file: PersonFile, kind: str) -> None:
    rows = [row for row in rows_entered(kind) if row.must_be_said]
    assert rows and all(row.told for row in rows_entered(kind))
    with pytest.raises(
        Refused, match=re.escape(f"{rows[0].called}: nothing was typed: write {rows[0].told}")
    ):
        enter(person_file, kind, {})


def test_without_a_plan_the_drug_is_asked_for(person_file: PersonFile) -> None:
    ended = {**person_file.snapshot().documents("plans")[0], "ended_on": "2026-02-01"}
    person_file.save(lambda *_: Change("end", (Put("plans", ended),)))
    with pytest.raises(Refused, match="drug: no plan is in force to take it from"):
        enter(person_file, "supplies", {"count": "5"})


def test_a_vial_is_opened_once(person_file: PersonFile) -> None:
    opened = open_supply(person_file, "sup1", date(2026, 11, 20))
    assert opened.supply.opened_on == date(2026, 11, 20)
    assert not open_supply(person_file, "sup1", date(2026, 11, 20)).saved.changed
    with pytest.raises(Refused, match=r"was already opened on Fri 20 Nov 2026"):
        open_supply(person_file, "sup1")
    with pytest.raises(Refused, match="still to come"):
        open_supply(person_file, "sup1", TOMORROW)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-05-31", date(2027, 5, 31)),
        ("2027-02", date(2027, 2, 28)),
        ("02/2028", date(2028, 2, 29)),
        ("12-2027", date(2027, 12, 31)),
        ("31 May 2027", date(2027, 5, 31)),
        ("31 may", date(2027, 5, 31)),
    ],
)
def test_an_expiry_is_read_from_the_label(typed: str, day: date) -> None:
    assert read_expiry(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["13/2027", "2027-00", "05/27", "03/04/2027", "soon", ""])
def test_an_expiry_that_says_nothing_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="expires:"):
        read_expiry(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "known"),
    [("not known", True), (" Not  Known", True), ("unknown", True), ("A1", False), ("", False)],
)
def test_not_known_is_an_answer(typed: str, known: bool) -> None:
    assert is_not_known(typed) is known
    assert (read_lot(typed) == "not known") is known


def test_of_what_is_thrown_away_nothing_is_left(person_file: PersonFile) -> None:
    supply = enter(person_file, "supplies", {"count": "5", "lot": "A2"}).value
    given = draft_injection(person_file.record(), person_file.now, Given(route="IM", supply_id=supply.id))
    record_injection(person_file, given, yes=True)
    thrown = throw_away(person_file, supply.id)
    assert (thrown.supply.held, thrown.left) == (1, 0)
    assert thrown.saved.what == "throwing away the supply of hydroxocobalamin lot A2"
    before = len(person_file.record().supplies)
    assert {each.id: left for each, left in stock_of(person_file.record())}[supply.id] == 0
    assert not throw_away(person_file, supply.id).saved.changed
    unused = enter(person_file, "supplies", {"count": "5", "lot": "A3"}).value
    throw_away(person_file, unused.id)
    assert len(person_file.record().supplies) == before
    person_file.file.undo()
    assert {each.id: left for each, left in stock_of(person_file.record())}[unused.id] == 5
