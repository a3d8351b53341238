"""Logging a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import SymptomKind, SymptomLog
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.usecases.edit.change import edit_record
from b12track.usecases.enter.daily_log import log_of, log_symptoms, mend_log, show_score
from b12track.usecases.person_file import PersonFile

TODAY = date(2026, 11, 21)
LOGGED = date(2026, 11, 20)


def test_a_new_day_is_named_after_its_date(person_file: PersonFile) -> None:
    logged = log_symptoms(person_file, TODAY, {"energy": 6}, "tired")
    assert logged.before is None
    assert logged.after == SymptomLog("s2026-11-21", TODAY, {"energy": 6}, "tired", person_file.now)
    assert log_of(person_file.snapshot(), TODAY) == logged.after
    assert logged.saved.what == "log of Sat 21 Nov 2026"


def test_logging_again_adds_and_the_last_score_wins(person_file: PersonFile) -> None:
    logged = log_symptoms(person_file, LOGGED, {"energy": 7, "sleep": 3}, "slept in")
    assert logged.before is not None
    assert logged.after.id == logged.before.id == "log2"
    assert logged.after.scores == {"energy": 7, "sleep": 3}
    assert logged.after.note == "headache\nslept in"
    assert len(person_file.record().symptoms) == 2


def test_the_same_again_changes_nothing(person_file: PersonFile) -> None:
    logged = log_symptoms(person_file, LOGGED, {"energy": 5}, "headache")
    assert not logged.saved.changed
    assert logged.after == logged.before


def test_a_note_alone_is_a_log(person_file: PersonFile) -> None:
    assert log_symptoms(person_file, TODAY, {}, "in bed").after.scores == {}


def test_the_name_of_the_day_may_be_taken(person_file: PersonFile) -> None:
    note = {"id": "s2026-11-21", "date": "2026-01-01", "text": "in the way"}
    person_file.save(lambda *_: Change("note", (Put("notes", note),)))
    logged = log_symptoms(person_file, TODAY, {"energy": 1})
    assert logged.after.id != "s2026-11-21"
    assert logged.after.id.startswith("s")


@pytest.mark.parametrize(
    ("day", "scores", "note", "message"),
    [
        (date(2026, 11, 22), {"energy": 6}, None, "date: Sun 22 Nov 2026 is still to come"),
        (TODAY, {}, None, "nothing was entered"),
        (TODAY, {}, "  \n ", "nothing was entered"),
        (TODAY, {"enrgy": 6}, None, 'symptom: "enrgy" is not a known symptom'),
        (TODAY, {"energy": 11}, None, "energy: 11 is not a whole number from 0 to 10"),
        (TODAY, {"energy": -1}, None, "energy: -1 is not a whole number from 0 to 10"),
        (TODAY, {"energy": True}, None, "energy: True is not a whole number"),
        (TODAY, {"energy": 6}, "a\x1b[31m", "note: the text contains a control character"),
    ],
)
def test_what_is_no_log_is_refused(
    person_file: PersonFile, day: date, scores: dict[str, int], note: str | None, message: str
) -> None:
    before = person_file.snapshot().exchange()
    with pytest.raises(Refused) as refused:
        log_symptoms(person_file, day, scores, note)
    assert message in str(refused.value)
    with pytest.raises(Refused):
        mend_log(person_file, day, scores, note or "")
    assert person_file.snapshot().exchange() == before


def test_when_the_first_score_was_written_down_is_kept_for_good(person_file: PersonFile) -> None:
    assert log_symptoms(person_file, TODAY, {}, "no scores yet").after.recorded_at is None
    first = log_symptoms(person_file, TODAY, {"energy": 6}).after.recorded_at
    assert first == person_file.now.replace(microsecond=0)
    person_file.now += timedelta(hours=3)
    assert log_symptoms(person_file, TODAY, {"energy": 5, "sleep": 4}).after.recorded_at == first
    assert mend_log(person_file, TODAY, {"energy": 2}, "mended").after.recorded_at == first
    edit_record(person_file, "s2026-11-21", ["energy=7", "date=2026-11-18"])
    moved = log_of(person_file.snapshot(), date(2026, 11, 18))
    assert moved is not None and moved.recorded_at == first
    with pytest.raises(Refused, match="recorded_at: this cannot be changed"):
        edit_record(person_file, "s2026-11-21", ["recorded_at=yesterday"])


def test_a_log_that_an_older_program_wrote_is_not_said_to_be_written_down_now(
    person_file: PersonFile,
) -> None:
    assert log_symptoms(person_file, LOGGED, {"mood": 7}).after.recorded_at is None


def test_mending_a_log_changes_only_what_is_said(person_file: PersonFile) -> None:
    log_symptoms(person_file, LOGGED, {"energy": 4, "mood": 6})
    mended = mend_log(person_file, LOGGED, {"sleep": 2, "energy": None}).after
    assert mended == SymptomLog("log2", LOGGED, {"mood": 6, "sleep": 2}, "headache")
    assert mend_log(person_file, LOGGED, {}, "better").after.note == "better"
    assert mend_log(person_file, TODAY, {"energy": 3}).after.scores == {"energy": 3}


def test_only_the_days_year_is_looked_at(person_file: PersonFile, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    documents = Snapshot.documents

    def watched(self: Snapshot, kind: str) -> list[Any]:
        asked.append(kind)
        return documents(self, kind)

    monkeypatch.setattr(Snapshot, "documents", watched)
    log_symptoms(person_file, TODAY, {"energy": 6})
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
