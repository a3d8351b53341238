"""Text is text: nothing that a data file holds, one with a good checksum included, does anything to a terminal."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from alex import alex
from b12track.domain.record.records import KINDS
from b12track.store.datafile import Datafile
from b12track.store.edits import Change, Put
from command_line import Run

EVIL = "a\x1b]0;title\x07b\x9b31mc\x7fd\u202ee"
OBEYED = set(map(chr, (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)))) | {
    "\u202e",
    "\u2066",
    "\u2028",
}
COMMANDS = (
    ["next"],
    ["next", "--all", "--json"],
    ["status"],
    ["status", "--json"],
    ["history"],
    ["history", "--json"],
    ["history", "i1"],
    ["people"],
    ["people", "--json"],
    ["person"],
    ["person", "--json"],
    ["ask"],
    ["ask", "--json"],
    ["audit"],
    ["plan", "show"],
    ["plan", "show", "--json"],
    ["supply", "list"],
    ["symptoms"],
    ["treatment"],
    ["report"],
    ["report", "--format", "md"],
    ["report", "--json"],
    ["trends"],
    ["doctor"],
    ["log", "energy=4"],
    ["edit", "note1", "text=plain"],
    ["delete", "note1"],
    ["undo"],
    ["export", "csv", "--kind", "notes"],
    ["export", "ics"],
    ["export", "fhir"],
    ["export", "json"],
)


def evil(value: Any, key: str = "") -> Any:
    """The same with every free text saying more than text."""
    if isinstance(value, dict):
        return {name: evil(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [evil(inner, key) for inner in value]
    free = (
        "name",
        "text",
        "note",
        "site",
        "reason",
        "decided_by",
        "prescribed_by",
        "who",
        "where",
        "lot",
        "answer",
        "provider",
        "location",
        "given_by",
        "reaction",
        "clinic",
        "prescriber",
        "cause",
        "label",
        "source",
        "test",
    )
    return value + EVIL if isinstance(value, str) and key in free and value else value


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_nothing_reaches_a_terminal_but_text(
    run: Run, home: Path, terminal: Callable[[int], None], argv: list[str]
) -> None:
    home.mkdir()
    raw = evil(alex())
    file = Datafile(home / "evil.json", now=lambda: datetime(2026, 11, 1, tzinfo=UTC))  # which checks nothing
    file.create(raw["person"])
    edits = tuple(Put(kind, entry) for kind in KINDS for entry in raw.get(kind) or ())
    file.change(lambda _: Change("made for a test", edits))
    terminal(80)
    said = run(*argv)
    assert not set(said.out + said.err) & OBEYED
