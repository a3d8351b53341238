"""One table of fields: a field is said in one row, and found wherever fields are."""

from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from alex import NOW, alex, write_file
from b12track.cli.commands import inject
from b12track.cli.door.main import main
from b12track.domain.record import document, field_types, fields, json_schema, loading, records
from b12track.domain.record.fields import Field
from b12track.domain.record.records import KINDS
from b12track.domain.rules import audit
from b12track.domain.rules.flag import Flag
from b12track.reports import csv_file
from b12track.tui.features.flags.answers import _fill_gaps
from b12track.tui.features.injection.form import InjectionForm
from b12track.usecases.edit.change import edit_record
from b12track.usecases.enter import person
from b12track.usecases.fields import READERS, editable, reader_of, show_field, typed_fields
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.csv import named
from stage import opened, press, says, screen_text, settle

NEEDLE = Field(
    "needle", field_types.TEXT, label="needle used", also=("gauge",), hint="such as 25G", gap="needle", rank=4
)


class Needled(records.Injection):
    """An injection with one attribute more, as a line in the class would give it."""

    needle: str
    _field_defaults = {**records.Injection._field_defaults, "needle": ""}  # noqa: RUF012 (as in the class itself)

    def __new__(cls, *values: Any, needle: str = "", **named: Any) -> "Needled":
        made = super().__new__(cls, *values, **named)
        made.needle = needle
        return made

    def _replace(self, **named: Any) -> "Needled":
        return Needled(**{**self._asdict(), "needle": self.needle, **named})

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and self.needle == getattr(other, "needle", "")

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = records.Injection.__hash__


Needled.__annotations__ = {**records.Injection.__annotations__, **Needled.__annotations__}


@pytest.fixture
def with_needle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Injections have one more field: a value to hold it, and its row."""
    table = fields.Schema({**fields.SCHEMAS["injections"].fields, "needle": NEEDLE})
    monkeypatch.setitem(fields.SCHEMAS, "injections", table)
    monkeypatch.setitem(loading.VALUES, "injections", Needled)
    for name, label in audit.gap_labels().items():
        monkeypatch.setitem(audit.GAP_LABELS, name, label)


def injections_of(person_file: PersonFile) -> list[Needled]:
    found = list(person_file.record().injections)
    assert all(isinstance(each, Needled) for each in found)
    return cast("list[Needled]", found)


@pytest.mark.usefixtures("with_needle")
def test_a_field_in_one_row_is_found_wherever_fields_are(tmp_path: Path) -> None:
    raw = alex()
    raw["injections"][0]["needle"] = "25G"
    assert not list(document.check(raw)), "it is checked"
    write_file(tmp_path / "alex.json", raw)
    person_file = PersonFile(tmp_path / "alex.json", NOW)
    first, second, third = injections_of(person_file)
    assert (first.needle, second.needle) == ("25G", ""), "it is loaded"

    edited = edit_record(person_file, second.id, ["gauge=23G"])
    assert [str(each) for each in edited.differences] == ["needle used: nothing → 23G"], (
        "it is edited and worded"
    )
    assert injections_of(person_file)[1].needle == "23G", "it is saved"

    form = {field.name: field for field in typed_fields("injections", first, person_file.record())}
    assert form["needle"][1:] == ("needle used", "25G", "such as 25G"), "it stands in the form"
    names = list(form)
    assert names.index("lot") < names.index("needle") < names.index("given_by"), "where its rank says"

    text = csv_file.write("injections", person_file.record().injections, "Alex")
    header, row = (line.split(",") for line in text.splitlines()[:2])
    assert row[header.index("needle")] == "25G", "it is a column"

    lacking = audit.audit_of(person_file.record(), third)
    assert "needle" in lacking.gaps and audit.GAP_LABELS["needle"] == "needle", (
        "a record without it has a gap"
    )

    described = json_schema.document_schema()["$defs"]["injections"]["properties"]
    assert "needle" in described, "it is described"


def test_every_row_has_what_it_needs() -> None:
    for kind in KINDS:
        names: list[str] = []
        for field in editable(kind).values():
            assert reader_of(field) in READERS, (kind, field.key)
            names += [field.key, *field.also]
        assert len(names) == len(set(names)), f"{kind}: a name stands for two fields"


def test_a_new_kind_of_field_is_read_by_its_type() -> None:
    assert reader_of(NEEDLE) == "text" and show_field(NEEDLE, "25G") == "25G"
    assert reader_of(Field("ordered_on", field_types.DAY)) == "day"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with Alex's file, at a moment."""
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path))
    monkeypatch.setenv("B12TRACK_NOW", NOW)
    for name in ("B12TRACK_FILE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    write_file(tmp_path / "alex.json", alex())
    return tmp_path


@pytest.mark.usefixtures("with_needle")
def test_a_field_in_one_row_is_entered_on_the_command_line(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inject", "--route", "IM", "--needle", "25G", "--yes"]) == 0
    assert "Not recorded: site, who gave it, where, lot, expiry." in capsys.readouterr().out
    assert injections_of(PersonFile(home / "alex.json", NOW))[-1].needle == "25G", "it is entered"

    assert main(["inject", "--route", "IM", "--yes"]) == 0
    assert ", needle." in capsys.readouterr().out, "what nobody said is told as lacking"

    assert main(["inject", "--help"]) == 0
    assert "--needle TEXT" in capsys.readouterr().out, "the help has it"
    assert main(["inject", "--route", "IM", "--needle", "2\x1b5G"]) == 1
    assert "needle: the text contains a control character" in capsys.readouterr().err, (
        "it is checked like any text"
    )


@pytest.mark.usefixtures("with_needle")
def test_a_field_in_one_row_comes_in_from_tables(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = home.parent / "sheet.csv"
    sheet.write_text("Datum,Kanüle\n2026-11-02,23G\n2026-11-09,\n", "utf-8")
    said = ["--map", "date=Datum,gauge=Kanüle", "--set", "drug=hydroxocobalamin,dose=1mg,route=IM"]
    assert main(["import", str(sheet), *said, "--yes"]) == 0
    needles = {each.given_on.day: each.needle for each in injections_of(PersonFile(home / "alex.json", NOW))}
    assert (needles[2], needles[9]) == ("23G", ""), "a table from elsewhere"

    ours = home.parent / "ours"
    assert main(["export", "csv", "-o", str(ours)]) == 0
    again = home.parent / "again"
    monkeypatch.setenv("B12TRACK_HOME", str(again))
    assert main(["people", "add", "Alex"]) == 0
    assert main(["import", str(ours)]) == 0
    (file,) = again.glob("*.json")
    assert injections_of(PersonFile(file, NOW)) == injections_of(PersonFile(home / "alex.json", NOW)), (
        "our own"
    )


@pytest.mark.usefixtures("with_needle")
async def test_a_field_in_one_row_stands_in_the_form_for_an_injection(home: Path) -> None:
    person_file = PersonFile(home / "alex.json", NOW)
    async with opened(person_file, size=(100, 60)) as (app, pilot):
        await press(pilot, "i", "m", "3", "n")
        form = app.screen
        assert isinstance(form, InjectionForm)
        form.others["needle"].text = "27G"
        assert says(app, "Needle used")
        await press(pilot, "ctrl+s", "y")
        assert injections_of(person_file)[-1].needle == "27G"


@pytest.mark.usefixtures("with_needle")
async def test_a_gap_in_one_row_is_asked_for_where_gaps_are_filled_in(tmp_path: Path) -> None:
    raw = alex()
    for injection in raw["injections"]:
        injection["needle"] = "25G"
    last = raw["injections"][-1]
    known = {"given_by": "nurse", "location": "Riverside", "lot": "A1", "expires": "2027-05-31"}
    last.update({"site": "left-thigh", "container": "single-dose", **known, "needle": ""})
    write_file(tmp_path / "alex.json", raw)
    person_file = PersonFile(tmp_path / "alex.json", NOW)
    (lacking,) = audit.audit_of(person_file.record(), injections_of(person_file)[-1]).gaps
    assert lacking == "needle"
    async with opened(person_file, size=(100, 60)) as (app, pilot):
        flag = Flag("record_gaps", "info", "Something is missing.", (last["id"],))
        app.begin("gaps", partial(_fill_gaps, app, flag))
        await settle(pilot)
        assert says(app, "Needle")
        await press(pilot, "2", "3", "G")
        print(screen_text(app))
        await press(pilot, "ctrl+s")
        assert "Needle" not in screen_text(app), screen_text(app)
        assert injections_of(person_file)[-1].needle == "23G"


def test_no_list_of_fields_is_kept_beside_the_table() -> None:
    """What `inject` asks, what a table can name and what the person has are made of the rows."""
    assert set(person.LABELS) == set(fields.PERSON.fields)
    table = fields.SCHEMAS["injections"].fields
    typed = {row.key for row in table.values() if row.changed == "form"}
    assert {row.key for row in inject._rows()} == typed - {"counts"}
    assert {row.key for row in named._rows("injections").values()} == typed - {"given_at", "supply_id"}
    for kind in named.KINDS:
        assert {row.key for row in named._rows(kind).values()} <= set(editable(kind))
    plain = [row.plain for row in editable("injections").values()]
    assert len(plain) == len(set(plain))


def test_every_row_has_its_attribute_and_every_attribute_its_row() -> None:
    for kind, value in loading.VALUES.items():
        table = fields.PERSON if kind == "person" else fields.SCHEMAS[kind]
        assert {row.name for row in table.fields.values()} == set(value._fields), kind
        for row in table.fields.values():
            if not row.required and kind != "symptom_kinds":
                assert row.name in value._field_defaults, f"{kind}.{row.key} may be left out"
