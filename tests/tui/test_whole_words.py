"""Nothing is cut in the middle: whatever the state and the size, what has no room is left out in whole words."""

import re
from pathlib import Path

import pytest

from stage import opened, person_file_of, says, screen_lines, settle
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
