"""What is being typed when the app has to go: kept, private, offered next time; a crash says nothing of the records."""

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from b12track.domain.record import document
from b12track.domain.record.records import Person
from b12track.domain.typed.dates import show_date
from b12track.store.disk.sidecars import this_machines_folder
from b12track.store.file.layout import from_bytes, to_bytes
from b12track.tui.app import B12App
from b12track.tui.features.home.screen import HomeScreen
from b12track.tui.features.injection.form import InjectionForm
from b12track.tui.features.log.take_up import map_words
from b12track.tui.forms import choice
from b12track.tui.forms.form import Form
from b12track.tui.run import last_words
from b12track.usecases.edit.change import delete_record, edit_record
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.look.history import Item, history
from b12track.usecases.machine.crash_report import keep_report, report_of
from b12track.usecases.machine.draft import Draft, FormDraft, forget_draft, kept_draft
from b12track.usecases.people import Broken, Selection, open_or_tell
from b12track.usecases.person_file import PersonFile
from builders import record
from documents import FULL
from length import HANGS_AFTER_SECONDS
from stage import (
    NOW,
    opened,
    person_file_of,
    press,
    press_in_one_breath,
    says,
    settle,
    struck,
    text_of,
)
from tui_states import STATES

TODAY = date(2026, 11, 21)


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, STATES["upcoming"].record)


@pytest.fixture(autouse=True)
def quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who has read a question as soon as it is there; it comes when a test says so."""
    monkeypatch.setattr(choice, "TO_READ_SECONDS", 0.0)
    monkeypatch.setattr("b12track.tui.app.AFTER_FIRST_PICTURE_SECONDS", HANGS_AFTER_SECONDS)


async def leave_in_the_middle(person_file: PersonFile, *keys: str) -> None:
    """Type, and then be told to go."""
    async with opened(person_file) as (app, pilot):
        await press(pilot, *keys)
        app.told_to_go(143)
        assert app.return_value == 143


async def test_what_was_being_typed_is_offered_next_time(person_file: PersonFile) -> None:
    await leave_in_the_middle(person_file, "4", "5")
    assert list(person_file.record().symptoms) == []
    async with opened(person_file) as (app, pilot):
        await settle(pilot)
        app._offer_draft()
        await settle(pilot)
        assert says(app, "Not saved on Sat 21 Nov: Energy 4, Sleep 5. Take it up?")
        await press(pilot, "y")
        assert says(app, "[4]", "[5]")
        await press(pilot, "3", "enter")
    assert dict(person_file.record().symptoms[0].scores) == {"energy": 4, "sleep": 5, "tingling": 3}
    assert not kept_draft(person_file)


async def test_what_is_kept_is_for_its_owner_alone(person_file: PersonFile) -> None:
    await leave_in_the_middle(person_file, "4")
    (kept,) = this_machines_folder().glob("draft-*.json")
    if os.name == "posix":
        assert kept.stat().st_mode & 0o077 == 0


async def test_it_is_offered_to_its_own_person_only(person_file: PersonFile, tmp_path: Path) -> None:
    mum = person_file_of(tmp_path, record(person=Person("Mum")))
    await leave_in_the_middle(person_file, "4")
    assert kept_draft(person_file)
    assert not kept_draft(mum)


@pytest.mark.parametrize(("key", "energy"), [("y", 8), ("t", 4)])
async def test_scores_saved_meanwhile_win_unless_the_others_are_chosen(
    person_file: PersonFile, key: str, energy: int
) -> None:
    await leave_in_the_middle(person_file, "4", "5")
    log_symptoms(person_file, TODAY, {"energy": 8})
    async with opened(person_file) as (app, pilot):
        app._offer_draft()
        await settle(pilot)
        assert says(app, "Saved meanwhile for Sat 21 Nov: Energy 8.")
        await press(pilot, key, "enter")
    assert dict(person_file.record().symptoms[0].scores) == {"energy": energy, "sleep": 5}


async def test_it_can_be_forgotten_and_is_kept_until_then(person_file: PersonFile) -> None:
    await leave_in_the_middle(person_file, "4")
    async with opened(person_file) as (app, pilot):
        app._offer_draft()
        await settle(pilot)
        await press(pilot, "escape")
        assert kept_draft(person_file)
        app._offer_draft()
        await settle(pilot)
        await press(pilot, "n")
        assert not kept_draft(person_file)
        assert isinstance(app.screen, HomeScreen)


async def test_what_was_typed_before_the_question_could_be_read_is_no_answer_to_it(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leave_in_the_middle(person_file, "4")
    monkeypatch.setattr(choice, "TO_READ_SECONDS", HANGS_AFTER_SECONDS)
    async with opened(person_file) as (app, pilot):
        app._offer_draft()
        await settle(pilot)
        await press(pilot, "n", "down", "enter", "escape")
        await press_in_one_breath(pilot, "n", "7", "enter")
        assert says(app, "Not saved on Sat 21 Nov: Energy 4. Take it up?")
        later = struck("n")
        later.time += HANGS_AFTER_SECONDS
        app.post_message(later)
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
    assert not kept_draft(person_file)
    assert list(again(person_file).record().symptoms) == []


async def test_it_is_not_offered_into_the_middle_of_what_is_typed(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leave_in_the_middle(person_file, "4", "5")
    async with opened(person_file) as (app, pilot):
        later: list[Callable[[], None]] = []
        timer = app.set_timer

        def kept_timer(seconds: float, then: Any) -> object:
            is_look = isinstance(then, partial) and then.func == app._offer_draft_at_rest
            if not is_look:
                return timer(seconds, then)
            later.append(then)
            return None

        monkeypatch.setattr(app, "set_timer", kept_timer)
        await press(pilot, "6", "v")
        app._offer_draft_at_rest()
        assert later, "something was typed"
        later.pop()()
        assert later and says(app, "Visit"), "a form is open"
        await press(pilot, "escape")
        later.pop()()
        assert later, "that was typed as well"
        later.pop()()
        await settle(pilot)
        assert says(app, "Not saved on Sat 21 Nov: Energy 4, Sleep 5. Take it up?")
        await press(pilot, "y", "enter")
    assert dict(person_file.record().symptoms[0].scores) == {"energy": 6, "sleep": 5}, "typed last, holds"


async def test_it_is_offered_at_once_where_nothing_is_typed(person_file: PersonFile) -> None:
    await leave_in_the_middle(person_file, "4")
    async with opened(person_file) as (app, pilot):
        app._offer_draft_at_rest()
        await settle(pilot)
        assert says(app, "Not saved on Sat 21 Nov: Energy 4. Take it up?")


async def test_what_is_not_answered_yet_is_not_lost_to_what_is_typed_next(person_file: PersonFile) -> None:
    await leave_in_the_middle(person_file, "4", "5")
    await leave_in_the_middle(person_file, "left_square_bracket", "1")
    await leave_in_the_middle(person_file, "6", "v", *"thu 10:20", "tab", "r")
    await leave_in_the_middle(person_file, "n", *"ill")
    async with opened(person_file) as (app, pilot):
        await offer(app, pilot)
        assert text_of(app, "#text") == (
            "Not saved on Sat 21 Nov: Energy 6, Sleep 5; on Fri 20 Nov: Energy 1;"
            " in “Visit for Alex”, which was open: thu 10:20, review;"
            " in “Note for Alex”, which was open: ill. Take it up?"
        )
        await press(pilot, "y")
        assert says(app, "Visit for Alex", "thu 10:20")
        assert [form.form for form in kept_draft(person_file).forms] == ["note"], "it waits for its turn"
        await press(pilot, "ctrl+s")
        assert says(app, "Note for Alex", "ill")
        await press(pilot, "ctrl+s", "enter")
    after = again(person_file).record()
    assert [visit.purpose for visit in after.visits] == ["review"]
    assert [note.text for note in after.notes] == ["ill"]
    assert not kept_draft(person_file)


async def test_an_open_form_comes_back_as_it_was(person_file: PersonFile) -> None:
    await leave_in_the_middle(person_file, "v", *"thu 10:20", "tab", "r")
    async with opened(person_file) as (app, pilot):
        app._offer_draft()
        await settle(pilot)
        assert says(app, "thu 10:20", "review")
        await press(pilot, "y")
        assert isinstance(app.screen, Form)
        await press(pilot, "ctrl+s")
    assert [visit.purpose for visit in person_file.record().visits] == ["review"]


async def test_what_is_wrong_in_what_was_kept_is_as_if_nothing_were(person_file: PersonFile) -> None:
    await leave_in_the_middle(person_file, "4")
    (kept,) = this_machines_folder().glob("draft-*.json")
    for text in ("", "[]", '{"person": 3}', "\0" * 10):
        kept.write_text(text)
        assert not kept_draft(person_file)


async def test_quitting_offers_to_save(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "4", "5", "q")
        assert says(app, "Save and leave", "Leave without saving", "Stay")
        await press(pilot, "n", "q", "s")
        assert app._exit or not app.is_running
    assert dict(person_file.record().symptoms[0].scores) == {"energy": 4, "sleep": 5}


async def test_a_form_that_cannot_be_saved_keeps_the_app(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill", "tab", *"someday", "ctrl+q", "s")
        assert app.is_running
        assert says(app, "Note for Alex", "ill")


def test_a_crash_report_names_places_and_no_records() -> None:
    secret = "tingling after the holiday"
    try:
        try:
            raise KeyError(secret)
        except KeyError as inner:
            raise ValueError(secret) from inner
    except ValueError as error:
        report = report_of(error)
        path = keep_report(error)
    assert secret not in report
    assert "ValueError" in report and "KeyError" in report and "test_draft.py, line" in report
    assert path is not None and path.read_text() == report
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


async def test_a_fault_of_the_app_says_nothing_and_keeps_what_was_typed(
    person_file: PersonFile, capsys: pytest.CaptureFixture[str]
) -> None:
    class Fault(Exception):
        """Something nobody foresaw."""

    def fail() -> None:
        note = "tingling after the holiday"
        raise Fault(note)

    with pytest.raises(Fault):
        async with opened(person_file) as (app, pilot):
            await press(pilot, "4", "5")
            app.call_later(fail)
            await settle(pilot)
    assert app.has_crashed
    said = capsys.readouterr()
    assert "holiday" not in said.out + said.err
    assert kept_draft(person_file)
    assert app.crash_report is not None and "holiday" not in app.crash_report.read_text()


async def brought_down(person_file: PersonFile, *keys: str, in_a_worker: bool = False) -> B12App:
    """The app once a fault of its own has ended it, after some keys."""

    async def fails_beside() -> None:
        fails_here()

    def fails_here() -> None:
        raise KeyError("tingling after the holiday")

    with pytest.raises((KeyError, WorkerFailed)):
        async with opened(person_file) as (app, pilot):
            await press(pilot, *keys)
            if in_a_worker:
                app.run_worker(fails_beside())
            else:
                app.call_later(fails_here)
            await settle(pilot)
    assert app.has_crashed
    return app


@pytest.mark.parametrize("in_a_worker", [False, True])
async def test_the_report_says_where_the_fault_was_also_of_what_ran_beside(
    person_file: PersonFile, in_a_worker: bool
) -> None:
    app = await brought_down(person_file, in_a_worker=in_a_worker)
    assert app.crash_report is not None
    report = app.crash_report.read_text()
    assert "builtins.KeyError" in report and "in fails_here" in report
    assert "holiday" not in report


async def test_what_was_typed_is_called_kept_only_where_it_is(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await brought_down(person_file)
    assert "What you typed" not in last_words(app), "nothing was"
    app = await brought_down(person_file, "4", "5")
    assert "What you typed is kept, and offered next time." in last_words(app)
    assert str(app.crash_report) in last_words(app)
    forget_draft(person_file)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("b12track.usecases.machine.draft.remember", full)
    app = await brought_down(person_file, "4", "5")
    assert "What you typed could not be kept." in last_words(app)
    assert "offered next time" not in last_words(app)
    assert not kept_draft(person_file)


async def test_a_hidden_sign_in_a_file_reaches_no_screen(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, document.load(FULL))
    state = from_bytes(person_file.path.read_bytes())
    assert state is not None
    note = next(iter(person_file.record().notes)).text.split()[0].encode()
    notes = state.tables["notes"].replace(note, b"\\u001b]0;taken\\u0007", 1)
    assert notes != state.tables["notes"]
    person_file.path.write_bytes(to_bytes(state._replace(tables={**state.tables, "notes": notes})))
    broken = open_or_tell(person_file.path, Selection(now=NOW))
    assert isinstance(broken, Broken)
    async with opened(broken) as (app, pilot):
        await settle(pilot)
        shown = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "\x1b" not in shown and "\x07" not in shown and "]0;taken" not in shown
        assert says(app, "Alex's file cannot be read:", "has the control character")


def item_of(person_file: PersonFile, kind: str, id: str) -> Item:
    return next(item for item in history(person_file.record(), [kind]) if item.id == id)


def again(person_file: PersonFile) -> PersonFile:
    """As another start of the program opens it."""
    return PersonFile(person_file.path, NOW)


async def offer(app: B12App, pilot: Pilot[int]) -> None:
    app._offer_draft()
    await settle(pilot)


async def test_a_change_that_stood_open_comes_back_and_saves_just_that(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, document.load(FULL))
    note = next(iter(person_file.record().notes))
    before = person_file.snapshot().exchange()
    async with opened(person_file) as (app, pilot):
        app.open("record", item=item_of(person_file, "notes", note.id))
        await settle(pilot)
        await press(pilot, "end", *" at home")
        app.told_to_go(129)
    async with opened(again(person_file)) as (app, pilot):
        await offer(app, pilot)
        assert says(app, "which was open:", "at home", "Take it up?")
        await press(pilot, "y")
        await settle(pilot)
        await press(pilot, "ctrl+s")
    after = again(person_file).snapshot().exchange()
    assert after["notes"][0]["text"] == before["notes"][0]["text"] + " at home"
    before["notes"][0]["text"] += " at home"
    assert after == before, "and nothing else"
    assert not kept_draft(person_file)


@pytest.mark.parametrize("how", ["changed", "deleted"])
async def test_a_change_of_what_was_changed_meanwhile_is_told_and_not_put_back(
    tmp_path: Path, how: str
) -> None:
    person_file = person_file_of(tmp_path, document.load(FULL))
    note = next(iter(person_file.record().notes))
    async with opened(person_file) as (app, pilot):
        app.open("record", item=item_of(person_file, "notes", note.id))
        await settle(pilot)
        await press(pilot, "end", *" at home")
        app.told_to_go(129)
    elsewhere = again(person_file)
    if how == "changed":
        edit_record(elsewhere, note.id, ["text=another thing"])
    else:
        delete_record(elsewhere, note.id)
    there = elsewhere.snapshot().exchange()
    async with opened(again(person_file)) as (app, pilot):
        await offer(app, pilot)
        assert says(app, "which was open:", "at home")
        assert f"{how} " in text_of(app, "#body")
        assert "meanwhile, so it is not put back" in text_of(app, "#body")
        assert not says(app, "Take it up?")
        await press(pilot, "n")
        assert isinstance(app.screen, HomeScreen)
    assert again(person_file).snapshot().exchange() == there
    assert not kept_draft(person_file)


async def test_a_dose_comes_back_with_its_site_and_as_extra(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file) as (app, pilot):
        app.open("injection", on=TODAY)
        await settle(pilot)
        form = app.screen
        assert isinstance(form, InjectionForm)
        form.route.choose("IM")
        await settle(pilot)
        form.site.choose("right-deltoid")
        form.turn()
        await settle(pilot)
        app.told_to_go(143)
    async with opened(again(person_file)) as (app, pilot):
        await offer(app, pilot)
        await press(pilot, "y")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, InjectionForm)
        assert (form.route.picked, form.site.picked, form._extra) == ("IM", "right-deltoid", True)
        assert form.when.text == show_date(TODAY, weekday=False)


async def test_what_is_put_back_is_seen_also_where_the_form_was_drawn_already(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i")
        form = app.screen
        assert isinstance(form, InjectionForm) and says(app, "○ m into muscle (IM)")
        form.take_typed({"route": "IM", "site": "right-deltoid"})
        await settle(pilot)
        assert says(app, "◉ m into muscle (IM)", "◉ 2 R arm")


async def test_what_was_open_is_told_in_words(person_file: PersonFile) -> None:
    typed = {"route": "IM", "site": "right-thigh", "note": "after lunch"}
    async with opened(person_file) as (app, _pilot):
        assert app.view is not None
        said = map_words(app.view, Draft(forms=(FormDraft("injection", typed, "Injection for Alex"),)))
    assert said == ["in “Injection for Alex”, which was open: into muscle (IM), right thigh, after lunch"]
