"""People: worst first, a file that cannot be read on top, and the way from one to another."""

from datetime import timedelta
from pathlib import Path

import pytest

from b12track.domain.reference.demo import demo_record
from b12track.domain.rules.doubt import file_unreadable
from b12track.store.faults import StoreFault
from b12track.tui.features.people.persons import Persons
from b12track.usecases.look.everybody import everybody_again
from b12track.usecases.people import Broken, Selection
from b12track.usecases.person_file import PersonFile
from made_up import DEMO, TODAY
from stage import NOW, opened, person_file_of, press, says, screen_text, settle


@pytest.fixture
def people(tmp_path: Path) -> list[PersonFile | Broken]:
    mum = demo_record(TODAY - timedelta(days=58))
    mum = mum._replace(person=mum.person._replace(name="Mum"))
    return [person_file_of(tmp_path, DEMO), person_file_of(tmp_path, mum)]


async def test_several_people_come_first_and_the_worst_on_top(people: list[PersonFile | Broken]) -> None:
    async with opened(*people) as (app, _pilot):
        assert says(
            app, "Mum ■ OVERDUE 22 DAYS since Fri 30 Oct", "last Fri 4 Sep (78 days ago) · no visit recorded"
        )
        text = screen_text(app)
        assert text.index("Mum") < text.index("Alex")
        assert says(app, "cannot tell whether anybody is well")


async def test_a_file_that_cannot_be_read_stands_on_top(
    people: list[PersonFile | Broken], tmp_path: Path
) -> None:
    path = tmp_path / "dad.json"
    path.write_text("not a record", encoding="utf-8")
    async with opened(
        *people,
        Broken("dad", path, StoreFault("dad.json cannot be used"), file_unreadable("dad", "it is empty")),
    ) as (app, pilot):
        text = screen_text(app)
        assert text.index("dad") < text.index("Mum")
        assert says(app, "▲ STATUS UNKNOWN")
        await press(pilot, "up", "up", "enter")
        assert says(app, "Not certain: dad's file cannot be read")
        assert app.view is None


async def test_that_none_is_recorded_is_said_only_where_that_is_known(tmp_path: Path) -> None:
    bare = DEMO._replace(injections=(), visits=())
    person_file = person_file_of(tmp_path, bare)
    other = person_file_of(tmp_path, bare._replace(person=bare.person._replace(name="Mum")))
    copy = person_file.path.with_name(f"{person_file.path.stem}.sync-conflict-20261121-140501-ABCDEFG.json")
    copy.write_text('{"half', encoding="utf-8")
    async with opened(person_file, other) as (app, _pilot):
        assert screen_text(app).count("no injection recorded") == 1, "of Mum it is known"
        assert screen_text(app).count("no visit recorded") == 1
        assert says(app, "whether an injection is recorded is not known", "visits not known")


async def test_enter_opens_and_s_switches(people: list[PersonFile | Broken]) -> None:
    async with opened(*people) as (app, pilot):
        await press(pilot, "enter")
        assert app.view is not None
        assert app.view.name == "Mum"
        assert says(app, "b12track · Mum", "How was today?")
        await press(pilot, "s", "down", "enter")
        assert app.view.name == "Alex"
        assert says(app, "b12track · Alex")


async def test_two_of_the_same_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    late = person_file_of(tmp_path / "two", demo_record(TODAY - timedelta(days=58)))
    async with opened(person_file_of(tmp_path, DEMO), late) as (app, pilot):
        await press(pilot, "enter")
        assert app.view is not None
        assert app.view.person_file is late
        await press(pilot, "s", "enter")
        assert app.view.person_file is late
        await press(pilot, "s", "down", "enter")
        assert app.view.person_file is not late


async def test_long_names_leave_room_for_what_is_said(tmp_path: Path) -> None:
    name = "Maximiliane von und zu Hohenstaufen"
    person = person_file_of(tmp_path, DEMO._replace(person=DEMO.person._replace(name=name)))
    async with opened(person, size=(40, 16)) as (app, pilot):
        await press(pilot, "s")
        assert says(app, "last Fri 30 Oct (22")


async def test_a_person_is_clicked(people: list[PersonFile | Broken]) -> None:
    async with opened(*people) as (app, pilot):
        await pilot.click(Persons, offset=(10, 3))
        await settle(pilot)
        assert app.view is not None
        assert app.view.name == "Alex"


async def test_before_a_person_is_chosen_only_what_needs_none_is_there(
    people: list[PersonFile | Broken],
) -> None:
    async with opened(*people) as (app, pilot):
        await press(pilot, "g", "i", "u")
        assert app.view is None
        await press(pilot, "question_mark")
        assert says(app, "When to seek care")
        await press(pilot, "s")
        assert says(app, "Mum", "Alex")


def test_everybody_is_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path))
    alex = person_file_of(tmp_path, DEMO)
    dad = tmp_path / "dad.json"
    dad.write_text("not a record", encoding="utf-8")
    first = everybody_again([alex], Selection(now=NOW))
    assert first[0] is alex
    assert isinstance(first[1], Broken)
    assert first[1].name == "dad"
    dad.unlink()
    person_file_of(tmp_path, DEMO._replace(person=DEMO.person._replace(name="Dad")))
    again = everybody_again(first, Selection(now=NOW))
    assert isinstance(again[1], PersonFile)
    dad.unlink()
    here, gone = everybody_again(again, Selection(now=NOW))
    assert here is alex
    assert isinstance(gone, Broken) and gone.doubt.code == "file_missing", "what belongs to it is still there"


def test_files_from_elsewhere_stay_the_only_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))
    alex = person_file_of(tmp_path, DEMO)
    assert everybody_again([alex], Selection(now=NOW)) == [alex]
