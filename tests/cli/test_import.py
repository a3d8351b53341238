"""`import`: what it says, and that no file in the world makes it do anything but import or refuse."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alex import alex, read_file
from b12track.cli.door.main import main
from b12track.domain.wording.text import control_in
from documents import FULL
from length import LONG

Run = Callable[..., Any]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A document to import."""
    path = tmp_path / "other.json"
    path.write_text(json.dumps(FULL), encoding="utf-8")
    return path


def changed(source: Path, **kinds: Any) -> str:
    source.write_text(json.dumps(alex(**kinds)), encoding="utf-8")
    return str(source)


def test_the_first_import_begins_the_file_of_the_documents_person(run: Run, home: Path, source: Path) -> None:
    result = run("import", str(source))
    assert result.code == 0
    assert f"A new file was begun for Alex: {home / 'alex.json'}" in " ".join(result.out.split())
    assert "Saved for Alex: import of other.json." in result.out
    assert "new: 1 symptom kind, 1 plan, " in result.out
    assert json.loads(run("export", "json").out) == {key: value for key, value in FULL.items() if value != []}
    again = run("import", str(source))
    assert "Nothing changed for Alex" in again.out and "already here: 1 symptom kind" in again.out


def test_what_is_left_as_it_is_here_is_counted_too(run: Run, source: Path) -> None:
    fog = {"name": "fog", "label": "Brain fog", "good": "low"}
    run("import", changed(source, symptom_kinds=[{**fog, "shown": True}]))
    said = run("import", changed(source, symptom_kinds=[{**fog, "shown": False}])).out
    assert "left as it is here: 1 symptom kind." in said
    assert "symptom_kinds fog: is left as it is here: only which symptoms are asked about differs" in said


def test_it_begins_the_file_that_was_named(run: Run, home: Path, source: Path, tmp_path: Path) -> None:
    for argv, path in (
        (["--file", str(tmp_path / "a" / "x.json"), "import", str(source)], tmp_path / "a" / "x.json"),
        (["import", str(source), "--file", str(tmp_path / "y.json")], tmp_path / "y.json"),
    ):
        assert run(*argv).code == 0
        assert read_file(path)["person"] == FULL["person"]
    assert not home.exists()


def test_the_file_of_the_environment_is_begun_too(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("B12TRACK_FILE", str(tmp_path / "z.json"))
    assert run("import", str(source)).code == 0
    assert read_file(tmp_path / "z.json")["person"]["name"] == "Alex"


def test_a_dry_run_goes_row_by_row_and_changes_nothing(
    run: Run, exchange: Callable[[], dict[str, Any]], source: Path
) -> None:
    before = exchange()
    raw = alex()["notes"]
    result = run(
        "import", changed(source, notes=[{**raw[0], "text": "x"}, {**raw[0], "id": "n9"}]), "--dry-run"
    )
    assert result.code == 0
    rows = [line.split(maxsplit=2) for line in result.out.splitlines()]
    assert ["notes", "n9", "is added"] in rows
    assert [
        "notes",
        "note1",
        "REFUSED: is here already, but differs (text): --replace takes the file's",
    ] in rows
    assert ["plans", "plan1", "is here already"] in rows
    assert exchange() == before
    facts = json.loads(run("import", str(source), "--dry-run", "--json").out)
    assert (facts["new"], facts["refused"], facts["changed"]) == ({"notes": 1}, {"notes": 1}, False)


def test_a_difference_is_refused_by_name(
    run: Run, exchange: Callable[[], dict[str, Any]], source: Path
) -> None:
    before = exchange()
    other = changed(source, notes=[{**alex()["notes"][0], "text": "x"}])
    result = run("import", other)
    assert (result.code, result.out) == (1, "")
    assert "other.json: notes note1: is here already, but differs (text)" in result.err
    assert exchange() == before
    assert "replaced: 1 note." in run("import", other, "--replace").out
    assert "Undone for Alex: import of other.json." in run("undo").out
    assert exchange() == before


@pytest.mark.usefixtures("alex_file")
def test_another_person_is_refused_until_it_is_meant(run: Run, source: Path) -> None:
    mum = changed(source, person={"name": "Mum"})
    assert "is Mum's, and the file here is Alex's" in run("import", mum).err
    assert "are imported only with --as-another" in run("import", mum, "--dry-run").out
    assert run("import", mum, "--yes").code == 1
    assert run("import", mum, "--as-another").code == 0


def test_with_several_people_it_must_be_said_who(run: Run, source: Path) -> None:
    run("people", "add", "Mum")
    run("people", "add", "Dad")
    assert "say who is meant" in run("import", str(source)).err
    assert "nobody is called" in run("import", str(source), "--person", "Mam").err


@pytest.mark.parametrize("name", ["nowhere.json", ".", "\x00.json", "x" * 300])
def test_what_is_no_file_is_refused(run: Run, home: Path, tmp_path: Path, name: str) -> None:
    result = run("import", str(tmp_path) + "/" + name)
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert not home.exists()


def test_a_file_that_may_not_be_read_is_refused(run: Run, source: Path) -> None:
    if os.geteuid() == 0:
        source.unlink()
        os.mkfifo(source)  # the owner of everything may read everything; a pipe without a writer is as empty
        assert "is empty" in run("import", str(source)).err
    else:
        source.chmod(0)
        assert "cannot be read" in run("import", str(source)).err


def test_a_csv_is_not_read_as_a_document(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "doses.csv"
    path.write_text("date,dose\n", encoding="utf-8")
    result = run("import", str(path))
    assert result.code == 1 and result.err.count("\n") == 1


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_LIKE_A_DOCUMENT = st.fixed_dictionaries(
    {"format": st.just("b12track"), "version": st.sampled_from([1, 1.0, True, 2, "1"])},
    optional=dict.fromkeys(("person", "plans", "injections", "symptoms", "transitions", "more"), _JSON),
)
_BYTES = st.one_of(
    st.just(json.dumps({**FULL, "x" * 100_000: 1}).encode()),
    st.binary(max_size=60),
    (_JSON | _LIKE_A_DOCUMENT).map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
    st.binary(min_size=1, max_size=3).flatmap(
        lambda junk: st.integers(0, 3000).map(
            lambda place: json.dumps(FULL).encode()[:place] + junk + json.dumps(FULL).encode()[place:]
        )
    ),
    st.integers(0, 3000).map(lambda end: json.dumps(FULL).encode()[:end]),
)


@pytest.mark.long
@given(_BYTES, st.sampled_from([("import",), ("restore",), ("plan", "set", "--from")]))
@settings(
    max_examples=2000 if LONG else 120,
)
def test_no_bytes_make_it_do_anything_but_import_or_refuse(
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    data: bytes,
    command: tuple[str, ...],
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    file, source = folder / "data" / "alex.json", folder / "other.json"
    source.write_bytes(data)
    code = main([*command, str(source), "--file", str(file), "--now", "2026-11-21"])
    said = capsys.readouterr()
    if code:
        assert code == 1
        assert said.err.startswith("b12track: ") and said.err.count("\n") == 1
        assert not control_in(said.err.removesuffix("\n"))
        assert len(said.err) < 1000
        assert not file.exists()
    else:
        read_file(file)


def portal(*resources: dict[str, Any]) -> str:
    """A bundle as a portal gives it, in a file."""
    patient = {"resourceType": "Patient", "id": "p", "name": [{"text": "Alex"}]}
    entries = [{"resource": {"id": f"r{n}", **each}} for n, each in enumerate((patient, *resources))]
    Path("bundle.json").write_text(
        json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), encoding="utf-8"
    )
    return "bundle.json"


def test_a_bundle_is_shown_before_it_comes_in_and_what_is_not_taken_is_listed(
    run: Run, exchange: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "2276-4"}]},
        "effectiveDateTime": "2026-03-02",
        "valueQuantity": {"value": 40, "unit": "ng/mL"},
    }
    conditions = [{"resourceType": "Condition", "code": {"text": f"c{number}"}} for number in range(5)]
    source = portal(result, *conditions)
    before = exchange()
    dry = run("import", source, "--dry-run")
    assert "entry 3, Condition c0  is not imported: is something b12track does not record" in dry.out
    assert "new: 1 test result; not imported: 5 Condition." in " ".join(dry.out.split())
    import b12track.cli.talk.session

    monkeypatch.setattr(b12track.cli.talk.session.Session, "is_interactive", True)
    said = run("import", source, stdin="no\n")
    assert "Import this? (yes/no) Nothing was changed." in said.out
    assert exchange() == before
    said = run("import", source, stdin="yes\n")
    assert "Saved for Alex: import of bundle.json." in said.out
    assert said.out.count("Not imported:") == 1, "it was shown before"
    assert (
        "Not imported: entry 3, Condition c0; entry 4, Condition c1; entry 5, Condition c2 and 2 more: "
        "is something b12track does not record"
    ) in " ".join(said.out.split())
    assert exchange()["labs"][-1]["test"] == "ferritin"
    facts = json.loads(run("import", source, "--json").out)
    assert facts["left"] == {"Condition": 5} and facts["changed"] is False
    assert [row["outcome"] for row in facts["rows"]] == ["left"] * 5
    run("undo")
    assert exchange() == before
