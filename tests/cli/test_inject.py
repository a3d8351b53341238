"""`inject`: a dose that was given."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alex import write_file
from command_line import Run

Exchange = Callable[[], dict[str, Any]]


def latest(exchange: Exchange) -> dict[str, Any]:
    injection: dict[str, Any] = exchange()["injections"][-1]
    return injection


def test_only_the_route_must_be_typed(run: Run, exchange: Exchange) -> None:
    said = run("inject", "--route", "IM", "--site", "right-thigh")
    assert said.code == 0
    assert said.out.splitlines() == [
        "Saved for Alex: hydroxocobalamin 1 mg (1000 mcg), into muscle (IM), right thigh, Sat 21 Nov 14:05, "
        "34 days early.",
        "It stands for Fri 25 Dec; next Sat 16 Jan 2027.",
        "Filled in: drug and dose from the plan; strength 500 mcg/mL and container single-dose from the last "
        "dose. Please check the label.",
        "Please note: given 22 days after the last injection, 34 days before its date: that is early by more than "
        "a third of the interval.",
        "Not recorded: who gave it, where, lot, expiry.",
        "Alex: due in 56 days, Sat 16 Jan 2027: hydroxocobalamin 1 mg (1000 mcg), into muscle (IM). Last "
        "injection Sat 21 Nov (today). Next visit Fri 25 Dec.",
    ]
    injection = latest(exchange)
    assert injection == {
        "id": injection["id"],
        "given_at": "2026-11-21T14:05:00+00:00",
        "zone": "Europe/London",
        "recorded_at": "2026-11-21T14:05:00+00:00",
        "drug": "hydroxocobalamin",
        "dose_mcg": 1000,
        "strength_mcg_per_ml": 500,
        "volume_ml": 2,
        "route": "IM",
        "site": "right-thigh",
        "container": "single-dose",
    }


def test_everything_can_be_typed(run: Run, exchange: Exchange) -> None:
    words = (
        "--route sc --site abdomen --at 2026-11-18_09:30 --drug Cyanocobalamin --dose 500mcg --strength 1000mcg/ml "
        "--volume 0.5ml --by me --provider J.Hart --location home --lot B2 --expires 2027-05 --container multi "
        "--reaction sore --note first --extra"
    )
    said = run("inject", *(word.replace("_", " ") for word in words.split()))
    assert said.code == 0
    injection = latest(exchange)
    del injection["id"]
    assert injection == {
        "given_at": "2026-11-18T09:30:00+00:00",
        "zone": "Europe/London",
        "recorded_at": "2026-11-21T14:05:00+00:00",
        "drug": "cyanocobalamin",
        "dose_mcg": 500,
        "strength_mcg_per_ml": 1000,
        "volume_ml": 0.5,
        "route": "SC",
        "site": "abdomen",
        "given_by": "me",
        "provider": "J.Hart",
        "location": "home",
        "lot": "B2",
        "expires": "2027-05-31",
        "container": "multi-dose",
        "counts": False,
        "reaction": "sore",
        "note": "first",
    }
    assert "extra to the plan" in " ".join(said.out.split())
    assert "Please note: cyanocobalamin; the plan says hydroxocobalamin." in said.out


def test_a_supply_says_lot_and_expiry(run: Run, exchange: Exchange) -> None:
    said = run("inject", "--route", "IM", "--supply", "sup1", "--at", "yesterday")
    assert said.code == 0
    injection = latest(exchange)
    assert (injection["lot"], injection["expires"], injection["supply_id"]) == ("A1", "2027-05-31", "sup1")
    assert (injection["time_known"], injection["volume_ml"]) == (False, 1)
    assert "lot A1 and expiry 31 May 2027 from the supply" in " ".join(said.out.split())
    assert "1 left" in run("supply").out


def test_not_known_is_an_answer(run: Run, exchange: Exchange) -> None:
    said = run("inject", "--route", "IM", "--lot", "not known", "--expires", "Not known", "--note", "at A&E")
    assert said.code == 0
    injection = latest(exchange)
    assert (injection["lot"], injection["note"]) == ("not known", "at A&E\nexpiry not known")
    assert "expires" not in injection
    assert "Not recorded: site, who gave it, where." in said.out
    assert "Not known: lot, expiry." in run("audit", injection["id"]).out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            (),
            "route: it has to be said each time: write --route IM for into muscle (IM), as the plan says, or",
        ),
        (("--route", "IV"), "is into a vein, which b12track does not record"),
        (("--route", "IM", "--dose", "1000"), "dose: 1000 has no unit: write 1000mcg or 1"),
        (
            ("--route", "IM", "--volume", "1ml"),
            "dose: 1 mg (1000 mcg) (the plan's) is not 500 mcg/mL (the last dose's)",
        ),
        (("--route", "IM", "--at", "tomorrow"), "time: Sun 22 Nov 2026 is still to come"),
        (("--route", "IM", "--at", "15:00"), "time: Sat 21 Nov 2026 15:00 is still to come"),
        (("--route", "IM", "--at", "2026-03-29 01:30"), "does not exist"),
        (("--route", "IM", "--supply", "nope"), "supply: "),
        (("--route", "IM", "--container", "box"), "container: "),
        (("--route", "IM", "--expires", "soon"), "expires: "),
        (("--route", "IM", "--site", ""), "site: nothing was typed"),
        (("--route", "IM", "--by", "x\x1b[31m"), "control character"),
        (
            ("--route", "IM", "--dose", "10mg"),
            "ten times or more of the plan's 1 mg (1000 mcg). --yes saves it as it is",
        ),
        (
            ("--route", "IM", "--at", "2026-10-30"),
            "You already recorded an injection on Fri 30 Oct at 09:30. Save a second one? --yes saves it as it is",
        ),
    ],
)
def test_what_cannot_be_is_refused(run: Run, alex_file: Path, words: tuple[str, ...], message: str) -> None:
    before = alex_file.read_bytes()
    said = run("inject", *words)
    assert (said.code, said.out) == (1, "")
    assert message in said.err
    assert said.err.count("\n") == 1
    assert alex_file.read_bytes() == before


@pytest.mark.usefixtures("alex_file")
def test_what_is_unusual_is_saved_with_yes(run: Run) -> None:
    said = run("inject", "--route", "IM", "--at", "2026-10-30", "--yes")
    assert said.code == 0
    assert "Please note: there are 2 injections on this day, and all of them count." in said.out


@pytest.mark.usefixtures("alex_file")
def test_facts(run: Run) -> None:
    facts = json.loads(run("inject", "--route", "IM", "--json").out)
    assert facts["person"] == "Alex"
    assert facts["saved"] == "injection of Sat 21 Nov 2026"
    assert facts["record"]["drug"] == "hydroxocobalamin"
    assert facts["timing"] == {"kind": "early", "days": 34}
    assert facts["next"]["from"] == "2027-01-16"


def test_a_drug_that_looks_like_a_slip_is_asked_about_and_kept_as_typed(run: Run, exchange: Exchange) -> None:
    said = run("inject", "--route", "IM", "--drug", "hydroxycobalamin")
    assert "Please note: the drug is hydroxycobalamin; was hydroxocobalamin meant?\n" in said.out
    assert latest(exchange)["drug"] == "hydroxycobalamin"
    assert "meant?" not in run("inject", "--route", "IM", "--drug", "B12", "--at", "yesterday").out


def test_a_site_that_looks_like_a_slip_is_asked_about_and_kept_as_typed(run: Run, exchange: Exchange) -> None:
    said = run("inject", "--route", "IM", "--site", "leftthigh")
    assert "Please note: the site is leftthigh; was left thigh meant?\n" in said.out
    assert latest(exchange)["site"] == "leftthigh"


def test_what_differs_from_the_label_of_the_supply_is_said(run: Run, exchange: Exchange) -> None:
    added = json.loads(
        run(
            *("supply", "add", "--count", "5", "--strength", "1mg/ml", "--lot", "A1", "--expires", "2027-05"),
            *("--container", "single-dose", "--json"),
        ).out
    )["record"]["id"]
    typed = ("--lot", "B2", "--expires", "2027-06", "--strength", "500mcg/ml", "--container", "multi-dose")
    said = " ".join(run("inject", "--route", "IM", "--supply", added, *typed).out.split())
    assert "Please note: 500 mcg/mL; the supply says 1000 mcg/mL." in said
    assert "Please note: multi-dose; the supply says single-dose." in said
    assert "Please note: lot B2; the supply says lot A1." in said
    assert "Please note: expires 30 Jun 2027; the supply says expires 31 May 2027." in said
    assert latest(exchange)["lot"] == "B2"
    plain = run("inject", "--route", "IM", "--supply", added, "--at", "yesterday").out
    assert "the supply says" not in plain


def test_a_dose_off_its_weekday_says_what_it_stands_for_and_that_the_next_comes_soon(
    run: Run, home: Path
) -> None:
    mondays = {"name": "Weekly", "kind": "maintenance", "every": {"weekdays": ["mon"]}}
    plan = {
        "id": "p1", "set_on": "2026-11-02", "first_due": "2026-11-02", "drug": "hydroxocobalamin",
        "dose_mcg": 1000, "route": "IM", "phases": [mondays],
    }  # fmt: skip
    home.mkdir()
    whole = {"format": "b12track", "version": 2, "person": {"name": "Alex", "timezone": "Europe/London"}}
    write_file(home / "alex.json", {**whole, "plans": [plan]})
    run("inject", "--route", "IM", "--at", "2026-11-02")
    eve = run("inject", "--route", "IM", now="2026-11-08T12:00+00:00").out
    assert "It stands for Mon 9 Nov; next Mon 16 Nov." in eve and "apart" not in eve
    late = run("inject", "--route", "IM", now="2026-11-19T12:00+00:00").out
    assert "It stands for Mon 16 Nov; next Mon 23 Nov." in late
    said = "The next date is only 4 days later; the plan's dates are at least 7 days apart."
    assert said in " ".join(late.split())
