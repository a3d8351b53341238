"""Logging a day."""

from datetime import date
from typing import Any

import pytest

from b12track.domain.faults import Refused
from b12track.domain.records import SymptomKind
from b12track.store.edits import Change, Put
from b12track.store.snapshot import Snapshot
from b12track.usecases.desk import Desk
from b12track.usecases.symptoms import log_of, log_symptoms, mend_log, show_score

TODAY = date(2026, 11, 21)
LOGGED = date(2026, 11, 20)


def test_a_new_day_is_named_after_its_date(desk: Desk) -> None:
    logged = log_symptoms(desk, TODAY, {"energy": 6}, "tired")
    assert logged.before is None
    assert logged.after == ("s2026-11-21", TODAY, {"energy": 6}, "tired")
    assert log_of(desk.snapshot(), TODAY) == logged.after
    assert logged.saved.what == "log of Sat 21 Nov 2026"


def test_logging_again_adds_and_the_last_score_wins(desk: Desk) -> None:
    logged = log_symptoms(desk, LOGGED, {"energy": 7, "sleep": 3}, "slept in")
    assert logged.before is not None
    assert logged.after.id == logged.before.id == "log2"
    assert logged.after.scores == {"energy": 7, "sleep": 3}
    assert logged.after.note == "headache\nslept in"
    assert len(desk.record().symptoms) == 2


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    logged = log_symptoms(desk, LOGGED, {"energy": 5}, "headache")
    assert not logged.saved.changed
    assert logged.after == logged.before


def test_a_note_alone_is_a_log(desk: Desk) -> None:
    assert log_symptoms(desk, TODAY, {}, "in bed").after.scores == {}


def test_the_name_of_the_day_may_be_taken(desk: Desk) -> None:
    note = {"id": "s2026-11-21", "date": "2026-01-01", "text": "in the way"}
    desk.save(lambda *_: Change("note", (Put("notes", note),)))
    logged = log_symptoms(desk, TODAY, {"energy": 1})
    assert logged.after.id != "s2026-11-21"
    assert logged.after.id.startswith("s")


@pytest.mark.parametrize(
    ("day", "scores", "note", "message"),
    [
        (date(2026, 11, 22), {"energy": 6}, None, "date: Sun 22 Nov 2026 is still to come"),
        (TODAY, {}, None, "nothing was scored"),
        (TODAY, {}, "  \n ", "nothing was scored"),
        (TODAY, {"enrgy": 6}, None, 'symptom: "enrgy" is not a known symptom'),
        (TODAY, {"energy": 11}, None, "energy: 11 is not a whole number from 0 to 10"),
        (TODAY, {"energy": -1}, None, "energy: -1 is not a whole number from 0 to 10"),
        (TODAY, {"energy": True}, None, "energy: True is not a whole number"),
        (TODAY, {"energy": 6}, "a\x1b[31m", "note: the text holds a control character"),
    ],
)
def test_what_is_no_log_is_refused(
    desk: Desk, day: date, scores: dict[str, int], note: str | None, message: str
) -> None:
    before = desk.snapshot().exchange()
    with pytest.raises(Refused) as refused:
        log_symptoms(desk, day, scores, note)
    assert message in str(refused.value)
    with pytest.raises(Refused):
        mend_log(desk, day, scores, note or "")
    assert desk.snapshot().exchange() == before


def test_mending_a_log_changes_only_what_is_said(desk: Desk) -> None:
    log_symptoms(desk, LOGGED, {"energy": 4, "mood": 6})
    mended = mend_log(desk, LOGGED, {"sleep": 2, "energy": None}).after
    assert mended == ("log2", LOGGED, {"mood": 6, "sleep": 2}, "headache")
    assert mend_log(desk, LOGGED, {}, "better").after.note == "better"
    assert mend_log(desk, TODAY, {"energy": 3}).after.scores == {"energy": 3}


def test_only_the_days_year_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    documents = Snapshot.documents

    def watched(self: Snapshot, kind: str) -> list[Any]:
        asked.append(kind)
        return documents(self, kind)

    monkeypatch.setattr(Snapshot, "documents", watched)
    log_symptoms(desk, TODAY, {"energy": 6})
    assert asked and "symptoms" not in asked


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            SymptomKind("energy", "Energy", "worn out", "full of energy"),
            "Energy 6 of 10 (10 = full of energy)",
        ),
        (SymptomKind("x", "X", "none", ""), "X 6 of 10 (0 = none)"),
        (SymptomKind("x", "X", good="low"), "X 6 of 10 (low is good)"),
    ],
)
def test_a_score_says_its_end(kind: SymptomKind, words: str) -> None:
    assert show_score(kind, 6) == words
