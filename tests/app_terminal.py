"""The app on a terminal of its own: what it writes there, what is typed, and how it ends."""

import os
import select
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Self

from length import HANGS_AFTER_SECONDS
from stage import SMALL

START = "from b12track.cli.door.start import run; run()"


class AppTerminal:
    """The app as somebody has it in front of them, of 80 columns and 24 lines."""

    def __init__(self, home: Path, *words: str, first: str = "") -> None:
        """Open it with these words behind its name; `first` is Python that runs before it."""
        import fcntl
        import pty
        import termios

        columns, lines = SMALL
        env = {**os.environ, "B12TRACK_HOME": str(home), "TERM": "xterm-256color"}
        env |= {"COLUMNS": str(columns), "LINES": str(lines)}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execvpe(sys.executable, [sys.executable, "-c", f"{first}\n{START}", *words], env)
        self.seen = b""
        self._has_ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._has_ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def type(self, keys: str) -> None:
        """Press keys, and take what has come meanwhile."""
        os.write(self.fd, keys.encode())
        self._take(0)

    def until(self, wanted: bytes) -> None:
        """Read until this was seen."""
        begun = time.monotonic()
        while wanted not in self.seen:
            assert time.monotonic() - begun < HANGS_AFTER_SECONDS, f"{wanted!r} never came"
            assert self._take(1) or wanted in self.seen, (
                f"it ended before {wanted!r} came: {self.seen[-2000:]!r}"
            )

    def until_stopped(self) -> None:
        """Wait until the app has stopped: going on before that would be forgotten by the time it stops."""
        begun = time.monotonic()
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid:
                assert os.WIFSTOPPED(status), "it ended instead"
                return
            assert time.monotonic() - begun < HANGS_AFTER_SECONDS, "it never stopped"
            self._take(0.05)

    def end(self) -> int:
        """The exit code, once everything was read."""
        begun = time.monotonic()
        while time.monotonic() - begun < HANGS_AFTER_SECONDS:
            self._take(0.1)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._has_ended = True
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the app does not end")

    def _take(self, seconds: float) -> bool:
        """Read what there is, or comes within so many seconds; False once nothing can come any more."""
        if select.select([self.fd], [], [], seconds)[0]:
            try:
                self.seen += os.read(self.fd, 1 << 16)
            except OSError:
                return False
        return True
