"""The app on a stage: people in temporary files, a fixed moment, and what stands on the screen as text."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from b12track.domain.record import document
from b12track.domain.record.records import KINDS, Record
from b12track.store.edits import Change, Put
from b12track.tui.app import B12App
from b12track.usecases.people import Broken, Selection
from b12track.usecases.person_file import PersonFile
from length import HANGS_AFTER_SECONDS

NOW = "2026-11-21T14:05+00:00"
SMALL, LARGE, NARROW = (80, 24), (120, 40), (60, 20)
# The names of Textual's inside that the fast way of waiting asks for.
OF_THE_APP = ("_exit", "_exception", "_background_screens", "_batch_count", "_resize_event", "_resize_timer")
OF_A_SCREEN = (
    "_repaint_required",
    "_layout_required",
    "_scroll_required",
    "_recompose_required",
    "_dirty_widgets",
    "_callbacks",
    "_on_timer_update",
)
# How often one looks before it is given up, and how long a thread is left alone between two looks.
_MOST_LOOKS, _BETWEEN_LOOKS_SECONDS = 20_000, 0.001
# What Textual calls the keys of these characters.
KEY_NAMES = {
    " ": "space",
    ":": "colon",
    "/": "slash",
    ".": "full_stop",
    "-": "minus",
    "?": "question_mark",
    "!": "exclamation_mark",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "<": "less_than_sign",
    "=": "equals_sign",
    ",": "comma",
}


def person_file_of(folder: Path, record: Record, now: str = NOW) -> PersonFile:
    """A person's file with these records, opened at a moment."""
    raw = document.write(record)
    person_file = PersonFile(folder / f"{record.person.name.casefold()}.json", now)
    person_file.file.create(raw["person"])
    edits = tuple(Put(kind, entry) for kind in KINDS for entry in raw.get(kind, []))
    if edits:
        person_file.save(lambda _snapshot, _record: Change("what was there before", edits))
    person_file.refresh()
    return person_file


@asynccontextmanager
async def opened(
    *people: PersonFile | Broken, size: tuple[int, int] = SMALL, now: str = NOW, demo: bool = False
) -> AsyncIterator[tuple[B12App, Pilot[int]]]:
    """The app on these people, once its first picture is complete."""
    app = B12App(people, Selection(now=now), demo=demo)
    app.animation_level = "none"
    with _in_no_hurry() if knows_inside() else nullcontext():
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield app, pilot


@contextmanager
def _in_no_hurry() -> Iterator[None]:
    """Without Textual's own wait after every key: `settle` knows when what it waits for is there."""
    with patch("textual.app.wait_for_idle", _give_way), patch("textual.pilot.wait_for_idle", _give_way):
        yield


async def settle(pilot: Pilot[int]) -> None:
    """Wait until nothing is left to be done or drawn, however long a busy machine takes for it.

    Decided: the app is asked whether it is still, by names of Textual's inside, and where one of those is gone, by
    what Textual offers to everybody. Rejected: its own wait alone, which takes a process that is given no time by the
    machine for one that has nothing to do, and which lasts two fiftieths of a second for every key.
    """
    app = pilot.app
    await _give_way()
    if isinstance(app, B12App) and app.view is not None and app.view.flags is None:
        app.look_again()  # rather than wait for the moment after the first picture
    is_at_rest = _is_still if knows_inside() else _looks_the_same
    begun, looks = time.monotonic(), 0
    while not await is_at_rest(pilot):
        # A thread is left as much time as it takes; everything else is a matter of turns.
        looks += not _threads_work()
        if looks > _MOST_LOOKS or time.monotonic() - begun > HANGS_AFTER_SECONDS:
            raise AssertionError(f"the app does not come to rest: {[*app.workers]}")


def knows_inside() -> bool:
    """Whether this Textual has every name of its inside that the fast way asks for."""
    app, screen = App[None](), Screen[None]()
    return all(map(partial(hasattr, app), OF_THE_APP)) and all(map(partial(hasattr, screen), OF_A_SCREEN))


async def _looks_the_same(pilot: Pilot[int]) -> bool:
    """Whether no thread works, and Textual's own wait changes nothing of the picture; or the app has ended."""
    app, pictures = pilot.app, []
    for _ in range(2):
        await pilot.pause()
        if not app.is_running:
            return True
        pictures.append(app.export_screenshot())
    is_typed_ahead = isinstance(app, B12App) and app.is_typed_ahead
    return pictures[0] == pictures[1] and not _threads_work() and not is_typed_ahead


async def _is_still(pilot: Pilot[int]) -> bool:
    """Whether no task is ready to go on, no thread works, and what is on the screen is what is to be there.

    An app that has left or broken is at rest: whoever waits is told by what comes next.
    """
    app, loop = cast("Any", pilot.app), cast("Any", asyncio.get_running_loop())
    is_typed_ahead = isinstance(app, B12App) and app.is_typed_ahead
    await asyncio.sleep(_BETWEEN_LOOKS_SECONDS if _threads_work() or is_typed_ahead else 0)
    if not app.is_running or app._exit or app._exception:
        return True
    for screen in filter(_is_undrawn, (app.screen, *app._background_screens)):
        screen._on_timer_update()
    if isinstance(app, B12App) and app.is_typed_ahead:
        return False
    if loop._ready or _threads_work() or app._batch_count or app._resize_event or app._resize_timer:
        return False
    return not any(map(_is_undrawn, (app.screen, *app._background_screens)))


def _is_undrawn(screen: Any) -> bool:
    """Whether a screen, or one that shows through it, is still to be laid out or drawn."""
    # Textual leaves the mark that all is to be painted again on a screen below when that has been painted.
    repaint = screen._repaint_required and screen is screen.app.screen
    layout = screen._layout_required or screen._scroll_required or screen._recompose_required
    return bool(repaint or layout or screen._dirty_widgets or screen._callbacks)


def _threads_work() -> bool:
    """Whether a thread has something to do: every worker and every save is given to the loop's own few threads."""
    loop: Any = asyncio.get_running_loop()
    threads = loop._default_executor
    return bool(threads) and bool(
        threads._work_queue.qsize() or threads._idle_semaphore._value < len(threads._threads)
    )


async def _give_way(*_: float) -> None:
    """Let whoever else has something to do do it."""
    await asyncio.sleep(0)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press these keys one by one, each when what came of the one before is there."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def press_in_one_breath(pilot: Pilot[int], *keys: str) -> None:
    """Press these keys before the app is done with the first of them, as fast fingers and pasted text do."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        driver.send_message(struck(key))
    await settle(pilot)


def struck(key: str) -> Key:
    """The key as a terminal sends it, given by its name or by the character on it."""
    name = KEY_NAMES.get(key, key)
    characters = {name: character for character, name in KEY_NAMES.items()}
    return Key(name, characters.get(name, name if len(name) == 1 else None))


def screen_lines(app: B12App) -> list[str]:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in line) for line in strips]


def screen_text(app: B12App) -> str:
    """What stands on the screen."""
    return "\n".join(line.rstrip() for line in screen_lines(app))


def text_of(app: B12App, selector: str) -> str:
    """What stands within one widget, its lines joined as a reader joins them."""
    region = app.screen.query(selector).first().region
    lines = screen_lines(app)[region.y : region.bottom]
    return " ".join(plain(" ".join(line[region.x : region.right] for line in lines)).split())


def says(app: B12App, *words: str, selector: str = "Screen") -> bool:
    """Whether each of these stands on the screen, or within one widget of it."""
    text = " ".join(plain(screen_text(app)).split()) if selector == "Screen" else text_of(app, selector)
    return all(word in text for word in words)


def plain(text: str) -> str:
    """The text without the lines that are drawn around it and the large numbers."""
    return "".join(" " if char in "│╭╮╰╯─┌┐└┘▀▄█" else char for char in text)


def svg_of(app: B12App) -> str:
    """A picture of the screen that names no font from the web."""
    return re.sub(r"@font-face \{[^}]*\}", "", app.export_screenshot(title="b12track"))
