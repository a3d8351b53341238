"""`treatment`: what is taken beside the injections, from a day to a day."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from command_line import Run

Exchange = Callable[[], dict[str, Any]]


@pytest.mark.usefixtures("alex_file")
def test_it_is_entered_listed_and_ended(run: Run, exchange: Exchange) -> None:
    said = run("treatment", "metformin", "--kind", "medicine", "--from", "2026-02-10", "--note", "for sugar")
    assert said.out == "Saved for Alex: metformin (medicine) since Tue 10 Feb, for sugar.\n"
    (entry,) = exchange()["treatments"]
    assert entry == {
        "id": entry["id"], "name": "metformin", "kind": "medicine", "from": "2026-02-10", "note": "for sugar",
    }  # fmt: skip
    assert "metformin (medicine), still taken" in run("treatment").out
    assert json.loads(run("treatment", "--json").out)[0]["to"] is None
    said = run("treatment", "stop", "Metformin", "--on", "yesterday")
    assert said.out == "Saved for Alex: metformin, last taken Fri 20 Nov.\n"
    assert exchange()["treatments"][0]["to"] == "2026-11-20"
    assert run("undo").out == "Undone for Alex: end of the treatment metformin of Tue 10 Feb 2026.\n"
    assert run("undo").out == "Undone for Alex: treatment metformin of Tue 10 Feb 2026.\n"
    assert "treatments" not in exchange()


@pytest.mark.usefixtures("alex_file")
def test_words_in_any_order_and_facts(run: Run) -> None:
    said = run(
        "treatment", "--from", "2026-03-01", "B12", "spray", "--json", "--kind", "b12", "--to", "2026-03-31"
    )
    facts = json.loads(said.out)
    assert facts["record"] == {
        "id": facts["record"]["id"], "name": "B12 spray", "kind": "b12", "from": "2026-03-01",
        "to": "2026-03-31", "note": "",
    }  # fmt: skip


ENTERED = ("treatment", "iron", "--kind", "iron", "--from", "2026-06-01")


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (
            ["iron", "--from", "2026-06-01"],
            "--kind: it is not said: write what kind it is: b12, folate, iron",
        ),
        (
            ["iron", "--kind", "iron"],
            "--from: it is not said: write the first day it was taken, such as 2026-02-10",
        ),
        (
            ["iron", "--kind", "tablets", "--from", "2026-06-01"],
            'kind: "tablets" is not known: write one of b12',
        ),
        (["iron", "--kind", "iron", "--from", "2026-12-01"], "from: Tue 1 Dec 2026 is still to come"),
        (
            ["iron", "--kind", "iron", "--from", "2026-06-02", "--to", "2026-06-01"],
            "to: Mon 1 Jun 2026 is before",
        ),
        (
            ["iron", "--kind", "iron", "--from", "2026-06-10"],
            "iron is entered already, from Mon 1 Jun on",
        ),
        (["stop"], "name: it is not said what has stopped"),
        (["stop", "folate"], 'name: "folate" is not taken now: write one of iron'),
        (["stop", "iron", "--on", "2026-05-31"], "to: Sun 31 May 2026 is before Mon 1 Jun 2026"),
        (["stop", "iron", "--kind", "iron"], "treatment: only --on goes with stop"),
        (["iron", "--kind", "iron", "--from", "2026-06-01", "--on", "2026-07-01"], "--on: it goes with"),
        (["iron\x1b[2J", "--kind", "iron", "--from", "2026-06-01"], "name: "),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, exchange: Exchange, argv: list[str], says: str) -> None:
    run(*ENTERED)
    before = exchange()
    said = run("treatment", *argv)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"b12track: {says}") or says in said.err
    assert exchange() == before


@pytest.mark.usefixtures("alex_file")
def test_twice_is_meant_or_one_is_named(run: Run, exchange: Exchange) -> None:
    run(*ENTERED)
    assert run(*ENTERED, "--yes").code == 0
    said = run("treatment", "stop", "iron").err
    assert '"iron" is entered twice: write which one' in said
    first, second = (each["id"] for each in exchange()["treatments"])
    assert first in said and second in said
    assert run("treatment", "stop", second).code == 0
    assert run("treatment", "stop", "iron", "--on", "2026-06-30").code == 0
    later = run("treatment", "iron", "--kind", "iron", "--from", "2026-07-01", "--to", "2026-07-31")
    assert "entered already" in later.err, "the second one was taken until today"


@pytest.mark.usefixtures("alex_file")
def test_it_is_a_record_like_any_other(run: Run, exchange: Exchange) -> None:
    run(*ENTERED)
    id = exchange()["treatments"][0]["id"]
    assert "kind: iron → folate" in run("edit", id, "kind=folate").out
    assert "since: Mon 1 Jun 2026 → Tue 2 Jun 2026" in run("edit", id, "from=2026-06-02").out
    assert "last day: nothing" in run("edit", id, "until=2026-06-30").out
    assert "is before" in run("edit", id, "to=2026-06-01").err
    assert "still to come" in run("edit", id, "from=2027-06-01").err
    assert "treatment: iron (folate), until Tue 30 Jun 2026" in run("history", "--kind", "treatment").out
    assert json.loads(run("history", "--kind", "treatments", "--json").out)[0]["treatment"] == "folate"
    csv = run("export", "csv", "--kind", "treatments").out
    assert csv.startswith("id,name,kind,from,to,note")
    run("export", "csv", "--kind", "treatments", "-o", "t.csv")
    run("delete", id)
    assert "treatments" not in exchange()
    assert "1 treatment" in run("import", "t.csv").out
    assert exchange()["treatments"][0]["id"] == id
    before = exchange()
    run("export", "json", "-o", "all.json")
    assert run("import", "all.json").code == 0
    assert exchange() == before


def test_nothing_is_entered_yet(run: Run) -> None:
    run("person", "timezone=UTC")
    assert "nothing is entered that is taken beside the injections" in run("treatment").out
    assert "nothing is entered that still goes on" in run("treatment", "stop", "iron").err


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize(
    ("argv", "said", "listed"),
    [
        (["iron", "--kind", "iron"], "iron since Mon 16 Nov", "iron, still taken"),
        (["Iron tablets", "--kind", "iron"], "Iron tablets since Mon 16 Nov", "Iron tablets, still taken"),
        (["B12 spray", "--kind", "b12"], "B12 spray since Mon 16 Nov", "B12 spray, still taken"),
        (
            ["Ferrograd", "--kind", "iron"],
            "Ferrograd (iron) since Mon 16 Nov",
            "Ferrograd (iron), still taken",
        ),
        (
            ["folate", "--kind", "folate", "--to", "18 nov"],
            "folate from Mon 16 Nov until Wed 18 Nov",
            "folate, until Wed 18 Nov 2026",
        ),
    ],
)
def test_the_kind_is_said_only_where_the_name_does_not(
    run: Run, argv: list[str], said: str, listed: str
) -> None:
    assert run("treatment", *argv, "--from", "16 nov").out == f"Saved for Alex: {said}.\n"
    assert listed in run("treatment").out
    assert listed in run("history", "--kind", "treatments").out
