"""How long the app takes on a terminal: to its first picture, from a key to the next one, and in how much memory.

Run it with `python tests/bench/app.py [--rounds N]`, on Linux or macOS. The first picture is a ratio to that of a
Textual app of five widgets. Nothing is asserted: a figure is a figure of this machine. Beside each time stands how much
of it the app had a processor, the least of all rounds: on a machine that others use as well that figure alone says
something.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from made import LARGE, SMALL, TODAY, write_records

from b12track.cli.door.main import main as b12track

COLUMNS, LINES = 120, 40
PATIENCE_SECONDS = 20.0
# How long nothing must come for a picture to be called complete.
QUIET_SECONDS = 0.4
# How long a person looks at the first picture; the app makes itself ready meanwhile.
SETTLING_SECONDS = 2.0
FIVE = "five widgets"
PAINT_BUDGETS = {SMALL: 1.1, LARGE: 1.2}
MEMORY_BUDGETS_MIB = {SMALL: 55, LARGE: 90}
# Milliseconds from a key to the next picture, by what the key does.
KEY, FORM, CHANGE, PLACE = (
    {SMALL: 16, LARGE: 16},
    {SMALL: 50, LARGE: 100},
    {SMALL: 50, LARGE: 100},
    {SMALL: 90, LARGE: 140},
)
INJECTION_FORM = {SMALL: 120, LARGE: 120}


class Step(NamedTuple):
    """A key, what the picture that it leads to says, and how many milliseconds that may take."""

    name: str
    keys: bytes
    until: bytes
    most: dict[int, int]


STEPS = (
    Step("open graphs", b"g", b"7-day mean", PLACE),
    Step("change range", b"\x1b[D", b"21 Nov 2026", CHANGE),
    Step("wears off?", b"w", b"full cycles", PLACE),
    Step("open list", b"l", b"Everything", PLACE),
    Step("open plan", b"p", b"Next dates", PLACE),
    Step("home", b"h", b"How was today?", CHANGE),
    Step("score", b"5", b"5", KEY),
    Step("save a log", b"\r", b"Saved for", CHANGE),
    Step("open the undo list", b"u", b"Undo for", FORM),
    Step("undo", b"\r", b"Undone", CHANGE),
    Step("open a form", b"n", b"Note for", FORM),
    Step("leave it", b"\x1b", b"\x1b", CHANGE),
    Step("open the injection", b"i", b"Injection for", INJECTION_FORM),
    Step("a key in it", b"m", b"\x1b", KEY),
)


class Taken(NamedTuple):
    """How long something took, and for how long of it the app had a processor, in seconds."""

    time: float
    processor: float


class Run(NamedTuple):
    """One run: what the first picture and each step took, and the most memory."""

    paint: Taken
    steps: dict[str, Taken]
    memory_mib: float


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, words: Sequence[str]) -> None:
        self._begin, self._had = time.perf_counter(), 0.0
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            env = {
                **os.environ,
                "PYTHONDONTWRITEBYTECODE": "",
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
            }
            os.execvpe(words[0], list(words), env)

    def type(self, keys: bytes) -> None:
        """Press keys, and take the time from now on."""
        self._begin, self._had = time.perf_counter(), self._processor()
        os.write(self._fd, keys)

    def until(self, wanted: bytes) -> Taken:
        """What it took until this stood on the terminal."""
        seen = b""
        while wanted not in seen:
            if time.perf_counter() - self._begin > PATIENCE_SECONDS:
                raise SystemExit(f"{wanted.decode()!r} never came")
            seen += self._read(PATIENCE_SECONDS)
        return Taken(time.perf_counter() - self._begin, self._processor() - self._had)

    def _processor(self) -> float:
        """Seconds for which it had a processor so far; not a number where the system does not say."""
        try:
            threads = [each.read_text("ascii") for each in Path(f"/proc/{self.pid}/task").glob("*/schedstat")]
        except OSError:
            return float("nan")
        return sum(int(thread.split()[0]) for thread in threads) / 1e9 if threads else float("nan")

    def settle(self, seconds: float = QUIET_SECONDS) -> None:
        """Wait until nothing more comes."""
        while self._read(seconds):
            pass

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        return os.read(self._fd, 1 << 16) if ready else b""

    def memory_mib(self) -> float:
        """The most memory that it held; not a number where the system does not say."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        except OSError:
            return float("nan")
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))

    def close(self) -> None:
        """Make an end of it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)


def five_widgets() -> Taken:
    """What the first picture of the other app takes."""
    terminal = Terminal([sys.executable, str(Path(__file__).with_name("five_widgets.py"))])
    try:
        return terminal.until(b"palette")
    finally:
        terminal.close()


def once(file: Path) -> Run:
    """One run of the app."""
    now = f"{TODAY.isoformat()}T14:05"
    start = "from b12track.cli.door.start import run; run()"
    terminal = Terminal([sys.executable, "-c", start, "--file", str(file), "--now", now])
    try:
        paint = terminal.until(b"Enter saves")
        terminal.settle(SETTLING_SECONDS)
        steps = {}
        for step in STEPS:
            terminal.type(step.keys)
            steps[step.name] = terminal.until(step.until)
            terminal.settle()
        return Run(paint, steps, terminal.memory_mib())
    finally:
        terminal.close()


def prepare(folder: Path, count: int) -> Path:
    """A person's file with so many records."""
    file = folder / f"alex-{count}.json"
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        code = b12track(["import", str(write_records(count, folder / f"{count}.json")), "--file", str(file)])
    if code:
        raise SystemExit(f"the records could not be imported: exit {code}")
    return file


def measure(rounds: int) -> None:
    """Print the rows."""
    paints: dict[str | int, list[Taken]] = {FIVE: [], SMALL: [], LARGE: []}
    runs: dict[int, list[Run]] = {SMALL: [], LARGE: []}
    with tempfile.TemporaryDirectory() as home:
        os.environ["B12TRACK_HOME"] = home
        for turn in range(rounds + 1):
            base = five_widgets()
            done = {}
            for count in (SMALL, LARGE):
                folder = Path(home) / f"{turn}"
                folder.mkdir(exist_ok=True)
                done[count] = once(prepare(folder, count))
            if turn:  # the first turn only warms the caches
                paints[FIVE].append(base)
                for count, run in done.items():
                    paints[count].append(run.paint)
                    runs[count].append(run)
    tell(paints, runs)


def typical(taken: Sequence[Taken]) -> Taken:
    """The median of the times, and the least that they took of a processor."""
    return Taken(statistics.median(each.time for each in taken), min(each.processor for each in taken))


def in_words(taken: Taken) -> str:
    """Both in milliseconds."""
    return f"{1000 * taken.time:7.0f} ms {1000 * taken.processor:7.1f} of a processor"


def tell(paints: dict[str | int, list[Taken]], runs: dict[int, list[Run]]) -> None:
    """What is typical, each beside its budget."""
    base = typical(paints[FIVE])
    print(f"{'first picture, five widgets':34}{in_words(base)}")
    for count in (SMALL, LARGE):
        paint = typical(paints[count])
        print(
            f"{f'first picture, {count} records':34}{in_words(paint)}  {paint.time / base.time:.2f} x,"
            f" {paint.processor / base.processor:.2f} x  (at most {PAINT_BUDGETS[count]} x)"
        )
    for count in (SMALL, LARGE):
        for step in STEPS:
            taken = typical([run.steps[step.name] for run in runs[count]])
            print(f"{f'{step.name}, {count} records':34}{in_words(taken)}  (at most {step.most[count]} ms)")
        memory = statistics.median(run.memory_mib for run in runs[count])
        print(f"{f'memory, {count} records':34}{memory:7.0f} MiB (at most {MEMORY_BUDGETS_MIB[count]} MiB)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the app on a terminal.")
    parser.add_argument("--rounds", type=int, default=20)
    measure(parser.parse_args().rounds)
