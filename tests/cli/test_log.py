"""`log`: how a day was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command_line import Run

Exchange = Callable[[], dict[str, Any]]


def latest(exchange: Exchange) -> dict[str, Any]:
    log: dict[str, Any] = exchange()["symptoms"][-1]
    return log


@pytest.mark.usefixtures("alex_file")
def test_each_score_is_repeated_with_its_worded_end(run: Run) -> None:
    said = run("log", "energy=6", "tingling=3")
    assert said == (
        0,
        "Saved for Alex: Sat 21 Nov. Energy 6 of 10 (10 = full of energy); Tingling or numbness 3 of 10 (10 = "
        "all the time).\n",
        "",
    )


@pytest.mark.parametrize(
    "words",
    [
        ("energy=6", "sleep=7", "--note", "tired"),
        ("energy=6", "--note", "tired", "sleep=7"),
        ("--note", "tired", "energy=6", "sleep=7"),
        ("--note=tired", "Energy=06", "sl=7"),
    ],
)
def test_words_come_in_any_order(run: Run, exchange: Exchange, words: tuple[str, ...]) -> None:
    assert run("log", *words).code == 0
    log = {"id": "s2026-11-21", "date": "2026-11-21", "scores": {"energy": 6, "sleep": 7}, "note": "tired"}
    assert latest(exchange) == {**log, "recorded_at": "2026-11-21T14:05:00+00:00"}


def test_a_second_time_adds_and_says_what_it_was(run: Run, exchange: Exchange) -> None:
    said = run("log", "energy=7", "--date", "yesterday", "--note", "slept in")
    assert "Energy 7 of 10 (10 = full of energy), was 5; note: headache / slept in." in " ".join(
        said.out.split()
    )
    assert latest(exchange)["scores"] == {"energy": 7}
    again = run("log", "energy=7", "--date", "2026-11-20")
    assert again.out == "Nothing changed for Alex: it is already saved like that.\n"


def test_without_scores_each_is_asked_for(run: Run, exchange: Exchange) -> None:
    said = run("log", stdin="6\n\n 3 \n\n")
    assert said.code == 0
    assert "Energy (0 worn out ... 10 full of energy): " in said.out
    assert latest(exchange)["scores"] == {"energy": 6, "tingling": 3}


def test_what_is_there_is_shown_when_asking(run: Run) -> None:
    run("log", "energy=4")
    assert "10 full of energy, so far 4):" in run("log", stdin="\n\n\n\n").out


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ("", "there was no answer to the last question, so nothing was saved"),
        ("6\n7\n", "there was no answer to the last question, so nothing was saved"),
        ("6\nx\n3\n1\n", 'sleep: "x" is not a whole number'),
        ("\n\n\n\n", "nothing was entered, so nothing was saved"),
    ],
)
def test_half_an_answer_saves_nothing(run: Run, alex_file: Path, stdin: str, message: str) -> None:
    before = alex_file.read_bytes()
    said = run("log", stdin=stdin)
    assert said.code == 1
    assert message in said.err
    assert alex_file.read_bytes() == before


def test_only_what_is_shown_is_asked_for(run: Run, exchange: Exchange) -> None:
    run("symptoms", "hide", "sleep")
    run("symptoms", "show", "fog")
    said = run("log", stdin="1\n2\n3\n4\n")
    assert said.code == 0
    assert latest(exchange)["scores"] == {"energy": 1, "tingling": 2, "soreness": 3, "fog": 4}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("energy=11",), "energy: 11 is not a whole number from 0 (worn out) to 10 (full of energy)"),
        (("energy=6.5",), "energy: 6.5 is not a whole number"),
        (("energy=-1",), "energy: -1 is not a whole number"),
        (("energy=",), "energy: "),
        (("energy",), 'score: "energy" has no score: write it as energy=6'),
        (("enrgy=6",), "did you mean energy?"),
        (("t=6",), "could be more than one"),
        (("energy=6", "energy=7"), "energy: scored twice"),
        (("energy=6", "--date", "tomorrow"), "date: Sun 22 Nov 2026 is still to come"),
        (("energy=6", "--date", "03/04/2026"), "can be read as"),
        (("energy=6", "--note", "a\x1b]0;x\x07"), "control character"),
        (("energy=6\x1b[31m",), "energy: "),
    ],
)
def test_what_is_no_score_is_refused(run: Run, alex_file: Path, words: tuple[str, ...], message: str) -> None:
    before = alex_file.read_bytes()
    said = run("log", *words)
    assert said.code == 1
    assert message in said.err
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err + said.out
    assert alex_file.read_bytes() == before


@pytest.mark.usefixtures("alex_file")
def test_facts(run: Run) -> None:
    assert json.loads(run("log", "energy=6", "--json").out) == {
        "person": "Alex",
        "saved": "log of Sat 21 Nov 2026",
        "changed": True,
        "record": {
            "id": "s2026-11-21",
            "date": "2026-11-21",
            "recorded_at": "2026-11-21T14:05:00+00:00",
            "scores": {"energy": 6},
            "note": "",
        },
    }


@pytest.mark.parametrize(
    "words", [("yesterday", "energy=3"), ("energy=3", "mon"), ("energy=3", "2026-11-20")]
)
@pytest.mark.usefixtures("alex_file")
def test_a_day_among_the_scores_is_named(run: Run, words: tuple[str, ...]) -> None:
    said = run("log", *words)
    day = next(word for word in words if "=" not in word)
    assert said.code == 1
    assert f"is a day: write it as --date {day}\n" in said.err
