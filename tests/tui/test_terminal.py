"""The terminal is given back at each signal, seen on a terminal of its own; what was typed is kept."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app_terminal import AppTerminal
from b12track.usecases.people import add_person

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of another kind")
# The other screen, the mouse, pasting, and the cursor.
GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?25h")


@pytest.fixture
def terminal(home: Path) -> Iterator[AppTerminal]:
    """The app, for Alex."""
    add_person("Alex")
    with AppTerminal(home) as terminal:
        yield terminal


def drafts(home: Path) -> list[dict[str, int]]:
    return [
        log["scores"] for path in home.rglob("draft-*.json") for log in json.loads(path.read_text())["logs"]
    ]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_gives_the_terminal_back_and_keeps_what_was_typed(
    name: str, terminal: AppTerminal, home: Path
) -> None:
    number = getattr(signal, name)
    terminal.until(b"How was")
    terminal.type("45")
    terminal.until(b"[5]")
    terminal.seen = b""
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert all(sequence in terminal.seen for sequence in GIVEN_BACK)
    assert b"Traceback" not in terminal.seen
    assert drafts(home) == [{"energy": 4, "sleep": 5}]


def test_a_stop_from_outside_gives_the_terminal_back_until_it_goes_on(terminal: AppTerminal) -> None:
    terminal.until(b"How was")
    terminal.seen = b""
    os.kill(terminal.pid, signal.SIGTSTP)
    terminal.until(b"\x1b[?1049l")
    terminal.until_stopped()
    terminal.seen = b""
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.until(b"\x1b[?1049h")
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
