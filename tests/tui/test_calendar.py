"""The calendar: what a month shows, moving about in it, and what can be written of a day."""

from datetime import date
from pathlib import Path

import pytest
from textual.geometry import Offset

from b12track.domain.reference.demo import demo_record
from b12track.tui.features.calendar.month import MonthGrid
from b12track.tui.features.home.screen import HomeMonth
from b12track.usecases.look.calendar import month_away, month_of, told_of, unlogged_before
from b12track.usecases.look.overview import look
from b12track.usecases.person_file import PersonFile
from stage import opened, person_file_of, press, says, screen_lines, settle

TODAY = date(2026, 11, 21)


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, demo_record(TODAY))


def test_a_month_has_its_days_in_weeks_that_begin_on_monday(person_file: PersonFile) -> None:
    month = month_of(person_file, look(person_file), TODAY)
    assert [day.date.day for day in month.days] == list(range(1, 31))
    assert all(len(week) == 7 for week in month.weeks)
    assert all(
        day is None or day.date.weekday() == column for week in month.weeks for column, day in enumerate(week)
    )


def test_days_bear_what_is_recorded_and_what_the_plan_wants(person_file: PersonFile) -> None:
    overview = look(person_file)
    october = {day.date.day: day for day in month_of(person_file, overview, date(2026, 10, 3)).days}
    assert [number for number, day in october.items() if day.doses] == [30]
    assert not october[1].is_logged and october[3].is_logged
    december = {day.date.day: day for day in month_of(person_file, overview, date(2026, 12, 3)).days}
    assert [number for number, day in december.items() if day.is_due] == [25]
    assert [number for number, day in december.items() if day.visits] == [1]
    assert not any(day.is_logged for day in december.values())


def test_a_day_tells_all_of_itself(person_file: PersonFile) -> None:
    overview = look(person_file)
    told = told_of(person_file, overview, date(2026, 10, 30))
    assert any(line.startswith("injection: ") for line in told)
    assert told_of(person_file, overview, date(2026, 12, 25)) == ["An injection is due by the plan."]
    assert told_of(person_file, overview, date(2026, 12, 24)) == []


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 1)),
        (date(2026, 1, 31), -1, date(2025, 12, 1)),
        (date(9999, 12, 5), 1, date(9999, 12, 1)),
        (date(1, 1, 5), -1, date(1, 1, 1)),
    ],
)
def test_months_end_where_the_calendar_does(day: date, months: int, first: date) -> None:
    assert month_away(day, months) == first


def test_the_last_month_of_all_is_a_month(person_file: PersonFile) -> None:
    assert len(month_of(person_file, look(person_file), date(9999, 12, 31)).days) == 31


@pytest.mark.parametrize(
    ("logged", "missing"),
    [
        (["11-20"], []),
        (["11-18"], ["11-19", "11-20"]),
        ([], []),
        (["11-01"], []),
        (["11-14"], ["11-15", "11-16", "11-17", "11-18", "11-19", "11-20"]),
    ],
)
def test_the_days_before_today_that_are_not_logged(
    tmp_path: Path, logged: list[str], missing: list[str]
) -> None:
    from b12track.domain.record.records import SymptomLog

    record = demo_record(TODAY)._replace(
        symptoms=tuple(
            SymptomLog(f"s{day}", date.fromisoformat(f"2026-{day}"), {"energy": 5}) for day in logged
        )
    )
    found = unlogged_before(person_file_of(tmp_path, record), TODAY)
    assert found == [date.fromisoformat(f"2026-{day}") for day in missing]


async def test_the_month_is_on_home_where_there_is_room(person_file: PersonFile) -> None:
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        assert says(app, "November 2026", "December 2026")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not app.screen.query(HomeMonth)
        await pilot.resize_terminal(110, 30)
        await settle(pilot)
        assert app.screen.query(HomeMonth) and says(app, "November 2026")


async def test_any_month_and_any_day_by_keys(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "c")
        grid = app.screen.query_one(MonthGrid)
        assert grid.chosen == TODAY and says(app, "Calendar of Alex · November 2026")
        await press(pilot, "left_square_bracket")
        assert grid.chosen == date(2026, 10, 21)
        await press(pilot, "down", "right", "right", "pageup", "t", "up", "left")
        assert grid.chosen == date(2026, 11, 13)
        await press(pilot, "escape")
        assert app.current_mode == "home" and len(app.screen_stack) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 14)])
async def test_it_opens_at_any_size(person_file: PersonFile, size: tuple[int, int]) -> None:
    async with opened(person_file, size=size) as (app, pilot):
        await press(pilot, "c")
        assert says(app, "November 2026", "Mo", "30")
        assert all(len(line.rstrip()) <= size[0] for line in screen_lines(app))


async def test_from_a_day_of_the_past_its_log_is_changed(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "c", "left", "enter")
        assert says(
            app, "Fri 20 Nov 2026 · Alex", "Change the log of this day", "An injection was given on this day"
        )
        await press(pilot, "l")
        assert says(app, "Log for Alex")
        await press(pilot, "escape")


async def test_a_day_to_come_has_only_an_appointment(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "c", "right", "enter")
        assert says(app, "Nothing is recorded on this day.", "An appointment on this day")
        assert not says(app, "An injection was given")
        await press(pilot, "v")
        assert says(app, "Visit for Alex", "22 Nov")


async def test_a_click_opens_a_day(person_file: PersonFile) -> None:
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        row, line = next((n, line) for n, line in enumerate(screen_lines(app)) if "16·17·18·" in line)
        await pilot.click(offset=Offset(line.index("17·") + 1, row))
        await settle(pilot)
        assert says(app, "Tue 17 Nov 2026 · Alex")


async def test_missed_days_are_filled_in_one_after_the_other(tmp_path: Path) -> None:
    whole = demo_record(TODAY)
    kept = tuple(log for log in whole.symptoms if log.date < date(2026, 11, 18))
    person_file = person_file_of(tmp_path, whole._replace(symptoms=kept))
    async with opened(person_file) as (app, pilot):
        assert says(app, "Wed, Thu and Fri not logged: [ fill in")
        await press(pilot, "left_square_bracket")
        for shown in ("Wed 18 Nov", "Thu 19 Nov", "Fri 20 Nov"):
            assert says(app, f"How was {shown}?")
            await press(pilot, "5", "6", "enter")
        assert says(app, "How was today?")
        await press(pilot, "7", "enter")
    logged = {log.date for log in person_file.record().symptoms}
    assert {date(2026, 11, day) for day in (18, 19, 20, 21)} <= logged
