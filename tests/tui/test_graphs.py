"""Graphs: what is chosen is shown, by key and by click, with the verdict and what it rests on below."""

from pathlib import Path

import pytest
from textual.widgets import Static

from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.tui.features.graphs.screen import GraphsScreen
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.symptom_choices import show_kind
from b12track.usecases.person_file import PersonFile
from builders import ALEX, logs, record
from changed_interval import changed_interval
from made_up import DEMO
from stage import LARGE, SMALL, opened, person_file_of, press, says, screen_text, settle


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, DEMO)


async def test_over_time_says_whether_it_is_better_and_on_what_that_rests(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g")
        assert isinstance(app.screen, GraphsScreen)
        assert says(app, "Energy", "full of energy ▲ good", "5 Jan - 21 Nov 2026", "started metformin")
        assert says(
            app, "Since the start Better: 2.8 higher (could be 1.1 to 4.5).", "14 days, treatment had begun"
        )
        assert says(app, "End of loading 3.0 higher (could be 1.3 to 4.7).")


async def test_does_it_wear_off_at_a_glance(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g", "w")
        assert says(app, "Energy by days since the dose", "5 full cycles and this one", "last quarter")
        assert says(
            app, "1.7 lower in the last quarter (could be 1.1 to 2.3; 5 cycles)", "This does not show why."
        )


@pytest.mark.parametrize("view", ["o", "w"])
async def test_a_symptom_that_is_asked_for_only_now_joins_the_others(
    person_file: PersonFile, view: str
) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g", view, "a", "h")
        show_kind(person_file, "fog", shown=True)
        app.tick()
        await press(pilot, "g")
        assert says(app, "Energy", "Brain fog")


async def test_tests_have_their_own_ranges_and_no_verdict(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g", "t")
        assert says(app, "b12, ng/L", "140", "180", "914", "b12track does not interpret it")
        await press(pilot, "down")
        assert says(app, "mma, umol/L")


async def test_the_range_and_the_symptom_follow_the_arrows(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g", "left", "left", "down")
        assert says(app, "Sleep", "22 Aug - 21 Nov 2026", "slept well")
        await press(pilot, "left", "left", "left", "up")
        assert says(app, "22 Oct - 21 Nov 2026")
        await press(pilot, "a")
        assert says(app, "Energy", "Sleep", "Tingling or numbness", "Injection-site soreness")
        assert screen_text(app).count("22 Oct") == 2  # the longer names leave no room for it
        assert says(app, "Sleep ▲ no clear change", "Injection-site soreness")


async def test_a_choice_is_clicked(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g")
        await pilot.click("#views", offset=(18, 0))
        await settle(pilot)
        assert says(app, "by days since the dose")
        await pilot.click("#subjects", offset=(12, 0))
        await settle(pilot)
        assert says(app, "Sleep by days since the dose")


async def test_what_is_saved_is_in_the_picture(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g")
        before = screen_text(app)
        log_symptoms(person_file, app.view.today if app.view else person_file.today, {"energy": 9}, "")
        app.show_saved()
        await settle(pilot)
        assert screen_text(app) != before


async def test_few_entries_say_what_is_missing(tmp_path: Path) -> None:
    few = person_file_of(tmp_path, record(person=ALEX, symptoms=logs("2026-11-18", 4, 5, 6)))
    async with opened(few) as (app, pilot):
        await press(pilot, "g")
        assert says(app, "Since the start Needs")
        await press(pilot, "w")
        assert says(app, "Needs 3 full logged cycles of 14 days or longer, has 0.")
        await press(pilot, "t")
        assert says(app, "No test results yet. b records one.")


async def test_soreness_is_not_asked_whether_it_wears_off(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g", "w", "down", "down", "down")
        assert says(
            app,
            "After the doses Soreness after injections, in days until it was gone: left thigh usually 2.5+",
        )
        verdict = str(app.screen.query_one("#verdict", Static).render())
        assert "cycles" not in verdict


async def test_a_symptom_stays_chosen_from_one_picture_to_the_other(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g", "down", "down", "w")
        assert says(app, "Tingling or numbness by days since the dose", "higher in the last quarter")
        await press(pilot, "t", "o")
        assert says(app, "Tingling or numbness", "all the time")


async def test_picture_and_verdict_are_of_the_same_symptom(person_file: PersonFile) -> None:
    """Also where one that is not asked for any more comes into the line once it is known that it was scored."""
    show_kind(person_file, "sleep", shown=False)
    async with opened(person_file) as (app, pilot):
        screen = app.screen
        await press(pilot, "g")
        screen = app.screen
        assert isinstance(screen, GraphsScreen)
        screen._found = None  # as it is until the numbers are worked out
        screen.action_subject(1)
        await pilot.pause()
        assert says(app, "all the time")
        assert app.view is not None
        screen._work_out(app.view)
        await settle(pilot)
        assert says(app, "all the time", "Better: 2.9 lower")
        assert says(app, "Sleep", selector="#subjects")


async def test_all_of_them_say_what_finds_no_room(person_file: PersonFile) -> None:
    for name in ("fog", "mood", "balance", "breath"):
        show_kind(person_file, name, shown=True)
    async with opened(person_file, size=SMALL) as (app, pilot):
        await press(pilot, "g", "a")
        assert says(app, "6 more symptoms do not fit here: ↑ ↓ shows them one by one")


async def test_nothing_asked_for_is_no_picture(tmp_path: Path) -> None:
    kinds = tuple(kind._replace(shown=False) for kind in BUILTIN_SYMPTOMS)
    async with opened(person_file_of(tmp_path, record(person=ALEX, symptom_kinds=kinds))) as (app, pilot):
        await press(pilot, "5", "g", "down", "w", "a")
        assert isinstance(app.screen, GraphsScreen)


@pytest.fixture
def changed(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, changed_interval(seed=3))


async def test_two_regimens_stand_side_by_side(changed: PersonFile) -> None:
    async with opened(changed, size=LARGE) as (app, pilot):
        await press(pilot, "g", "d")
        assert says(app, "beside every 12 weeks, 6 Jan - 8 Dec 2025, 4 whole cycles", selector="#ranges")
        assert says(
            app,
            "every 12 weeks, 4 cycles",
            "every 8 weeks, 6 cycles",
            "last 14 days",
            "dips 2.2, 2.0, 1.2, 1.0",
        )
        assert says(app, "dip larger", "dip smaller")
        assert says(
            app,
            "Was the dip smaller? On every 12 weeks the dip was 1.6 (4 cycles), on every 8 weeks 0.1 the other way "
            "(6): smaller by 1.7 (could be 0.9 to 2.5). This does not show why.",
            "A difference under about 0.8 points would not show with these entries.",
            "Overall 5.5, then 6.0: everything else that changed is in this number. No dose came early.",
            "In these days: metformin since 1 Sep 2025; iron 3 Mar - 2 Jun; folate 1 Jul - 2 Aug; flu (3 Mar).",
        )
        await press(pilot, "a", "down", "right")
        assert says(app, "Needs 3 full logged cycles on each: has 0 and 0.")
        await press(pilot, "down")
        assert says(app, "Tingling or numbness: two regimens", "smaller by 2.6")


async def test_with_little_room_the_picture_stays(changed: PersonFile) -> None:
    async with opened(changed, size=SMALL) as (app, pilot):
        await press(pilot, "g", "d")
        assert says(app, "every 12 weeks, 4 cycles", "every 8 weeks, 6 cycles", "worn out", "smaller by 1.7")


async def test_with_one_regimen_there_is_nothing_to_compare(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "g", "d")
        assert says(app, "There is nothing to compare yet")
        assert not says(app, "Was the dip smaller?")


async def test_wearing_off_shows_the_cycles_of_the_regimen_in_force_alone(changed: PersonFile) -> None:
    async with opened(changed) as (app, pilot):
        await press(pilot, "g", "w")
        assert says(app, "6 full cycles and this one", "No clear difference")


async def test_the_range_that_opens_fits_what_was_logged(changed: PersonFile) -> None:
    async with opened(changed, size=LARGE) as (app, pilot):
        await press(pilot, "g")
        assert says(app, "22 Nov 2025 - 21 Nov 2026", "metformin")
        await press(pilot, "right")
        assert says(app, "6 Jan 2025 - 21 Nov 2026", "iron", "taken beside it")
