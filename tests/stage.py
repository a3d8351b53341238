"""The app on a stage: people in temporary files, a fixed moment, and what stands on the screen as text."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from b12track.domain import document
from b12track.domain.records import Record
from b12track.store.edits import KINDS, Change, Put
from b12track.tui.app import B12App
from b12track.tui.features.forms.choice import Choice
from b12track.usecases.desk import Desk
from b12track.usecases.people import Broken, Selection

NOW = "2026-11-21T14:05+00:00"
SMALL, LARGE = (80, 24), (120, 40)
# Workers that end by themselves; one that saves may stop at a question first.
_PASSING = ("flags", "saving", "trends", "report", "list")


def desk_of(folder: Path, record: Record, now: str = NOW) -> Desk:
    """A person's file with these records, opened at a moment."""
    raw = document.write(record)
    desk = Desk(folder / f"{record.person.name.casefold()}.json", now)
    desk.file.create(raw["person"])
    edits = tuple(Put(kind, entry) for kind in KINDS for entry in raw.get(kind, []))
    if edits:
        desk.save(lambda _snapshot, _record: Change("what was there before", edits))
    desk.refresh()
    return desk


@asynccontextmanager
async def opened(
    *people: Desk | Broken, size: tuple[int, int] = SMALL, demo: bool = False
) -> AsyncIterator[tuple[B12App, Pilot[int]]]:
    """The app on these people, once its first picture is complete."""
    app = B12App(people, Selection(now=NOW), demo=demo)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield app, pilot


async def settle(pilot: Pilot[int]) -> None:
    """Wait until every worker is done and everything is drawn."""
    app = pilot.app
    await pilot.pause()
    if isinstance(app, B12App) and app.view is not None and app.view.flags is None:
        app.look_again()  # rather than wait for the moment after the first picture
        await pilot.pause()
    for _ in range(400):
        working = [worker for worker in app.workers if worker.is_running and worker.group in _PASSING]
        if not working or isinstance(app.screen, Choice):
            break
        await pilot.pause(0.005)
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press these keys and wait for what comes of them."""
    await pilot.press(*keys)
    await settle(pilot)


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
