"""The terminal is given back at each signal, seen on a terminal of its own; what was typed is kept."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from length import HANGS_AFTER_SECONDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of another kind")
START = "from b12track.cli.door.start import run; run()"
# The other screen, the mouse, pasting, and the cursor.
GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?25h")


class Terminal:
    """The app on a terminal of its own."""

    def __init__(self, home: Path) -> None:
        import pty

        env = {
            **os.environ,
            "B12TRACK_HOME": str(home),
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "24",
        }
        begin = f"import sys; sys.argv[1:] = ['people', 'add', 'Alex']; {START}"
        done = [sys.executable, "-c", begin]
        subprocess.run(done, env=env, check=True, capture_output=True)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(sys.executable, [sys.executable, "-c", START], env)
        self.seen = b""

    def until(self, wanted: bytes) -> None:
        """Read until this was seen."""
        begun = time.monotonic()
        while wanted not in self.seen:
            assert time.monotonic() - begun < HANGS_AFTER_SECONDS, f"{wanted!r} never came"
            if select.select([self.fd], [], [], 1)[0]:
                try:
                    self.seen += os.read(self.fd, 1 << 16)
                except OSError:
                    break

    def until_stopped(self) -> None:
        """Wait until the app has stopped: going on before that would be forgotten by the time it stops."""
        begun = time.monotonic()
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid:
                assert os.WIFSTOPPED(status), "it ended instead"
                return
            assert time.monotonic() - begun < HANGS_AFTER_SECONDS, "it never stopped"
            if select.select([self.fd], [], [], 0.05)[0]:
                self.seen += os.read(self.fd, 1 << 16)

    def end(self) -> int:
        """The exit code, once everything was read."""
        begun = time.monotonic()
        while time.monotonic() - begun < HANGS_AFTER_SECONDS:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.fd, 1 << 16)
                except OSError:
                    pass
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        raise AssertionError("the app does not end")


def drafts(home: Path) -> list[dict[str, int]]:
    return [
        log["scores"] for path in home.rglob("draft-*.json") for log in json.loads(path.read_text())["logs"]
    ]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_gives_the_terminal_back_and_keeps_what_was_typed(name: str, home: Path) -> None:
    number = getattr(signal, name)
    terminal = Terminal(home)
    terminal.until(b"How was")
    os.write(terminal.fd, b"45")
    terminal.until(b"[5]")
    terminal.seen = b""
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    assert all(sequence in terminal.seen for sequence in GIVEN_BACK)
    assert b"Traceback" not in terminal.seen
    assert drafts(home) == [{"energy": 4, "sleep": 5}]


def test_a_stop_from_outside_gives_the_terminal_back_until_it_goes_on(home: Path) -> None:
    terminal = Terminal(home)
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
