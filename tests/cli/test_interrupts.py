"""Ctrl-C while the program starts: at whatever import it comes, nobody sees a traceback."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from length import LONG

HOOK = """
import os, signal, sys

class Interrupting:
    left = int(os.environ["INTERRUPT_AT"])
    begun = False

    def find_spec(self, name, path=None, target=None):
        if name == "b12track.cli.door.start":
            self.begun = True  # until its first line runs, it is not ours what is said
        elif self.begun:
            self.left -= 1
            if self.left == 0:
                signal.raise_signal(signal.SIGINT)
        return None

# Whoever runs the tests in the background has it ignored, and what is begun there too.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupting())
from b12track.cli.door.start import run
run()
"""


def interrupted_at(number: int, home: Path, *words: str) -> tuple[int, str]:
    """The exit code, and what stood on the terminal."""
    env = {**os.environ, "INTERRUPT_AT": str(number), "B12TRACK_HOME": str(home)}
    ours, its = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", HOOK, *words], env=env, stdin=its, stdout=its, stderr=its
    ) as program:
        os.close(its)
        said = b""
        with suppress(OSError):  # the other end is closed once the program has ended
            while part := os.read(ours, 1 << 16):
                said += part
    os.close(ours)
    return program.returncode, said.decode()


@pytest.mark.skipif(os.name != "posix", reason="a signal is raised")
def test_an_interrupt_at_any_import_is_no_traceback(tmp_path: Path) -> None:
    """A note is begun, so that what is said of saving can be held against what is there."""
    codes: set[int] = set()
    for number in range(1, 1000, 1 if LONG else 9):
        home = tmp_path / str(number)
        code, said = interrupted_at(number, home, "note", "a cold", "--person", "Alex")
        where = f"import {number}: {code}: {said}"
        codes.add(code)
        assert "Traceback" not in said, where
        if code == 0:
            break  # there are no more imports
        assert code in (1, 130), where
        if "nothing was saved" in said or code == 130:
            assert not (home / "alex.json").exists(), where
    assert codes == {0, 1, 130}
