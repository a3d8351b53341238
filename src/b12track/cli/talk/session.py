"""What a command talks through: who is meant, and words in and out.

What always holds: text that a user or a file brought in reaches the terminal only through `printable`, so no escape
sequence is ever run. A paragraph is wrapped to the terminal, and off a terminal not at all, because whoever reads on
there, a file or a program, breaks lines in its own way; a word or a path is whole everywhere, so that it can be copied.
Facts for programs are JSON. What stands behind one of the four shapes takes the shape's colour on a terminal that has
colours; the words say the same.
"""

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from b12track.domain.record.faults import Refused
from b12track.domain.rules.doubt import Doubt, in_words
from b12track.domain.wording.text import pad, printable, width, wrap
from b12track.store.faults import StoreFault
from b12track.usecases.people import Broken, Selection, is_beaten, look_beside, open_all, open_person_file
from b12track.usecases.person_file import PersonFile

if TYPE_CHECKING:
    from b12track.usecases.output_files import Written

_NARROWEST, _WIDEST = 20, 100
# More than any text may hold, so that what is too long is refused by name and not read without end.
_MOST_TEXT = 100_000
# What a terminal may obey, as JSON may write it too; a pattern that is compiled where facts are asked for.
_OBEYED = "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
_COLOURS = {"■": "1;31", "▲": "33", "●": "36"}  # ○ asks for nobody's eye
# A blank where no line may end, while lines are broken; no text that goes out holds one.
_HELD_BLANK = "\0"


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

    def answering(self, *, as_data: bool = False) -> PersonFile:
        """The file of the person who is meant, for an answer that begins with what is not certain about it.

        What a program reads, facts or a document on the screen, stays whole: there it is said beside it.
        """
        person_file = self.person_file()
        self.tell_doubts(person_file.doubts, as_data=as_data)
        return person_file

    def tell_doubts(self, doubts: Sequence[Doubt], *, as_data: bool = False) -> None:
        """What is not certain, a line each."""
        for doubt in doubts:
            if as_data or self.wants_json:
                self.warn(in_words(doubt))
            else:
                self.say(in_words(doubt), shape="■")

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
        name, named = person_file.name, self.selection
        if is_beaten(named, name):
            self.warn(f"--file is used, not --person: {named.file} is {name}'s, not {named.person}'s")
        seen = person_file.seen
        if seen is not None and seen.copies:
            for line in look_beside(person_file, merging=merging):
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

    def say(
        self, text: str, indent: str = "", margin: str = "", shape: str = "", *, whole: Sequence[Path] = ()
    ) -> None:
        """A paragraph, in the colour of a shape; `margin` stands before each line, `indent` before all but the first.

        The paths in it that are to stay whole are named, because a path may hold blanks.
        """
        for line in self._lines(text, self.columns - len(margin), indent, whole):
            print(margin + _coloured(line, shape) if line else "")

    def _lines(self, text: str, columns: int, indent: str = "", whole: Sequence[Path] = ()) -> list[str]:
        """The text made safe, broken where a terminal is too narrow for it."""
        shown = printable(text)
        for path in map(printable, map(str, whole)):
            shown = shown.replace(path, path.replace(" ", _HELD_BLANK))
        columns = columns if on_terminal() else sys.maxsize
        return [line.replace(_HELD_BLANK, " ") for line in wrap(shown, columns, indent, breaks_words=False)]

    def worded(self, fault: Refused | StoreFault) -> str:
        """A refusal in the command line's terms."""
        from b12track.cli.talk.refusals import worded  # only where something was refused

        return worded(fault)

    def warn(self, text: str) -> None:
        """One line beside the answer, on the error stream."""
        print(printable(text), file=sys.stderr)

    def caution(self, warning: str | None) -> None:
        """What may be amiss with what was done, where something may."""
        if warning:
            self.warn(f"warning: {warning}")

    def say_written(self, what: str, written: "Written") -> None:
        """What a file holds now, where it is, and what may be amiss with it."""
        self.say(f"{what}: {written.path}{' (replaced)' if written.replaced else ''}", whole=[written.path])
        self.caution(written.warning)

    def rows(self, rows: Sequence[tuple[str, str]], *, whole: Sequence[Path] = ()) -> None:
        """Names and what belongs to them, in two columns."""
        left = min(max((width(printable(name)) for name, _ in rows), default=0) + 2, 26)
        for name, text in rows:
            lines = self._lines(text, max(self.columns - left, _NARROWEST), whole=whole)
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
        if headers and on_terminal() and room < min(max(width(row[-1]) for row in cells), _NARROWEST):
            for row in rows:
                self.line(row[0])
                self.rows([(f"  {name}", cell) for name, cell in zip(headers[1:], row[1:]) if cell])
            return
        room = max(room, _NARROWEST)
        for row in cells:
            start = "".join(_coloured(pad(cell, columns), cell) for cell, columns in zip(row, widths))
            lines = self._lines(row[-1], room)
            print((start + lines[0]).rstrip())
            for line in lines[1:]:
                print(" " * sum(widths) + line)

    def json(self, value: Any, *, warning: str | None = None) -> None:
        """Facts for programs; what may be amiss with what was done stands beside them."""
        speaks_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        text = json.dumps(value, ensure_ascii=not speaks_unicode, indent=2, allow_nan=False)
        print(re.sub(_OBEYED, lambda sign: f"\\u{ord(sign[0]):04x}", text))
        self.caution(warning)

    def ask(self, prompt: str, default: str = "", *, may_end: bool = False) -> str:
        """One line from the person; at the end of the input nothing more is asked.

        A script's answers may end before a question that Enter answers as well, where the question says so.
        """
        shown = f"{prompt} [{default}] " if default else f"{prompt} "
        print(printable(shown), end="", flush=True)
        answer = sys.stdin.readline()
        if not answer:
            print()
            if may_end and not self.is_interactive:
                return default
            raise Refused("", "there was no answer to the last question, so nothing was saved")
        if not self.is_interactive:
            print()
        return answer.strip() or default

    def secret(self, prompt: str) -> str:
        """One line that is not shown while it is typed; a script hands it in as any other line."""
        if not self.is_interactive:
            answer = sys.stdin.readline()
            if not answer:
                raise Refused("passphrase", "nothing was typed", "type it in a terminal")
            return answer.rstrip("\r\n")
        from getpass import getpass  # only whoever encrypts needs it

        try:
            return getpass(printable(prompt) + " ")
        except EOFError:
            raise Refused("passphrase", "nothing was typed", "type it in a terminal") from None

    def read_text(self, text: str) -> str:
        """What was written after a command; of a lone hyphen, what comes in on the standard input.

        A text in the command itself stays in the shell's history and is seen by whoever lists the processes.
        """
        if text != "-":
            return text
        if self.is_interactive:
            print("Type the text, then press Ctrl-D on an empty line.", file=sys.stderr)
        return sys.stdin.read(_MOST_TEXT).rstrip("\n")

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
    if colour is None or not text.strip() or not has_colours():
        return text
    return f"\x1b[{colour}m{text}\x1b[0m"


def has_colours() -> bool:
    """Whether answers go to a terminal that shows colours, and nobody said no to them."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    return (
        os.name != "nt" or "WT_SESSION" in os.environ
    )  # the older console of Windows shows the codes themselves


def on_terminal() -> bool:
    """Whether the answer goes to a terminal rather than into a file or to a program."""
    return sys.stdout.isatty()


def terminal_columns() -> int:
    """How wide the terminal is, within what reads well; off a terminal, the widest."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal():
        columns = int(stated[:6])
    else:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError, AttributeError):
            columns = _WIDEST
    return max(_NARROWEST, min(columns, _WIDEST))
