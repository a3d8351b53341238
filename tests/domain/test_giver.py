"""The patient is known by a few words and by name; nobody else is taken for them."""

import pytest

from b12track.domain.rules.giver import is_self_given
from builders import ALEX, dose


@pytest.mark.parametrize("by", ["self", "Me", " the  patient ", "self-administered", "ALEX", "alex "])
def test_these_are_the_patient(by: str) -> None:
    assert is_self_given(ALEX, dose("01-05", given_by=by))


def test_a_name_is_the_same_however_its_accents_are_put_together() -> None:
    person = ALEX._replace(name="Ren\u00e9e")
    assert is_self_given(person, dose("01-05", given_by="rene\u0301e"))


@pytest.mark.parametrize("by", ["", "nurse", "Alexandra", "my daughter"])
def test_these_are_not(by: str) -> None:
    assert not is_self_given(ALEX, dose("01-05", given_by=by))
