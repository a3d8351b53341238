"""Names for new records."""

import os
from datetime import date

import pytest

from b12track.domain.record import ids
from b12track.domain.record.records import KINDS


@pytest.mark.parametrize(("kind", "letter"), ids.LETTERS.items())
def test_an_id_is_a_letter_and_nine_plain_characters(kind: str, letter: str) -> None:
    name = ids.new_id(kind, ())
    assert name[0] == letter
    assert len(name) == 10
    assert set(name[1:]) <= set(ids.ALPHABET)


def test_letters_are_one_per_kind() -> None:
    assert len(set(ids.LETTERS.values())) == len(ids.LETTERS)
    assert set(ids.LETTERS) == set(KINDS) - {"symptom_kinds"}


def test_nothing_in_the_alphabet_looks_like_another() -> None:
    assert len(set(ids.ALPHABET)) == 32
    assert not set(ids.ALPHABET) & set("ilou")


def test_a_taken_id_is_never_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([bytes(9), bytes(9), bytes([1]) * 9])
    monkeypatch.setattr(os, "urandom", lambda _length: next(drawn))
    assert ids.new_id("labs", {"l000000000"}) == "l111111111"


def test_every_character_is_equally_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: dict[str, int] = {}
    for byte in range(256):
        monkeypatch.setattr(os, "urandom", lambda length, byte=byte: bytes([byte]) * length)
        char = ids.new_id("notes", ())[1]
        counts[char] = counts.get(char, 0) + 1
    assert set(counts.values()) == {8}


def test_two_machines_give_one_day_one_log() -> None:
    assert ids.log_id(date(2026, 1, 5), ()) == "s2026-01-05"


def test_a_log_gives_way_where_its_name_is_taken() -> None:
    name = ids.log_id(date(2026, 1, 5), {"s2026-01-05"})
    assert name != "s2026-01-05"
    assert name[0] == "s"
