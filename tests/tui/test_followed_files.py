"""Files that follow the records, written anew by the app after a save."""

from pathlib import Path

from b12track.domain.typed.dates import show_date
from b12track.usecases.machine import followed_files
from b12track.usecases.machine.notices import notices
from b12track.usecases.transfer.calendars import write_calendar
from b12track.usecases.transfer.share import write_page
from stage import opened, person_file_of, press, says, settle
from tui_states import STATES


async def test_a_save_in_the_app_brings_the_page_up_to_date(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    page = tmp_path / "b12.html"
    write_page([person_file], page, "2026-11-20", of_one=True)
    followed_files.follow(followed_files.PAGE, page, person_file.path)
    async with opened(person_file) as (_, pilot):
        assert "Fri 20 Nov 2026" in page.read_text("utf-8")
        await press(pilot, "5", "enter")
        await settle(pilot)
    written = page.read_text("utf-8")
    assert show_date(person_file.now.astimezone().date()) in written and "Fri 20 Nov 2026" not in written


async def test_what_cannot_be_written_is_a_sentence_for_home(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    calendar = tmp_path / "b12.ics"
    write_calendar(person_file, calendar)
    followed_files.follow(followed_files.CALENDAR, calendar, person_file.path)
    assert notices(person_file.now) == ()
    calendar.write_text("mine", "utf-8")
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter")
        await settle(pilot)
        app.look_again()
        await settle(pilot)
        assert says(app, "The calendar b12.ics could not be brought up to date", selector="Attention")
    (sentence,) = notices(person_file.now)
    assert sentence.startswith(
        "The calendar b12.ics could not be brought up to date: the file there now is not"
    )
    assert str(tmp_path) not in sentence and "--" not in sentence
    assert calendar.read_text("utf-8") == "mine"
