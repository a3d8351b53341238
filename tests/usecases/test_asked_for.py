"""Choosing what is asked for every day, and adding one's own."""

from datetime import date

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.kinds import all_kinds, shown_kinds
from b12track.domain.record.records import SymptomKind
from b12track.usecases.edit.change import redo, undo
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.symptom_choices import add_kind, choose_kinds, own_kind, show_kind
from b12track.usecases.person_file import PersonFile

TODAY = date(2026, 11, 21)


def test_symptoms_are_turned_on_and_off(person_file: PersonFile) -> None:
    assert [kind.name for kind in shown_kinds(person_file.record())] == [
        "energy",
        "sleep",
        "tingling",
        "soreness",
    ]
    assert show_kind(person_file, "Brain", True).kind.name == "fog"
    show_kind(person_file, "sleep", False)
    assert [kind.name for kind in shown_kinds(person_file.record())] == [
        "energy",
        "tingling",
        "soreness",
        "fog",
    ]
    assert not show_kind(person_file, "sleep", False).saved.changed
    assert not show_kind(person_file, "mood", False).saved.changed
    assert len(person_file.record().symptom_kinds) == 2


def test_something_is_always_asked_for(person_file: PersonFile) -> None:
    for name in ("sleep", "tingling", "soreness"):
        show_kind(person_file, name, False)
    with pytest.raises(Refused, match="Energy is the only symptom"):
        show_kind(person_file, "energy", False)


def test_ones_own_symptom_can_be_scored(person_file: PersonFile) -> None:
    kind = add_kind(person_file, SymptomKind("Hair Loss", "", "none", "all of it", "low")).kind
    assert kind == ("hair-loss", "Hair Loss", "none", "all of it", "low", True)
    assert all_kinds(person_file.record())[-1] == kind
    assert log_symptoms(person_file, TODAY, {"hair-loss": 4}).saved.changed


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (SymptomKind("energy"), "is there already as energy"),
        (SymptomKind("FOG"), "is there already as fog"),
        (SymptomKind("haze", "brain fog"), "is there already as fog"),
        (SymptomKind("a=b"), "cannot be a short name"),
        (SymptomKind(""), "cannot be a short name"),
        (SymptomKind("-"), "cannot be a short name"),
        (SymptomKind("note"), "is already a word with another meaning here"),
        (SymptomKind("x\x07"), "control character"),
        (SymptomKind("x" * 31), "31 characters"),
    ],
)
def test_a_name_that_cannot_be_is_refused(person_file: PersonFile, kind: SymptomKind, message: str) -> None:
    with pytest.raises(Refused, match=message):
        add_kind(person_file, kind)
    assert person_file.record().symptom_kinds == ()


def shown(person_file: PersonFile) -> list[str]:
    return [kind.name for kind in shown_kinds(person_file.record())]


def test_several_are_chosen_in_one_step(person_file: PersonFile) -> None:
    before = person_file.snapshot().exchange()
    own = own_kind(person_file.record(), "Pins & needles", "none", "worst", "low")
    chosen = choose_kinds(person_file, {"fog": True, "sleep": False, "energy": True}, own)
    assert shown(person_file) == ["energy", "tingling", "soreness", "fog", "pins-needles"]
    assert chosen.what == "Sleep off, Brain fog on, Pins & needles added"
    after = person_file.snapshot().exchange()
    assert undo(person_file).what == f"symptoms {chosen.what}"
    assert person_file.snapshot().exchange() == before
    redo(person_file)
    assert person_file.snapshot().exchange() == after


def test_one_that_is_chosen_is_named_alone_and_many_are_counted(person_file: PersonFile) -> None:
    assert choose_kinds(person_file, {"fog": True}).saved.what == "symptom Brain fog on"
    many = dict.fromkeys(("mood", "balance", "breath", "tongue"), True)
    assert choose_kinds(person_file, many).what == "Mood on, Unsteadiness on, Breathlessness on, 1 more"
    assert not choose_kinds(person_file, many).saved.changed


def test_turning_one_off_keeps_its_scores(person_file: PersonFile) -> None:
    log_symptoms(person_file, TODAY, {"sleep": 3})
    choose_kinds(person_file, {"sleep": False})
    assert person_file.record().symptoms[-1].scores == {"sleep": 3}


def test_something_stays_asked_for_whatever_is_chosen(person_file: PersonFile) -> None:
    none = dict.fromkeys(shown(person_file), False)
    with pytest.raises(Refused, match="leave at least one of them on"):
        choose_kinds(person_file, none)
    choose_kinds(person_file, none, own_kind(person_file.record(), "Cramps", "none", "worst", "low"))
    assert shown(person_file) == ["cramps"]


def test_what_another_program_did_meanwhile_stands(person_file: PersonFile) -> None:
    own = own_kind(person_file.record(), "Cramps", "none", "worst", "low")
    add_kind(person_file, SymptomKind("cramps", good="low"))
    with pytest.raises(Refused, match="is there already as cramps"):
        choose_kinds(person_file, {"fog": True}, own)
    undo(person_file)
    with pytest.raises(Refused, match="removed meanwhile"):
        choose_kinds(person_file, {"fog": True, "cramps": False})
    assert "fog" not in shown(person_file)


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Cramps", "cramps"),
        ("  Hair   loss ", "hair-loss"),
        ("Pins & needles (hands)", "pins-needles-hands"),
        ("Müdigkeit", "müdigkeit"),
        ("Mu\u0308digkeit", "müdigkeit"),
        ("\u75b2\u52b4", "\u75b2\u52b4"),
    ],
)
def test_the_name_to_type_is_made_of_what_it_is_called(
    person_file: PersonFile, called: str, name: str
) -> None:
    assert own_kind(person_file.record(), called).name == name


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("brain FOG", "", ""), "is there already as fog"),
        (("tongue", "", ""), "is there already as tongue"),
        (("&", "", ""), "symptom: .* cannot be a short name"),
        (("Note", "", ""), "symptom: .* is already a word with another meaning here"),
        (("x" * 41, "", ""), "symptom: the text has 41 characters"),
        (("Cramps", "x" * 41, ""), "low: the text has 41 characters"),
        (("Cramps", "none", "a\tb"), "high: the text contains a line break or tab"),
    ],
)
def test_what_cannot_be_ones_own_is_refused_by_its_field(
    person_file: PersonFile, words: tuple[str, str, str], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        own_kind(person_file.record(), *words)
