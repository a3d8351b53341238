"""Whatever is typed: an exit code of ours, no traceback, nothing raw on the terminal, nothing changed by a no."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alex import read_file
from command_line import Run
from length import LONG

IDS = (
    "inj1",
    "inj",
    "log2",
    "lab1",
    "visit1",
    "note1",
    "que1",
    "sup1",
    "plan1",
    "adj1",
    "tra1",
    "person",
    "energy",
)
FIELDS = (
    "site",
    "dose",
    "given_at",
    "date",
    "at",
    "energy",
    "value",
    "count",
    "expires",
    "route",
    "set_on",
    "to_phase",
)
WORDS = (
    "", "-", "--", "=", "energy=6", "energy=", "0", "-1", "1e9", "٣", "IM", "SC", "1mg", "1000mcg/ml", "0.5ml", "today",
    "yesterday", "3d-ago", "mon", "25:00", "2026-02-30", "03/04/2026", "9999-12-31", "1900-01-01", "not known", "<5",
    "180-914", "ng/L", "%", "\x1b[31mred", "\u202etxet", "a\nb", "\udcff", "x" * 6000, "=HYPERLINK()", "日本", *IDS,
)  # fmt: skip
OPTIONS = {
    "log": "--date --note",
    "inject": "--route --site --at --drug --dose --strength --volume --by --provider --location --lot --expires "
    "--container --supply --reaction --extra --note --yes",
    "lab": "--date --range --lab --note --yes",
    "visit": "--with --where --note",
    "note": "--date",
    "ask": "--answer --date",
    "supply": "add open list --count --drug --strength --volume --container --lot --expires --opened --date",
    "symptoms": "list show hide add --label --low --high --good",
    "history": "--kind --since",
    "edit": "--yes",
    "delete": "",
    "undo": "",
    "redo": "",
    "audit": "",
}
COMMON = ("--json", "--person", "--now", "--help")

words = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.builds("{}={}".format, st.sampled_from(FIELDS), st.sampled_from(WORDS) | st.text(max_size=8)),
)


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    command = draw(st.sampled_from(sorted(OPTIONS)))
    options = (*OPTIONS[command].split(), *COMMON)
    rest = draw(st.lists(st.one_of(st.sampled_from(options), words, words), max_size=6))
    return [command, *rest]


@pytest.mark.long
@settings(
    max_examples=3000 if LONG else 250,
)
@given(command_lines(), st.text(max_size=20))
def test_any_command_line(run: Run, alex_file: Path, argv: list[str], stdin: str) -> None:
    before = alex_file.read_bytes()
    said = run(*argv, stdin=stdin)
    assert said.code in (0, 1, 2, 3)
    assert "Traceback" not in said.err
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err or "--json" in argv
    if said.code:
        assert alex_file.read_bytes() == before
        assert said.err.count("\n") == 1
    else:
        read_file(alex_file)


@pytest.mark.parametrize("command", sorted(OPTIONS))
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.code == 0
    assert f"b12track {command}" in said.out
    assert "example" in said.out
