"""Each flag opens the thing it is about, and small ones can be put away."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from b12track.domain.record.records import Record, Supply
from b12track.domain.reference.demo import demo_record
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.flags import RULES, can_be_put_away
from b12track.tui.app import B12App
from b12track.tui.features.flags.answers import answers_for
from b12track.tui.features.graphs.screen import GraphsScreen
from b12track.tui.forms.choice import Choice
from b12track.usecases.person_file import PersonFile
from builders import ALEX, LOADING, dose, doses, plan, record, skip, visit
from made_up import DEMO
from stage import opened, person_file_of, press, says, settle, text_of
from tui_states import EVERY_8_WEEKS, STATES

TODAY = date(2026, 11, 21)


def flags(app: B12App) -> dict[str, Flag]:
    assert app.view is not None
    return {flag.code: flag for flag in (*(app.view.flags or ()), *app.view.away)}


async def open_flag(app: B12App, pilot: Any, code: str) -> None:
    app.open("flag", flag=flags(app)[code])
    await settle(pilot)


# The flags that open a question of their own; all the others have a row in the table of answers.
OWN = {"transition_due", "same_day"}
CODES = {
    *("overdue", "late", "due", "visit_unrecorded", "transition_near", "repletion_lapsed", "early_dose"),
    *("differs_from_plan", "skipped", "visit_after_window", "no_visit", "review_due", "supply_short"),
    *(
        "supply_expires",
        "vial_28_days",
        "wearing_off",
        "plateau",
        "worse",
        "plan_gaps",
        "record_gaps",
        "no_plan",
    ),
}


def test_every_flag_has_something_that_can_be_done() -> None:
    assert RULES
    for code in CODES:
        answers = answers_for(Flag(code, "notice", "text"))
        assert answers, code
        keys = [answer.key for answer in answers]
        assert len(set(keys)) == len(keys), code
        assert "a" not in keys, "that key puts away"


PICTURES = {
    "wearing_off": "Tingling or numbness by days since the dose",
    "plateau": "Tingling or numbness 5 Jan - 21 Nov 2026",
    "worse": "Tingling or numbness 5 Jan - 21 Nov 2026",
}


async def test_overdue_leads_to_recording_it(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["overdue"].record)
    async with opened(person_file) as (app, pilot):
        await press(pilot, "f")
        assert says(app, "Needs attention · Alex", "■ urgent Overdue by 12 days")
        await press(pilot, "enter")
        assert not says(app, "Put it away")
        await press(pilot, "i", "m", "ctrl+s")
        assert person_file.record().injections[-1].given_on == TODAY
        assert "overdue" not in flags(app)


def unrecorded() -> Record:
    return record(
        plan(LOADING, EVERY_8_WEEKS), visits=[visit("11-17")], injections=[dose("01-05"), dose("01-07")]
    )


async def test_what_became_of_a_visit_it_was_given(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, unrecorded())
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "visit_unrecorded")
        await press(pilot, "g", "m")
        app.screen.query_one("#field-route Picker").focus()
        await press(pilot, "ctrl+s")
        assert person_file.record().injections[-1].given_on == date(2026, 11, 17)
        assert "visit_unrecorded" not in flags(app)


async def test_what_became_of_a_visit_it_was_moved(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, unrecorded())
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "visit_unrecorded")
        await press(pilot, "m", *"thu 9:00", "ctrl+s")
        assert person_file.record().visits[0].at.isoformat() == "2026-11-26T09:00:00+00:00"


async def test_what_became_of_a_visit_it_did_not_happen(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, unrecorded())
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "visit_unrecorded")
        await press(pilot, "d")
        assert list(person_file.record().visits) == []
        assert says(app, "Saved for Alex")
        await press(pilot, "u", "enter")
        assert len(person_file.record().visits) == 1


@pytest.fixture
def moving(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, STATES["transition"].record)


async def test_a_move_is_confirmed_with_who_and_when(moving: PersonFile) -> None:
    async with opened(moving) as (app, pilot):
        await press(pilot, "m")
        assert says(
            app,
            "b12track does not know whether loading should end",
            "What did Dr Okafor say?",
            selector="#box",
        )
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Choice), "Enter alone does nothing"
        await press(pilot, "m", "ctrl+s")
        assert says(app, "Please fill this in.")
        await press(pilot, "right")
        assert says(app, "IN 55 DAYS, if the move is confirmed → in 55 days, Fri 15 Jan 2027")
        await press(pilot, "ctrl+s")
        moved = moving.record().transitions[0]
        assert (moved.to_phase, moved.on, moved.confirmed_by) == (1, TODAY, "Dr Okafor")
        assert "transition_due" not in flags(app)


async def test_loading_goes_on_and_the_count_starts_again(moving: PersonFile) -> None:
    async with opened(moving) as (app, pilot):
        await press(pilot, "m", "s", "right")
        app.screen.query_one("#field-first_due Input", Input).value = "wed"
        await settle(pilot)
        assert says(app, "Wed 25 Nov", "0 of 6 since Sat 21 Nov, 6 before")
        await press(pilot, "ctrl+s")
        stayed = moving.record().transitions[0]
        assert (stayed.to_phase, stayed.first_due) == (0, date(2026, 11, 25))
        assert says(app, "○○○○○○ 0 of 6", selector="NextDose")


async def test_a_move_not_asked_about_becomes_a_question(moving: PersonFile) -> None:
    async with opened(moving) as (app, pilot):
        await press(pilot, "m", "k")
        assert "every 8 weeks" in moving.record().questions[0].text
        assert "transition_due" in flags(app)
        await press(pilot, "m", "escape")
        assert list(moving.record().transitions) == []


def twice() -> Record:
    given = [dose("11-20", id="i1", at="09:30"), dose("11-20", id="i2", at="10:00", site="left-thigh")]
    return record(plan(LOADING, EVERY_8_WEEKS, set_on="2026-11-18"), injections=[dose("11-18"), *given])


@pytest.mark.parametrize(
    ("key", "left", "counting"),
    [("1", ["i2"], 1), ("2", ["i1"], 1), ("a", ["i1", "i2"], 1), ("r", ["i1", "i2"], 2)],
)
async def test_two_on_one_day(key: str, left: list[str], counting: int, tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, twice())
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "same_day")
        assert says(app, "Both count. The same one?", "09:30 10:00", "left thigh", selector="#box")
        await press(pilot, "enter", key)
        given = [i for i in person_file.record().injections if i.given_on == date(2026, 11, 20)]
        assert [i.id for i in given] == left
        assert sum(i.counts for i in given) == counting


async def test_what_is_missing_is_filled_in(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "record_gaps")
        await press(pilot, "e")
        for name, value in {"lot": "A1", "expires": "not known", "site": "left thigh"}.items():
            app.screen.query_one(f"#field-{name} Input", Input).value = value
        await settle(pilot)
        await press(pilot, "ctrl+s")
        last = person_file.record().injections[-1]
        assert (last.lot, last.site, last.note) == ("A1", "left-thigh", "expiry not known")
        gaps = flags(app)["record_gaps"].text
        assert "lot" not in gaps
        assert "expiry" not in gaps


async def test_a_gap_form_explains_what_it_cannot_read(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "record_gaps")
        await press(pilot, "e")
        app.screen.query_one("#field-expires Input", Input).value = "someday"
        await press(pilot, "ctrl+s")
        assert "not a date that can be read" in text_of(app, "#field-expires .fault")


async def test_a_wrong_dose_is_corrected(tmp_path: Path) -> None:
    wrong = record(
        plan(LOADING, EVERY_8_WEEKS, set_on="2026-11-18"), injections=[dose("11-18", dose_mcg=500)]
    )
    person_file = person_file_of(tmp_path, wrong)
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "differs_from_plan")
        await press(pilot, "e")
        app.screen.query_one("#field-dose Input", Input).value = "1mg"
        await press(pilot, "ctrl+s")
        assert person_file.record().injections[0].dose_mcg == 1000
        assert "differs_from_plan" not in flags(app)


async def test_reviews_lead_to_a_visit_or_a_result(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, demo_record(TODAY))
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "review_due")
        await press(pilot, "v")
        assert says(app, "Visit for Alex", "◉ r review")
        await press(pilot, "escape")
        await open_flag(app, pilot, "review_due")
        await press(pilot, "b")
        assert says(app, "Lab result for Alex")


async def test_supplies_lead_to_what_is_at_home(tmp_path: Path) -> None:
    old = Supply(
        "k1", "hydroxocobalamin", 1000, 10, "multi-dose", "A7", date(2026, 12, 1), 1, date(2026, 10, 1)
    )
    person_file = person_file_of(tmp_path, STATES["upcoming"].record._replace(supplies=[old]))
    async with opened(person_file) as (app, pilot):
        for code in ("supply_short", "supply_expires", "vial_28_days"):
            await open_flag(app, pilot, code)
            await press(pilot, "s")
            assert says(app, "At home · Alex", "lot A7")
            await press(pilot, "escape")
        await open_flag(app, pilot, "vial_28_days")
        await press(pilot, "e")
        app.screen.query_one("#field-opened Input", Input).value = "yesterday"
        await press(pilot, "ctrl+s")
        assert "vial_28_days" not in flags(app)


async def test_what_a_plan_leaves_open_becomes_questions(tmp_path: Path) -> None:
    person = ALEX._replace(indication="")
    bare = record(plan(LOADING, watch=(), set_on="2026-11-20"), person=person, injections=doses("11-20"))
    person_file = person_file_of(tmp_path, bare)
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "plan_gaps")
        await press(pilot, "k")
        assert len(person_file.record().questions) == 3
        await open_flag(app, pilot, "plan_gaps")
        await press(pilot, "k")
        assert len(person_file.record().questions) == 3, "none is asked twice"


async def test_a_question_is_offered_where_only_the_clinic_can_answer(tmp_path: Path) -> None:
    early = record(plan(LOADING, EVERY_8_WEEKS, set_on="2026-11-18"), injections=doses("11-18", "11-19"))
    person_file = person_file_of(tmp_path, early)
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "early_dose")
        await press(pilot, "k")
        assert says(app, "Question for Alex")
        assert app.screen.query_one("#field-text Input", Input).value.endswith("what happens next?")
        await press(pilot, "ctrl+s")
        assert len(person_file.record().questions) == 1


async def test_what_the_numbers_say_opens_the_picture_that_it_rests_on(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        assert app.view is not None
        for code, picture in PICTURES.items():
            app.open("flag", flag=Flag(code, "notice", "It is so.", (), "tingling"))
            await settle(pilot)
            await press(pilot, "g")
            assert isinstance(app.screen, GraphsScreen)
            assert says(app, picture)
            await press(pilot, "up", "h")


async def test_a_notice_is_put_away_until_its_records_change(tmp_path: Path) -> None:
    skipped = STATES["skipped"].record
    person_file = person_file_of(tmp_path, skipped._replace(adjustments=[skip("11-09", reason="flu")]))
    async with opened(person_file) as (app, pilot):
        await open_flag(app, pilot, "skipped")
        await press(pilot, "a")
        assert app.view is not None
        assert [flag.code for flag in app.view.away] == ["skipped"]
        await press(pilot, "f")
        assert says(app, "Put away until something changes", "1 date skipped")
        await press(pilot, "escape")
        await open_flag(app, pilot, "skipped")
        await press(pilot, "a")
        assert app.view.away == ()
        await open_flag(app, pilot, "skipped")
        await press(pilot, "a")
        from b12track.usecases.edit.change import edit_record

        await app.write(lambda: edit_record(person_file, "a11-09", ["reason=a cold"]))
        await settle(pilot)
        assert app.view.away == ()


def test_what_must_stand_cannot_be_put_away() -> None:
    for code in ("overdue", "late", "due", "transition_due", "same_day"):
        assert not can_be_put_away(Flag(code, "notice", "text"))
    assert not can_be_put_away(Flag("visit_unrecorded", "warning", "text"))
