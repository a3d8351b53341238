"""The report: the page as it is printed, since when, saved in every format, copied."""

from pathlib import Path

import pytest
from textual.widgets import Input

from b12track.usecases.look.report import make_report, render_report
from b12track.usecases.person_file import PersonFile
from made_up import DEMO
from stage import opened, person_file_of, press, says, settle


@pytest.fixture
def person_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PersonFile:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.delenv("VTE_VERSION", raising=False)
    return person_file_of(tmp_path, DEMO)


async def test_the_page_is_the_printed_one(person_file: PersonFile) -> None:
    page = render_report(person_file, make_report(person_file), "txt").data.decode()
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "ctrl+c")
        assert app.clipboard == page
        assert says(app, "born 14 Mar 1971", "ASKED 1. Tired from about week 6", "Copied")


async def test_since_when(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "right")
        assert says(app, "since the visit of")
        await press(pilot, "d")
        app.screen.query_one("#field-since Input", Input).value = "1 Oct"
        await press(pilot, "ctrl+s")
        assert says(app, "1 Oct", "1 Oct - 21 Nov 2026")
        await press(pilot, "d")
        app.screen.query_one("#field-since Input", Input).value = "2026-12-01"
        await press(pilot, "ctrl+s")
        assert says(app, "still to come")


@pytest.mark.parametrize(("key", "ending"), [("p", "pdf"), ("h", "html"), ("t", "txt"), ("m", "md")])
async def test_it_is_saved_in_every_format(
    person_file: PersonFile, tmp_path: Path, key: str, ending: str
) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "w", key, "ctrl+s")
        for _ in range(40):
            await settle(pilot)
            if says(app, "The page of Alex is in"):
                break
        assert says(app, "The page of Alex is in")
        assert (tmp_path / f"b12track-alex-2026-11-21.{ending}").stat().st_size > 1000


async def test_what_is_in_the_way_is_asked_about(person_file: PersonFile, tmp_path: Path) -> None:
    path = tmp_path / "b12track-alex-2026-11-21.txt"
    path.write_text("a shopping list", encoding="utf-8")
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "w", "t", "ctrl+s")
        await settle(pilot)
        assert says(app, "is there already")
        await press(pilot, "n")
        assert path.read_text(encoding="utf-8") == "a shopping list"


async def test_a_folder_that_is_not_there_is_said(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "w")
        app.screen.query_one("#field-file Input", Input).value = "nowhere/page.txt"
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert says(app, "there is no folder")


async def test_a_name_without_an_ending_takes_that_of_the_format_and_no_other(
    person_file: PersonFile, tmp_path: Path
) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "w", "t")
        app.screen.query_one("#field-file Input", Input).value = "page.docx"
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert says(app, "the page cannot be written as .docx")
        app.screen.query_one("#field-file Input", Input).value = "page"
        app.screen.query_one("#field-format Picker").focus()
        await press(pilot, "m")
        app.screen.query_one("#field-file Input", Input).value = "page"
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert [path.name for path in tmp_path.glob("page*")] == ["page.md"]


async def test_a_question_comes_onto_the_page(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "k", *"why", "ctrl+s")
        await settle(pilot)
        assert says(app, "3. why")


async def test_a_diary_sheet_is_saved_for_the_month_that_is_asked_for(
    person_file: PersonFile, tmp_path: Path
) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "m")
        assert says(app, "Save a diary sheet for Alex", "b12track-alex-diary-2026-11.pdf")
        app.screen.query_one("#field-month Input", Input).value = "december"
        app.screen.query_one("#field-format Picker").focus()
        await press(pilot, "h")
        assert says(app, "December 2026", "b12track-alex-diary-2026-12.html")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert says(app, "The diary sheet of Alex is in b12track-alex-diary-2026-12.html")
    sheet = (tmp_path / "b12track-alex-diary-2026-12.html").read_text(encoding="utf-8")
    assert "December 2026" in sheet and "Tick one number a day" in sheet


async def test_a_diary_sheet_for_print_replaces_the_one_before_it(
    person_file: PersonFile, tmp_path: Path
) -> None:
    path = tmp_path / "b12track-alex-diary-2026-11.pdf"
    async with opened(person_file) as (app, pilot):
        for _ in range(2):
            await press(pilot, "r", "m", "ctrl+s")
            for _ in range(40):
                await settle(pilot)
                if says(app, "The diary sheet of Alex is in"):
                    break
            assert says(app, "The diary sheet of Alex is in") and path.read_bytes().startswith(b"%PDF")


async def test_a_month_that_is_none_is_said_and_a_file_of_ones_own_keeps_its_name(
    person_file: PersonFile, tmp_path: Path
) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r", "m")
        app.screen.query_one("#field-file Input", Input).value = "fridge.html"
        app.screen.query_one("#field-month Input", Input).value = "smarch"
        await press(pilot, "ctrl+s")
        assert says(app, "smarch", "is not a month that can be read")
        app.screen.query_one("#field-month Input", Input).value = ""
        await press(pilot, "ctrl+s")
        assert says(app, "Please fill this in.")
        app.screen.query_one("#field-month Input", Input).value = "2027-01"
        await press(pilot, "ctrl+s")
        await settle(pilot)
    assert "January 2027" in (tmp_path / "fridge.html").read_text(encoding="utf-8")


async def test_it_is_as_wide_as_there_is_room_for(person_file: PersonFile) -> None:
    async with opened(person_file, size=(60, 20)) as (app, pilot):
        await press(pilot, "r")
        assert says(app, "Who should look at the tingling in the left foot?", "the same day or the next")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert says(app, "Alex born 14 Mar 1971 record no. __________ Printed 21 Nov 2026")
