"""Choosing what is asked for every day, and adding one's own."""

from datetime import date

import pytest

from b12track.domain.faults import Refused
from b12track.domain.records import SymptomKind
from b12track.usecases.asked_for import add_kind, all_kinds, choose_kinds, own_kind, show_kind
from b12track.usecases.changes import redo, undo
from b12track.usecases.desk import Desk
from b12track.usecases.symptoms import log_symptoms, shown_kinds

TODAY = date(2026, 11, 21)


def test_symptoms_are_turned_on_and_off(desk: Desk) -> None:
    assert [kind.name for kind in shown_kinds(desk.record())] == ["energy", "sleep", "tingling", "soreness"]
    assert show_kind(desk, "Brain", True).kind.name == "fog"
    show_kind(desk, "sleep", False)
    assert [kind.name for kind in shown_kinds(desk.record())] == ["energy", "tingling", "soreness", "fog"]
    assert not show_kind(desk, "sleep", False).saved.changed
    assert not show_kind(desk, "mood", False).saved.changed
    assert len(desk.record().symptom_kinds) == 2


def test_something_is_always_asked_for(desk: Desk) -> None:
    for name in ("sleep", "tingling", "soreness"):
        show_kind(desk, name, False)
    with pytest.raises(Refused, match="Energy is the only symptom"):
        show_kind(desk, "energy", False)


def test_ones_own_symptom_can_be_scored(desk: Desk) -> None:
    kind = add_kind(desk, SymptomKind("Hair Loss", "", "none", "all of it", "low")).kind
    assert kind == ("hair-loss", "Hair Loss", "none", "all of it", "low", True)
    assert all_kinds(desk.record())[-1] == kind
    assert log_symptoms(desk, TODAY, {"hair-loss": 4}).saved.changed


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (SymptomKind("energy"), "is there already as energy"),
        (SymptomKind("FOG"), "is there already as fog"),
        (SymptomKind("haze", "brain fog"), "is there already as fog"),
        (SymptomKind("a=b"), "is not a name"),
        (SymptomKind(""), "is not a name"),
        (SymptomKind("-"), "is not a name"),
        (SymptomKind("note"), "has a meaning already"),
        (SymptomKind("x\x07"), "control character"),
        (SymptomKind("x" * 31), "31 characters"),
    ],
)
def test_a_name_that_cannot_be_is_refused(desk: Desk, kind: SymptomKind, message: str) -> None:
    with pytest.raises(Refused, match=message):
        add_kind(desk, kind)
    assert desk.record().symptom_kinds == ()


def shown(desk: Desk) -> list[str]:
    return [kind.name for kind in shown_kinds(desk.record())]


def test_several_are_chosen_in_one_step(desk: Desk) -> None:
    before = desk.snapshot().exchange()
    own = own_kind(desk.record(), "Pins & needles", "none", "worst", "low")
    chosen = choose_kinds(desk, {"fog": True, "sleep": False, "energy": True}, own)
    assert shown(desk) == ["energy", "tingling", "soreness", "fog", "pins-needles"]
    assert chosen.what == "Sleep off, Brain fog on, Pins & needles added"
    after = desk.snapshot().exchange()
    assert undo(desk).what == f"symptoms {chosen.what}"
    assert desk.snapshot().exchange() == before
    redo(desk)
    assert desk.snapshot().exchange() == after


def test_one_that_is_chosen_is_named_alone_and_many_are_counted(desk: Desk) -> None:
    assert choose_kinds(desk, {"fog": True}).saved.what == "symptom Brain fog on"
    many = dict.fromkeys(("mood", "balance", "breath", "tongue"), True)
    assert choose_kinds(desk, many).what == "Mood on, Unsteadiness on, Breathlessness on, 1 more"
    assert not choose_kinds(desk, many).saved.changed


def test_turning_one_off_keeps_its_scores(desk: Desk) -> None:
    log_symptoms(desk, TODAY, {"sleep": 3})
    choose_kinds(desk, {"sleep": False})
    assert desk.record().symptoms[-1].scores == {"sleep": 3}


def test_something_stays_asked_for_whatever_is_chosen(desk: Desk) -> None:
    none = dict.fromkeys(shown(desk), False)
    with pytest.raises(Refused, match="leave at least one of them on"):
        choose_kinds(desk, none)
    choose_kinds(desk, none, own_kind(desk.record(), "Cramps", "none", "worst", "low"))
    assert shown(desk) == ["cramps"]


def test_what_another_program_did_meanwhile_stands(desk: Desk) -> None:
    own = own_kind(desk.record(), "Cramps", "none", "worst", "low")
    add_kind(desk, SymptomKind("cramps", good="low"))
    with pytest.raises(Refused, match="is there already as cramps"):
        choose_kinds(desk, {"fog": True}, own)
    undo(desk)
    with pytest.raises(Refused, match="taken away meanwhile"):
        choose_kinds(desk, {"fog": True, "cramps": False})
    assert "fog" not in shown(desk)


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
def test_the_name_to_type_is_made_of_what_it_is_called(desk: Desk, called: str, name: str) -> None:
    assert own_kind(desk.record(), called).name == name


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("brain FOG", "", ""), "is there already as fog"),
        (("tongue", "", ""), "is there already as tongue"),
        (("&", "", ""), "symptom: .* is not a name"),
        (("Note", "", ""), "symptom: .* has a meaning already"),
        (("x" * 41, "", ""), "symptom: the text has 41 characters"),
        (("Cramps", "x" * 41, ""), "low: the text has 41 characters"),
        (("Cramps", "none", "a\tb"), "high: the text holds a line break or tab"),
    ],
)
def test_what_cannot_be_ones_own_is_refused_by_its_field(
    desk: Desk, words: tuple[str, str, str], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        own_kind(desk.record(), *words)
