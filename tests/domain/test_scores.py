"""A day's scores as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import SymptomKind
from b12track.domain.typed.scores import read_score, read_scores
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS

OWN = (*BUILTIN_SYMPTOMS, SymptomKind("energy-2", "İstanbul walk", "none", "all of it", "high"))


@pytest.mark.parametrize(
    ("words", "scores"),
    [
        ((), {}),
        (("energy=6", "sleep=7"), {"energy": 6, "sleep": 7}),
        (("sleep=0", "energy=10"), {"sleep": 0, "energy": 10}),
        (("ENERGY=6",), {"energy": 6}),
        (("Tingling or  Numbness=3",), {"tingling": 3}),
        (("brain=3",), {"fog": 3}),
        (("pal=3", "to= 4 "), {"palpitations": 3, "tongue": 4}),
        (("energy", "6", "sleep=7"), {"energy": 6, "sleep": 7}),
        (("energy=06",), {"energy": 6}),
        (("energy=010",), {"energy": 10}),
        (("energy-=6",), {"energy-2": 6}),
        (("İSTANBUL WALK=6",), {"energy-2": 6}),
    ],
)
def test_scores_are_read(words: tuple[str, ...], scores: dict[str, int]) -> None:
    found = read_scores(words, OWN)
    assert found == scores
    assert list(found) == list(scores)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("energy=11",), "energy: 11 is not a whole number from 0 (worn out) to 10 (full of energy)"),
        (("energy=-1",), "energy: -1 is not a whole number from 0 (worn out) to 10 (full of energy)"),
        (("energy=6.0",), "energy: 6.0 is not a whole number from 0 (worn out) to 10 (full of energy)"),
        (("energy=",), 'energy: "" is not a whole number from 0 (worn out) to 10 (full of energy)'),
        (("energy=six",), 'energy: "six" is not a whole number from 0 (worn out) to 10 (full of energy)'),
        (("energy=٣",), 'energy: "٣" is not a whole number from 0 (worn out) to 10 (full of energy)'),
        (("energy",), 'score: "energy" has no score: write it as energy=6'),
        (("energy=1", "Energy=1"), "energy: scored twice: write it once"),
        (("enrgy=1",), 'symptom: "enrgy" is not a known symptom: did you mean energy or energy-2?'),
        (("b=1",), 'symptom: "b" could be more than one: write fog or balance or breath'),
        (
            ("zzz=1",),
            'symptom: "zzz" is not a known symptom: write one of energy, sleep, tingling, soreness, fog, mood, '
            "life, balance, breath, palpitations, tongue, energy-2",
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_is_right(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_scores(words, OWN)
    assert str(refused.value) == message


def test_an_empty_name_is_no_beginning_of_all() -> None:
    with pytest.raises(Refused, match=r'^symptom: "" is not a known symptom: write one of'):
        read_scores(["=3"], OWN)


def test_without_any_symptom_nothing_can_be_scored() -> None:
    with pytest.raises(Refused, match=r"no symptoms are set up yet"):
        read_scores(["energy=3"], ())
    with pytest.raises(Refused, match="write it as energy=6"):
        read_scores(["3"], ())


def test_a_label_that_two_symptoms_share_is_refused() -> None:
    twins = (SymptomKind("a1", "Ache", "", "", "low"), SymptomKind("a2", "ache", "", "", "low"))
    with pytest.raises(Refused, match="write a1 or a2"):
        read_scores(["ache=3"], twins)


@given(st.integers(0, 10))
def test_every_score_reads_back(score: int) -> None:
    assert read_score(str(score), BUILTIN_SYMPTOMS[0]) == score


@given(
    st.lists(st.text(st.characters(exclude_categories=())) | st.builds("{}={}".format, st.text(), st.text()))
)
def test_any_words_are_scores_or_one_line(words: list[str]) -> None:
    try:
        scores = read_scores(words, OWN)
    except Refused as refused:
        assert "\n" not in str(refused)
        str(refused).encode()
    else:
        assert all(type(score) is int and 0 <= score <= 10 for score in scores.values())
