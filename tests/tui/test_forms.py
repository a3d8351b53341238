"""The forms: what each saves, what each refuses beside its field, and that nothing typed is lost."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.records import Note, Person
from b12track.tui.app import B12App
from b12track.tui.features.entries.treatment import TreatmentForm
from b12track.tui.forms.form import Form
from b12track.tui.widgets.scroll import Page, Scroll
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.entries import ask_question, enter
from b12track.usecases.enter.treatments import stop_treatment
from b12track.usecases.look.history import history
from b12track.usecases.person_file import PersonFile
from builders import record
from made_up import DEMO
from stage import (
    NARROW,
    SMALL,
    opened,
    person_file_of,
    press,
    press_in_one_breath,
    says,
    screen_text,
    settle,
    text_of,
)
from tui_states import STATES

RECORD = STATES["upcoming"].record


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, RECORD)


async def open_form(app: B12App, pilot: Any, name: str) -> Form[Any]:
    app.open(name)
    await settle(pilot)
    form = app.screen
    assert isinstance(form, Form)
    return form


async def fill(pilot: Any, app: B12App, **values: str) -> None:
    for name, value in values.items():
        line = app.screen.query_one(f"#field-{name} Input", Input)
        line.value = value
    await settle(pilot)


async def test_a_lab_result(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "b")
        assert says(app, "Lab result for Alex", "Sat 21 Nov 2026 14:05")
        await press(pilot, *"b12", "tab", *"<150", "tab")
        await fill(pilot, app, unit="pg/mL", range="180-914", date="tue")
        assert says(app, "180-914", "Tue 17 Nov")
        await press(pilot, "ctrl+s")
        lab = person_file.record().labs[0]
        assert lab[1:8] == (date(2026, 11, 17), "b12", 150, "pg/mL", "<", 180, 914)
        assert says(app, "Saved for Alex 14:05 · b12 <150 pg/mL (180-914) · u undo")


async def test_a_unit_that_is_not_on_the_list_is_asked_about(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "b")
        await fill(pilot, app, test="b12", value="3", unit="spoons")
        await press(pilot, "ctrl+s")
        assert says(app, "spoons", "Save it anyway")
        await press(pilot, "enter", "n")
        assert list(person_file.record().labs) == []
        await press(pilot, "ctrl+s", "y")
        assert person_file.record().labs[0].unit == "spoons"


async def test_a_visit(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "v", *"thu 10:20", "tab", "b")
        assert says(app, "Thu 26 Nov 10:20")
        await press(pilot, "ctrl+s")
        visit = person_file.record().visits[0]
        assert (visit.at.isoformat(), visit.purpose) == ("2026-11-26T10:20:00+00:00", "blood test")


@pytest.mark.parametrize(
    ("typed", "purpose"),
    [
        ("review", "review"),
        ("reviw", "review"),
        ("reveiw", "review"),
        ("blood test", "blood test"),
        ("bloodtest", "blood test"),
        ("Injection", "injection"),
        ("ri", "injection"),
        ("bir", "review"),
    ],
)
@pytest.mark.parametrize("in_one_burst", [False, True])
async def test_a_word_that_is_typed_out_picks_its_answer_and_none_by_a_letter_in_it(
    typed: str, purpose: str, in_one_burst: bool, person_file: PersonFile
) -> None:
    async with opened(person_file) as (app, pilot):
        keys = ["v", *"thu 10:20", "tab", *typed]
        await (press_in_one_breath if in_one_burst else press)(pilot, *keys)
        await press(pilot, "ctrl+s")
        assert says(app, f"{purpose} visit Thu 26 Nov 10:20")
    assert [visit.purpose for visit in person_file.record().visits] == [purpose]


async def test_a_note(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill")
        await fill(pilot, app, date="3d-ago")
        assert says(app, "Wed 18 Nov")
        await press(pilot, "ctrl+s")
        assert person_file.record().notes[0][1:] == (date(2026, 11, 18), "ill")


async def test_a_question_shows_what_is_to_bring_already(person_file: PersonFile) -> None:
    ask_question(person_file, "Is 8 weeks right?")
    async with opened(person_file) as (app, pilot):
        await press(pilot, "k")
        assert says(app, "To bring already: · Is 8 weeks right?")
        await fill(pilot, app, text="Is 8 weeks right?")
        await press(pilot, "ctrl+s")
        assert says(app, "this question is there already")
        await fill(pilot, app, text="Is 8 weeks right for me?")
        await press(pilot, "ctrl+s")
        assert [question.text for question in person_file.record().questions] == [
            "Is 8 weeks right?",
            "Is 8 weeks right for me?",
        ]


async def test_something_taken_beside_the_injections(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await open_form(app, pilot, "treatment")
        await fill(pilot, app, name="metformin", **{"from": "10 Feb"})
        assert says(app, "Tue 10 Feb")
        app.screen.query_one("#field-kind Picker").focus()
        await press(pilot, "5")
        app.screen.query_one("#field-note Input").focus()
        await press(pilot, "ctrl+s")
        (taken,) = person_file.record().treatments
        assert taken[1:] == ("metformin", "medicine", date(2026, 2, 10), None, "")
        assert says(app, "metformin (medicine) since Tue 10 Feb")
        app.open("treatment_end")
        await settle(pilot)
        assert says(app, "metformin since Tue 10 Feb")
        await fill(pilot, app, to="yesterday")
        await press(pilot, "ctrl+s")
        assert person_file.record().treatments[0].last_on == date(2026, 11, 20)
        assert says(app, "metformin until Fri 20 Nov")
        app.open("treatment_end")
        await settle(pilot)
        assert says(app, "Nothing is entered that Alex takes beside the injections at the moment.")
        await press(pilot, "l")
        assert says(app, "metformin (medicine), until Fri 20 Nov")


async def test_what_ended_today_is_not_offered_to_be_ended(person_file: PersonFile) -> None:
    """What the app offers, the use case takes: one question, one answer."""
    for name, until in (("iron", "today"), ("folate", "2027-03-01"), ("metformin", "")):
        typed = {"name": name, "kind": "other", "from": "2026-03-01"}
        enter(person_file, "treatments", {**typed, **({"to": until} if until else {})})
    async with opened(person_file) as (app, pilot):
        app.open("treatment_end")
        await settle(pilot)
        assert says(app, "metformin since Sun 1 Mar", "folate since Sun 1 Mar")
        assert not says(app, "iron since Sun 1 Mar")
        await press(pilot, "escape")
        for name in ("folate", "metformin"):
            stop_treatment(person_file, name)
        app.show_saved()
        app.open("treatment_end")
        await settle(pilot)
        assert says(app, "Nothing is entered that Alex takes beside the injections at the moment.")


async def test_the_same_thing_taken_twice_at_once_is_asked_about(person_file: PersonFile) -> None:
    enter(person_file, "treatments", {"name": "iron", "kind": "iron", "from": "2026-03-01"})
    async with opened(person_file) as (app, pilot):
        await open_form(app, pilot, "treatment")
        await fill(pilot, app, name="Iron", **{"from": "1 Nov"})
        app.screen.query_one("#field-kind Picker").focus()
        await press(pilot, "3")
        form = app.screen
        assert isinstance(form, TreatmentForm)
        form.action_save()
        await settle(pilot)
        assert says(app, "iron is entered already, from Sun 1 Mar on")
        await press(pilot, "escape")
        assert len(person_file.record().treatments) == 1


async def test_a_supply(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await open_form(app, pilot, "supply")
        await fill(pilot, app, strength="1000mcg/ml", volume="1ml", lot="A1", expires="05/2027", count="5")
        assert says(app, "31 May 2027", "1000 mcg/mL")
        await press(pilot, "ctrl+s")
        supply = person_file.record().supplies[0]
        assert supply[1:] == ("hydroxocobalamin", 1000, 1, "", "A1", date(2027, 5, 31), 5, None)


async def test_the_person(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await open_form(app, pilot, "person")
        await fill(pilot, app, born="14 Mar 1971", cause="autoimmune gastritis", codes="E53.8")
        await press(pilot, "ctrl+s")
        person = person_file.record().person
        assert (person.born, person.cause, person.codes) == (
            date(1971, 3, 14),
            "autoimmune gastritis",
            ("E53.8",),
        )
        await open_form(app, pilot, "person")
        await fill(pilot, app, name="Alexandra")
        await press(pilot, "ctrl+s")
        assert says(app, "b12track · Alexandra")


async def test_a_log_for_any_day(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await open_form(app, pilot, "log")
        assert says(app, "Log for Alex", "Fri 20 Nov")
        await fill(pilot, app, date="mon")
        await press(pilot, "tab", "5", "6", "ctrl+s")
        log = person_file.record().symptoms[0]
        assert (log.date, dict(log.scores)) == (date(2026, 11, 16), {"energy": 5, "sleep": 6})
        await open_form(app, pilot, "log")
        await fill(pilot, app, date="mon")
        assert says(app, "this day has a log already")
        await press(pilot, "tab", "7", "ctrl+s")
        assert dict(person_file.record().symptoms[0].scores) == {"energy": 7, "sleep": 6}


async def test_what_is_typed_of_a_log_stays_when_its_day_is_changed(person_file: PersonFile) -> None:
    log_symptoms(person_file, date(2026, 11, 16), {"energy": 6, "sleep": 7, "tingling": 3})
    async with opened(person_file) as (app, pilot):
        await open_form(app, pilot, "log")
        await press(pilot, "tab", "5")
        await fill(pilot, app, date="mon")
        assert says(app, "this day has a log already", "[5]", "[7]", "[3]")
        await fill(pilot, app, date="sun")
        assert says(app, "[5]")
        assert not says(app, "[7]")
        await fill(pilot, app, date="mon")
        await press(pilot, "ctrl+s")
        assert dict(person_file.record().symptoms[0].scores) == {"energy": 5, "sleep": 7, "tingling": 3}


# Every form with something that cannot be meant, and what stands beside the field then.
WRONG = {
    "lab": ({"test": "b12", "value": "many", "unit": "ng/L"}, "value", "many"),
    "visit": ({"at": "03/04/2026"}, "at", "3 Apr 2026 or 4 Mar 2026"),
    "note": ({"text": "ill", "date": "someday"}, "date", "not a date that can be read"),
    "supply": ({"strength": "1000", "count": "5"}, "strength", "1000"),
    "treatment": ({"name": "iron", "from": "someday"}, "from", "not a date that can be read"),
    "person": ({"timezone": "Londn"}, "timezone", "Europe/London"),
    "log": ({"date": "tomorrow"}, "date", "still to come"),
}


@pytest.mark.parametrize("name", WRONG)
async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    name: str, person_file: PersonFile
) -> None:
    values, field, words = WRONG[name]
    before = person_file.snapshot().revision
    async with opened(person_file) as (app, pilot):
        form = await open_form(app, pilot, name)
        await fill(pilot, app, **values)
        if name == "log":
            await press(pilot, "tab", "5")
        form.action_save()
        await settle(pilot)
        assert app.screen is form, "it stays open"
        assert words in text_of(app, f"#field-{field} .fault"), screen_text(app)
        for key, value in values.items():
            assert app.screen.query_one(f"#field-{key} Input", Input).value == value
        assert person_file.snapshot().revision == before


REQUIRED = {"lab": 3, "visit": 2, "note": 1, "question": 1, "supply": 1, "injection": 1, "treatment": 2}


@pytest.mark.parametrize("name", REQUIRED)
async def test_what_is_missing_is_said(name: str, person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        form = await open_form(app, pilot, name)
        form.action_save()
        await settle(pilot)
        assert app.screen is form
        assert len(form.query(".-fault")) == REQUIRED[name]


async def test_a_future_note_is_refused_beside_the_date(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill")
        await fill(pilot, app, date="2026-11-22")
        await press(pilot, "ctrl+s")
        assert "still to come" in text_of(app, "#field-date .fault")


async def test_leaving_asks_only_where_something_was_typed(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", "escape")
        assert not isinstance(app.screen, Form)
        await press(pilot, "n", *"ill", "escape")
        assert says(app, "What you typed for Alex is not saved yet")
        await press(pilot, "enter", "n")
        assert isinstance(app.screen, Form)
        assert says(app, "ill")
        await press(pilot, "escape", "y")
        assert not isinstance(app.screen, Form)
        assert list(person_file.record().notes) == []


async def test_leaving_the_app_asks_where_a_form_is_filled_in(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill", "ctrl+q")
        assert says(app, "Not saved yet: note for Alex.")
        await press(pilot, "ctrl+q", "n")
        assert says(app, "Note for Alex", "ill")
        await press(pilot, "escape", "y", "ctrl+q")
        assert not app.is_running


async def test_letters_are_letters_while_they_are_typed(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"quit 12")
        assert app.screen.query_one("#field-text Input", Input).value == "quit 12"


async def test_a_unit_behind_the_value_is_said(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "b", *"b12", "tab", *"140")
        assert says(app, "e.g. ng/L")
        await press(pilot, "ctrl+s")
        assert text_of(app, "#field-unit .fault") == "▲ Please fill this in."
        await fill(pilot, app, value="140ng/l")
        assert says(app, "140 ng/L", "ng/L, as typed with the value")
        assert not says(app, "Please fill this in.")
        await press(pilot, "ctrl+s")
        assert says(app, "Saved for Alex 14:05 · b12 140 ng/L · u undo")
        assert person_file.record().labs[-1][2:5] == ("b12", 140, "ng/L")


async def test_two_units_are_one_too_many(person_file: PersonFile) -> None:
    enter(person_file, "labs", {"test": "b12", "value": "140", "unit": "ng/L"})
    async with opened(person_file) as (app, pilot):
        await press(pilot, "b", *"b12")
        await fill(pilot, app, value="140 ng/l", unit="pmol/L")
        await press(pilot, "ctrl+s")
        assert "written as ng/L and as pmol/L" in text_of(app, "#field-unit .fault")
        await press(pilot, "escape", "y")
        app.open("record", item=history(person_file.record(), ["labs"])[0])
        await settle(pilot)
        await fill(pilot, app, value="150 pmol/l")
        await press(pilot, "ctrl+s")
        assert "written as pmol/L and as ng/L" in text_of(app, "#field-unit .fault"), "it stood there"
        await fill(pilot, app, unit="")
        await press(pilot, "ctrl+s")
        assert person_file.record().labs[-1][2:5] == ("b12", 150, "pmol/L")


async def test_a_unit_that_is_not_known_is_asked_about_also_behind_the_value(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "b", *"b12", "tab", *"140 spoons", "ctrl+s")
        assert says(app, "spoons", "Save it anyway")
        await press(pilot, "y")
        assert person_file.record().labs[-1][2:5] == ("b12", 140, "spoons")


async def test_one_key_takes_what_was_written_last_time(tmp_path: Path) -> None:
    from builders import visit

    before = visit("11-01")._replace(who="J. Hart", where="Riverside")
    async with opened(person_file_of(tmp_path, RECORD._replace(visits=[before]))) as (app, pilot):
        await press(pilot, "v", *"mon 9:00", "tab", "r", "tab", "right", "tab")
        assert app.screen.query_one("#field-with Input", Input).value == "J. Hart"
        assert app.screen.query_one("#field-where Input", Input).value == ""


async def test_a_resize_keeps_what_is_typed_in_a_form(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "b", *"b12")
        for size in ((40, 12), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert app.screen.query_one("#field-test Input", Input).value == "b12"


async def test_a_form_can_be_filled_in_with_the_mouse(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await pilot.click("KeyBar", offset=key_at(app, "v visit"))
        await settle(pilot)
        assert says(app, "Visit for Alex")
        await pilot.click("#field-purpose Picker", offset=(4, 0))
        await settle(pilot)
        assert says(app, "◉ i injection")


def key_at(app: B12App, words: str) -> tuple[int, int]:
    """Where a key stands in the bar."""
    from stage import screen_lines

    bar = app.screen.query_one("KeyBar").region
    for row, line in enumerate(screen_lines(app)[bar.y : bar.bottom]):
        if words in line:
            return line.index(words) - bar.x, row
    raise AssertionError(words)


async def test_text_is_only_ever_text(tmp_path: Path) -> None:
    nasty = Person("[red]Al[/red]ex", timezone="Europe/London")
    person_file = person_file_of(
        tmp_path, record(person=nasty, notes=[Note("n1", date(2026, 11, 1), "[b]x[/b]")])
    )
    async with opened(person_file) as (app, pilot):
        assert says(app, "[red]Al[/red]ex")
        for key in ("i", "b", "v", "n", "k"):
            await press(pilot, key)
            assert says(app, "for [red]Al[/red]ex")
            await press(pilot, "escape")


async def test_a_file_that_cannot_be_written_keeps_the_form(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from b12track.store.faults import StoreFault

    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill")

        def full(*_: object) -> None:
            raise StoreFault("nothing was saved: the disk is full")

        monkeypatch.setattr(person_file, "save", full)
        await press(pilot, "ctrl+s")
        assert says(app, "nothing was saved: the disk is full", "ill")


@pytest.mark.parametrize(("form", "size"), [("plan_form", (80, 24)), ("flags", (40, 6)), ("person", (40, 6))])
async def test_up_and_down_move_also_where_the_form_is_higher_than_the_screen(
    person_file: PersonFile, form: str, size: tuple[int, int]
) -> None:
    async with opened(person_file, size=size) as (app, pilot):
        app.open(form)
        await settle(pilot)
        chain = list(app.screen.focus_chain)
        for place in [*range(1, len(chain)), 0]:
            await press(pilot, "down")
            assert app.focused is chain[place], (place, app.focused)
        await press(pilot, "up")
        assert app.focused is chain[-1]


async def test_enter_goes_to_the_next_field_and_saves_from_the_last(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill", "enter")
        assert list(person_file.record().notes) == []
        assert says(app, "Note for Alex")
        await press(pilot, *"mon", "enter")
        assert [(note.text, note.date) for note in person_file.record().notes] == [
            ("ill", date(2026, 11, 16))
        ]


async def test_typing_replaces_what_was_suggested(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill", "tab", *"mon")
        assert app.screen.query_one("#field-date Input", Input).value == "mon"


@pytest.mark.parametrize("how", ["enter", "click", "ctrl+s"])
async def test_the_save_button_saves(how: str, person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill")
        if how == "click":
            await pilot.click("#save")
            await settle(pilot)
        else:
            await press(pilot, *(("tab", "tab", "enter") if how == "enter" else ("ctrl+s",)))
        assert len(person_file.record().notes) == 1
        assert not isinstance(app.screen, Form)


async def test_what_stands_there_in_grey_is_never_an_answer(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        for name in ("lab", "visit", "note", "question", "supply", "person", "plan_form", "injection"):
            form = await open_form(app, pilot, name)
            for line in form.query(Input):
                hint = line.placeholder
                explains = ("e.g. ", "as on", "as stated", "the ", "now;", "what ", "empty", "its ", "")
                assert any(hint.startswith(words) for words in explains), (name, hint)
            await press(pilot, "escape")


async def test_a_name_that_is_nearly_a_drug_is_asked_about(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await open_form(app, pilot, "supply")
        await press(pilot, *"hydroxo")
        await fill(pilot, app, count="5")
        await press(pilot, "ctrl+s")
        assert says(app, "Was hydroxocobalamin meant?")
        await press(pilot, "escape", "ctrl+s", "y")
        assert person_file.record().supplies[0].drug == "hydroxocobalamin"
        await open_form(app, pilot, "supply")
        await press(pilot, *"hydroxo")
        await fill(pilot, app, count="5")
        await press(pilot, "ctrl+s", "n")
        assert person_file.record().supplies[1].drug == "hydroxo"


@pytest.mark.parametrize("size", [SMALL, NARROW, (40, 12)])
@pytest.mark.parametrize("name", ["plan_correction", "plan_form", "injection", "lab", "supply", "symptoms"])
async def test_no_field_lies_behind_what_stays_in_sight(
    name: str, size: tuple[int, int], tmp_path: Path
) -> None:
    """What is scrolled ends where the foot begins, so that whatever has the focus can be scrolled into sight."""
    async with opened(person_file_of(tmp_path, DEMO), size=size) as (app, pilot):
        form = await open_form(app, pilot, name)
        for widget in form.focus_chain:
            form.set_focus(widget)
            form.scroll_to_widget(widget, animate=False, immediate=True)
            await settle(pilot)
            foot, scrolled = form.query_one("#foot").region, form.query_one(Scroll).region
            assert scrolled.bottom <= foot.y
            assert widget is form.save_button or widget.region.y < foot.y
            assert widget.region.y >= scrolled.y


@pytest.mark.parametrize(
    "name",
    [
        "injections",
        "symptoms",
        "labs",
        "visits",
        "notes",
        "supplies",
        "questions",
        "transitions",
    ],
)
async def test_a_record_is_changed_in_the_form_that_entered_it(name: str, tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, DEMO)
    item = next(item for item in history(person_file.record(), [name]))
    before = person_file.record()
    async with opened(person_file) as (app, pilot):
        app.open("record", item=item)
        await settle(pilot)
        form = app.screen
        assert isinstance(form, Form)
        assert type(form).__name__ != "RecordForm"
        assert not form.is_changed
        await press(pilot, "ctrl+s")
        assert says(app, "Nothing was changed"), screen_text(app)
        assert person_file.record() == before
        note = next(field for field in form.fields() if field.key in ("note", "text", "lot", "reason", "by"))
        form.lead_to(note)
        await settle(pilot)
        await press(pilot, *"anew", "ctrl+s")
        assert not isinstance(app.screen, Form), screen_text(app)
        after = {entry.id: entry for entry in getattr(person_file.record(), name)}
        was = {entry.id: entry for entry in getattr(before, name)}
        differing = [id for id in was if was[id] != after[id]]
        assert differing == [item.id]
        assert "anew" in str(after[item.id])


@pytest.mark.parametrize("kind", [Page, Scroll])
async def test_a_scroll_bar_that_comes_back_stands_where_the_text_does(kind: type[Page]) -> None:
    """As where a terminal is made larger and smaller again: Textual moves a bar only while it is shown."""

    class Shown(App[int]):
        def compose(self) -> Iterable[Widget]:
            with kind():
                yield Static("\n".join(map(str, range(100))))

    async with Shown().run_test(size=(40, 10)) as pilot:
        page = pilot.app.query_one(kind)
        page.scroll_to(y=20, animate=False)
        await settle(pilot)
        assert page.vertical_scrollbar.position == page.scroll_y == 20
        page.show_vertical_scrollbar = False
        page.scroll_y = 5
        page.show_vertical_scrollbar = True
        assert page.vertical_scrollbar.position == page.scroll_y == 5


@pytest.mark.parametrize("keys", [("g",), ("p",), ("r",), ("question_mark",)])
async def test_the_bar_of_a_place_stands_where_its_text_does_after_the_terminal_was_larger(
    keys: tuple[str, ...], tmp_path: Path
) -> None:
    async with opened(person_file_of(tmp_path, DEMO), size=NARROW) as (app, pilot):
        await press(pilot, *keys)
        page = next(page for page in app.screen.query(Page) if page.max_scroll_y)
        page.scroll_to(y=page.max_scroll_y, animate=False)
        await settle(pilot)
        await pilot.resize_terminal(120, 200)
        await settle(pilot)
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert page.show_vertical_scrollbar, "it is back"
        assert page.vertical_scrollbar.position == page.scroll_y
