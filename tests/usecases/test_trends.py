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
    facts = trend_facts(look_at_trends(year), year.today)
    assert list(facts) == ["symptoms", "soreness"]
    assert list(facts["symptoms"]) == ["energy", "sleep", "tingling"]
    energy = facts["symptoms"]["energy"]
    assert list(energy) == [
        "start",
        "now",
        "change",
        "wearing_off",
        "plateau",
        "compare",
        "logged",
    ]
    assert energy["start"]["from"] == "2026-01-05"
    assert energy["start"]["to"] == "2026-01-18"
    assert list(energy["start"]) == list(energy["now"]) == ["mean", "days", "from", "to"]
    assert list(energy["change"]) == list(energy["plateau"]) == ["delta", "low", "high", "verdict"]
    assert list(energy["wearing_off"]) == ["effect", "low", "high", "cycles", "verdict"]
    assert energy["change"]["verdict"] == "better"
    assert energy["change"]["low"] < energy["change"]["delta"] < energy["change"]["high"]
    assert energy["wearing_off"] == {**energy["wearing_off"], "cycles": 5, "verdict": "yes"}


def test_null_where_there_is_nothing(tmp_path: Path) -> None:
    nobody = person_file_of(tmp_path, Record(Person("Alex")))
    facts = trend_facts(look_at_trends(nobody), nobody.today)
    nothing = {"delta": None, "low": None, "high": None, "verdict": "not_enough"}
    assert facts["symptoms"]["energy"] == {
        "start": None,
        "now": None,
        "change": nothing,
        "wearing_off": {"effect": None, "low": None, "high": None, "cycles": 0, "verdict": "not_enough"},
        "plateau": nothing,
        "compare": None,
        "logged": {"share": 0.0, "prompt": None},
    }
    assert facts["soreness"] == {"doses": [], "by_site": {}, "by_route": {}, "by_product": {}}


def test_only_what_is_named_also_by_its_label(year: PersonFile) -> None:
    assert [trend.kind.name for trend in look_at_trends(year, ["Tingling or numbness", "sle"]).trends] == [
        "sleep",
        "tingling",
    ]
    with pytest.raises(Refused, match="is not a known symptom"):
        look_at_trends(year, ["nothing"])


def test_a_day_to_look_from_starts_no_hunt_for_verdicts(year: PersonFile) -> None:
    whole, late = (
        trend_facts(look_at_trends(year, ["energy"], since), year.today)["symptoms"]["energy"]
        for since in (None, date(2026, 6, 1))
    )
    since = late.pop("since")
    assert late == whole
    assert (since["from"], since["to"]) == ("2026-06-01", "2026-11-21")
    with pytest.raises(Refused, match="still to come"):
        look_at_trends(year, since=date(2026, 11, 22))


def test_a_regimen_that_is_not_there_cannot_be_compared_with(year: PersonFile) -> None:
    assert look_at_trends(year, against=1).trends[0].compare is None
    for number in (0, 2, -1):
        with pytest.raises(Refused, match=f"no earlier regimen {number} to compare with: there is none yet"):
            look_at_trends(year, against=number)
