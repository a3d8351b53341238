"""Files that b12track did not write as they are: refused and kept byte for byte, or accepted whole."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from b12track.store.disk import disk
from b12track.store.faults import StoreFault, Unreadable
from b12track.store.file import reading
from person_files import PersonFile, Record

Change = Callable[[bytes], bytes]


def edited(work: Callable[[Record], object]) -> Change:
    """What somebody saves who takes the file for the JSON that it is."""

    def change(data: bytes) -> bytes:
        content = json.loads(data)
        work(content)
        return json.dumps(content, indent=1).encode()

    return change


def header(**fields: Any) -> Change:
    return edited(lambda content: content["b12track"]["1"].update(fields))


REFUSED: dict[str, tuple[Change, str]] = {
    "empty": (lambda _: b"", "it is empty"),
    "blank": (lambda _: b" \n\n", "it is empty"),
    "zeros, as after a loss of power": (lambda data: b"\0" * len(data), "it holds nothing but zeros"),
    "torn in the header": (lambda data: data[:30], "not JSON: line 1"),
    "torn in the middle": (lambda data: data[: len(data) // 2], "not JSON"),
    "torn at the very end": (lambda data: data[:-2], "not JSON"),
    "torn at a line": (lambda data: b"\n".join(data.split(b"\n")[:3]), "not JSON"),
    "doubled": (lambda data: data + data, "not JSON"),
    "zeros at the end": (lambda data: data + b"\0" * 4096, "not JSON"),
    "binary": (lambda _: bytes(range(256)), "not UTF-8"),
    "picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not UTF-8"),
    "another encoding": (lambda data: data.decode().encode("utf-16"), "not UTF-8"),
    "prose": (lambda _: b"Dear diary,", "not JSON"),
    "a list": (lambda _: b"[]", "not a b12track data file"),
    "a number": (lambda _: b"12", "not a b12track data file"),
    "another program's": (lambda _: b'{"_default": {"1": {"x": 1}}}', "not a b12track data file"),
    "an export": (lambda _: b'{"format": "b12track", "version": 2}', "and can be imported"),
    "nested without end": (lambda _: b"[" * 100_000, "nested too deeply"),
    "nested deep in a record": (
        lambda data: data.replace(b'"p1",', b'"p1","x":' + b"[" * 2000 + b"]" * 2000 + b","),
        "nested too deeply",
    ),
    "a digit too many": (lambda data: data.replace(b"1000", b"1" * 5000), "integer"),
    "not a number": (lambda data: data.replace(b":1000", b":NaN"), "NaN"),
    "infinite": (lambda data: data.replace(b":1000", b":1e999"), "1e999 is too large"),
    "a key twice": (lambda data: data.replace(b'"i2":', b'"i1":'), "'i1' stands twice"),
    "newer": (header(schema=3), "written by a newer b12track (schema 3; this one knows 2)"),
    "much newer, without what we know": (
        lambda _: b'{"b12track": {"1": {"schema": 99}}, "things": []}',
        "written by a newer b12track",
    ),
    "schema nought": (header(schema=0), "its schema is 0"),
    "schema of words": (header(schema="one"), "its schema is 'one'"),
    "schema true": (header(schema=True), "its schema is True"),
    "revision of words": (header(revision="one"), "header"),
    "token nought": (header(token=None), "header"),
    "no revision": (edited(lambda content: content["b12track"]["1"].pop("revision")), "header"),
    "no header": (edited(lambda content: content.update(b12track=[])), "header"),
    "no person": (edited(lambda content: content.pop("person")), "names no person"),
    "an unknown table": (edited(lambda content: content.update(dreams={})), "a table 'dreams'"),
    "a table that is a list": (
        edited(lambda content: content.update(plans=[])),
        "'plans' is not made of records",
    ),
    "a record that is none": (
        edited(lambda content: content["plans"].update(p2=7)),
        "'p2' in its table 'plans'",
    ),
    "another id inside": (edited(lambda content: content["plans"]["p1"].update(id="p2")), "has another id"),
    "no id inside": (edited(lambda content: content["plans"]["p1"].pop("id")), "has no id or no date"),
    "an id that is a number": (
        edited(lambda content: content["plans"]["p1"].update(id=1)),
        "has no id or no date",
    ),
    "no date": (edited(lambda content: content["symptoms 2025"]["s1"].pop("date")), "has no id or no date"),
    "a date of words": (
        edited(lambda content: content["symptoms 2025"]["s1"].update(date="last year")),
        "cannot be dated 'last year'",
    ),
    "a log in two years": (
        edited(lambda content: content["symptoms 2025"].update(s2=content["symptoms 2026"]["s2"])),
        "'s2' stands twice",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_refused_and_kept_as_it_is(person_file: PersonFile, name: str) -> None:
    change, why = REFUSED[name]
    data = change(person_file.path.read_bytes())
    person_file.path.write_bytes(data)
    journal = person_file.journal.read_bytes()
    calls: list[Callable[[], object]] = [
        person_file.file().read,
        lambda: person_file.put("notes", "n1"),
        person_file.undo,
        person_file.redo,
        lambda: person_file.file().versions("i1"),
        lambda: person_file.file().create({"name": "Alex"}),
    ]
    for call in calls:
        with pytest.raises(StoreFault) as caught:
            call()
        assert "\n" not in str(caught.value)
    with pytest.raises(Unreadable) as refused:
        person_file.file().read()
    assert why in str(refused.value)
    assert "it was kept as it is" in str(refused.value)
    assert person_file.path.read_bytes() == data
    assert person_file.journal.read_bytes() == journal
    assert next(finding.level for finding in person_file.file().inspect()) == "error"


def test_every_torn_file_is_refused(person_file: PersonFile) -> None:
    data = person_file.path.read_bytes()
    for size in range(len(data) - 1):
        person_file.path.write_bytes(data[:size])
        with pytest.raises(Unreadable):
            person_file.file().read()


def test_every_flipped_bit_is_noticed(person_file: PersonFile) -> None:
    data, before = person_file.path.read_bytes(), person_file.exchange()
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        person_file.path.write_bytes(flipped)
        try:
            found = reading.load(person_file.path, None)
        except Unreadable:
            continue
        assert not found.sealed or found.snapshot.exchange() == before


ACCEPTED: dict[str, Change] = {
    "laid out for reading": edited(lambda _: None),
    "sorted": lambda data: json.dumps(json.loads(data), sort_keys=True).encode(),
    "with line ends of another system": lambda data: data.replace(b"\n", b"\r\n"),
    "with a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "without a checksum": edited(lambda content: content["b12track"]["1"].pop("crc32")),
    "with something in the header": header(comment="mine"),
    "escaped": lambda data: json.dumps(json.loads(data), ensure_ascii=True).encode(),
    "with an empty table": edited(lambda content: content.update(labs={})),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_means_the_same_is_accepted_and_sealed_by_the_next_change(
    person_file: PersonFile, name: str
) -> None:
    before = person_file.exchange()
    person_file.path.write_bytes(ACCEPTED[name](person_file.path.read_bytes()))
    data = person_file.path.read_bytes()
    assert person_file.exchange() == before
    assert not reading.load(person_file.path, None).sealed
    assert person_file.path.read_bytes() == data, "reading writes nothing"
    person_file.put("notes", "n1")
    assert reading.load(person_file.path, None).sealed
    person_file.undo()
    assert person_file.exchange() == before
    person_file.undo()


def test_a_valid_edit_by_hand_is_taken_over(person_file: PersonFile) -> None:
    def work(content: Record) -> None:
        content["person"]["person"]["clinic"] = "Riverside"
        content["notes"] = {"n1": {"id": "n1", "text": "by hand"}}
        content["symptoms 2026"]["s2"]["date"] = "2024-02-29"

    person_file.path.write_bytes(edited(work)(person_file.path.read_bytes()))
    now = person_file.file().read()
    assert now.person["clinic"] == "Riverside"
    assert now.ids("n") == ["n1"]
    assert [log["id"] for log in now.documents_of_year("symptoms", 2024)] == ["s2"]
    person_file.put("notes", "n2")
    assert person_file.file().read().years() == [2024, 2025, 2026]


def test_the_check_sees_what_others_wrote_and_only_that(person_file: PersonFile) -> None:
    seen: list[Record] = []

    def check(document: Record) -> None:
        seen.append(document)
        if "notes" in document:
            raise ValueError("notes[0]: no\nnotes, please")

    person_file.check = check
    before = person_file.exchange()
    assert seen == []
    person_file.path.write_bytes(ACCEPTED["sorted"](person_file.path.read_bytes()))
    person_file.file().read()
    assert seen == [before] or seen == [json.loads(json.dumps(before, sort_keys=True))]
    person_file.path.write_bytes(
        edited(lambda c: c.update(notes={"n": {"id": "n"}}))(person_file.path.read_bytes())
    )
    with pytest.raises(Unreadable, match=r"notes\[0\]: no notes, please; it was kept"):
        person_file.file().read()


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket path"])
def test_what_is_not_a_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "alex.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/null")
    with pytest.raises(Unreadable):
        PersonFile(path).file().read()


def test_a_file_that_is_closed_to_us_is_refused(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(disk, "open_to_read", refuse)
    with pytest.raises(Unreadable, match="it cannot be read: permission denied; it was kept"):
        person_file.file().read()
