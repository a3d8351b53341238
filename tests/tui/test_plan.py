"""The plan: where the person stands, what comes next, and the forms that change it."""

from pathlib import Path

import pytest
from textual.widgets import Input

from b12track.tui.app import B12App
from b12track.tui.features.home.words import card_of
from b12track.tui.features.plan.changes import DateForm, PhaseForm, StopForm
from b12track.tui.features.plan.form import CorrectionForm, PlanForm
from b12track.tui.features.plan.words import here_words
from b12track.usecases.person_file import PersonFile
from builders import ALEX, EVERY_4_WEEKS, day, dose, overview, plan, record
from made_up import DEMO
from stage import opened, person_file_of, press, says, screen_text, settle, text_of
from tui_states import STATES


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, DEMO)


def fill(app: B12App, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#field-{name} Input", Input).value = value


async def test_the_plan_in_plain_words_with_the_next_six_dates(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "p")
        assert says(
            app, "hydroxocobalamin 1 mg (1000 mcg), into muscle (IM)", "Prescribed by Dr Okafor, 5 Jan"
        )
        assert says(app, "Alex is here, day 22 of 56", "6 of 6 recorded", "every 8 weeks, ongoing")
        text = text_of(app, "#plan").replace("\u00a0", " ")
        assert "Fri 25 Dec · Fri 19 Feb 2027 · Fri 16 Apr 2027 · Fri 11 Jun 2027 · Fri 6 Aug 2027" in text
        assert "Maintenance confirmed, said by Dr Okafor" in text


@pytest.mark.parametrize(
    ("on", "bar", "here"),
    [
        ("01-25", "day 20 of 28", "Alex is here, day 20 of 28"),
        ("02-09", "", "35 days since the last dose that counts"),
    ],
)
def test_an_extra_dose_moves_the_person_neither_on_the_track_nor_on_home(
    on: str, bar: str, here: str
) -> None:
    given = [dose("01-05"), dose("01-15", counts=False)]
    seen = overview(record(plan(EVERY_4_WEEKS), injections=given), on)
    shown = card_of(seen).bar
    assert (shown.words if shown is not None else "") == bar
    assert here in here_words(seen)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_every_state_has_its_headline(tmp_path: Path, state: str, size: tuple[int, int]) -> None:
    found = STATES[state]
    async with opened(person_file_of(tmp_path, found.record), size=size) as (app, pilot):
        await press(pilot, "p")
        app.screen.query_one("#body").scroll_end(animate=False)
        words = " ".join(str(app.screen.query_one("#plan").render()).split())
        assert found.headline.split(" ", 1)[1] in words


async def test_an_unconfirmed_move_is_marked_and_asked_about(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["transition"].record)) as (app, pilot):
        await press(pilot, "p")
        assert says(app, "? not confirmed: m", "if the move is confirmed")
        await press(pilot, "m")
        assert says(app, "What did Dr Okafor say?")


async def test_a_date_is_skipped_once_it_is_said_who_decided(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "p", "d", "s", "ctrl+s")
        assert isinstance(app.screen, DateForm)
        assert says(app, "Please fill this in.", selector="#field-by")
        fill(app, by="Riverside", reason="flu")
        await settle(pilot)
        assert says(app, "IN 34 DAYS → in 90 days, Fri 19 Feb 2027", selector="#preview")
        await press(pilot, "ctrl+s")
        assert says(app, "Saved for Alex", "skip of Fri 25 Dec 2026", "Fri 19 Feb 2027")
        assert person_file.record().adjustments[0].decided_by == "Riverside"
        await press(pilot, "u", "enter")
        assert says(app, "Undone for Alex", "Next dates Fri 25 Dec")


async def test_a_date_is_moved(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "p", "d", "m")
        fill(app, by="Riverside")
        await press(pilot, "ctrl+s")
        assert says(app, "write the day it was moved to", selector="#field-due")
        fill(app, due="29 Dec")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert person_file.record().adjustments[0].due is not None
        assert says(app, "Tue 29 Dec")


async def test_back_to_loading_says_that_the_count_starts_again(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "p", "m", "1")
        assert isinstance(app.screen, PhaseForm)
        fill(app, by="Dr Okafor", first_due="wed")
        await settle(pilot)
        assert says(app, "The count of Loading starts again: 0 of 6", selector="#preview")
        await press(pilot, "ctrl+s")
        assert says(app, "move to Loading")


async def test_a_plan_is_stopped_with_the_reason_and_who_decided(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "p", "o")
        assert isinstance(app.screen, StopForm)
        fill(app, by="Dr Okafor", reason="tablets instead")
        await settle(pilot)
        assert says(app, "IN 34 DAYS → plan stopped", "What is recorded stays", selector="#preview")
        await press(pilot, "ctrl+s")
        assert person_file.record().plans[0].end_reason == "tablets instead; decided by Dr Okafor"
        assert says(app, "PLAN STOPPED", "a enter a plan")
        assert app.screen.check_action("stop", ()) is False


async def test_a_correction_keeps_the_plan_and_shows_what_changes(person_file: PersonFile) -> None:
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "p", "e")
        assert isinstance(app.screen, CorrectionForm)
        fill(app, phase1="every 12 weeks")
        await settle(pilot)
        assert says(
            app,
            "Next: Fri 22 Jan 2027",
            "The dose of Fri 13 Mar: on time →",
            selector="#preview",
        )
        await press(pilot, "ctrl+s")
        assert person_file.record().plans[0].id == "p1"
        assert says(app, "correction of the plan of 5 Jan 2026", "every 12 weeks")


async def test_a_new_plan_past_loading_counts_from_the_last_dose(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(person=ALEX))
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "p", "a")
        form = app.screen
        assert isinstance(form, PlanForm)
        assert form.query_one("#field-steps").display
        fill(app, by="Dr Okafor", set_on="5 jan", drug="hydroxocobalamin", dose="1mg", every="every 8 weeks")
        form.query_one("#field-route Picker").focus()
        await press(pilot, "m")
        form.query_one("#field-loading Picker").focus()
        await press(pilot, "p")
        assert not form.query_one("#field-steps").display
        fill(app, last="30 oct", first_due="28 dec")
        await press(pilot, "ctrl+s")
        assert says(app, "counted from the last injection it is Fri 25 Dec", selector="#field-first_due")
        fill(app, first_due="")
        await settle(pilot)
        assert says(app, "if empty, counted from the last dose", selector="#field-first_due")
        assert says(app, "Fri 25 Dec", selector="#preview")
        await press(pilot, "ctrl+s")
        assert says(app, "IN 34 DAYS", "every 8 weeks")
        assert [dose.given_on.isoformat() for dose in person_file.record().injections] == ["2026-10-30"]


async def test_a_plan_of_several_phases_that_begins_with_the_first_of_the_doses_before_it(
    tmp_path: Path,
) -> None:
    given = [dose(f"2026-11-{on}", f"i{on}", dose_mcg=250) for on in ("16", "18", "20")]
    person_file = person_file_of(tmp_path, record(person=ALEX, injections=given))
    async with opened(person_file, size=(120, 60)) as (app, pilot):
        await press(pilot, "p", "a")
        steps, then = (
            "every other day, 2 weeks, 250mcg; weekly, 4 doses",
            "every 8 weeks, 1 year; every 3 months",
        )
        fill(
            app, by="Dr Okafor", set_on="21 nov", drug="hydroxocobalamin", dose="1mg", steps=steps, every=then
        )
        app.screen.query_one("#field-route Picker").focus()
        await press(pilot, "m")
        app.screen.query_one("#field-loading Picker").focus()
        await press(pilot, "y")
        fill(app, first_due="21 nov", reviews="blood test after 3 months", grace="3")
        await settle(pilot)
        assert says(app, "3 recorded injections lie before Sat 21 Nov", selector="#preview"), screen_text(app)
        app.screen.query_one("#field-begins_with Picker").focus()
        await press(pilot, "f")
        await settle(pilot)
        assert says(app, "Next: Sun 22 Nov", selector="#preview"), screen_text(app)
        await press(pilot, "ctrl+s")
        (saved,) = person_file.record().plans
        assert (saved.set_on, saved.first_due, saved.grace_days) == (day("2026-11-16"), day("2026-11-16"), 3)
        assert [(p.name, p.dose_mcg) for p in saved.phases] == [
            ("Loading", 250),
            ("Loading 2", None),
            ("Maintenance", None),
            ("Maintenance 2", None),
        ]
        assert saved.reviews[0].what == "blood test"


async def test_what_it_would_do_stays_in_sight_beside_what_is_typed(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "p", "e")
        fill(app, phase1="every 12 weeks")
        await settle(pilot)
        assert says(app, "Prescriber", "IN 34 DAYS → in 62 days, Fri 22 Jan 2027", "28 days early")
        assert isinstance(app.screen, CorrectionForm)
        app.screen.say_fault("it cannot be saved so")
        await settle(pilot)
        assert says(app, "▲ it cannot be saved so", "Prescriber")


async def test_the_first_dose_is_looked_for_from_the_beginning_of_the_plan_on(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, record(person=ALEX)), size=(120, 40)) as (app, pilot):
        await press(pilot, "p", "a")
        fill(app, first_due="5 jan")
        await settle(pilot)
        assert says(app, "Tue 5 Jan 2027", selector="#field-first_due")
        fill(app, set_on="5 jan")
        await settle(pilot)
        assert says(app, "Mon 5 Jan", selector="#field-first_due")
        assert not says(app, "2027", selector="#field-first_due")
        app.screen.query_one("#field-loading Picker").focus()
        await press(pilot, "p")
        assert says(app, "Tue 5 Jan 2027", selector="#field-first_due"), "the next dose is to come"


async def test_a_slip_in_a_drug_is_asked_about_as_on_the_command_line(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, record(person=ALEX)), size=(80, 24)) as (app, pilot):
        await press(pilot, "p", "a")
        fill(app, drug="hydroxocobalamine")
        await pilot.pause()
        assert says(app, "was hydroxocobalamin meant?", selector="#field-drug")
        fill(app, drug="adenosylcobalamin")
        await pilot.pause()
        assert not says(app, "meant?", selector="#field-drug")


async def test_nothing_is_preselected_and_a_citation_only_fills(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record(person=ALEX))
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        await press(pilot, "p", "a")
        form = app.screen
        assert isinstance(form, PlanForm)
        assert not form.is_changed
        await press(pilot, "ctrl+t")
        assert says(app, "These are published plans, not suggestions", "[S: read in a secondary source only")
        await press(pilot, "1")
        assert form.query_one("#field-steps Input", Input).value == "Mon, Wed and Fri, 6 doses"
        assert form.query_one("#field-every Input", Input).value == "every 2-3 months, ongoing"
        assert form.query_one("#field-by Input", Input).value == ""
        await press(pilot, "ctrl+s")
        assert person_file.record().plans == ()
