"""Every command that saves, with each call to the disk failing or interrupted in turn: what it says is so.

What is there afterwards is the state before or the state after; whoever is told that nothing was saved has the state
before; whoever is told nothing went wrong has the state after; and either can be gone on from.
"""

import errno
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from alex import read_file
from b12track.store.file.reading import header_at
from command_line import Run
from injured import Injured
from length import LONG

COPY = "alex.sync-conflict-20261121-140501-ABCDEFG.json"
NOW = "2026-11-22T14:05:00+00:00"


class Place(NamedTuple):
    """Where the commands work: a folder to begin from anew each time, and what they are told of it."""

    home: Path
    template: Path
    words: dict[str, str]


COMMANDS: dict[str, tuple[str, ...]] = {
    "log": ("log", "energy=3"),
    "inject": ("inject", "--route", "IM", "--site", "left-thigh", "--yes"),
    "lab": ("lab", "b12", "412", "ng/L"),
    "visit": ("visit", "2026-12-24", "review"),
    "note": ("note", "a cold"),
    "ask": ("ask", "for how many years?"),
    "treatment": ("treatment", "iron", "--kind", "iron", "--from", "2026-11-01"),
    "supply": ("supply", "add", "--strength", "1000mcg/ml", "--volume", "1ml", "--count", "5"),
    "symptoms": ("symptoms", "show", "fog"),
    "person": ("person", "clinic=Riverside"),
    "plan skip": ("plan", "skip", "--by", "Riverside", "--yes"),
    "edit": ("edit", "{note}", "text=another"),
    "delete": ("delete", "{note}"),
    "undelete": ("undelete", "{gone}"),
    "undo": ("undo",),
    "redo": ("redo",),
    "import": ("import", "{elsewhere}", "--yes"),
    "restore": ("restore", "{backup}", "--yes"),
    "restore as of": ("restore", "--as-of", "2026-11-20", "--yes"),
    "merge": ("merge", "{elsewhere_file}"),
    "merge a copy": ("merge",),
    "note beside a copy": ("note", "a cold"),
    "accept": ("doctor", "--accept"),
    "bring back": ("doctor", "--bring-back", "{missing}"),
}
WITH_A_COPY = ("merge a copy", "note beside a copy")
OLDER = ("bring back",)
BY_HAND = ("accept",)
"""What stands beside the file, or in its place, before the command is given."""

FAULTS = {
    "interrupted before": (None, False),
    "interrupted after": (None, True),
    "failing": (errno.EIO, False),
    "failing when done": (errno.EIO, True),
    "full": (errno.ENOSPC, False),
}


USUAL = ("interrupted after", "failing")
pytestmark = pytest.mark.usefixtures("moment")


@pytest.fixture
def place(run: Run, home: Path, alex_file: Path, tmp_path: Path) -> Place:
    """A file with a past: records, one that is gone, a backup, another machine's state, one undo to redo."""

    def do(*words: str, now: str) -> None:
        assert run(*words, now=now).code == 0, words

    def texts() -> dict[str, str]:
        return {note["text"]: note["id"] for note in read_file(alex_file)["notes"]}

    do("note", "kept", now="2026-11-20T12:00:00+00:00")
    do("note", "gone", now="2026-11-20T12:01:00+00:00")
    ids = texts()
    do("backup", "-o", str(tmp_path / "backup.json"), now="2026-11-20T12:02:00+00:00")
    do("delete", ids["gone"], now="2026-11-20T12:03:00+00:00")
    older = tmp_path / "older.json"
    shutil.copy(alex_file, older)
    elsewhere = tmp_path / "elsewhere" / "alex.json"
    elsewhere.parent.mkdir()
    shutil.copy(alex_file, elsewhere)
    do("note", "written elsewhere", "--file", str(elsewhere), now="2026-11-20T13:00:00+00:00")
    do("export", "json", "-o", str(tmp_path / "elsewhere.json"), "--file", str(elsewhere), now=NOW)
    do("log", "energy=7", now="2026-11-21T12:00:00+00:00")
    token = header_at(alex_file)
    assert token is not None
    do("note", "taken back", now="2026-11-21T12:05:00+00:00")
    do("undo", now="2026-11-21T12:06:00+00:00")
    template = tmp_path / "template"
    shutil.copytree(home, template)
    words = {
        "note": ids["kept"],
        "gone": ids["gone"],
        "backup": str(tmp_path / "backup.json"),
        "elsewhere": str(tmp_path / "elsewhere.json"),
        "elsewhere_file": str(elsewhere),
        "older": str(older),
        "missing": token.token[:6],
    }
    return Place(home, template, words)


def prepare(place: Place, name: str) -> Path:
    """Begin anew."""
    shutil.rmtree(place.home)
    shutil.copytree(place.template, place.home)
    path = place.home / "alex.json"
    if name in WITH_A_COPY:
        shutil.copy(place.words["elsewhere_file"], place.home / COPY)
    if name in OLDER:
        path.write_bytes(Path(place.words["older"]).read_bytes())
    if name in BY_HAND:
        path.write_bytes(path.read_bytes().replace(b'"kept"', b'"kept by hand"'))
    return path


def state_of(path: Path) -> tuple[dict[str, Any], int]:
    header = header_at(path)
    assert header is not None
    return read_file(path), header.revision


@pytest.mark.long
@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_says_of_its_save_is_so(
    run: Run, place: Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In short: one kind of fault, from the replace on."""
    if LONG:
        each_call_of(run, place, name, monkeypatch, FAULTS)
    else:
        kind = USUAL[list(COMMANDS).index(name) % 2]
        each_call_of(run, place, name, monkeypatch, [kind], since="replace")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("restore", "failing"),
        ("undelete", "interrupted after"),
        ("note beside a copy", "interrupted after"),
        ("bring back", "failing"),
    ],
)
def test_what_is_said_of_a_way_back_is_so(
    run: Run, place: Place, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hits = each_call_of(run, place, name, monkeypatch, [kind])
    assert hits >= {"open_new", "write_all", "flush", "replace", "link", "flush_folder"}


def each_call_of(
    run: Run,
    place: Place,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    kinds: Iterable[str],
    since: str = "open_to_keep",
) -> set[str]:
    """Let each call from the first of this name on fail; what fails before has nothing to do with a save."""
    words = [word.format(**place.words) for word in COMMANDS[name]]
    prepare(place, name)
    with monkeypatch.context() as patch:
        calls = Injured(patch, 0, None, after=False).calls
        run(*words, now=NOW)
    hits: set[str] = set()
    for kind in kinds:
        error, after = FAULTS[kind]
        for number in range(calls.index(since) + 1, 1000):
            path = prepare(place, name)
            before = state_of(path)
            with monkeypatch.context() as patch:
                injured = Injured(patch, number, error, after=after)
                said = run(*words, now=NOW)
            where = f"{name}, {kind}, call {number}: {injured.hit}: {said}"
            now = state_of(path)
            if not injured.hit:
                assert said.code == 0 and now != before, where
                break
            hits.add(injured.hit)
            told = said.out + said.err
            assert "Traceback" not in told, where
            says_no = any(
                no in told for no in ("nothing was saved", "nothing was changed", "was left as it is")
            )
            if name == "note beside a copy":  # the copy is merged on the way, which is no save of the note
                is_saved = "a cold" in {note["text"] for note in now[0]["notes"]}
                assert is_saved or said.code, where
                assert not (is_saved and said.code and "nothing was saved" in told), where
            elif now == before:
                assert said.code or says_no, where
            else:
                assert not says_no, where
                assert not said.code or "what was saved until then is kept" in told, where
            goes_on_from(run, path, now[0], where)
    return hits


def goes_on_from(run: Run, path: Path, now: dict[str, Any], where: str) -> None:
    """Something can be saved on top and taken back, and whatever lay beside is not lost."""
    is_beside = path.with_name(COPY).exists()
    assert run("note", "goes on", now=NOW).code == 0, where
    assert run("undo", now=NOW).code == 0, where
    after = read_file(path)
    if is_beside:
        assert "written elsewhere" in {note["text"] for note in after["notes"]}, where
    else:
        assert after == now, where
