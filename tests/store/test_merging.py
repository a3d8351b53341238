"""Two data files that were changed apart, merged as one change: undo, versions, what is kept, what a crash leaves."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from b12track.store.disk import disk
from b12track.store.edits import Put, Remove
from b12track.store.faults import Unmergeable, WriteFailed
from b12track.store.file import reading
from b12track.store.file.tables import RecordTable
from b12track.store.outcomes import Saved
from b12track.store.sync.merge import Tally
from person_files import PersonFile, record


def apart(person_file: PersonFile, tmp_path: Path) -> PersonFile:
    """The same file on another machine, an hour later there."""
    other = PersonFile(tmp_path / "there" / "alex.json")
    other.path.parent.mkdir()
    shutil.copy(person_file.path, other.path)
    other.clock.time = person_file.clock.time.replace(hour=21)
    return other


def merge(person_file: PersonFile, other: PersonFile) -> tuple[Saved, Tally]:
    return person_file.file().merge(reading.load(other.path, None), f"merge of {other.path.name}")


def test_both_sides_entries_are_there_and_one_undo_takes_the_merge_back(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = apart(person_file, tmp_path)
    person_file.put("notes", "n1", text="here")
    person_file.remove("injections", "i2")
    before = person_file.exchange()
    other.put("notes", "n2", text="there")
    other.put("injections", "i1", dose_mcg=500)
    other.remove("symptoms", "s1")
    saved, tally = merge(person_file, other)
    assert tally == Tally(added=1, changed=1, removed=1)
    assert saved.changed
    assert saved.what == "merge of alex.json"
    assert person_file.ids("notes") == ["n1", "n2"]
    assert person_file.exchange()["injections"] == [{"id": "i1", "dose_mcg": 500}]
    assert person_file.ids("symptoms") == ["s2", "s3"]
    assert person_file.undo().what == "merge of alex.json"
    assert person_file.exchange() == before
    person_file.redo()
    assert person_file.ids("notes") == ["n1", "n2"]
    assert person_file.undo().what == "merge of alex.json"
    assert person_file.undo().what == "remove i2"


def test_undo_of_a_merge_leaves_no_record_in_another_place(person_file: PersonFile, tmp_path: Path) -> None:
    person_file.put("symptoms", "s9", date="2026-02-09")
    person_file.put("symptoms", "s4", date="2026-01-04")  # a day that was filled in later stands behind
    other = apart(person_file, tmp_path)
    other.put("symptoms", "s5", date="2026-01-25")
    person_file.put("notes", "n1")
    before = json.dumps(person_file.exchange())
    merge(person_file, other)
    assert person_file.ids("symptoms") == ["s1", "s2", "s3", "s4", "s5", "s9"]
    after = json.dumps(person_file.exchange())
    person_file.undo()
    assert json.dumps(person_file.exchange()) == before
    person_file.redo()
    assert json.dumps(person_file.exchange()) == after


def test_two_machines_that_merge_each_other_write_one_file(person_file: PersonFile, tmp_path: Path) -> None:
    other = apart(person_file, tmp_path)
    person_file.put("notes", "n1")
    other.put("notes", "n2")
    ours, theirs = (reading.load(each.path, None) for each in (person_file, other))
    person_file.file().merge(theirs, "merge")
    other.file().merge(ours, "merge")
    assert person_file.path.read_bytes() == other.path.read_bytes()
    revision = reading.load(person_file.path, None).state.header.revision
    assert revision == max(ours.state.header.revision, theirs.state.header.revision) + 1
    assert not merge(person_file, other)[0].changed
    person_file.undo()
    assert person_file.ids("notes") == ["n1"]


def test_of_a_record_changed_on_both_sides_the_later_holds_and_the_other_is_a_version(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = apart(person_file, tmp_path)
    other.put("injections", "i1", lot="theirs, later")
    person_file.put("injections", "i1", lot="ours")
    _, tally = merge(person_file, other)
    assert tally == Tally(changed=1, both=1)
    assert person_file.exchange()["injections"][0]["lot"] == "theirs, later"
    assert [version.document.get("lot") for version in person_file.file().versions("i1")] == ["ours", None]


def test_what_loses_on_the_other_side_is_a_version_here_too(person_file: PersonFile, tmp_path: Path) -> None:
    other = apart(person_file, tmp_path)
    person_file.clock.next_day()
    other.put("injections", "i1", lot="theirs")
    person_file.put("injections", "i1", lot="ours, later")
    saved, tally = merge(person_file, other)
    assert tally == Tally(both=1)
    assert not saved.changed
    assert person_file.exchange()["injections"][0]["lot"] == "ours, later"
    versions = person_file.file().versions("i1")
    assert [version.document.get("lot") for version in versions] == ["theirs", None]
    assert versions[0].what == "merge of alex.json"
    assert person_file.undo().what == "put i1", "a merge that changed no record is nothing to take back"


def test_what_was_changed_survives_that_it_was_deleted_on_the_other_side(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = apart(person_file, tmp_path)
    other.put("injections", "i1", lot="changed")
    person_file.clock.next_day()
    person_file.remove("injections", "i1")
    merge(person_file, other)
    assert person_file.ids("injections") == ["i1", "i2"], "at the place that it had"
    person_file.undo()
    assert person_file.ids("injections") == ["i2"]


def test_a_later_save_counts_as_later_whatever_the_clock_says(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = apart(person_file, tmp_path)
    other.clock.time = other.clock.time.replace(year=2031)
    other.put("injections", "i1", lot="of 2031")
    merge(person_file, other)
    person_file.put("injections", "i1", lot="after that")
    merge(other, person_file)
    assert other.exchange()["injections"][0]["lot"] == "after that"


def test_the_scores_of_a_day_are_united_and_both_notes_stay(person_file: PersonFile, tmp_path: Path) -> None:
    other = apart(person_file, tmp_path)
    day = "2026-03-04"
    person_file.put("symptoms", "s2026-03-04", date=day, scores={"energy": 3, "sleep": 4}, note="ours")
    other.put("symptoms", "x9", date=day, scores={"sleep": 5, "fog": 6}, note="theirs")
    merge(person_file, other)
    [log] = [log for log in person_file.exchange()["symptoms"] if log["date"] == day]
    assert log["scores"] == {"energy": 3, "sleep": 5, "fog": 6}
    assert log["note"] == "ours\ntheirs"
    person_file.put("symptoms", log["id"], date=day, scores=log["scores"], note="both of us")
    merge(person_file, other)
    logs = {log["date"]: log for log in person_file.exchange()["symptoms"]}
    assert logs[day]["note"] == "both of us", "what was seen is replaced"


@pytest.mark.parametrize("here_merges", [True, False], ids=["the earlier one merges", "the later one merges"])
def test_a_score_that_loses_is_found_among_the_versions_of_its_day(
    person_file: PersonFile, tmp_path: Path, here_merges: bool
) -> None:
    other = apart(person_file, tmp_path)
    log = {"date": "2026-03-04", "scores": {"energy": 3}}
    person_file.put("symptoms", "s2026-03-04", **log)
    other.put("symptoms", "s2026-03-04", date="2026-03-04", scores={"energy": 7})
    ours, theirs = (person_file, other) if here_merges else (other, person_file)
    as_it_was = tmp_path / "as it was.json"
    shutil.copy(ours.path, as_it_was)
    saved, _ = merge(ours, theirs)
    assert saved.changed == here_merges, "the later score stands, wherever it was"
    found = ours.file().read().get("symptoms", "s2026-03-04")
    assert found == {"id": "s2026-03-04", "date": "2026-03-04", "scores": {"energy": 7}}
    assert [version.document for version in ours.file().versions("s2026-03-04")] == [
        {"id": "s2026-03-04", **log}
    ]
    once = ours.path.read_bytes(), ours.journal.read_bytes()
    merge(ours, theirs)
    assert (ours.path.read_bytes(), ours.journal.read_bytes()) == once, "once is enough"
    theirs.file().merge(reading.load(as_it_was, None), "merge of the other")
    assert theirs.path.read_bytes() == ours.path.read_bytes(), "whoever merges, the file is the same"


def test_a_change_that_a_later_one_elsewhere_has_overruled_is_not_called_missing(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = apart(person_file, tmp_path)
    person_file.put("symptoms", "s2026-03-04", date="2026-03-04", scores={"energy": 3})
    other.put("symptoms", "s2026-03-04", date="2026-03-04", scores={"energy": 7})
    copy = person_file.path.with_name("alex.sync-conflict-20260304-211500-ABCDEFG.json")
    person_file.path.rename(copy)
    shutil.copy(other.path, person_file.path)
    seen = person_file.file().seen()
    assert (seen.merged, seen.doubts) == ((copy.name,), ())
    person_file.file().merge(reading.load(copy, None), "merge of the copy")
    copy.unlink()
    assert person_file.file().seen().doubts == ()
    assert person_file.file().lost() == []
    versions = person_file.file().versions("s2026-03-04")
    assert [version.document["scores"] for version in versions] == [{"energy": 3}]
    person_file.path.rename(copy)  # and the other's file once more, as an engine that is late brings it
    shutil.copy(other.path, person_file.path)
    assert person_file.file().seen().doubts == ()


def test_when_a_day_was_first_written_down_is_the_earlier_of_both_and_an_older_program_says_nothing(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = apart(person_file, tmp_path)
    expected: dict[str, str] = {}
    first, later, abroad = (
        "2026-03-04T20:00:00+00:00",
        "2026-03-06T09:00:00+00:00",
        "2026-03-04T23:30:00+05:00",
    )
    for day, ours, theirs, kept in (
        ("2026-03-04", first, later, first),
        ("2026-03-03", later, first, first),
        ("2026-03-02", first, abroad, abroad),
        ("2026-03-01", None, later, later),
        ("2026-02-28", "when I woke", first, first),
    ):
        for machine, at in ((person_file, ours), (other, theirs)):
            written = {"recorded_at": at} if at is not None else {}
            machine.put("symptoms", f"s{day}", date=day, scores={"energy": 3}, **written)
        expected[day] = kept
    merge(person_file, other)
    merge(other, person_file)
    for machine in (person_file, other):
        logs = {log["date"]: log for log in machine.exchange()["symptoms"]}
        assert {day: logs[day]["recorded_at"] for day in expected} == expected


def test_a_score_that_was_taken_out_stays_out(person_file: PersonFile, tmp_path: Path) -> None:
    person_file.put("symptoms", "s3", date="2026-01-02", scores={"energy": 3, "fog": 2}, note="dizzy")
    other = apart(person_file, tmp_path)
    person_file.put("symptoms", "s3", date="2026-01-02", scores={"energy": 3})
    other.put("symptoms", "s3", date="2026-01-02", scores={"energy": 7, "fog": 2}, note="dizzy")
    merge(person_file, other)
    log = person_file.file().read().get("symptoms", "s3")
    assert log == {"id": "s3", "date": "2026-01-02", "scores": {"energy": 7}}


def test_a_deleted_plan_stays_while_something_speaks_of_it(person_file: PersonFile, tmp_path: Path) -> None:
    other = apart(person_file, tmp_path)
    person_file.remove("plans", "p1")
    other.put("adjustments", "a1", plan_id="p1")
    merge(person_file, other)
    assert person_file.ids("plans") == ["p1"]
    assert not merge(person_file, other)[0].changed
    assert not merge(person_file, person_file)[0].changed
    person_file.save(Remove("adjustments", "a1"))
    assert person_file.ids("plans") == ["p1"], "it was shown, so it is there"
    later = apart_again(person_file, tmp_path)
    later.put("notes", "n1")
    merge(person_file, later)
    assert person_file.ids("plans") == ["p1"]
    person_file.remove("plans", "p1")
    merge(person_file, other)
    assert person_file.ids("plans") == []


def apart_again(person_file: PersonFile, tmp_path: Path) -> PersonFile:
    other = PersonFile(tmp_path / "again.json")
    shutil.copy(person_file.path, other.path)
    return other


def test_one_id_in_two_kinds_becomes_two(person_file: PersonFile, tmp_path: Path) -> None:
    other = apart(person_file, tmp_path)
    person_file.put("notes", "1", text="ours")
    other.put("labs", "1", test="b12")
    other.put("supplies", "1", count=3)
    other.put("injections", "i1", supply_id="1")
    merge(person_file, other)
    now = person_file.exchange()
    assert [each["id"] for kind in ("supplies", "labs", "notes") for each in now[kind]] == ["1", "1-2", "1-3"]
    assert now["injections"][0]["supply_id"] == "1"
    person_file.put("labs", "1-2", test="folate")
    assert not merge(person_file, other)[0].changed
    assert person_file.file().read().get("labs", "1-2") == {"id": "1-2", "test": "folate"}
    assert person_file.ids("notes") == ["1-3"]


def test_a_merge_that_would_not_be_valid_is_refused_and_changes_nothing(
    person_file: PersonFile, tmp_path: Path
) -> None:
    other = apart(person_file, tmp_path)
    other.put("notes", "bad")
    before = person_file.path.read_bytes(), person_file.journal.read_bytes()

    def check(whole: dict[str, Any]) -> None:
        if "notes" in whole:
            raise ValueError("notes[0]:\nno notes")

    person_file.check = check
    with pytest.raises(Unmergeable, match=r"would not be valid: notes\[0\]: no notes"):
        merge(person_file, other)
    assert (person_file.path.read_bytes(), person_file.journal.read_bytes()) == before


def test_a_file_written_by_hand_merges_as_the_oldest(person_file: PersonFile, tmp_path: Path) -> None:
    other = apart(person_file, tmp_path)
    content = json.loads(other.path.read_text())
    for name in [name for name in content if name.startswith("stamps ")]:
        del content[name]
    content["injections"]["i1"]["lot"] = "by hand"
    content["notes"] = {"n1": {"id": "n1", "text": "by hand"}}
    other.path.write_text(json.dumps(content))
    merge(person_file, other)
    assert person_file.ids("notes") == ["n1"]
    assert "lot" not in person_file.exchange()["injections"][0]
    assert [version.document.get("lot") for version in person_file.file().versions("i1")] == ["by hand"]


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("stamps plans", []),
        ("stamps plans", {"1": []}),
        ("stamps plans", {"1": {"p1": "yesterday"}}),
        ("stamps plans", {"1": {"p1": [3, 2]}}),
        ("stamps plans", {"1": {"p1": []}}),
        ("stamps plans", {"1": {"p1": "3-00"}}),
        ("stamps plans", {"1": {"p1": ["3-0000000b", "3-0000000a"]}}),
        ("stamps plans", {"1": {"p1": ["3-0000000a", 3]}}),
        ("stamps symptoms 2026", {"1": {"s2": {"at": "3-0000000a"}}}),
        ("stamps symptoms 2026", {"1": {"s2": {"at": 1, "beside": {"energy": []}}}}),
        ("stamps symptoms 2026", {"1": {"s2": {"at": 1, "beside": [5]}}}),
        ("gone symptoms 2026", {"1": {"2026-01-01": {"scores": {"energy": [-1]}}}}),
        ("gone symptoms 2026", {"1": {"2026-01-01": {"scores": ["energy"]}}}),
        ("stamps plans", {"1": {}, "2": {}}),
        ("stamps dreams", {"1": {}}),
        ("stamps symptoms 2026", {"1": {"s2": {"at": None}}}),
        ("stamps symptoms 2026", {"1": {"s2": {"at": 1, "scores": {"energy": True}}}}),
        ("stamps symptoms 2026", {"1": {"s2": {"at": 1, "note": [[1]]}}}),
        ("gone plans", {"1": {"p9": {"stamps": [1]}}}),
        ("gone symptoms 2026", {"1": {"2026-01-01": {"base": {}}}}),
        ("gone symptoms 2026", {"1": {"2026-01-01": {"past": [-1]}}}),
        ("gone symptoms 2026", {"1": {"soon": {"past": [1]}}}),
        ("aside", {"1": {"records": [["plans"]]}}),
        ("aside", {"1": {"days": [["2026-01-01", [1], "x"]]}}),
        ("aside", {"1": {"days": [["soon", [1, False, {}], "x"]]}}),
        ("aside", {"1": {"days": [["2026-01-01", "x"]]}}),
    ],
)
def test_stamps_that_make_no_sense_are_refused(person_file: PersonFile, name: str, broken: object) -> None:
    content = json.loads(person_file.path.read_text())
    content[name] = broken
    person_file.path.write_text(json.dumps(content))
    before = person_file.path.read_bytes()
    with pytest.raises(Exception, match="is not as b12track writes it"):
        person_file.put("notes", "n1")
    assert person_file.path.read_bytes() == before


# A program that knows no lock


def test_a_file_that_is_replaced_meanwhile_is_not_written_over(
    person_file: PersonFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = apart(person_file, tmp_path)
    other.put("notes", "n2")
    flush = disk.flush
    arrived: list[Path] = []

    def arrives(fd: int) -> None:
        flush(fd)
        if not arrived:
            arrived.append(other.path.replace(person_file.path))

    monkeypatch.setattr(disk, "flush", arrives)
    person_file.put("notes", "n1")
    assert person_file.ids("notes") == ["n2", "n1"], "what came in stays, and the change is made on it"


def test_a_file_that_is_replaced_for_ever_is_not_waited_for(
    person_file: PersonFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, states = apart(person_file, tmp_path), []
    for number in range(20):
        other.put("notes", f"n{number}")
        states.append(other.path.read_bytes())
    keep = disk.open_to_keep

    def arrives(path: Path) -> int:
        (tmp_path / "new").write_bytes(states.pop())
        (tmp_path / "new").replace(person_file.path)
        return keep(path)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "open_to_keep", arrives)
        with pytest.raises(WriteFailed, match="another program keeps replacing it"):
            person_file.put("notes", "mine")
    assert states, "not for ever"
    assert "mine" not in person_file.ids("notes")
    assert not person_file.path.with_name("alex.json.tmp").exists()


def test_thousands_of_records_in_a_copy_are_not_put_in_their_places_one_by_one(
    person_file: PersonFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, many = apart(person_file, tmp_path), 3000
    person_file.put("notes", "ours")
    other.save(
        *(Put("notes", record("notes", f"n{number}", text="x")) for number in range(many)), what="many"
    )
    placed: list[int] = []
    place = RecordTable.place

    def noted(self: RecordTable, id: str, record: dict[str, Any], at: int) -> None:
        placed.append(at)
        place(self, id, record, at)

    monkeypatch.setattr(RecordTable, "place", noted)
    merge(person_file, other)
    assert len(person_file.ids("notes")) == many + 1
    person_file.undo()
    assert person_file.ids("notes") == ["ours"]
    assert len(placed) < 10, "each of them moves all that stand behind"


def test_a_file_that_is_replaced_by_its_like_is_no_other(
    person_file: PersonFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, keep = person_file.path.read_bytes(), disk.open_to_keep

    def arrives(path: Path) -> int:
        if len(opened) < 2:  # the lock, and the journal just before the replace
            (tmp_path / "new").write_bytes(data)
            (tmp_path / "new").replace(person_file.path)
        opened.append(path)
        return keep(path)

    opened: list[Path] = []
    monkeypatch.setattr(disk, "open_to_keep", arrives)
    person_file.put("notes", "n1")
    assert person_file.ids("notes") == ["n1"]
