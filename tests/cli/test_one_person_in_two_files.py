"""A file copied under another name, and still of the same person, is told: neither is guessed to be right."""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Run


@pytest.fixture
def twice(household: Callable[..., None], home: Path) -> Path:
    """Alex's file and a copy of it by hand."""
    household(alex={})
    shutil.copy(home / "alex.json", home / "alex2.json")
    return home / "alex2.json"


def test_two_files_of_one_person_make_both_answers_not_certain(run: Run, twice: Path) -> None:
    assert run("note", "only there", "--file", str(twice)).code == 0
    said = run("next", "--all", "--check")
    assert said.code == 3
    words = " ".join(said.out.split())
    assert "what is only in alex2.json is not counted for alex.json" in words
    assert "what is only in alex.json is not counted for alex2.json" in words
    facts = json.loads(run("next", "--all", "--json").out)
    assert [[each["code"] for each in one["not_certain"]] for one in facts] == [["copy_unmerged"]] * 2
    assert "in two files here" in " ".join(run("people").out.split())


def test_doctor_names_both_and_merging_with_moving_one_away_ends_it(
    run: Run, twice: Path, tmp_path: Path
) -> None:
    alex = twice.with_name("alex.json")
    assert run("note", "only there", "--file", str(twice)).code == 0
    looked = " ".join(run("doctor", "--file", str(alex)).out.split())
    assert f"merge {shlex.quote(str(twice))}`, said for alex.json" in looked
    assert run("merge", str(twice), "--file", str(alex)).code == 0
    for each in list(twice.parent.glob("alex2.json*")):
        each.rename(tmp_path / each.name)
    assert run("next", "--all", "--check").code == 0
    assert "begun as the same file" not in run("doctor").out


def test_a_copy_that_is_another_persons_by_now_and_a_link_are_none(run: Run, twice: Path) -> None:
    assert run("person", "name=Bo", "--file", str(twice)).code == 0
    assert run("next", "--all", "--check").code == 0
    assert "each is counted alone" not in run("doctor").out
    twice.with_name("link.json").symlink_to("alex.json")
    assert "in two files here" not in run("people").out
    assert "each is counted alone" not in run("doctor").out


def test_a_copy_that_became_somebody_elses_is_never_one_patient_with_the_first(
    run: Run, twice: Path, tmp_path: Path
) -> None:
    alex = twice.with_name("alex.json")
    assert run("export", "fhir", "--file", str(twice)).code == 0, "two files of one person"
    assert run("people", "rename", "Alex", "Dad", "--file", str(twice)).code == 0
    for path, other in ((alex, "alex2.json, which is Dad's"), (twice, "alex.json, which is Alex's")):
        said = run("export", "fhir", "--file", str(path))
        assert said.code == 1 and f"begun as the same file as {other}" in said.err
        assert "would take the two for one person" in run("doctor", "--file", str(path)).out
    document = tmp_path / "dad-all.json"
    assert run("export", "json", "-o", str(document), "--file", str(twice)).code == 0
    for each in list(twice.parent.glob("alex2.json*")):
        each.rename(tmp_path / each.name)
    new = twice.with_name("dad.json")
    assert run("import", str(document), "--file", str(new)).code == 0
    patients = {
        json.loads(run("export", "fhir", "--file", str(path)).out)["entry"][0]["resource"]["id"]
        for path in (alex, new)
    }
    assert len(patients) == 2


def test_who_names_one_of_the_two_files_is_told_of_the_other(run: Run, twice: Path) -> None:
    for words in (["next"], ["status"], ["history"]):
        said = run(*words, "--file", str(twice))
        assert said.out.startswith(
            "Not certain: Alex's record is in two files here, alex2.json and alex.json"
        ), words
    assert run("next", "--check", "--file", str(twice)).code == 3


def test_the_page_and_the_calendar_know_of_the_other_file_as_well(
    run: Run, twice: Path, tmp_path: Path
) -> None:
    page = run("report", "--file", str(twice))
    assert "in two files here" in " ".join(page.err.split())
    assert "Not certain" in page.out.split("WHY")[0]
    for path in twice.parent.glob("alex2.json*"):
        path.rename(tmp_path / path.name)
    assert "Not certain" not in run("report").out
