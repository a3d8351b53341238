"""The evening log: four keys and Enter, and every way to make a slip and mend it."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual.events import Paste
from textual.geometry import Offset
from textual.widgets import Input

from b12track.domain.record.records import Person, SymptomLog
from b12track.tui.app import B12App
from b12track.tui.features.log import evening_log
from b12track.tui.features.log.evening_log import EveningLog
from b12track.tui.features.log.grid import ScoreGrid
from b12track.usecases.enter.daily_log import evening_of, log_of, log_symptoms
from b12track.usecases.person_file import PersonFile
from builders import ALEX, record
from stage import NOW, opened, person_file_of, press, says, screen_lines, screen_text, settle
from tui_states import STATES

TODAY, YESTERDAY = date(2026, 11, 21), date(2026, 11, 20)
EMPTY = STATES["upcoming"].record


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, EMPTY)


def logged(person_file: PersonFile, day: date = TODAY) -> SymptomLog | None:
    return log_of(person_file.snapshot(), day)


def scores(person_file: PersonFile, day: date = TODAY) -> dict[str, int]:
    log = logged(person_file, day)
    return dict(log.scores) if log is not None else {}


def grid(app: B12App) -> ScoreGrid:
    return app.screen.query_one(ScoreGrid)


async def test_open_four_keys_and_enter(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6", "2", "0", "enter")
        assert scores(person_file) == {"energy": 5, "sleep": 6, "tingling": 2, "soreness": 0}
        assert says(app, "Saved for Alex 14:05 · e change · u undo")


async def test_it_starts_blank_and_a_row_may_stay_blank(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        assert "[" not in "".join(line for line in screen_lines(app) if "0 1 2" in line)
        await press(pilot, "t", "down", "3", "enter")
        assert scores(person_file) == {"energy": 10, "tingling": 3}


async def test_after_the_last_row_a_digit_changes_nothing_and_says_so(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "1", "2", "3", "4", "9")
        assert grid(app).scores == {"energy": 1, "sleep": 2, "tingling": 3, "soreness": 4}
        assert says(app, "That was the last row")
        await press(pilot, "backspace", "5", "enter")
        assert scores(person_file)["soreness"] == 5


async def test_backspace_goes_back_and_clears(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "1", "2", "backspace")
        assert grid(app).scores == {"energy": 1}
        await press(pilot, "backspace", "backspace")
        assert grid(app).scores == {}
        assert grid(app).cursor == 0


async def test_left_and_right_nudge(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "right")
        assert says(app, "There is no score here yet")
        await press(pilot, "5", "right", "right", "left")
        assert grid(app).scores == {"energy": 6}
        await press(pilot, "t", "right", "up", "up", "left")
        assert grid(app).scores == {"energy": 5, "sleep": 10}


async def test_saved_digits_do_nothing_until_e(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter")
        for key in ("7", "t", "backspace", "left"):
            await press(pilot, key)
            assert grid(app).scores == {"energy": 5}, key
        await press(pilot, "enter")
        assert scores(person_file) == {"energy": 5}
        assert says(app, "Already saved: press e to change it")
        await press(pilot, "e")
        assert not says(app, "e changes it"), "no line goes on saying what was done by now"
        await press(pilot, "7", "8", "enter")
        assert scores(person_file) == {"energy": 7, "sleep": 8}


async def test_changing_keeps_the_scores_of_other_symptoms(person_file: PersonFile) -> None:
    log_symptoms(person_file, TODAY, {"energy": 4, "fog": 6}, "slept late")
    async with opened(person_file) as (app, pilot):
        assert says(app, "saved · e changes it", "slept late")
        await press(pilot, "e", "backspace", "down", "3", "enter")
        assert scores(person_file) == {"fog": 6, "sleep": 3}
        log = logged(person_file)
        assert log is not None
        assert log.note == "slept late"


async def test_an_empty_log_is_not_saved(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "enter")
        assert logged(person_file) is None
        assert says(app, "Nothing is scored yet")


async def test_a_note_is_typed_below_the_last_row(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "down", "down", "down", *"no q", "enter")
        log = logged(person_file)
        assert log is not None
        assert (dict(log.scores), log.note) == ({"energy": 5}, "no q")
        assert isinstance(app.focused, ScoreGrid)


async def test_what_is_pasted_comes_whole(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "down", "down", "down", "down", *"so ")
        note = app.screen.query_one("#note", Input)
        note.post_message(Paste("started metformin,\r\n\n  500\tmg\n"))
        await press(pilot)
        note.post_message(Paste(" twice a day"))
        await press(pilot, "enter")
        log = logged(person_file)
        assert log is not None
        assert log.note == "so started metformin, 500 mg twice a day"


async def test_up_and_escape_leave_the_note(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        for key in ("up", "escape"):
            await press(pilot, "tab")
            assert isinstance(app.focused, Input)
            await press(pilot, key)
            assert isinstance(app.focused, ScoreGrid)


async def test_another_day_turns_the_title_round_and_enter_comes_back(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        card = app.screen.query_one(EveningLog)
        await press(pilot, "4", "left_square_bracket")
        assert says(app, "How was Fri 20 Nov?")
        assert card.has_class("-other-day")
        await press(pilot, "7", "enter")
        assert scores(person_file, YESTERDAY) == {"energy": 7}
        assert says(app, "How was today?", "log of Fri 20 Nov")
        assert grid(app).scores == {"energy": 4}, "what was typed of today stayed"
        await press(pilot, "right_square_bracket")
        assert says(app, "That day is still to come")


async def test_the_mouse_scores_a_row(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        lines = screen_lines(app)
        for label, value, shown in (("Sleep", 7, "7"), ("Energy", 10, "t"), ("Tingling", 0, "0")):
            row = next(n for n, line in enumerate(lines) if f" {label} " in line and "0 1 2" in line)
            column = lines[row].index("0 1 2") + 2 * value
            assert lines[row][column] == shown
            await pilot.click(offset=Offset(column, row))
            await settle(pilot)
        assert grid(app).scores == {"sleep": 7, "energy": 10, "tingling": 0}
        await press(pilot, "enter")
        await pilot.click(offset=Offset(column, row))
        await settle(pilot)
        assert says(app, "Already saved")


async def test_wide_terminals_show_eight_weeks_once_the_day_is_saved(tmp_path: Path) -> None:
    days = [date(2026, 11, 20).replace(day=day) for day in range(1, 20)]
    logs = [SymptomLog(f"s{day}", day, {"energy": 3}) for day in days]
    person_file = person_file_of(tmp_path, EMPTY._replace(symptoms=logs))
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        assert "▃" not in screen_text(app)
        await press(pilot, "5", "enter")
        assert "▃▃▃" in screen_text(app)


async def test_a_change_by_another_program_appears_and_disturbs_nothing(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6")
        other = PersonFile(person_file.path, NOW)
        log_symptoms(other, TODAY, {"tingling": 9}, "from the telephone")
        app.tick()
        await settle(pilot)
        assert grid(app).scores == {"energy": 5, "sleep": 6}
        await press(pilot, "enter")
        log = logged(person_file)
        assert log is not None
        assert dict(log.scores) == {"energy": 5, "sleep": 6, "tingling": 9}
        assert log.note == "from the telephone"


async def test_what_is_saved_is_shown_as_saved_though_the_file_is_looked_at_before_the_save_ends(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(person_file, size=(120, 40)) as (app, pilot):

        def keep(*typed: Any) -> object:
            saved = log_symptoms(*typed)
            app.call_from_thread(app.tick)
            return saved

        monkeypatch.setattr(evening_log, "log_symptoms", keep)
        await press(pilot, "5", "6", "enter")
        assert grid(app).locked
        assert says(app, "Saved for Alex 14:05", "saved · e changes it")


async def test_a_save_holds_while_another_thread_has_half_loaded_what_saves(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flags are worked out beside the first keys of a quick typist, and load some of the same modules."""
    async with opened(person_file) as (app, pilot):
        whole, half = sys.modules["b12track.store.disk.saving"], ModuleType("b12track.store.disk.saving")

        def loaded_by_then(*typed: Any) -> object:
            monkeypatch.setitem(sys.modules, half.__name__, whole)
            return log_symptoms(*typed)

        monkeypatch.setattr(evening_log, "log_symptoms", loaded_by_then)
        monkeypatch.setitem(sys.modules, half.__name__, half)
        await press(pilot, "5", "enter")
        assert says(app, "Saved for Alex 14:05")
    assert scores(person_file) == {"energy": 5}


async def test_a_change_of_nothing_ends_as_well(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter", "e", "enter")
        assert grid(app).locked
        assert says(app, "saved · e changes it")


async def test_what_another_program_saved_is_shown_where_nothing_is_typed(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        log_symptoms(PersonFile(person_file.path, NOW), TODAY, {"energy": 8})
        app.tick()
        await settle(pilot)
        assert grid(app).scores == {"energy": 8}
        assert says(app, "saved · e changes it")


Clock = Callable[[str], None]


@pytest.fixture
def clock(person_file: PersonFile) -> Clock:
    """Moves the file's moment."""

    def move(moment: str) -> None:
        person_file._asked_now = moment

    return move


async def test_at_midnight_the_evening_goes_on_and_at_four_a_new_day_begins(
    person_file: PersonFile, clock: Clock
) -> None:
    async with opened(person_file) as (app, pilot):
        clock("2026-11-22T00:01+00:00")
        app.tick()
        await settle(pilot)
        assert says(app, "How was yesterday, Sat 21 Nov?", "past midnight", "Sun 22 Nov 00:01")
        clock("2026-11-22T04:00+00:00")
        app.tick()
        await settle(pilot)
        assert says(app, "How was today?")
        await press(pilot, "5", "enter")
        assert scores(person_file, date(2026, 11, 22)) == {"energy": 5}


async def test_a_new_day_takes_nothing_from_who_is_typing(person_file: PersonFile, clock: Clock) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6")
        clock("2026-11-22T08:00+00:00")
        app.tick()
        await settle(pilot)
        assert grid(app).scores == {"energy": 5, "sleep": 6}
        assert says(app, "How was Sat 21 Nov?")
        await press(pilot, "enter")
        assert scores(person_file, TODAY) == {"energy": 5, "sleep": 6}
        assert says(app, "How was today?")


async def test_what_is_typed_stays_with_its_person(person_file: PersonFile, tmp_path: Path) -> None:
    mum = person_file_of(tmp_path, record(person=Person("Mum")))
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6")
        app.open_person(mum)
        await settle(pilot)
        assert grid(app).scores == {}
        await press(pilot, "1", "enter")
        assert says(app, "Saved for Mum")
        app.open_person(person_file)
        await settle(pilot)
        assert grid(app).scores == {"energy": 5, "sleep": 6}
        assert (scores(mum), scores(person_file)) == ({"energy": 1}, {})


def test_the_evening_ends_at_four() -> None:
    from datetime import datetime

    assert evening_of(datetime(2026, 11, 21, 3, 59)) == YESTERDAY  # noqa: DTZ001
    assert evening_of(datetime(2026, 11, 21, 4, 0)) == TODAY  # noqa: DTZ001


async def test_leaving_asks_where_a_log_is_not_saved(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6", "left_square_bracket", "g", "q")
        assert says(app, "Not saved yet: the log of Sat 21 Nov for Alex.")
        await press(pilot, "n", "h", "right_square_bracket")
        assert says(app, "[5]", "[6]")
        await press(pilot, "q", "l")
        assert app._exit or not app.is_running
        assert not person_file.record().symptoms


async def test_leaving_asks_nothing_where_all_is_saved(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter", "e", "q")
        assert not app.is_running
        assert scores(person_file) == {"energy": 5}


async def test_a_change_keeps_what_another_program_saved_meanwhile(person_file: PersonFile) -> None:
    async with opened(person_file) as (_app, pilot):
        await press(pilot, "5", "6", "enter", "e", "7")
        log_symptoms(PersonFile(person_file.path, NOW), TODAY, {"sleep": 2, "mood": 4}, "from afar")
        await press(pilot, "enter")
        log = person_file.record().symptoms[-1]
        assert dict(log.scores) == {"energy": 7, "sleep": 2, "mood": 4}
        assert log.note == "from afar"


async def test_a_one_and_a_nought_may_have_been_a_ten(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "1", "0")
        assert says(app, "Energy 1 and Sleep 0. If you meant 10, press x")
        await press(pilot, "x", "5", "enter")
        assert scores(person_file) == {"energy": 10, "sleep": 5}


async def test_without_x_they_are_what_was_typed(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "1", "0", "5")
        assert not says(app, "press x")
        await press(pilot, "x", "enter")
        assert scores(person_file) == {"energy": 1, "sleep": 0, "tingling": 5}


async def test_a_ten_in_the_last_row(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "5", "5", "1", "0")
        assert says(app, "1. If you meant 10, press x")
        await press(pilot, "x", "enter")
        assert scores(person_file)["soreness"] == 10


async def test_escape_leaves_a_change_as_it_was(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6", "enter", "e", "9", "escape")
        assert says(app, "Left as it was.", "[5]", "[6]")
        await press(pilot, "7")
        assert says(app, "[5]"), "it is locked again"
        assert scores(person_file) == {"energy": 5, "sleep": 6}
        await press(pilot, "q")
        assert not app.is_running, "nothing is unsaved"


async def test_escape_keeps_what_was_never_saved(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6", "escape")
        assert says(app, "[5]", "[6]")


async def test_no_word_of_a_scale_is_cut_at_sixty_columns(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, record(person=ALEX)), size=(60, 20)) as (app, pilot):
        assert says(app, "Energy worn out", "t full of energy", "t all the time", selector="ScoreGrid")
        await press(pilot, "t", "t")
        assert says(app, "[10]full of energy", selector="ScoreGrid")
        grid = app.screen.query_one(ScoreGrid)
        line = screen_lines(app)[grid.region.y + 2]
        await pilot.click(offset=(line.index("7"), grid.region.y + 2))
        await settle(pilot)
        assert grid.scores["tingling"] == 7
