"""Copies that a syncing program left: merged, told of, or left as they are, each in a line."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from alex import NOW, alex, read_file, write_file
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.rules.flags import flags_of
from b12track.store.disk import disk
from b12track.store.disk.people import list_files
from b12track.store.disk.sidecars import sidecars
from b12track.store.file.layout import to_bytes
from b12track.store.file.reading import load
from b12track.usecases.edit.change import edit_record, undo, versions
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.entries import enter
from b12track.usecases.enter.injection import record_injection
from b12track.usecases.enter.injection_draft import Given, draft_injection
from b12track.usecases.look.overview import look
from b12track.usecases.people import look_beside, rename_person
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.merge import copies_told, merge_copies, merge_file, said_of

NAME = "alex.sync-conflict-20261121-140501-ABCDEFG.json"


@pytest.fixture
def other(person_file: PersonFile) -> PersonFile:
    """Alex's file on another machine, before it is changed."""
    there = person_file.path.parent / "there" / "alex.json"
    there.parent.mkdir()
    shutil.copy(person_file.path, there)
    return PersonFile(there, NOW)


def note(person_file: PersonFile, text: str) -> None:
    enter(person_file, "notes", {"text": text})


def arrive(person_file: PersonFile, other: PersonFile) -> Path:
    """Let a syncing program leave the other machine's file as a copy beside this one."""
    copy = person_file.path.with_name(NAME)
    shutil.copy(other.path, copy)
    return copy


def test_a_copy_is_merged_moved_among_the_backups_and_told_in_a_line(
    person_file: PersonFile, other: PersonFile
) -> None:
    note(person_file, "here")
    note(other, "there")
    copy = arrive(person_file, other)
    assert copies_told(person_file) == [
        f"Beside Alex's file there is a copy from another machine, {NAME}. What is in it is counted, and the next "
        "entry joins the two; `b12track merge` does it now."
    ]
    assert {"here", "there"} <= {note.text for note in person_file.record().notes}, "reading is merging"
    assert [note["text"] for note in read_file(person_file.path)["notes"]].count("there") == 0
    assert merge_copies(person_file) == [f"Merged {NAME} into Alex's file: 1 new."]
    assert {"here", "there"} <= {note["text"] for note in read_file(person_file.path)["notes"]}
    assert not copy.exists()
    assert (sidecars(disk.real(person_file.path)).backups / NAME).exists()
    assert merge_copies(person_file) == copies_told(person_file) == []
    assert undo(person_file).what == f"merge of {NAME}"
    assert "there" not in {note["text"] for note in read_file(person_file.path)["notes"]}


def test_two_scores_of_one_evening_become_one_log(person_file: PersonFile, other: PersonFile) -> None:
    day = person_file.today
    log_symptoms(person_file, day, {"energy": 6}, "slept badly")
    log_symptoms(other, day, {"sleep": 2}, "home late")
    arrive(person_file, other)
    merge_copies(person_file)
    [log] = [log for log in person_file.record().symptoms if log.date == day]
    assert log.scores == {"energy": 6, "sleep": 2}
    assert sorted(log.note.splitlines()) == ["home late", "slept badly"]


def test_the_same_injection_entered_on_both_machines_stays_twice_and_is_flagged(
    person_file: PersonFile, other: PersonFile
) -> None:
    for each in (person_file, other):
        given = Given(route="IM", site="right-thigh")
        record_injection(each, draft_injection(each.record(), each.now, given), yes=True)
    arrive(person_file, other)
    merge_copies(person_file)
    today = [dose for dose in person_file.record().injections if dose.given_on == person_file.today]
    assert len(today) == 2
    assert "same_day" in {flag.code for flag in flags_of(look(person_file))}


def test_of_a_record_changed_on_both_sides_the_other_is_among_the_versions(
    person_file: PersonFile, other: PersonFile
) -> None:
    edit_record(person_file, "lab1", ["note=ours"])
    edit_record(other, "lab1", ["note=theirs"])
    arrive(person_file, other)
    [line] = merge_copies(person_file)
    assert line == (
        f"Merged {NAME} into Alex's file: 1 changed; 1 was changed on both sides: the later change is"
        " used, and the other is kept among its earlier versions."
    )
    notes = {version.document.get("note") for version in versions(person_file, "lab1")}
    now = next(lab.note for lab in person_file.record().labs if lab.id == "lab1")
    assert notes | {now} == {"ours", "theirs", None}


def test_that_a_later_score_here_holds_against_the_other_ones_is_said(
    person_file: PersonFile, other: PersonFile
) -> None:
    for day in (1, 2):
        log_symptoms(other, person_file.today - timedelta(day), {"energy": 2, "sleep": 4})
    for text in (
        "later",
        "and",
        "later",
    ):  # each change is later than the one before, whatever the clock says
        note(person_file, text)
    for day in (1, 2):
        log_symptoms(person_file, person_file.today - timedelta(day), {"energy": 3})
    arrive(person_file, other)
    [line] = merge_copies(person_file)
    assert "on 2 days the two say different things: the later scores and notes are used" in line
    arrive(person_file, other)
    assert merge_copies(person_file) == [f"Merged {NAME} into Alex's file: it held nothing new."], "once"


def test_a_copy_with_nothing_new_is_cleared_away(person_file: PersonFile, other: PersonFile) -> None:
    copy = arrive(person_file, other)
    before = person_file.path.read_bytes()
    assert merge_copies(person_file) == [f"Merged {NAME} into Alex's file: it held nothing new."]
    assert person_file.path.read_bytes() == before
    assert not copy.exists()


def test_another_persons_file_is_never_merged_by_accident(person_file: PersonFile) -> None:
    path = person_file.path.with_name(NAME)
    sam = alex()
    sam["person"]["name"] = "Sam"
    write_file(path, sam)
    before, theirs = person_file.path.read_bytes(), path.read_bytes()
    [line] = merge_copies(person_file)
    assert line.startswith(f"{NAME} beside Alex's file was left as it is: it was begun separately, for Sam;")
    assert copies_told(person_file) == []
    with pytest.raises(Refused, match="is Sam's, and the file here is Alex's; nothing was changed"):
        merge_file(person_file, path, yes=True)
    assert (person_file.path.read_bytes(), path.read_bytes()) == (before, theirs)
    merged = merge_file(person_file, path, as_another=True)
    assert merged.moved_to is not None
    assert len(person_file.record().injections) == 3, "the same ids are the same records"


def test_a_file_of_the_same_name_that_was_begun_separately_needs_a_yes(
    person_file: PersonFile, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere" / "alex.json"
    path.parent.mkdir()
    write_file(path, alex())
    with pytest.raises(NeedsYes, match="begun separately, for Alex: check whether that is the same person"):
        merge_file(person_file, path)
    assert merge_file(person_file, path, yes=True).moved_to is None


def test_a_copy_that_cannot_be_read_is_left_and_told(person_file: PersonFile) -> None:
    path = person_file.path.with_name(NAME)
    path.write_text('{"half')
    before = person_file.path.read_bytes()
    [line] = merge_copies(person_file)
    assert line.startswith(f"{NAME} beside Alex's file was left as it is: it cannot be read:")
    assert path.read_text() == '{"half'
    assert person_file.path.read_bytes() == before
    with pytest.raises(Refused, match="nothing was merged"):
        merge_file(person_file, path)


@pytest.mark.parametrize(
    ("table", "junk"),
    [
        ("injections", b"5"),
        ("notes", b'{"n1":{"id":"n1","date":"2026-01-01","text":"\\u001b[31m"}}'),
        ("notes", b'{"n1":{"id":"n1","date":"2026-01-01","text":"one","text":"other"}}'),
        ("notes", b'{"n1":{"id":"n1","date":"2026-01-01","text":"\\ud800"}}'),
        ("symptoms 2026", b'{"s1":{"id":"s1","date":"2026-01-01","scores":{"energy":NaN}}}'),
        ("symptoms 2026", b'{"s1":{"id":"s1","date":"2026-01-01","scores":{"energy":true}}}'),
        ("symptoms 2026", b'{"s1":{"id":"s2","date":"2026-01-01","scores":{}}}'),
        ("stamps injections", b'{"1":{"inj0":{}}}'),
        ("gone symptoms 2026", b'{"1":{"soon":{"past":[1]}}}'),
    ],
)
def test_a_copy_with_junk_under_a_checksum_that_fits_is_left_and_told(
    person_file: PersonFile, other: PersonFile, table: str, junk: bytes
) -> None:
    note(other, "there")
    state = load(other.path, None).state
    other.path.write_bytes(to_bytes(state._replace(tables={**state.tables, table: junk})))
    copy = arrive(person_file, other)
    before = person_file.path.read_bytes()
    [line] = merge_copies(person_file)
    assert line.startswith(f"{NAME} beside Alex's file was left as it is: it cannot be read: ")
    assert person_file.path.read_bytes() == before
    with pytest.raises(Refused, match="nothing was merged"):
        merge_file(person_file, copy)


def test_a_copy_in_which_a_table_stands_twice_is_left_and_told(
    person_file: PersonFile, other: PersonFile
) -> None:
    note(other, "there")
    state = load(other.path, None).state
    second = b'{"person":{"name":"Alex"}},\n"person":' + state.tables["person"]
    other.path.write_bytes(to_bytes(state._replace(tables={**state.tables, "person": second})))
    arrive(person_file, other)
    [line] = merge_copies(person_file)
    assert "cannot be read: 'person' stands twice in one place" in line


def test_a_copy_that_is_written_otherwise_and_says_the_same_is_merged(
    person_file: PersonFile, other: PersonFile
) -> None:
    note(other, "there")
    state = load(other.path, None).state
    spaced = {name: json.dumps(json.loads(line), indent=None).encode() for name, line in state.tables.items()}
    spaced["notes"] = spaced["notes"].replace(b"there", b"th\\u0065re")
    assert spaced["notes"] != state.tables["notes"]
    other.path.write_bytes(to_bytes(state._replace(tables=spaced)))
    arrive(person_file, other)
    assert merge_copies(person_file) == [f"Merged {NAME} into Alex's file: 1 new."]
    assert b"th\\u0065re" not in person_file.path.read_bytes(), "it is kept as b12track writes it"


def test_a_file_from_elsewhere_is_merged_by_hand_and_stays_where_it_is(
    person_file: PersonFile, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "stick" / "alex.json"
    elsewhere.parent.mkdir()
    shutil.copy(person_file.path, elsewhere)
    note(PersonFile(elsewhere, NOW), "there")
    merged = merge_file(person_file, elsewhere)
    assert merged.moved_to is None
    assert elsewhere.exists()
    assert said_of(person_file, merged) == "Merged alex.json into Alex's file: 1 new."
    with pytest.raises(Refused, match="is Alex's file itself"):
        merge_file(person_file, person_file.path)
    with pytest.raises(Refused, match="there is no such file"):
        merge_file(person_file, elsewhere.with_name("none.json"))


def test_a_copy_that_cannot_be_moved_is_merged_all_the_same(
    person_file: PersonFile, other: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(other, "there")
    copy = arrive(person_file, other)

    def refuse(*_: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr("b12track.store.disk.backups.take_in", refuse)
    [line] = merge_copies(person_file)
    assert line.endswith(f"1 new. Warning: {NAME} could not be moved among the backups: permission denied.")
    assert copy.exists()


def test_whoever_has_no_copy_pays_for_no_look(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("b12track.usecases.transfer.merge.merge_copies", None)
    assert look_beside(person_file, merging=True) == []
    assert look_beside(person_file, merging=False) == []


def test_a_file_that_was_copied_to_begin_another_persons_is_theirs(person_file: PersonFile) -> None:
    (person_file.path.parent / ".stfolder").touch()
    theirs = person_file.path.with_name("alex-2.json")
    shutil.copy(person_file.path, theirs)
    assert copies_told(person_file) != [], "until it names somebody else it may be a copy"
    rename_person(PersonFile(theirs, NOW), "Dad")
    assert merge_copies(person_file) == copies_told(person_file) == []
    assert list_files(person_file.path.parent) == [theirs, person_file.path]
    with pytest.raises(Refused, match="is Dad's, and the file here is Alex's"):
        merge_file(person_file, theirs)
    theirs.write_bytes(theirs.read_bytes()[:-9])
    assert "left as it is" in merge_copies(person_file)[0]


def test_a_copy_that_bears_another_name_by_now_is_left_to_be_asked_about(
    person_file: PersonFile, other: PersonFile
) -> None:
    rename_person(other, "Dad")
    copy = arrive(person_file, other)
    [doubt] = person_file.doubts
    assert doubt.code == "copy_of_another" and "is Dad's by now" in doubt.text
    [line] = merge_copies(person_file)
    assert "was left as it is: it is Dad's by now" in line
    note(person_file, "goes on")
    assert copy.exists() and person_file.name == "Alex"
