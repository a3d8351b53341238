"""What changed? One question, then only that, with the dates before and after."""

from pathlib import Path

import pytest
from textual.widgets import Input

from b12track.domain.record.intervals import Doses, Span
from b12track.domain.record.records import Phase
from b12track.tui.features.plan.amended import DoseForm, DrugForm, IntervalForm
from b12track.tui.features.plan.changes import StayForm, StopForm
from b12track.tui.features.plan.form import PlanForm
from b12track.tui.features.plan.words import stations
from b12track.usecases.person_file import PersonFile
from builders import ALEX, EVERY_4_WEEKS, doses, overview, plan, record, transition
from made_up import DEMO
from stage import opened, person_file_of, press, says, screen_text, settle


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, DEMO)


async def test_the_interval_is_changed_with_six_keys_and_the_earlier_plan_kept(
    person_file: PersonFile,
) -> None:
    plans = len(person_file.record().plans)
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "p", "a")
        assert says(app, "What changed?", "The interval: it is every 8 weeks", "that rewrites the past")
        await press(pilot, "i", "6", "w")
        assert isinstance(app.screen, IntervalForm)
        assert says(app, "Now: Fri 25 Dec", "Next: Fri 11 Dec", selector="#preview"), screen_text(app)
        assert says(app, "IN 34 DAYS → in 20 days, Fri 11 Dec", selector="#preview")
        await press(pilot, "ctrl+s")
        assert says(app, "IN 20 DAYS", "every 6 weeks"), screen_text(app)
    found = person_file.record().plans
    assert len(found) == plans + 1 and found[-1].phases[0].every == Span("weeks", 6, 6)
    assert found[-1].prescribed_by


async def test_each_answer_asks_only_that(person_file: PersonFile) -> None:
    forms = {"d": DoseForm, "r": DrugForm, "b": StayForm, "o": StopForm, "e": PlanForm}
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "p")
        for key, form in forms.items():
            await press(pilot, "a", key)
            assert isinstance(app.screen, form), key
            await press(pilot, "escape")
        await press(pilot, "a", "escape")
        assert says(app, "Fri 25 Dec")
    assert len(person_file.record().plans) == 1


async def test_another_dose_and_another_drug(person_file: PersonFile) -> None:
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "p", "a", "d")
        app.screen.query_one("#field-dose Input", Input).value = "500mcg"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert person_file.record().plans[-1].dose_mcg == 500
        await press(pilot, "a", "r")
        app.screen.query_one("#field-drug Input", Input).value = "cyanocobalmin"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert says(app, "Was cyanocobalamin meant?")
        await press(pilot, "escape")
        app.screen.query_one("#field-drug Input", Input).value = "cyanocobalamin"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert person_file.record().plans[-1].drug == "cyanocobalamin"
        assert says(app, "cyanocobalamin 500 mcg")


async def test_without_a_plan_the_whole_plan_is_asked_for(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, record(person=ALEX)), size=(120, 40)) as (app, pilot):
        await press(pilot, "p", "a")
        assert isinstance(app.screen, PlanForm)


def test_after_staying_in_loading_no_maintenance_is_done_and_no_dose_vanishes() -> None:
    loading = Phase("Loading", "repletion", Span("days", 2, 2), Doses(2))
    whole = record(
        plan(loading, EVERY_4_WEEKS),
        injections=doses("01-05", "01-07"),
        transitions=[transition(0, "01-08", "01-10")],
    )
    first, second = stations(overview(whole, "01-09"))
    assert (first.state, first.progress) == ("here", "0 of 2 recorded, 2 before")
    assert (second.state, second.progress) == ("ahead", "not begun")
    given = whole._replace(injections=doses("01-05", "01-07", "02-04"), transitions=[transition(0, "02-05")])
    second = stations(overview(given, "02-06"))[1]
    assert (second.state, second.progress) == ("ahead", "1 recorded")
