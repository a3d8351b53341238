"""Every screen and form as it was looked at, in three sizes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import SymptomKind
from b12track.domain.reference.demo import demo_record
from b12track.tui.app import B12App
from b12track.tui.theme import HIGH_CONTRAST, LIGHT
from b12track.usecases.enter.symptom_choices import add_kind, choose_kinds
from builders import LOADING, dose, plan, record, visit
from pictures import SvgExtension, look_at
from stage import opened, person_file_of, press, settle
from tui_states import EVERY_8_WEEKS, NOTHING_OPEN, STATES

DEMO = demo_record(date(2026, 11, 21))


@pytest.fixture
def pictures(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SvgExtension)


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")


async def test_home(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        await look_at("home", app, pilot, pictures)
        for theme in (LIGHT, HIGH_CONTRAST):
            app.theme = theme.name
            await look_at(theme.name, app, pilot, pictures)
        app.theme = "b12track-dark"
        await press(pilot, "5", "6", "t", "left_square_bracket")
        await look_at("home-earlier-day", app, pilot, pictures)
        await press(pilot, "right_square_bracket", "enter")
        await look_at("home-saved", app, pilot, pictures)


def _hyphens(name: str) -> str:
    return name.replace(" ", "-")


@pytest.mark.parametrize(
    "name", ["no plan", "mid-loading", "transition", "window open", "late", "overdue"], ids=_hyphens
)
async def test_home_in_its_states(name: str, tmp_path: Path, pictures: SnapshotAssertion) -> None:
    async with opened(person_file_of(tmp_path, STATES[name].record)) as (app, pilot):
        await look_at("card", app, pilot, pictures)


async def test_home_with_nothing_open(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    async with opened(person_file_of(tmp_path, NOTHING_OPEN)) as (app, pilot):
        await look_at("nothing-open", app, pilot, pictures)


async def test_forms(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        for name in ("injection", "log", "lab", "visit", "note", "question", "supply", "person", "flags"):
            app.open(name)
            await settle(pilot)
            await look_at(name, app, pilot, pictures)
            await press(pilot, "escape")


async def test_forms_that_are_filled_in(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        await press(pilot, "i", "m", "1", "v")
        await look_at("injection-vial", app, pilot, pictures)
        await press(pilot, "escape", "y")
        await press(pilot, "b")
        await fill(app, pilot, test="b12", value="many", unit="spoons", date="03/04/2026")
        await press(pilot, "enter")
        await look_at("lab-faults", app, pilot, pictures)
        await press(pilot, "escape")
        await look_at("leave", app, pilot, pictures)


async def test_symptoms(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    async with opened(person_file_of(tmp_path, DEMO)) as (app, pilot):
        await press(pilot, "y", "down", "space")
        await look_at("symptoms", app, pilot, pictures)
        await press(pilot, "a", *"Cramps", "ctrl+s")
        await look_at("symptoms-faults", app, pilot, pictures)
        await fill(app, pilot, low="none", high="worst")
        await press(pilot, "tab", "tab", "0", "enter")
        await look_at("symptoms-saved", app, pilot, pictures)


async def test_many_symptoms(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    person_file = person_file_of(tmp_path, DEMO)
    own = (SymptomKind(f"own-{n}", f"Own {n}", "none", "worst", "low") for n in range(1, 5))
    for kind in own:
        add_kind(person_file, kind)
    choose_kinds(person_file, {kind.name: True for kind in all_kinds(person_file.record())})
    async with opened(person_file) as (app, pilot):
        await press(pilot, *"0123456789")
        await look_at("many-symptoms", app, pilot, pictures)
        await press(pilot, "y", "up", "space")
        await look_at("many-symptoms-form", app, pilot, pictures)


async def fill(app: B12App, pilot: Any, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#field-{name} Input", Input).value = value
    await settle(pilot)


async def test_the_move_to_the_next_phase(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    async with opened(person_file_of(tmp_path, STATES["transition"].record)) as (app, pilot):
        await press(pilot, "m")
        await look_at("transition-question", app, pilot, pictures)
        await press(pilot, "s", "right")
        await fill(app, pilot, first_due="wed")
        await look_at("transition-stay", app, pilot, pictures)


async def test_flags(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    given = [dose("11-20", id="i1", at="09:30"), dose("11-20", id="i2", at="10:00", site="left-thigh")]
    twice = record(
        plan(LOADING, EVERY_8_WEEKS, set_on="2026-11-18"),
        injections=[dose("11-18"), *given],
        visits=[visit("11-10")],
    )
    async with opened(person_file_of(tmp_path, twice)) as (app, pilot):
        assert app.view is not None
        for flag in app.view.flags or ():
            app.open("flag", flag=flag)
            await settle(pilot)
            await look_at(f"flag-{flag.code}", app, pilot, pictures)
            await press(pilot, "escape")


async def test_the_first_start(pictures: SnapshotAssertion) -> None:
    async with opened() as (app, pilot):
        await look_at("start", app, pilot, pictures)
        await press(pilot, *"Sam", "enter", "enter", "y", "h", "enter", *"1 mg", "enter", "m", "enter", "s")
        await press(pilot, "m", "enter", "6", "enter", *"16 nov", "enter", " ", " ")
        await look_at("start-given", app, pilot, pictures)
        await press(pilot, "enter", *"8w", "enter", "0", "enter", *"Dr Okafor", "enter", "enter")
        await look_at("start-save", app, pilot, pictures)
