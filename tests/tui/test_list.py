"""The list: find, change, delete, undo in place, copy; nothing is made that is not looked at."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from b12track.domain.record.records import SymptomLog
from b12track.tui.app import B12App
from b12track.tui.clipboard import reaches
from b12track.tui.features.entries.question import QuestionForm
from b12track.tui.features.entries.treatment import TreatmentForm
from b12track.tui.features.listing.record import FORM_OF
from b12track.tui.features.listing.rows import Rows
from b12track.tui.features.log.form import LogForm
from b12track.tui.features.plan.form import CorrectionForm
from b12track.tui.forms.amending import EntryForm
from b12track.tui.places import FORMS, bring
from b12track.usecases.enter.entries import ask_question, enter
from b12track.usecases.fields import rows_in_forms
from b12track.usecases.look import years
from b12track.usecases.look.history import Item
from b12track.usecases.person_file import PersonFile
from builders import ALEX, LOADING, plan, record
from made_up import DEMO, TODAY
from stage import opened, person_file_of, press, says, settle, text_of


@pytest.fixture
def person_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PersonFile:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.delenv("VTE_VERSION", raising=False)
    return person_file_of(tmp_path, DEMO)


def chosen(app: B12App) -> str:
    item = app.screen.query_one(Rows).item
    return item.id if item is not None else ""


async def test_newest_first_with_what_is_to_come(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l")
        assert says(app, "Tue 1 Dec visit to come: 10:20, review", "Fri 20 Nov log Energy 5")
        assert says(app, "visit of Tue 1 Dec 2026", selector="#about")


async def test_a_dose_shows_how_it_met_its_date_and_what_it_lacks(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "right")
        assert says(app, "7 days late", "▫ 2 gaps", "on time")
        await press(pilot, "down", "down")
        assert says(app, "entered 12 days after it was given; not recorded: lot, expiry", selector="#about")


async def test_who_comes_back_to_the_list_meets_what_is_new(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, record(person=ALEX))) as (app, pilot):
        await press(pilot, *"n", *"first", "ctrl+s", "l")
        first = chosen(app)
        await press(pilot, "h", *"n", *"second", "ctrl+s", "l")
        assert chosen(app) not in ("", first), "e and d are for what was saved just now"
        await press(pilot, "down")
        assert chosen(app) == first
        await press(pilot, "h", *"n", *"third", "ctrl+s", "l")
        assert chosen(app) == first, "what somebody chose stays chosen"
        await press(pilot, "home", *"n", *"fourth", "ctrl+s")
        assert not says(app, "fourth", selector="#about"), "nothing moves away under who looks at it"


async def test_kinds_and_words_filter(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "slash", *"metformin")
        assert text_of(app, "#position") == "1 of 2"
        await press(pilot, "enter", "right", "right")
        assert text_of(app, "#position") == "nothing found"
        await press(pilot, "escape", "left", "left")
        assert says(app, "Tue 1 Dec")


async def test_letters_are_words_while_looking(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "slash", *"glue")
        assert app.screen.query_one("#find", Input).value == "glue"


async def test_a_record_is_changed_in_place_and_taken_back(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "down", "enter")
        assert isinstance(app.screen, LogForm)
        assert says(app, "Log of Fri 20 Nov 2026 for Alex", "[5]", "[6]")
        await press(pilot, "9", "enter")
        assert says(app, "Saved for Alex 14:05 · log of Fri 20 Nov", "Energy 9")
        assert chosen(app) == "s2026-11-20"
        await press(pilot, "u", "enter")
        assert says(app, "Energy 5, Sleep 6")


async def test_what_is_wrong_is_said_beside_its_field(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "down", "e", "shift+tab", *"tomorrow", "ctrl+s")
        assert isinstance(app.screen, LogForm)
        assert says(app, "still to come", selector="#field-date .fault")


async def test_nothing_changed_is_not_saved(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "down", "e", "ctrl+s")
        assert says(app, "Nothing was changed")


async def test_deleting_asks_and_undo_brings_it_back(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "down", "d")
        assert says(app, "The log of Fri 20 Nov 2026 of Alex", "Delete it; u brings it back")
        await press(pilot, "n")
        assert chosen(app) == "s2026-11-20"
        await press(pilot, "d", "y")
        await settle(pilot)
        assert says(app, "Saved for Alex 14:05 · deletion of the log of Fri 20 Nov 2026 · u undo")
        assert chosen(app) == "s2026-11-19"
        await press(pilot, "u", "enter")
        assert says(app, "Fri 20 Nov log")


async def test_a_dose_is_copied_as_one_line(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "right", "ctrl+c")
        assert app.clipboard.startswith("hydroxocobalamin for injection 1 mg (1000 mcg)")
        assert says(app, "Copied, if this terminal allows it")


async def test_where_a_terminal_cannot_copy_the_line_is_shown(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "Apple_Terminal")
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "ctrl+c")
        assert says(app, "This terminal cannot copy from a program. The line: visit of")
        assert app.clipboard == ""


@pytest.mark.parametrize(
    ("environ", "may"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
    ],
)
def test_which_terminals_may_copy(environ: dict[str, str], may: bool) -> None:
    assert reaches(environ) is may


async def test_rows_are_clicked_and_a_second_click_opens(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l")
        await pilot.click(Rows, offset=(20, 3))
        await settle(pilot)
        assert chosen(app) == "s2026-11-18"
        await pilot.click(Rows, offset=(20, 3))
        await settle(pilot)
        assert isinstance(app.screen, LogForm)


async def test_pages_ends_and_wheel(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "end")
        assert says(app, "Fri 2 Jan")
        rows = app.screen.query_one(Rows)
        last = rows.chosen or 0
        await press(pilot, "pageup", "up")
        assert (rows.chosen or 0) < last - 1
        await press(pilot, "home", "pagedown")
        assert 0 < (rows.chosen or 0) < 30
        rows.action_first()
        rows.on_mouse_scroll_down()
        assert rows.chosen == 3


async def test_many_records_open_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = tuple(
        SymptomLog(f"s{day}", TODAY - timedelta(days=day), {"energy": day % 11}) for day in range(3000)
    )
    person_file = person_file_of(tmp_path, record(person=ALEX, symptoms=many))
    asked: list[int] = []

    def looked(person_file: PersonFile, year: int) -> list[SymptomLog]:
        asked.append(year)
        return years.logs_of_year(person_file, year)

    monkeypatch.setattr("b12track.usecases.look.history.logs_of_year", looked)
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l")
        assert says(app, "Sat 21 Nov log Energy 0", "1 of many")
        assert asked == [2026]
        assert date(2018, 1, 1) < many[-1].date


async def test_a_question_is_answered_in_the_form_that_asked_it(person_file: PersonFile) -> None:
    ask_question(person_file, "Is 8 weeks right?")
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "slash", *"is 8 weeks", "enter", "enter")
        assert isinstance(app.screen, QuestionForm)
        assert app.screen.query_one("#field-text Input", Input).value == "Is 8 weeks right?"
        assert not says(app, "To bring already")
        await press(pilot, "enter", *"Yes, stay on it", "ctrl+s")
        (answered,) = [each for each in person_file.record().questions if each.text == "Is 8 weeks right?"]
        assert (answered.answer, answered.answered_on) == ("Yes, stay on it", TODAY), (
            "today, as none was typed"
        )
        await press(pilot, "enter", "down", "down", *"19 nov", "down", *"10 nov")
        assert says(app, "Thu 19 Nov")
        await press(pilot, "ctrl+s")
        (answered,) = [each for each in person_file.record().questions if each.text == "Is 8 weeks right?"]
        assert (answered.asked_on, answered.answered_on) == (date(2026, 11, 10), date(2026, 11, 19))


async def test_what_is_taken_is_changed_in_the_form_that_entered_it(person_file: PersonFile) -> None:
    taken = enter(
        person_file, "treatments", {"name": "metformin", "kind": "medicine", "from": "2026-02-10"}
    ).value
    async with opened(person_file) as (app, pilot):
        await press(pilot, "l", "slash", *"still taken", "enter", "enter")
        assert isinstance(app.screen, TreatmentForm)
        assert says(app, "◉ 5 medicine", "Tue 10 Feb")
        await press(pilot, "tab", "6", "tab", "tab", *"yesterday", "ctrl+s")
        (now,) = [each for each in person_file.record().treatments if each.id == taken.id]
        assert (now.kind, now.last_on) == ("other", date(2026, 11, 20))


async def test_the_plan_in_force_is_corrected_as_a_whole(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        assert app.view is not None and app.view.overview.plan is not None
        await press(pilot, "l")
        plan = app.view.overview.plan
        app.open("record", item=Item("plans", plan, plan.set_on, None, ""))
        await settle(pilot)
        assert isinstance(app.screen, CorrectionForm)


@pytest.mark.parametrize("kind", sorted(FORM_OF))
def test_a_form_is_made_of_the_rows_of_its_kind(kind: str) -> None:
    """What the list changes, the form that entered it has: nothing is left to be changed nowhere."""
    form = bring(FORMS[FORM_OF[kind]])
    assert kind == "symptoms" or (issubclass(form, EntryForm) and kind == form.KIND)


async def test_an_old_plan_is_changed_by_its_rows(tmp_path: Path) -> None:
    old = plan(LOADING, id="old", set_on="2025-01-06", ended_on=date(2025, 6, 2))
    person_file = person_file_of(tmp_path, record(old, plan(LOADING, set_on="2026-11-02"), person=ALEX))
    async with opened(person_file, size=(100, 50)) as (app, pilot):
        app.open("record", item=Item("plans", old, old.set_on, None, ""))
        await settle(pilot)
        form = app.screen
        assert isinstance(form, EntryForm) and list(form.rows) == [row.key for row in rows_in_forms("plans")]
        assert says(app, "Ended", "2 Jun 2025", "◉ m into muscle (IM)", "Grace")
        form.rows["ended_on"].take("1 dec 2026")
        await press(pilot, "ctrl+s")
        assert "still to come" in text_of(app, "#field-ended_on .fault")
        form.rows["ended_on"].take("3 jun 2025")
        form.rows["grace_days"].take("2")
        await press(pilot, "ctrl+s")
        now = next(each for each in person_file.record().plans if each.id == "old")
        assert now == old._replace(ended_on=date(2025, 6, 3), grace_days=2)
