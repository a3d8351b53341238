"""Conflict copies that somebody, or a failing disk, has spoiled: reading always answers, nothing of ours is touched.

The copies are made from real ones: bytes changed, cut and doubled, and values replaced under a checksum that fits.
"""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

import length
from alex import NOW, alex, write_file
from b12track.domain.record import document
from b12track.store.edits import Change, Put, Remove
from b12track.store.file.layout import Header, State, to_bytes
from b12track.store.file.reading import load
from b12track.store.file.snapshot import Snapshot
from b12track.usecases.look.everybody import see
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.merge import merge_copies

ROUNDS = 3000 if length.LONG else 200
COPY = "alex.sync-conflict-20261121-140501-ABCDEFG.json"
JUNK: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**63, 10**400, 0.5, "", "x" * 5000, "\u001b[31m", "\ud7ff", "2026-13-45"),
    *([], [[]], {}, {"1": {}}, {"id": "n1"}, [1, 2, 3]),
    {"1": {"records": [[]]}},
    {"1": {"days": [["2026-01-01", [0, False, {}], "x"]]}},
)
NEW_TABLES = ("aside", "gone notes", "stamps symptoms 1999", "symptoms 20x6", "dreams", "gone aside")


def spoiled_bytes(chance: random.Random, data: bytes) -> bytes:
    """The bytes with a few changes."""
    found = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        where = chance.randrange(len(found))
        what = chance.randrange(4)
        if what == 0:
            found[where] = chance.randrange(256)
        elif what == 1:
            del found[where : where + chance.randrange(1, 200)]
        elif what == 2:
            found[where:where] = found[where : where + chance.randrange(1, 200)]
        else:
            del found[where:]
        if not found:
            break
    return bytes(found)


def spoiled_value(chance: random.Random, value: Any, depth: int = 0) -> Any:
    """The value with one place in it replaced, doubled or taken out."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            return {name: found for name, found in value.items() if name != key}
        if chance.random() < 0.1:
            return {**value, chance.choice(["id", "date", "extra", "scores", "1"]): chance.choice(JUNK)}
        return {**value, key: spoiled_value(chance, value[key], depth + 1)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        place = chance.randrange(len(value))
        return [*value[:place], spoiled_value(chance, value[place], depth + 1), *value[place + 1 :]]
    return chance.choice(JUNK)


def spoiled_state(chance: random.Random, state: State) -> bytes:
    """The file with a value replaced, under a checksum that fits."""
    tables = dict(state.tables)
    header = state.header
    for _ in range(chance.randrange(1, 4)):
        name = chance.choice([*tables, "header", "new"])
        if name == "header":
            field = chance.choice(Header._fields[1:])
            header = header._replace(**{field: chance.choice(JUNK)})
            continue
        if name == "new":
            name = chance.choice(NEW_TABLES)
            tables[name] = json.dumps(chance.choice(JUNK)).encode()
            continue
        tables[name] = json.dumps(spoiled_value(chance, json.loads(tables[name])), ensure_ascii=False).encode(
            errors="surrogatepass"
        )
    return to_bytes(State(header, tables))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Alex's file with a history, and what another machine made of it."""
    folder = tmp_path_factory.mktemp("template")
    write_file(folder / "alex.json", alex())
    there = folder / "there"
    there.mkdir()
    shutil.copy(folder / "alex.json", there / "alex.json")
    for path, word in ((folder / "alex.json", "here"), (there / "alex.json", "there")):
        file = PersonFile(path, NOW).file
        for change in changes(word):

            def work(_: Snapshot, change: Change = change) -> Change:
                return change

            file.change(work)
    return folder


def changes(word: str) -> list[Change]:
    log = {"id": f"s{word}", "date": "2025-05-05", "scores": {"energy": len(word)}, "note": word}
    return [
        Change("note", (Put("notes", {"id": f"n{word}", "date": "2026-11-20", "text": word}),)),
        Change("log", (Put("symptoms", log),)),
        Change("edit", (Put("notes", {"id": "both", "date": "2026-11-20", "text": word}),)),
        Change("delete", (Remove("notes", f"n{word}"),)),
    ]


@pytest.mark.parametrize("how", ["bytes", "values"])
def test_no_copy_stops_an_answer_or_changes_ours(template: Path, tmp_path: Path, how: str) -> None:
    chance = random.Random(how)
    real = (template / "there" / "alex.json").read_bytes()
    state = load(template / "there" / "alex.json", None).state
    shutil.copy(template / "alex.json", tmp_path / "alex.json")
    before = (tmp_path / "alex.json").read_bytes()
    copy = tmp_path / COPY
    outcomes: dict[str, int] = {}
    for number in range(ROUNDS):
        try:
            data = spoiled_bytes(chance, real) if how == "bytes" else spoiled_state(chance, state)
        except ValueError:  # a number that no file can hold
            continue
        copy.write_bytes(data)
        person_file = PersonFile(tmp_path / "alex.json", NOW)
        seen = person_file.file.seen()
        [one] = see([person_file])
        assert one.overview is not None, (how, number)
        assert not list(document.check(seen.snapshot.exchange())), (how, number)
        for doubt in seen.doubts:
            assert doubt.code in ("copy_unmerged", "copy_of_another"), (how, number)
            assert doubt.text.isprintable() and len(doubt.text) < 6000, (how, number)
            outcomes[doubt.code] = outcomes.get(doubt.code, 0) + 1
        outcomes["merged"] = outcomes.get("merged", 0) + len(seen.merged)
        assert (tmp_path / "alex.json").read_bytes() == before, "reading writes nothing"
        if number % 10 == 0:
            merged_for_good(person_file, (how, number))
            for path in tmp_path.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            shutil.copy(template / "alex.json", tmp_path / "alex.json")
    assert outcomes["copy_unmerged"] > ROUNDS / 10
    assert outcomes["merged"] > 0, "some of them are good enough"


def merged_for_good(person_file: PersonFile, where: object) -> None:
    """What a copy leaves behind when an entry merges it is valid, and can be taken back."""
    said = merge_copies(person_file)
    assert all("\n" not in line for line in said), where
    assert not list(document.check(person_file.file.read().exchange())), where
