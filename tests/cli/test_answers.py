"""Questions: asked again where a person is there, ended where a script is, never answered by a guess."""

import io
import json

import pytest

from b12track.cli.talk.answers import asked, choice, tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.typed.amounts import read_dose
from b12track.usecases.people import Selection
from command_line import Run


@pytest.fixture
def session() -> Session:
    return Session(Selection())


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize("answer", ["s", "", "x", "skipping"])
def test_a_word_that_could_be_two_or_none_is_refused(
    session: Session, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    typed(monkeypatch, f"{answer}\n")
    with pytest.raises(Refused, match="write skip or stop"):
        choice(session, "Which?", ("skip", "stop"))


def test_the_beginning_of_one_word_is_enough(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "ST\n")
    assert choice(session, "Which?", ("skip", "stop")) == "stop"


def test_a_person_is_asked_again(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Session, "is_interactive", True)
    typed(monkeypatch, "1000\n1mg\n")
    assert asked(session, "Dose?", read_dose) == 1000
    assert "has no unit" in capsys.readouterr().out


def test_what_is_offered_is_taken_by_a_y_and_not_by_enter(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "Y\n\n")
    assert asked(session, "Dose?", read_dose, offered="1 mg (1000 mcg)") == 1000
    with pytest.raises(Refused):
        asked(session, "Dose?", read_dose, offered="1 mg (1000 mcg)")


def test_a_doubt_about_what_was_saved_is_said_beside_it(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_saved(session, "Alex", "a note", warning="the disk is slow")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("Saved for Alex: a note.\n", "warning: the disk is slow\n")


@pytest.mark.usefixtures("alex_file")
def test_a_program_is_told_beside_its_facts_what_may_be_amiss(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("b12track.store.disk.backups.keep_day", full)
    id = json.loads(run("note", "sore arm", "--json").out)["record"]["id"]
    for argv in (
        ("note", "no longer sore"),
        ("log", "energy=6"),
        ("inject", "--route", "IM", "--extra", "--yes"),
        ("edit", id, "text=less sore"),
        ("delete", id),
        ("undo",),
        ("redo",),
        ("undelete", id),
        ("person", "clinic=Riverside"),
        ("plan", "move", "tomorrow", "--by", "Riverside", "--yes"),
        ("people", "rename", "Alex", "Sam"),
    ):
        done = run(*argv, "--json")
        assert done.code == 0, (argv, done.err)
        assert json.loads(done.out) and "warning: saved, but the day's backup in " in done.err, argv
