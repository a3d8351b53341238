"""The listing says what the history says, in the same order, however little of it is looked at."""

from datetime import date
from pathlib import Path

import pytest

from b12track.domain.record.records import Note
from b12track.domain.reference.demo import demo_record
from b12track.usecases.look.history import GROUPS, Listing, history
from b12track.usecases.person_file import PersonFile
from builders import dose, logs, plan, record
from stage import person_file_of

TODAY = date(2026, 11, 21)


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    return person_file_of(tmp_path, demo_record(TODAY))


@pytest.mark.parametrize("group", GROUPS)
def test_order_and_words_are_those_of_the_history(person_file: PersonFile, group: str) -> None:
    listing = Listing(person_file, GROUPS[group])
    assert listing.page(0, 10_000) == history(person_file.record(), GROUPS[group])
    assert listing.is_complete


def test_a_day_of_many_kinds_is_in_the_order_of_the_history(tmp_path: Path) -> None:
    one_day = record(
        plan(),
        injections=[dose("01-05"), dose("01-05", "i9", at="18:00")],
        symptoms=logs("2026-01-05", 4),
        notes=[Note("n1", date(2026, 1, 5), "started metformin")],
    )
    person_file = person_file_of(tmp_path, one_day)
    assert Listing(person_file).page(0, 20) == history(person_file.record())


def test_only_as_much_is_made_as_is_looked_at(person_file: PersonFile) -> None:
    listing = Listing(person_file)
    assert len(listing.page(3, 5)) == 5
    assert listing.reach(0) == 8
    assert not listing.is_complete


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("metformin", 2),
        ("METFORMIN note", 1),
        ("10 jul injection late", 1),
        ("nothing has these words", 0),
    ],
)
def test_words_are_looked_for_in_the_day_the_kind_and_the_text(
    person_file: PersonFile, text: str, found: int
) -> None:
    assert Listing(person_file, text=text).reach(99) == found


def test_gaps_and_contradictions_stand_beside_a_dose_alone(person_file: PersonFile) -> None:
    listing = Listing(person_file)
    marks = {item.id: listing.marks(item) for item in listing.page(0, 1000)}
    assert marks["i9"].missing == ("lot", "expiry")
    assert marks["i9"].contradictions == ("entered 12 days after it was given",)
    assert not marks["i11"]
    assert all(not found for id, found in marks.items() if not id.startswith("i"))


def test_a_record_is_one_line(person_file: PersonFile) -> None:
    listing = Listing(person_file)
    lines = {item.id: listing.line(item) for item in listing.page(0, 1000)}
    assert lines["i11"].startswith("hydroxocobalamin for injection 1 mg (1000 mcg), strength 1000 mcg/mL")
    assert lines["n1"] == "note of Tue 10 Feb 2026: started metformin"
    assert not any("\n" in line for line in lines.values())


def test_a_record_is_found_again_by_its_id(person_file: PersonFile) -> None:
    listing = Listing(person_file)
    listing.reach(20)
    assert listing.place_of(listing.page(7, 1)[0].id) == 7
    assert listing.place_of("not there") is None
