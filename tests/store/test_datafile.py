"""Reading and changing a data file when nothing goes wrong, and refusals that leave it alone."""

import json
import os
import stat
from pathlib import Path

import pytest

from b12track.domain.record.records import KINDS
from b12track.store.datafile import Datafile
from b12track.store.edits import Change, Put, Remove
from b12track.store.faults import Exists, Missing, Unreadable, WriteFailed
from b12track.store.file.snapshot import Snapshot
from person_files import PersonFile, record


def test_a_new_file_holds_its_person_and_nothing_else(tmp_path: Path) -> None:
    person_file = PersonFile(tmp_path / "deep" / "down" / "alex.json")
    assert not person_file.file().exists()
    assert person_file.file().stamp() is None
    made = person_file.file().create({"name": "Alex", "born": None})
    assert made.person == {"name": "Alex", "born": None}
    assert person_file.file().exists()
    assert person_file.exchange() == {
        "format": "b12track",
        "version": 2,
        "person": {"name": "Alex", "born": None},
    }
    assert person_file.file().read().revision == made.revision == 1


def test_a_file_is_made_once(person_file: PersonFile) -> None:
    before = person_file.path.read_bytes()
    with pytest.raises(Exists, match="is there already"):
        person_file.file().create({"name": "Someone else"})
    assert person_file.path.read_bytes() == before


def test_a_file_that_is_not_there_is_missing_and_stays_so(tmp_path: Path) -> None:
    person_file = PersonFile(tmp_path / "nobody.json")
    with pytest.raises(Missing):
        person_file.file().read()
    with pytest.raises(Missing):
        person_file.put("notes", "n1")
    with pytest.raises(Missing):
        person_file.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not PersonFile(tmp_path / "file" / "alex.json").file().exists()


def test_every_kind_is_kept_in_the_order_of_the_document(person_file: PersonFile) -> None:
    for kind in reversed(KINDS):
        person_file.put(kind, f"{kind}-9")
    assert [key for key in person_file.exchange() if key not in ("format", "version", "person")] == list(
        KINDS
    )
    assert list(json.loads(person_file.path.read_text()))[:3] == ["b12track", "person", "symptom_kinds"]


def test_an_edit_keeps_its_place_and_the_rest(person_file: PersonFile) -> None:
    saved = person_file.put("injections", "i1", dose_mcg=500)
    assert saved.changed
    assert saved.warning is None
    assert person_file.file().read().documents("injections") == [
        {"id": "i1", "dose_mcg": 500},
        {"id": "i2", "dose_mcg": 1000},
    ]
    assert saved.snapshot.exchange() == person_file.exchange()


def test_the_person_can_be_edited_but_not_removed(person_file: PersonFile) -> None:
    person_file.save(Put("person", {"name": "Alex", "clinic": "Riverside"}))
    assert person_file.file().read().person == {"name": "Alex", "clinic": "Riverside"}
    with pytest.raises(ValueError, match="person"):
        person_file.remove("person", "person")
    person_file.undo()
    assert person_file.file().read().person == {"name": "Alex"}


def test_logs_are_kept_by_year_and_read_oldest_first(person_file: PersonFile) -> None:
    person_file.put("symptoms", "s0", date="1999-06-01")
    now = person_file.file().read()
    assert now.years() == [1999, 2025, 2026]
    assert [log["id"] for log in now.documents("symptoms")] == ["s0", "s1", "s2", "s3"]
    assert [log["id"] for log in now.documents_of_year("symptoms", 2026)] == ["s2", "s3"]
    assert now.documents_of_year("symptoms", 2001) == []
    with pytest.raises(ValueError, match="by year"):
        now.documents_of_year("labs", 2026)


def test_a_log_moves_to_its_new_year_and_back(person_file: PersonFile) -> None:
    before = person_file.exchange()
    person_file.put("symptoms", "s2", date="2025-06-01")
    now = person_file.file().read()
    assert [log["id"] for log in now.documents_of_year("symptoms", 2025)] == ["s1", "s2"]
    person_file.put("symptoms", "s3", date="2025-07-01")
    assert person_file.file().read().years() == [2025]
    person_file.undo()
    person_file.undo()
    assert json.dumps(person_file.exchange()) == json.dumps(before)


@pytest.mark.parametrize(
    "edit",
    [
        Put("injections", {"dose_mcg": 1000, "id": "i1"}),
        Remove("injections", "i9"),
        Remove("symptoms", "energy"),
        Put("person", {"name": "Alex"}),
    ],
)
def test_no_difference_is_not_saved(person_file: PersonFile, edit: Put | Remove) -> None:
    before = person_file.path.read_bytes(), person_file.journal.read_bytes(), person_file.file().stamp()
    saved = person_file.save(edit)
    assert not saved.changed
    assert (
        person_file.path.read_bytes(),
        person_file.journal.read_bytes(),
        person_file.file().stamp(),
    ) == before


@pytest.mark.parametrize(
    ("was", "becomes"), [(1, True), (1, 1.0), (0, False), ([1], [1.0]), ({"a": 1}, {"a": True})]
)
def test_values_that_only_look_alike_to_the_language_differ(
    person_file: PersonFile, was: object, becomes: object
) -> None:
    person_file.put("notes", "n1", value=was)
    assert person_file.put("notes", "n1", value=becomes).changed
    assert json.dumps(person_file.exchange()["notes"][0]["value"]) == json.dumps(becomes)


def test_what_the_work_raises_passes_and_nothing_changes(person_file: PersonFile) -> None:
    before = person_file.path.read_bytes(), person_file.journal.read_bytes()

    def work(_: Snapshot) -> Change:
        raise LookupError("changed my mind")

    with pytest.raises(LookupError, match="changed my mind"):
        person_file.file().change(work)
    with pytest.raises(ValueError, match="no kind"):
        person_file.save(Put("notes", record("notes", "n1")), Put("dreams", {"id": "d1"}))
    with pytest.raises(ValueError, match="dated"):
        person_file.put("symptoms", "s9", date="yesterday")
    with pytest.raises(TypeError, match="must be text"):
        person_file.save(Put("notes", {"id": 7}))
    assert (person_file.path.read_bytes(), person_file.journal.read_bytes()) == before
    assert person_file.put("notes", "n2").changed, "the lock was given back"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud83d"])
def test_what_no_file_can_keep_is_refused(person_file: PersonFile, value: object) -> None:
    before = person_file.path.read_bytes()
    with pytest.raises(WriteFailed, match="nothing was saved"):
        person_file.put("notes", "n1", value=value)
    with pytest.raises(WriteFailed, match="nothing was saved"):
        PersonFile(person_file.path.with_name("other.json")).file().create({"name": value})
    assert person_file.path.read_bytes() == before
    assert not person_file.path.with_name("other.json").exists()


@pytest.mark.parametrize(
    "text", ["\n\r\t\0\x1b[31m", '"},\n"person":{', "Zoë 李 🩹", "\u2028\x85", '\\"n1":']
)
def test_any_text_comes_back_as_it_was(person_file: PersonFile, text: str) -> None:
    person_file.put("notes", "n1", text=text, **{text: text})
    person_file.put("questions", text)
    assert person_file.file().read().get("notes", "n1") == {"id": "n1", "text": text, text: text}
    assert person_file.file().read().find(text) == ("questions", {"id": text})


def test_records_are_found_by_id_and_by_beginning(person_file: PersonFile) -> None:
    person_file.put("symptom_kinds", "energy")
    now = person_file.file().read()
    assert now.find("i2") == ("injections", {"id": "i2", "dose_mcg": 1000})
    assert now.find("s1") == ("symptoms", record("symptoms", "s1", date="2025-12-31"))
    assert now.find("energy") == ("symptom_kinds", {"name": "energy"}), "though logs have scores of that name"
    assert now.find("person") == ("person", {"name": "Alex"})
    assert now.find("i") is None
    assert now.get("injections", "p1") is None
    assert now.get("labs", "l1") is None
    assert now.ids("s") == ["s1", "s2", "s3"]
    assert now.ids("i1") == ["i1"]
    assert now.ids("energy") == []
    assert sorted(now.ids("")) == ["i1", "i2", "p1", "s1", "s2", "s3"]


def test_nobody_can_spoil_a_snapshot(person_file: PersonFile) -> None:
    file = person_file.file()
    now = file.read()
    before = json.dumps(now.exchange())
    now.documents("injections")[0]["dose_mcg"] = 1
    now.documents("symptoms").clear()
    now.documents_of_year("symptoms", 2026)[0]["scores"]["energy"] = 9
    (now.get("symptoms", "s1") or {})["scores"]["energy"] = 9
    now.person["name"] = "Nobody"
    now.exchange()["plans"].clear()
    given = record("notes", "n1", tags=["a"])
    file.change(lambda _: Change("note", (Put("notes", given),)))
    given["tags"].append("b")
    assert json.dumps(now.exchange()) == before, "nor does a later change"
    assert file.read().get("notes", "n1") == {"id": "n1", "tags": ["a"]}


def test_a_snapshot_is_kept_until_the_file_changes(person_file: PersonFile) -> None:
    mine, other = person_file.file(), person_file.file()
    first = mine.read()
    assert mine.read() is first
    other.change(lambda _: Change("note", (Put("notes", {"id": "n1"}),)))
    assert mine.read() is not first
    assert mine.read().ids("n") == ["n1"]
    saved = mine.change(lambda now: Change("note", (Put("notes", {"id": "n2", "after": now.ids("n")}),)))
    assert mine.read() is saved.snapshot
    assert saved.snapshot.documents("notes") == [{"id": "n1"}, {"id": "n2", "after": ["n1"]}]


def test_the_stamp_tells_that_the_file_changed(person_file: PersonFile) -> None:
    file = person_file.file()
    before = file.stamp()
    assert file.stamp() == before
    person_file.put("notes", "n1")
    assert file.stamp() != before


def test_a_linked_file_stays_a_link(person_file: PersonFile, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.json"
    link.symlink_to(person_file.path)
    linked = PersonFile(link)
    linked.put("notes", "n1")
    assert link.is_symlink()
    assert person_file.ids("notes") == ["n1"]
    assert [path.name for path in link.parent.iterdir()] == ["link.json"], (
        "lock and journal are beside the data"
    )
    person_file.undo()
    assert linked.ids("notes") == []


def test_a_link_to_nothing_can_be_filled_and_one_to_itself_cannot(tmp_path: Path) -> None:
    (tmp_path / "to.json").symlink_to(tmp_path / "made" / "later.json")
    PersonFile(tmp_path / "to.json").file().create({"name": "Alex"})
    assert (tmp_path / "made" / "later.json").is_file()
    (tmp_path / "round.json").symlink_to(tmp_path / "round.json")
    with pytest.raises(Unreadable):
        PersonFile(tmp_path / "round.json").file().read()


def test_what_is_made_is_for_its_owner_alone(tmp_path: Path) -> None:
    person_file = PersonFile(tmp_path / "a" / "b" / "alex.json")
    person_file.file().create({"name": "Alex"})
    person_file.put("notes", "n1")
    for path in (tmp_path / "a").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o200])
def test_a_file_keeps_the_mode_it_was_given(person_file: PersonFile, mode: int) -> None:
    person_file.path.chmod(mode)
    if not os.access(person_file.path, os.R_OK):
        pytest.skip("only root can save what its owner may not read")
    person_file.put("notes", "n1")
    assert stat.S_IMODE(person_file.path.stat().st_mode) == mode
    assert stat.S_IMODE(person_file.journal.stat().st_mode) == 0o600


def test_a_file_that_may_not_be_read_is_kept_as_it_is(person_file: PersonFile) -> None:
    before, journal = person_file.path.read_bytes(), person_file.journal.read_bytes()
    person_file.path.chmod(0o200)
    if os.access(person_file.path, os.R_OK):
        pytest.skip("root may read everything")
    with pytest.raises(Unreadable, match="permission denied"):
        person_file.put("notes", "n1")
    person_file.path.chmod(0o600)
    assert (person_file.path.read_bytes(), person_file.journal.read_bytes()) == (before, journal)


def test_a_file_that_may_not_be_written_to_is_not_replaced(person_file: PersonFile) -> None:
    before = person_file.path.read_bytes(), person_file.journal.read_bytes()
    person_file.path.chmod(0o400)
    with pytest.raises(WriteFailed, match="write-protected"):
        person_file.put("notes", "n1")
    assert (person_file.path.read_bytes(), person_file.journal.read_bytes()) == before


def test_only_the_touched_lines_change(person_file: PersonFile) -> None:
    before = person_file.path.read_bytes().split(b"\n")
    person_file.put("symptoms", "s4", date="2026-01-03")
    after = person_file.path.read_bytes().split(b"\n")
    changed = [line[:16] for line, other in zip(after, before, strict=True) if line != other]
    assert changed == [b'{"b12track":{"1"', b'"symptoms 2026":', b'"stamps symptoms']


def test_a_path_can_be_shared_between_files(tmp_path: Path) -> None:
    first, second = PersonFile(tmp_path / "a.json"), PersonFile(tmp_path / "b.json")
    first.file().create({"name": "A"})
    second.file().create({"name": "B"})
    assert Datafile(first.path, now=first.clock).read().person == {"name": "A"}
