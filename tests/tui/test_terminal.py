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


# The signal comes while the lock of what is still to be written is held, as it does by chance on a busy machine.
STOPPED_WHILE_WRITING = """
import os, queue, signal
put, stops = queue.Queue._put, [signal.SIGTSTP]
def stopped(self, item):
    put(self, item)
    if isinstance(item, str) and "[5]" in item and stops:
        os.kill(os.getpid(), stops.pop())
queue.Queue._put = stopped
"""


def test_a_stop_in_the_middle_of_a_write_hangs_nothing(home: Path) -> None:
    add_person("Alex")
    with AppTerminal(home, first=STOPPED_WHILE_WRITING) as terminal:
        terminal.until(b"How was")
        terminal.type("5")
        terminal.until_stopped()
        terminal.until(b"\x1b[?1049l")
        terminal.seen = b""
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.until(b"\x1b[?1049h")
        terminal.until(b"[5]")
        terminal.type("4")
        terminal.until(b"[4]")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM


# Asked by a signal, the app says how many threads read its keys.
COUNTS_ITS_READERS = """
import os, signal, threading
def counted(*_):
    readers = [thread for thread in threading.enumerate() if thread.name == "textual-input"]
    os.write(1, b"<read by %d>" % len(readers))
signal.signal(signal.SIGUSR1, counted)
"""


def test_what_was_stopped_without_being_asked_goes_on_with_one_reader_of_the_keys(home: Path) -> None:
    add_person("Alex")
    with AppTerminal(home, first=COUNTS_ITS_READERS) as terminal:
        terminal.until(b"How was")
        os.kill(terminal.pid, signal.SIGSTOP)
        terminal.until_stopped()
        terminal.seen = b""
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.until(b"\x1b[?1049h")
        terminal.until(b"How was")
        terminal.type("4")
        terminal.until(b"[4]")
        os.kill(terminal.pid, signal.SIGUSR1)
        terminal.until(b"<read by ")
        terminal.until(b">")
        assert b"<read by 1>" in terminal.seen
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
