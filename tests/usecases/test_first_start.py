"""The first start: what a newcomer answers becomes a person, a plan and the doses that were ticked."""

from datetime import date
from pathlib import Path

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Doses, Span, Weekdays
from b12track.usecases.edit.change import undo
from b12track.usecases.look.overview import look
from b12track.usecases.plan import first_start
from b12track.usecases.plan.first_start import (
    Answers,
    begin,
    dates_so_far,
    foresee,
    loading,
    read_loading_until,
)
from b12track.usecases.plan.guided import read_then

NOW = "2026-11-21T14:05+00:00"
TODAY = date(2026, 11, 21)
HALF_WAY = Answers(
    "Sam",
    "Europe/London",
    "hydroxocobalamin",
    1000,
    "IM",
    "loading",
    loading(Weekdays((0, 2, 4)), Doses(6)),
    date(2026, 11, 16),
    later=read_then("every 8 weeks; every 3 months"),
    grace_days=3,
    prescribed_by="Dr Okafor",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_dates_that_the_plan_gives_up_to_today() -> None:
    assert dates_so_far(HALF_WAY, TODAY) == [date(2026, 11, day) for day in (16, 18, 20)]
    assert dates_so_far(HALF_WAY._replace(first_on=date(2026, 11, 23)), TODAY) == []
    assert dates_so_far(HALF_WAY._replace(first_on=None), TODAY) == []
    daily = HALF_WAY._replace(steps=loading(Span("days", 1, 1), None), first_on=date(2020, 1, 1))
    assert len(dates_so_far(daily, TODAY)) == first_start.MOST_DATES


def test_half_way_through_loading(home: Path) -> None:
    given = (date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20))
    person_file = begin(HALF_WAY._replace(given=given), NOW)
    overview = look(person_file)
    assert (overview.status.name, overview.course and overview.course.stretch.given) == ("upcoming", 3)
    record = overview.record
    assert [injection.given_on for injection in record.injections] == list(given)
    assert all(not injection.time_known and not injection.site for injection in record.injections)
    (plan,) = record.plans
    assert (plan.set_on, plan.grace_days, plan.prescribed_by) == (date(2026, 11, 16), 3, "Dr Okafor")
    assert [phase.name for phase in plan.phases] == ["Loading", "Maintenance", "Maintenance 2"]
    assert (home / "sam.json").exists()
    undo(person_file)
    assert not person_file.record().plans and not person_file.record().injections, "one undo takes all back"


def test_nothing_is_ticked_that_nobody_ticked_and_nothing_made_before_the_end(home: Path) -> None:
    foreseen = foresee(HALF_WAY, NOW)
    assert foreseen.after.record.injections == ()
    assert not home.exists()


def test_finished_loading_counts_from_the_last_injection() -> None:
    past = HALF_WAY._replace(
        stage="past",
        steps=(),
        first_on=None,
        last_on=date(2026, 10, 30),
        later=read_then("8 weeks"),
    )
    foreseen = foresee(past, NOW)
    assert foreseen.dates[0].window.opens == date(2026, 12, 25)
    (injection,) = foreseen.after.record.injections
    assert injection.given_on == date(2026, 10, 30)
    named = past._replace(last_on=None, next_on=date(2026, 12, 1))
    assert foresee(named, NOW).dates[0].window.opens == date(2026, 12, 1)
    with pytest.raises(Refused):
        foresee(past._replace(last_on=None), NOW)


def test_who_does_not_know_gets_a_question_to_bring() -> None:
    person_file = begin(HALF_WAY._replace(stage="unknown"), NOW)
    (question,) = person_file.record().questions
    assert "loading" in question.text


@pytest.mark.parametrize(("text", "until"), [("6", Doses(6)), ("6 doses", Doses(6)), ("2 weeks", "weeks")])
def test_until_when(text: str, until: object) -> None:
    read = read_loading_until(text)
    assert read == until or getattr(read, "unit", "") == until
