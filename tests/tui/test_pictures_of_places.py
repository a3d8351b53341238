"""Graphs, list, plan, report, people and help as they were looked at, in three sizes."""

from pathlib import Path
from typing import NamedTuple

import pytest
from syrupy.assertion import SnapshotAssertion

from b12track.domain.record.records import Record
from b12track.tui.theme import DARK, LIGHT
from changed_interval import changed_interval
from made_up import DEMO
from pictures import SvgExtension, look_at
from stage import opened, person_file_of, press, settle
from tui_states import STATES, STOCKED


class Scene(NamedTuple):
    """The keys that lead to a screen, or to what is opened by its name; for whom, and in which theme."""

    keys: str = ""
    record: Record = DEMO
    theme: str = DARK.name
    opens: str = ""


SCENES = {
    "over-time": Scene("g"),
    "wearing-off": Scene("g w"),
    "tests": Scene("g t"),
    "together": Scene("g a"),
    "did-it-help": Scene("g d", changed_interval(seed=3)),
    "over-time-light": Scene("g", theme=LIGHT.name),
    "list": Scene("l"),
    "injections": Scene("l right down down"),
    "record": Scene("l right e"),
    "delete": Scene("l d"),
    "plan": Scene("p"),
    "plan-unconfirmed": Scene("p", STATES["transition"].record),
    "plan-none": Scene("p", STATES["no plan"].record),
    "correction": Scene("p e"),
    "what-changed": Scene("p a"),
    "interval": Scene("p a i 6 w"),
    "new-plan": Scene("p a e"),
    "published": Scene("p a e ctrl+t"),
    "date": Scene("p d m"),
    "phase": Scene("p m 1"),
    "stop": Scene("p o"),
    "report": Scene("r"),
    "save-page": Scene("r w"),
    "people": Scene("s"),
    "supplies": Scene(record=STOCKED, opens="supplies"),
    "supply-chosen": Scene("down enter", STOCKED, opens="supplies"),
    "supplies-none": Scene(opens="supplies"),
    "taken-beside": Scene(opens="treatment"),
    "no-longer-taken": Scene(opens="treatment_end"),
    "question-answered": Scene("l slash i n t e r v a l enter enter"),
    "calendar": Scene("c"),
    "day": Scene("c enter"),
    "undo": Scene("5 6 3 1 enter l d y u"),
    "undo-deleted": Scene("l d y u right"),
    "palette": Scene("ctrl+p"),
    "themes": Scene(opens="theme"),
    "leave-unsaved": Scene("5 6 q"),
    "help": Scene("question_mark"),
}


@pytest.mark.usefixtures("one_moment")
@pytest.mark.parametrize("name", SCENES)
async def test_a_place_looks_as_it_did(
    name: str, tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    scene = SCENES[name]
    async with opened(person_file_of(tmp_path, scene.record)) as (app, pilot):
        app.animation_level = "none"
        app.theme = scene.theme
        if scene.opens:
            app.open(scene.opens)
            await settle(pilot)
        await press(pilot, *scene.keys.split())
        await look_at(name, app, pilot, snapshot.use_extension(SvgExtension))
