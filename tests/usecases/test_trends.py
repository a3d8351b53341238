"""`trends`: the facts for programs, to the letter."""

from datetime import date
from pathlib import Path

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Person, Record
from b12track.usecases.look.trends import look_at_trends, trend_facts
from b12track.usecases.person_file import PersonFile
from pages import made_up_year
from stage import person_file_of


@pytest.fixture
def year(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, made_up_year())


def test_the_facts_have_the_shape_that_programs_rely_on(year: PersonFile) -> None:
    facts = trend_facts(look_at_trends(year))
    assert list(facts) == ["symptoms"]
    assert list(facts["symptoms"]) == ["energy", "sleep", "tingling", "soreness"]
    energy = facts["symptoms"]["energy"]
    assert list(energy) == ["start", "now", "change", "wearing_off", "plateau"]
    assert energy["start"]["from"] == "2026-01-05"
    assert energy["start"]["to"] == "2026-01-18"
    assert list(energy["start"]) == list(energy["now"]) == ["mean", "days", "from", "to"]
    assert list(energy["change"]) == list(energy["plateau"]) == ["delta", "low", "high", "verdict"]
    assert list(energy["wearing_off"]) == ["effect", "low", "high", "cycles", "verdict"]
    assert energy["change"]["verdict"] == "better"
    assert energy["change"]["low"] < energy["change"]["delta"] < energy["change"]["high"]
    assert energy["wearing_off"] == {**energy["wearing_off"], "cycles": 5, "verdict": "yes"}


def test_null_where_there_is_nothing(tmp_path: Path) -> None:
    facts = trend_facts(look_at_trends(person_file_of(tmp_path, Record(Person("Alex")))))
    nothing = {"delta": None, "low": None, "high": None, "verdict": "not_enough"}
    assert facts["symptoms"]["energy"] == {
        "start": None,
        "now": None,
        "change": nothing,
        "wearing_off": {"effect": None, "low": None, "high": None, "cycles": 0, "verdict": "not_enough"},
        "plateau": nothing,
    }


def test_only_what_is_named_also_by_its_label(year: PersonFile) -> None:
    assert [trend.kind.name for trend in look_at_trends(year, ["Tingling or numbness", "sle"])] == [
        "sleep",
        "tingling",
    ]
    with pytest.raises(Refused, match="is not a known symptom"):
        look_at_trends(year, ["nothing"])


def test_from_a_day_on(year: PersonFile) -> None:
    (energy, *_) = look_at_trends(year, since=date(2026, 6, 1))
    assert min(energy.days) == date(2026, 6, 1)
    with pytest.raises(Refused, match="still to come"):
        look_at_trends(year, since=date(2026, 11, 22))
