"""One table of fields: a field is said in one row, and found wherever fields are."""

from pathlib import Path
from typing import Any, cast

import pytest

from alex import NOW, alex, write_file
from b12track.domain.record import document, field_types, fields, json_schema, loading, records
from b12track.domain.record.fields import Field
from b12track.domain.record.records import KINDS
from b12track.domain.rules import audit
from b12track.reports import csv_file
from b12track.usecases.edit.change import edit_record
from b12track.usecases.edit.fields import READERS, editable, reader_of, typed_fields
from b12track.usecases.person_file import PersonFile

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

    __hash__ = records.Injection.__hash__


Needled.__annotations__ = {**records.Injection.__annotations__, **Needled.__annotations__}


@pytest.fixture
def with_needle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Injections have one more field: a value to hold it, and its row."""
    table = fields.Schema({**fields.SCHEMAS["injections"].fields, "needle": NEEDLE})
    monkeypatch.setitem(fields.SCHEMAS, "injections", table)
    monkeypatch.setitem(loading.VALUES, "injections", Needled)
    monkeypatch.setattr(audit, "GAP_LABELS", audit.gap_labels())


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


def test_no_row_is_said_twice() -> None:
    """The lists that there were beside the table are made from it."""
    from b12track.usecases.enter import injection_draft, person

    assert set(person.LABELS) == set(fields.PERSON.fields)
    table = fields.SCHEMAS["injections"].fields
    assert set(injection_draft._TYPED) <= set(table)
