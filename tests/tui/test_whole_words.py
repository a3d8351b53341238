"""Nothing is cut in the middle: whatever the state and the size, what has no room is left out in whole words."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from b12track.domain.wording.text import width
from b12track.tui.app import B12App
from b12track.tui.forms.fold import Fold
from stage import opened, person_file_of, press, says, screen_lines, settle
from tui_states import STATES

_CUT = re.compile(r"\w…")
PLACES = ("home", "list", "plan", "report")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("state", STATES)
async def test_no_word_is_cut(tmp_path: Path, state: str, size: tuple[int, int]) -> None:
    person_file = person_file_of(tmp_path, STATES[state].record)
    async with opened(person_file, size=size) as (app, pilot):
        for place in PLACES:
            app.go(place)
            await settle(pilot)
            assert not [line for line in screen_lines(app) if _CUT.search(line)], place


async def test_at_sixty_columns_a_flag_ends_with_its_sentence_and_a_row_keeps_dose_and_state(
    tmp_path: Path,
) -> None:
    person_file = person_file_of(tmp_path, STATES["overdue"].record)
    async with opened(person_file, size=(60, 20)) as (app, pilot):
        assert says(app, "Aug (96 days ago); one was due Mon 9 Nov.")
        app.go("list")
        await settle(pilot)
        assert says(app, "Mon 17 Aug hydroxocobalamin 1 mg, 39 days early …")
        assert says(app, "Wed 14 Jan 09:30, hydroxocobalamin 1 mg, IM, on time")


async def test_where_much_is_said_of_a_dose_its_signs_give_way_to_it(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["overdue"].record)
    async with opened(person_file) as (app, pilot):
        app.go("list")
        await settle(pilot)
        assert says(app, "Mon 17 Aug injection hydroxocobalamin 1 mg … 39 days early ▲ ▫")


# Each that can be opened on any record.
FORMS = (
    *("injection", "symptoms", "lab", "visit", "note", "question", "supply", "treatment", "person"),
    *("plan_form", "date", "phase", "stop", "since"),
)


async def test_at_sixty_columns_every_grey_example_is_seen_whole(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file, size=(60, 20)) as (app, pilot):
        for form in FORMS:
            app.open(form)
            await settle(pilot)
            assert app.screen.is_modal, form
            for fold in app.screen.query(Fold):
                fold.unfold()
            await settle(pilot)
            assert not _cut(app), form
            await press(pilot, "escape")


def _cut(app: B12App) -> list[str]:
    there = [each for each in app.screen.query(Input) if each.content_size.width]
    return [each.placeholder for each in there if width(each.placeholder) > each.content_size.width]
