"""What a command talks through: who is meant, and words in and out.

What always holds: text that a user or a file brought in reaches the terminal only through `printable`, so no escape
sequence is ever run. A paragraph is wrapped to the terminal; facts for programs are JSON and are not. What stands
behind one of the four shapes takes the shape's colour on a terminal that has colours; the words say the same.
"""

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import pad, printable, width, wrap
from b12track.usecases.people import Broken, Selection, beaten, look_beside, open_all, open_person_file
from b12track.usecases.person_file import PersonFile

_NARROWEST, _WIDEST = 20, 100
_COLOURS = {"■": "1;31", "▲": "33", "●": "36"}  # ○ asks for nobody's eye


class Session:
    """One run of one command."""

    def __init__(self, selection: Selection, *, wants_json: bool = False) -> None:
        self.selection = selection
        self.wants_json = wants_json
        self._person_files: list[PersonFile] = []

    def person_file(self, *, writing: bool = False) -> PersonFile:
        """The file of the person who is meant."""
        person_file = open_person_file(self.selection, writing=writing)
        self._person_files.append(person_file)
        self._tell_about(person_file, merging=writing)
        return person_file

    def tell_begun(self) -> None:
        """Say for whom the command has begun a new file."""
        for person_file in self._person_files:
            if person_file.created:
                self.warn(f"A new file was begun for {person_file.name}: {person_file.path}")

    def everybody(self, *, merging: bool = False) -> list[PersonFile | Broken]:
        """Everybody, or the one who was named."""
        people = open_all(self.selection)
        for person in people:
            if isinstance(person, PersonFile):
                self._tell_about(person, merging=merging)
        return people

    def _tell_about(self, person_file: PersonFile, *, merging: bool) -> None:
        """Say beside the answer if the file is not the named person's, and what lies beside it."""
        for line in (beaten(self.selection, person_file.name), *look_beside(person_file, merging=merging)):
            if line:
                self.warn(line)

    @property
    def columns(self) -> int:
        """How wide the terminal is, within reason."""
        return terminal_columns()

    @property
    def is_interactive(self) -> bool:
        """Whether a person is there to answer."""
        return bool(sys.stdin) and sys.stdin.isatty()

    def line(self, text: str = "") -> None:
        """One line as it is."""
        print(printable(text))

    def say(self, text: str, indent: str = "", margin: str = "", shape: str = "") -> None:
        """A paragraph, wrapped to the terminal, in the colour of a shape.

        `margin` stands before each line, `indent` before all but the first.
        """
        for line in wrap(printable(text), self.columns - len(margin), indent):
            print(margin + _coloured(line, shape) if line else "")

    def warn(self, text: str) -> None:
        """One line beside the answer, on the error stream."""
        print(printable(text), file=sys.stderr)

    def rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names and what belongs to them, in two columns."""
        left = min(max((width(printable(name)) for name, _ in rows), default=0) + 2, 26)
        for name, text in rows:
            lines = wrap(printable(text), max(self.columns - left, _NARROWEST), "") or [""]
            print((_coloured(pad(printable(name), left), name) + _coloured(lines[0], text)).rstrip())
            for line in lines[1:]:
                print(" " * left + _coloured(line, text))

    def table(self, rows: Sequence[Sequence[str]], headers: Sequence[str] = ()) -> None:
        """Aligned columns; the last one takes what is left of the width and wraps.

        Where a table with headers is wider than the terminal, each row becomes a few lines of its own.
        """
        cells = [[printable(cell) for cell in row] for row in ([headers, *rows] if headers else rows)]
        if not cells:
            return
        widths = [max(width(row[column]) for row in cells) + 2 for column in range(len(cells[0]) - 1)]
        room = self.columns - sum(widths)
        if headers and room < min(max(width(row[-1]) for row in cells), _NARROWEST):
            for row in rows:
                self.line(row[0])
                self.rows([(f"  {name}", cell) for name, cell in zip(headers[1:], row[1:]) if cell])
            return
        room = max(room, _NARROWEST)
        for row in cells:
            start = "".join(_coloured(pad(cell, columns), cell) for cell, columns in zip(row, widths))
            lines = wrap(row[-1], room, "") or [""]
            print((start + lines[0]).rstrip())
            for line in lines[1:]:
                print(" " * sum(widths) + line)

    def json(self, value: Any) -> None:
        """Facts for programs."""
        print(json.dumps(value, ensure_ascii=not _speaks_unicode(), indent=2, allow_nan=False))

    def ask(self, prompt: str, default: str = "") -> str:
        """One line from the person; at the end of the input nothing more is asked."""
        shown = f"{prompt} [{default}] " if default else f"{prompt} "
        print(printable(shown), end="", flush=True)
        answer = sys.stdin.readline()
        if not answer:
            print()
            raise Refused("the answers ended before the questions did; nothing was saved")
        if not self.is_interactive:
            print()
        return answer.strip() or default

    def agree(self, prompt: str) -> bool:
        """A plain yes or no; nothing is taken for granted."""
        while True:
            answer = self.ask(f"{prompt} (yes/no)").casefold()
            if answer in ("y", "yes"):
                return True
            if answer in ("n", "no"):
                return False
            self.say("Please answer yes or no.")


def _coloured(text: str, shown: str) -> str:
    """The text in the colour of the shape that what is shown begins with, where the terminal has colours."""
    colour = _COLOURS.get(shown[:1])
    if colour is None or not text.strip() or not _has_colours():
        return text
    return f"\x1b[{colour}m{text}\x1b[0m"


def _has_colours() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    return (
        os.name != "nt" or "WT_SESSION" in os.environ
    )  # the older console of Windows shows the codes themselves


def _speaks_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def terminal_columns() -> int:
    """How wide the terminal is, within what reads well."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal():
        columns = int(stated[:6])
    else:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError, AttributeError):
            columns = _WIDEST
    return max(_NARROWEST, min(columns, _WIDEST))
