"""The shell: going about, undoing, other programs, the clock, themes, and what the start may load."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from textual.geometry import Offset

from b12track.domain.record.records import Person
from b12track.domain.rules.doubt import file_unreadable
from b12track.store.faults import StoreFault
from b12track.tui.actions import ACTIONS, APP
from b12track.tui.app import B12App
from b12track.tui.features.home.screen import HomeScreen
from b12track.tui.following import TICK_SECONDS
from b12track.tui.palette import Palette
from b12track.tui.places import FORMS, MODES, bring
from b12track.tui.textual_gaps.veil import Veiled
from b12track.tui.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES
from b12track.tui.widgets.key_bar import KeyBar
from b12track.usecases.enter.entries import enter
from b12track.usecases.machine.keymap import Keymap
from b12track.usecases.machine.remembered import chosen_theme
from b12track.usecases.people import Broken, Selection
from b12track.usecases.person_file import PersonFile
from builders import record
from screens import cells_of
from stage import (
    LARGE,
    NOW,
    opened,
    person_file_of,
    press,
    press_in_one_breath,
    says,
    screen_lines,
    screen_text,
    settle,
    svg_of,
    text_of,
)
from tui_states import STATES


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, STATES["upcoming"].record)


def test_every_place_is_there() -> None:
    for place in (*MODES.values(), *FORMS.values()):
        assert callable(bring(place)), place


def test_every_action_has_its_words_and_a_key_of_its_own() -> None:
    for scope in {action.scope for action in ACTIONS}:
        keys = [key for action in ACTIONS if action.scope == scope for key in action.key.split(",") if key]
        assert len(set(keys)) == len(keys), scope
    for action in ACTIONS:
        assert action.title
        assert action.help
        assert not action.key.isdigit(), "digits belong to scores"


async def test_every_action_of_the_app_is_in_the_palette(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        titles = [command.title for command in app.commands()]
        for action in ACTIONS:
            if action.scope == APP:
                assert any(action.title in title.lower() for title in titles), action.id
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, Palette)


async def test_what_screens_can_do_is_in_the_palette_from_anywhere(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        titles = [command.title for command in app.commands()]
        assert "List: delete (l d)" not in titles, "which record, is chosen there"
        assert "Plan: skip or move (p d)" in titles
        await press(pilot, "ctrl+p", *"skip or", "enter")
        assert says(app, "The next date for Alex")
        await press(pilot, "escape", "ctrl+p", *"wears off", "enter")
        assert says(app, "by days since the dose")
        await press(pilot, "l")
        assert [command.title for command in app.commands()][:2] == ["List: change (e)", "List: delete (d)"]


async def test_the_palette_finds_by_name_first_and_by_what_a_thing_is_for(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "ctrl+p", *"appointment")
        assert says(app, "Visit (v)", "Question (k)")
        await press(pilot, "down", "enter")
        assert says(app, "Question for Alex")
        await press(pilot, "escape", "ctrl+p", *"zzz", "enter")
        assert says(app, "There is nothing by that name.")
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("keys", ["rddd", "rddw", "ldi", "ldd", "ued", "fni", "ppd", "pda"])
async def test_one_form_is_open_at_a_time_whoever_opens_it(person_file: PersonFile, keys: str) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill", "tab", "enter")
        await press_in_one_breath(pilot, *keys)
        assert len(app.screen_stack) <= 2
        assert len(app.workers) <= 1


async def test_what_a_screen_opens_by_itself_waits_for_nothing_else(person_file: PersonFile) -> None:
    """Not only because keys wait for each other: whatever asks, asks alone."""
    async with opened(person_file) as (app, pilot):
        await press(pilot, "r")
        for action in ("date", "date", "write"):
            await app.screen.run_action(action)
        app.open("injection")
        await settle(pilot)
        assert len(app.screen_stack) == 2
        assert says(app, "The page for Alex")


async def test_help_is_always_in_the_footer(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        for size in ((80, 24), (40, 12), (120, 40), (63, 20)):
            await pilot.resize_terminal(*size)
            for key in "hglpr":
                await press(pilot, key)
                row = next(n for n, line in enumerate(screen_lines(app)) if "? all keys" in line)
                assert len(screen_lines(app)[row].rstrip()) <= size[0], (size, key)
                assert len(app.screen.query_one(KeyBar).render().plain.split("  ")) <= 7, (size, key)
        await pilot.click(offset=Offset(screen_lines(app)[row].index("? all keys") + 1, row))
        await settle(pilot)
        assert says(app, "When to seek care")


async def test_every_screen_is_a_letter_away_and_home_is_h(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        for action in ACTIONS:
            if action.does.startswith("go(") and action.id not in ("people", "home"):
                await press(pilot, action.key)
                assert not isinstance(app.screen, HomeScreen), action.id
                assert says(app, "b12track · Alex"), action.id
                await press(pilot, "h")
                assert isinstance(app.screen, HomeScreen)


async def test_the_mouse_finds_every_key_of_the_bar(person_file: PersonFile) -> None:
    async with opened(person_file, size=(200, 60)) as (app, pilot):
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if "? all keys" in line)
        await pilot.click(offset=Offset(lines[row].index("v visit") + 1, row))
        await settle(pilot)
        assert says(app, "Visit for Alex")


async def test_the_places_are_tabs_and_each_is_a_click(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        for size in ((120, 40), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            for tab, mode in (
                ("Graphs", "graphs"),
                ("List", "list"),
                ("Plan", "plan"),
                ("Report", "report"),
                ("Home", "home"),
            ):
                await pilot.click(offset=Offset(screen_lines(app)[0].index(tab) + 1, 0))
                await settle(pilot)
                assert app.current_mode == mode, (size, tab)
            assert "Alex" in screen_lines(app)[0]


async def test_undo_names_what_it_takes_back_and_redo_brings_it_back(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter", "u", "enter")
        await settle(pilot)
        assert says(app, "Undone for Alex: log of Sat 21 Nov 2026 · U brings it back")
        assert list(person_file.record().symptoms) == []
        await press(pilot, "U")
        await settle(pilot)
        assert says(app, "Brought back for Alex: log of Sat 21 Nov 2026")
        assert len(person_file.record().symptoms) == 1


async def test_nothing_is_taken_back_by_the_key_alone(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "i", "m", "1", "enter")
        count = len(person_file.record().injections)
        await press(pilot, "u")
        assert says(app, "Undo for Alex", "Injection of Sat 21 Nov 2026: 14:05, hydroxocobalamin", "may move")
        await press(pilot, "escape", "u", "u")
        assert len(person_file.record().injections) == count
        await press(pilot, "u", "enter")
        assert len(person_file.record().injections) == count - 1
        assert says(app, "Undone for Alex: injection of Sat 21 Nov 2026")


@pytest.mark.usefixtures("one_moment")
async def test_each_change_is_said_whole(tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, record()), size=LARGE) as (app, pilot):
        await press(pilot, "4", "5", "enter", "u")
        assert says(app, "Energy 4, Sleep 5 for Sat 21 Nov, saved today 14:05.")
        await press(pilot, "escape", "e", "6", "enter", "u")
        assert says(
            app, "Energy 6 (before: 4) for Sat 21 Nov, saved today 14:05.", "Energy 4, Sleep 5 for Sat 21 Nov"
        )


async def test_the_newest_change_is_taken_back_first(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"first", "ctrl+s", "n", *"second", "ctrl+s")
        await press(pilot, "u", "down", "enter")
        assert says(app, "the newest first")
        assert len(person_file.record().notes) == 2
        await press(pilot, "enter")
        assert [note.text for note in person_file.record().notes] == ["first"]


async def test_another_program_s_change_is_never_taken_back_for_it(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter", "u")
        other = PersonFile(person_file.path, NOW)
        enter(other, "notes", {"text": "from there"})
        await press(pilot, "enter")
        assert says(app, "▲")
        assert len(person_file.record().symptoms) == len(person_file.record().notes) == 1


async def test_what_was_deleted_is_brought_back_from_the_second_page(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", *"ill", "ctrl+s", "l", "d", "y", "h", "5", "enter")
        assert list(person_file.record().notes) == []
        await press(pilot, "u", "right")
        assert says(app, "Note of Sat 21 Nov 2026: ill. Deleted ")
        await press(pilot, "enter")
        assert [note.text for note in person_file.record().notes] == ["ill"]
        assert len(person_file.record().symptoms) == 1, "nothing else is undone"


async def test_undoing_a_transition(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, STATES["transition"].record)
    async with opened(person_file) as (app, pilot):
        await press(pilot, "m", "m", "right", "ctrl+s", "u")
        assert len(app.screen_stack) == 2
        await press(pilot, "enter")
        assert list(person_file.record().transitions) == []


async def test_when_nothing_is_left_undo_says_so(tmp_path: Path) -> None:
    person_file = person_file_of(tmp_path, record())
    async with opened(person_file) as (app, pilot):
        await press(pilot, "u")
        assert says(app, "Nothing is left to undo.")
        await press(pilot, "right", "enter")
        assert says(app, "Nothing was deleted.")


async def test_a_change_by_another_program_appears(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        assert says(app, "Visit none recorded")
        await press(pilot, "n", *"ill")
        other = PersonFile(person_file.path, NOW)
        from b12track.usecases.enter.entries import enter

        enter(other, "visits", {"at": "2026-11-30 14:05", "purpose": "review"})
        app.tick()
        await settle(pilot)
        assert says(app, "ill"), "what is being typed stays"
        assert app.view is not None
        assert app.view.overview.visit is not None, "and what was saved elsewhere is there"
        await press(pilot, "ctrl+s")
        assert says(app, "Visit Mon 30 Nov 14:05, review")
        assert {note.text for note in person_file.record().notes} == {"ill"}


async def test_a_copy_that_a_syncing_program_left_is_merged_and_told(person_file: PersonFile) -> None:
    copy = person_file.path.with_name(f"{person_file.path.stem}.sync-conflict-20261121-140501-ABCDEFG.json")
    there = person_file.path.with_name("there") / person_file.path.name
    there.parent.mkdir()
    shutil.copy(person_file.path, there)
    enter(PersonFile(there, NOW), "notes", {"text": "from there"})
    enter(person_file, "notes", {"text": "from here"})
    async with opened(person_file) as (app, pilot):
        shutil.copy(there, copy)  # the copy alone: the file itself is as it was
        app.tick()
        await settle(pilot)
        assert says(app, f"Merged {copy.name}")
        assert {note.text for note in person_file.record().notes} == {"from here", "from there"}
        assert not copy.exists()


async def test_what_is_not_certain_stands_on_top_and_goes_when_it_is(person_file: PersonFile) -> None:
    copy = person_file.path.with_name(f"{person_file.path.stem}.sync-conflict-20261121-140501-ABCDEFG.json")
    enter(person_file, "notes", {"text": "here"})
    async with opened(person_file) as (app, pilot):
        assert app.view is not None
        copy.write_text('{"half')
        app.tick()
        await settle(pilot)
        assert app.view.flags is not None
        assert [flag.code for flag in app.view.flags][:1] == ["not_certain"]
        assert says(app, "■ Not certain")
        copy.unlink()
        person_file.path.rename(person_file.path.with_name("elsewhere"))
        app.tick()
        await settle(pilot)
        assert app.view.flags is not None
        assert "file is not where it was" in app.view.flags[0].text
        person_file.path.with_name("elsewhere").rename(person_file.path)
        app.tick()
        await settle(pilot)
        assert app.view.flags is not None
        assert "not_certain" not in {flag.code for flag in app.view.flags}


async def test_a_second_file_of_the_same_person_is_told_in_the_app_too(person_file: PersonFile) -> None:
    """Also where the file was named, and the others of its folder are not looked at."""
    enter(person_file, "notes", {"text": "here"})
    other = person_file.path.with_name("old copy.json")
    shutil.copy(person_file.path, other)
    async with opened(person_file) as (app, pilot):
        app.complete_view()
        await settle(pilot)
        assert app.view is not None and app.view.flags is not None
        assert app.view.flags[0].code == "not_certain"
        assert "in two files here" in app.view.flags[0].text and "old copy.json" in app.view.flags[0].text
        assert says(app, "■ Not certain")
        other.unlink()
        app.show_saved()  # as at the next minute
        await settle(pilot)
        assert "not_certain" not in {flag.code for flag in app.view.flags or ()}


def test_the_app_looks_every_second_or_so() -> None:
    assert TICK_SECONDS <= 2


async def test_a_file_that_goes_bad_is_told_and_the_screen_stays(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        good = person_file.path.read_bytes()
        person_file.path.write_bytes(b"{ this is no json")
        app.tick()
        await settle(pilot)
        assert says(app, "▲")
        assert says(app, "○ IN 34 DAYS")
        await press(pilot, "5", "enter")
        assert person_file.path.read_bytes() == b"{ this is no json", "never overwritten"
        person_file.path.write_bytes(good)
        app.tick()
        await press(pilot, "enter")
        assert dict(person_file.record().symptoms[0].scores) == {"energy": 5}


@pytest.mark.parametrize("is_there", [True, False])
async def test_nothing_is_lost_on_any_screen_while_the_file_is_gone(
    person_file: PersonFile, is_there: bool
) -> None:
    good = person_file.path.read_bytes()
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "6")
        person_file.path.write_bytes(b"{ this is no json") if is_there else person_file.path.unlink()
        for key in (*"glprsh", "question_mark"):
            await press(pilot, key)
            app.tick()
            await settle(pilot)
            assert says(app, "▲"), key
            assert f"/{person_file.path.parts[1]}/" not in screen_text(app), "a file's name, never its path"
        for form in FORMS:
            if form not in ("leave", "flag", "record", "page", "diary"):
                app.open(form)
                await settle(pilot)
                await press(pilot, "escape", "escape", "y", "escape")
        await press(pilot, "s")
        assert says(app, "STATUS UNKNOWN")
        await press(pilot, "h", "i", "m", "1", "enter")
        assert says(app, "Injection for Alex", "▲", "alex.json")
        assert f"/{person_file.path.parts[1]}/" not in screen_text(app)
        await press(pilot, "escape", "y", "left_square_bracket", "right_square_bracket")
        assert says(app, "[5]", "[6]")
        app.tick()
        person_file.path.write_bytes(good)
        app.tick()
        await settle(pilot)
        assert says(app, "✓ The file can be read again")
        await press(pilot, "enter")
        assert dict(person_file.record().symptoms[-1].scores) == {"energy": 5, "sleep": 6}


async def test_the_clock_goes_on(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        person_file._asked_now = "2026-11-21T14:06+00:00"
        app.tick()
        await settle(pilot)
        assert "14:06" in screen_lines(app)[0]
        person_file._asked_now = "2026-12-26T09:00+00:00"
        app.tick()
        await settle(pilot)
        assert says(app, "■ OVERDUE 1 DAY")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_theme_shows_every_sign(theme: str, tmp_path: Path) -> None:
    async with opened(person_file_of(tmp_path, STATES["overdue"].record)) as (app, pilot):
        app.theme = theme
        await press(pilot, "5")
        assert says(app, "■ OVERDUE 12 DAYS", "[5]")
        assert chosen_theme() == ("" if theme == DARK.name else theme)


async def test_only_our_themes_are_offered(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, _):
        assert set(app.available_themes) == {DARK.name, LIGHT.name, HIGH_CONTRAST.name}


async def test_a_chosen_theme_is_there_next_time(person_file: PersonFile) -> None:
    app = B12App([person_file], Selection(), theme=LIGHT.name)
    async with app.run_test():
        assert app.current_theme is LIGHT
    app = B12App([person_file], Selection(), theme="gone")
    async with app.run_test():
        assert app.current_theme is DARK


async def test_without_colour_every_sign_is_still_there(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5")
        assert says(app, "○ IN 34 DAYS", "[5]", "▸ Sleep")
        colours = {part for part in svg_of(app).split('"') if part.startswith("#") and len(part) == 7}
        grey = {colour for colour in colours if colour[1:3] == colour[3:5] == colour[5:7]}
        assert colours - grey <= {"#ff5f57", "#febc2e", "#28c840", "#c5c8c6"}, "the picture's own frame"


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_of_text_can_be_read(theme: object) -> None:
    from textual.theme import Theme

    assert isinstance(theme, Theme)
    least = 7 if theme is HIGH_CONTRAST else 4.5
    colours = {name: theme.variables[name] for name in ("urgent", "late", "notice", "calm", "muted")}
    colours |= {"foreground": str(theme.foreground), "accent": str(theme.accent)}
    for name, colour in colours.items():
        for ground in (theme.background, theme.surface, theme.panel):
            assert _contrast(colour, str(ground)) >= least, (name, ground)


async def test_a_demo_says_so(person_file: PersonFile) -> None:
    async with opened(person_file, demo=True) as (app, _):
        assert says(app, "demo, nothing is saved")


async def test_several_people_begin_with_everybody(person_file: PersonFile, tmp_path: Path) -> None:
    mum = person_file_of(tmp_path, record(person=Person("Mum")))
    dad = tmp_path / "dad.json"
    dad.write_text("no json")
    async with opened(
        person_file,
        mum,
        Broken("dad", dad, StoreFault("it cannot be read"), file_unreadable("dad", "it is empty")),
    ) as (app, _):
        assert says(app, "Alex", "Mum", "dad", "STATUS UNKNOWN")


async def test_quitting(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


@pytest.mark.parametrize("key", [*"hglprs", "question_mark"])
@pytest.mark.parametrize("leaving", [("q",), ("5", "q", "l")], ids="".join)
async def test_keys_in_one_breath_with_leaving_fall(
    person_file: PersonFile, leaving: tuple[str, ...], key: str
) -> None:
    async with opened(person_file) as (app, pilot):
        await press_in_one_breath(pilot, *leaving, key)
        assert app._exit or not app.is_running


async def test_what_was_refused_on_one_screen_is_not_said_on_the_next(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "U")
        assert says(app, "there is nothing to redo")
        await press(pilot, "g")
        assert not says(app, "there is nothing to redo")


async def test_the_palette_may_be_left_with_the_breath_that_opened_it(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press_in_one_breath(pilot, "ctrl+p", "escape", "g")
        assert app.current_mode == "graphs"


async def test_leaving_is_asked_about_once_also_over_a_form(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "n", "a", "ctrl+q", "ctrl+q")
        assert len(app.screen_stack) == 3
        assert says(app, "Not saved yet")


def test_the_start_loads_neither_charts_nor_rules_nor_other_screens() -> None:
    script = (
        "import sys, json, b12track.tui.run, b12track.tui.features.home.screen\n"
        "print(json.dumps([m for m in sys.modules if m.startswith(('b12track', 'plotext', 'typst'))]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ}
    )
    loaded = json.loads(done.stdout)
    for name in (
        "plotext",
        "typst",
        "b12track.domain.rules.flags",
        "b12track.domain.rules.trends",
        "b12track.reports",
    ):
        assert name not in loaded
    features = {module.split(".")[3] for module in loaded if module.startswith("b12track.tui.features.")}
    assert features == {"calendar", "home", "log"}, "the month on Home is the calendar's"


async def test_a_note_saved_elsewhere_is_a_note_here(person_file: PersonFile) -> None:
    enter(PersonFile(person_file.path, NOW), "notes", {"text": "a cold", "date": "2026-11-20"})
    async with opened(person_file) as (app, _):
        assert [note.text for note in person_file.record().notes] == ["a cold"]
        assert screen_text(app)


async def test_keys_of_one_s_own_act_and_are_shown(person_file: PersonFile) -> None:
    app = B12App(
        [person_file],
        Selection(now=NOW),
        keymap=Keymap({"app.injection": "j"}, ("Your own keys, line 2: x.",)),
    )
    async with app.run_test() as pilot:
        await settle(pilot)
        assert text_of(app, "KeyBar").startswith("j injection c calendar"), "in its place"
        await press(pilot, "i")
        assert isinstance(app.screen, HomeScreen)
        assert "Injection (j)" in {command.title for command in app.commands()}
        await press(pilot, "j")
        assert says(app, "Injection for Alex")


async def test_what_shows_through_is_as_textual_itself_would_dim_it(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(person_file, size=LARGE) as (app, pilot):
        await press(pilot, "5", "n")
        ours = cells_of(app)
        monkeypatch.delattr(Veiled, "render")
        app.screen.refresh()
        await settle(pilot)
        assert cells_of(app) == ours


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_palette_says_what_each_is_for_to_the_last_word(
    person_file: PersonFile, size: tuple[int, int]
) -> None:
    async with opened(person_file, size=size) as (app, pilot):
        await press(pilot, "ctrl+p")
        assert "…" not in "".join(row for row in screen_lines(app) if "│" in row)


async def test_no_word_of_a_scale_is_cut_where_a_message_takes_its_lines(person_file: PersonFile) -> None:
    async with opened(person_file, size=(60, 20)) as (app, pilot):
        app.say("Two lines are taken by what is said here, " + "which leaves less to the page above. " * 2)
        await settle(pilot)
        assert says(app, "worn out", "full of energy", "slept well", "all the time")


async def test_what_was_said_in_one_place_is_not_said_in_another(person_file: PersonFile) -> None:
    async with opened(person_file) as (app, pilot):
        await press(pilot, "5", "enter")
        assert says(app, "e change")
        await press(pilot, "p")
        assert not says(app, "e change")
