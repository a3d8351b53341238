"""What is left out for the sake of speed: nothing that is to be seen, kept or tidied up depends on it."""

import asyncio
import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from textual.strip import Strip
from textual.widget import Widget

from b12track.domain.record import loading
from b12track.store.edits import Change, Put
from b12track.tui.features.home.attention import Attention
from b12track.tui.features.home.next_dose import NextDose
from b12track.tui.places import MODES
from b12track.tui.textual_gaps.strips import are_lighter
from b12track.tui.tidying import TidyingApp
from b12track.tui.widgets.heading import Heading
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.person_file import PersonFile
from builders import dose, logs, record
from length import HANGS_AFTER_SECONDS
from stage import NOW, opened, person_file_of, press, says, screen_lines, settle
from tui_states import STATES


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_new_screen_has_every_style_that_it_would_have_if_it_were_styled_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file, size=size) as (app, pilot):
        for place in ("home", "graphs", "list", "plan", "report", "people", "help"):
            assert place in MODES
            app.go(place)
            await settle(pilot)
            _are_styled(app)
        app.go("home")
        await settle(pilot)
        for key in ("i", "n", "b", "v", "k", "u", "c", "f"):
            await press(pilot, key)
            assert app.screen.is_modal, key
            _are_styled(app)
            await press(pilot, "escape")


def _are_styled(app: Any) -> None:
    screen = app.screen
    before = {node: _looks(node) for node in screen.walk_children(with_self=True)}
    app.stylesheet.update(screen)
    for node, looks in before.items():
        assert looks == _looks(node), f"{node} on {screen}"


def _looks(node: Any) -> dict[str, Any]:
    return dict(node.styles.base.get_rules())


def test_a_line_of_text_makes_its_caches_when_it_is_asked_for_them() -> None:
    are_lighter()
    strip = Strip.blank(12)
    assert [each.cell_length for each in strip.divide([4, 12])] == [4, 8]
    assert strip.crop(2, 5) == strip.crop(2, 5) == Strip.blank(3)
    assert strip.adjust_cell_length(20).cell_length == 20
    with pytest.raises(AttributeError):
        strip.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018


class _Ring:
    """Something that only a look through memory can find to be needed no more."""

    def __init__(self) -> None:
        self.self = self


async def test_memory_is_looked_through_at_a_rest_and_not_while_somebody_types() -> None:
    usual = gc.get_threshold()
    app = TidyingApp()
    async with app.run_test():
        app.begin_tidying()
        gone = [weakref.ref(_Ring()) for _ in range(2 * usual[0])]
        assert all(each() for each in gone)
        app.tidy()
        assert not any(each() for each in gone)
    assert gc.get_threshold() == usual and gc.isenabled()
    app.begin_tidying()
    assert gc.get_threshold() == usual and gc.get_freeze_count() == 0, "who has left begins nothing"


async def test_at_a_pause_what_has_grown_old_is_looked_through_as_well() -> None:
    async with TidyingApp().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, TidyingApp)
        app.begin_tidying()
        ring: _Ring | None = _Ring()
        gone = weakref.ref(ring)
        gc.collect()
        kept = [[number] for number in range(60_000)]
        ring = None
        app.tidy()
        assert gone() is not None
        app.tidy()
        app.tidy()
        assert gone() is None and kept


def test_the_logs_of_other_years_are_not_kept_twice_after_a_save(tmp_path: Path) -> None:
    person_file = person_file_of(
        tmp_path, record(symptoms=[*logs("2025-03-01", *[4] * 30), *logs("2026-11-01", *[6] * 9)])
    )
    before = person_file.record().symptoms
    assert len(before) == 39
    log_symptoms(person_file, person_file.today, {"energy": 5})
    after = person_file.record().symptoms
    assert len(after) == 40 and after[-1].scores == {"energy": 5}
    assert all(old is new for old, new in zip(before[:30], after[:30]))


async def test_after_a_save_what_says_the_same_is_not_drawn_again_and_all_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    for kind in (NextDose, Attention, Heading):

        def render(widget: Widget, usual: Any = kind.render) -> Any:
            drawn.append(type(widget).__name__)
            return usual(widget)

        monkeypatch.setattr(kind, "render", render)
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file, size=(120, 40)) as (app, pilot):
        drawn.clear()
        await press(pilot, "5", "enter")
        assert says(app, "Saved for Alex") and drawn == []

        given = dose("11-20")._replace(id="given-elsewhere")
        PersonFile(person_file.path, NOW).save(
            lambda *_: Change("an injection", (Put("injections", loading.dump(given)),))
        )
        app.tick()
        await settle(pilot)
        assert "NextDose" in drawn and "Attention" in drawn
        seen = _without_message(app)
        app.theme = "b12track-light" if app.theme != "b12track-light" else "b12track-dark"
        drawn.clear()
        await settle(pilot)
        assert {"NextDose", "Attention", "Heading"} <= set(drawn), "in other colours all is"
        assert _without_message(app) == seen
    async with opened(PersonFile(person_file.path, NOW), size=(120, 40)) as (app, pilot):
        assert _without_message(app) == seen, "as who opens it now sees it"


async def test_what_was_done_is_shown_without_waiting_for_the_next_turn_of_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 10 * HANGS_AFTER_SECONDS)
    person_file = person_file_of(tmp_path, STATES["upcoming"].record)
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter", "u")
        shown, usual = asyncio.Event(), app._display

        def display(screen: Any, picture: Any) -> None:
            usual(screen, picture)
            if app.message.text.startswith("Undone for Alex"):
                shown.set()

        monkeypatch.setattr(app, "_display", display)
        app.simulate_key("enter")
        await asyncio.wait_for(shown.wait(), HANGS_AFTER_SECONDS)


def _without_message(app: Any) -> list[str]:
    return [line for line in screen_lines(app) if line.strip() and "Saved for" not in line]
