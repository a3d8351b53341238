"""Home: every state of the card, what needs attention, every size."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.geometry import Offset

from b12track.domain.record.intervals import Length
from b12track.domain.record.records import Question, SymptomKind
from b12track.domain.reference.demo import demo_record
from b12track.domain.rules.overview import overview_of
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.tui.features.home.attention import NOTHING, Attention
from b12track.tui.features.home.next_dose import NextDose
from b12track.tui.features.home.words import card_of
from b12track.tui.features.log.grid import ScoreGrid
from b12track.tui.features.plan.words import stations
from builders import ALEX, EVERY_4_WEEKS, LOADING, dose, overview, plan, record, visit, weekly
from stage import opened, person_file_of, press, says, screen_lines, screen_text, settle, text_of
from tui_states import EVERY_8_WEEKS, NOTHING_OPEN, STATES


@pytest.mark.parametrize("name", STATES)
async def test_every_state_says_what_it_is_in_words_and_with_a_shape(name: str, tmp_path: Path) -> None:
    state = STATES[name]
    async with opened(person_file_of(tmp_path, state.record)) as (app, _):
        for words in (state.headline, *state.beneath):
            assert says(app, words, selector="NextDose"), screen_text(app)
        assert isinstance(app.focused, ScoreGrid)


async def test_overdue_is_a_word_a_shape_and_a_colour(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["overdue"].record)) as (app, _):
        card = app.screen.query_one(NextDose)
        assert card.has_class("-urgent")
        assert "■ OVERDUE 12 DAYS" in text_of(app, "NextDose")
        assert "cannot tell whether waiting is safe" in text_of(app, "Attention")


def test_home_and_the_plan_name_the_same_last_day_of_a_phase() -> None:
    for_four_weeks = plan(weekly(1, Length("weeks", 4)), EVERY_4_WEEKS, set_on="11-09")
    whole = record(for_four_weeks, injections=[dose("11-09")])
    seen = overview(whole, "11-10")
    assert "1 recorded, until Sun 6 Dec" in card_of(seen).beneath
    assert stations(seen)[0].progress == "1 recorded, until Sun 6 Dec"


def test_a_question_that_was_answered_elsewhere_is_not_one_to_bring() -> None:
    asked = Question("q1", date(2026, 1, 5), "Is every 8 weeks right?")
    answered = asked._replace(id="q2", answer="Yes")
    seen = overview_of(record(plan(), questions=[asked, answered]), datetime(2026, 1, 6, 9, tzinfo=UTC))
    assert "Bring  1 question" in card_of(seen).more


async def test_nothing_open_never_reassures(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, NOTHING_OPEN)) as (app, _):
        assert says(app, NOTHING, selector="Attention")
        assert "all good" not in screen_text(app).casefold()


async def test_at_most_four_flags_and_the_rest_in_one_line(tmp_path: Path) -> None:
    visits = [visit(f"10-0{day}", id=f"v{day}") for day in range(1, 8)]
    person = ALEX._replace(indication="")
    busy = record(plan(LOADING, EVERY_8_WEEKS, watch=()), person=person, visits=visits)
    async with opened(person_file_of(tmp_path, busy), size=(120, 40)) as (app, _):
        flags = app.view.flags if app.view is not None else ()
        assert flags is not None
        assert len(flags) > 5
        attention = text_of(app, "Attention")
        assert sum(attention.count(shape) for shape in "■▲●○") == 4
        assert "(f)" in attention


async def test_the_year_is_left_out_where_it_is_this_years(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["upcoming"].record)) as (app, _):
        assert "Fri 25 Dec" in text_of(app, "NextDose")
        assert "25 Dec 2026" not in text_of(app, "NextDose")
        assert "Sat 21 Nov 14:05" in screen_lines(app)[0]


async def test_larger_terminals_say_what_comes_after_the_next_dose(tmp_path: Path) -> None:
    asked = STATES["upcoming"].record._replace(questions=made_up_questions())
    async with opened(person_file_of(tmp_path, asked), size=(120, 40)) as (app, _):
        assert says(app, "Then Fri 19 Feb 2027, Fri 16 Apr 2027", "Bring 2 questions", selector="NextDose")


@pytest.mark.parametrize("columns", [110, 113, 117, 120, 125, 132, 150])
async def test_a_date_is_never_cut(columns: int, tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["upcoming"].record), size=(columns, 40)) as (app, _):
        region = app.screen.query_one(NextDose).region
        card = [line[region.x : region.right] for line in screen_lines(app)[region.y : region.bottom]]
        (said,) = [line.strip(" │") for line in card if "Then" in line]
        assert said in ("Then   Fri 19 Feb 2027", "Then   Fri 19 Feb 2027, Fri 16 Apr 2027")


def made_up_questions() -> tuple[Question, ...]:
    return tuple(demo_record(date(2026, 11, 21)).questions)


@pytest.mark.parametrize(
    "size", [(80, 24), (120, 40), (200, 60), (40, 12), (30, 8), (20, 5), (64, 20), (100, 19)]
)
async def test_no_size_breaks_the_screen(size: tuple[int, int], tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["overdue"].record), size=size) as (app, pilot):
        assert all(len(line) <= size[0] for line in screen_lines(app))
        if size[1] >= 12:
            assert "OVERDUE 12 DAYS" in screen_text(app)
        await press(pilot, "5")
        assert app.screen.query_one(ScoreGrid).scores == {"energy": 5}


async def test_a_resize_loses_nothing(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["upcoming"].record)) as (app, pilot):
        await press(pilot, "5", "6", "down", "down", *"tired")
        for size in ((40, 12), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        grid = app.screen.query_one(ScoreGrid)
        assert grid.scores == {"energy": 5, "sleep": 6}
        assert says(app, "tired", selector="#note")


async def test_a_flag_is_opened_from_the_keyboard_and_with_the_mouse(tmp_path: Path) -> None:
    late = record(
        plan(LOADING, EVERY_8_WEEKS), visits=[visit("11-17")], injections=[dose("01-05"), dose("01-07")]
    )
    async with opened(person_file_of(tmp_path, late)) as (app, pilot):
        await press(pilot, "shift+tab")
        assert isinstance(app.focused, Attention)
        await press(pilot, "down", "enter")
        assert says(app, "It was given: record the injection", "It did not happen")
        await press(pilot, "escape")
        row = next(n for n, line in enumerate(screen_lines(app)) if "▲ Injection visit" in line)
        column = screen_lines(app)[row].index("Injection visit")
        await pilot.click(offset=Offset(column, row))
        await settle(pilot)
        assert says(app, "It was given: record the injection")
        await press(pilot, "escape", "5")
        assert isinstance(app.focused, ScoreGrid), "digits belong to the scores"
        assert app.focused.scores == {"energy": 5}


async def test_a_click_on_a_flag_leaves_the_focus_in_the_log(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["overdue"].record)) as (app, pilot):
        await pilot.click(Attention, offset=(5, 2))
        await press(pilot, "escape", "5", "6", "enter")
        assert says(app, "Saved for Alex")


async def test_a_narrow_card_never_leaves_out_that_a_move_is_not_confirmed(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["transition"].record), size=(40, 12)) as (app, _):
        assert says(app, "○ IN 55 DAYS, if the move is confirmed", selector="NextDose")


async def test_the_log_is_in_sight_on_a_narrow_terminal(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["overdue"].record), size=(62, 22)) as (app, _):
        assert says(app, "OVERDUE 12 DAYS", "Needs attention", "▸ Energy", "Soreness", "Note")


async def test_the_row_to_be_scored_is_in_sight_also_where_not_all_are(tmp_path: Path) -> None:
    kinds = tuple(kind._replace(shown=True) for kind in BUILTIN_SYMPTOMS)
    many = person_file_of(tmp_path, record(person=ALEX, symptom_kinds=kinds))
    async with opened(many, size=(40, 12)) as (app, pilot):
        assert says(app, "▸ Energy")
        await press(pilot, *"123456789")
        assert says(app, "▸ Palpitat")
        await press(pilot, *["up"] * 9)
        assert says(app, "▸ Energy")


async def test_long_words_of_one_symptom_leave_those_of_the_others(tmp_path: Path) -> None:
    own = SymptomKind(
        "own", "A symptom of my own with a name that is long", "nothing" * 5, "worst" * 7, "low", True
    )
    async with opened(
        person_file_of(tmp_path, record(person=ALEX, symptom_kinds=(*BUILTIN_SYMPTOMS[:2], own)))
    ) as (
        app,
        pilot,
    ):
        assert says(app, "Energy worn out", "no rest", "slept well")
        row = next(n for n, line in enumerate(screen_lines(app)) if "Sleep" in line)
        await pilot.click(offset=Offset(screen_lines(app)[row].index("7"), row))
        await press(pilot)
        assert app.screen.query_one(ScoreGrid).scores == {"sleep": 7}
