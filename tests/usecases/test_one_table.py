"""One table of fields: a field is said in one row, and found wherever fields are, for every kind of record."""

from collections import namedtuple
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.widgets import Input

from alex import NOW, alex, write_file
from b12track.cli.door.main import main
from b12track.domain.record import document, field_types, fields, json_schema, loading
from b12track.domain.record.records import KINDS, Phase, Review
from b12track.domain.record.schema import Field, Schema
from b12track.domain.rules import audit
from b12track.domain.rules.flag import Flag
from b12track.reports import csv_file
from b12track.tui.features.flags.answers import _fill_gaps
from b12track.tui.features.listing.record import FORM_OF
from b12track.tui.forms.amending import EntryForm
from b12track.usecases.edit import person
from b12track.usecases.edit.change import edit_record
from b12track.usecases.fields import READERS, editable, reader_of, rows_entered, rows_in_forms, show_field
from b12track.usecases.look.history import Item
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.csv import named
from stage import opened, press, says, screen_text, settle, text_of

NEEDLE = Field(
    "needle",
    field_types.TEXT,
    label="needle used",
    also=("gauge",),
    hint="such as 25G",
    told="which needle, such as 25G",
    gap="needle",
    rank=4,
)


def with_needle(value: Any) -> Any:
    """The value of a record with one attribute more, as a line in its class would give it."""
    defaults = (*value._field_defaults.values(), "")
    made = namedtuple(value.__name__, (*value._fields, "needle"), defaults=defaults)  # type: ignore[misc]
    longer: Any = type(value.__name__, (made, value), {})
    longer.__annotations__ = {**value.__annotations__, "needle": str}
    return longer


@pytest.fixture
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Records of a kind have one field more: a value to hold it, and its row."""
    kind: str = request.param
    monkeypatch.setitem(fields.SCHEMAS, kind, Schema({**fields.SCHEMAS[kind].rows, NEEDLE.key: NEEDLE}))
    monkeypatch.setitem(loading.VALUES, kind, with_needle(loading.VALUES[kind]))
    for name, label in audit.gap_labels().items():
        monkeypatch.setitem(audit.GAP_LABELS, name, label)
    return kind


class Entering(NamedTuple):
    """How something of a kind is entered: the words of the command, and what is put into its form."""

    words: tuple[str, ...]
    form: dict[str, str]
    picked: dict[str, str] = {}  # noqa: RUF012 (of a tuple, and only read)


ENTERING = {
    "injections": Entering(("inject", "--route", "IM", "--yes"), {}, {"route": "m"}),
    "labs": Entering(("lab", "b12", "412", "ng/L"), {"test": "b12", "value": "412", "unit": "ng/L"}),
    "visits": Entering(("visit", "mon", "review"), {"at": "mon"}, {"purpose": "r"}),
    "notes": Entering(("note", "a", "cold"), {"text": "a cold"}),
    "questions": Entering(("ask", "Why?"), {"text": "Why?"}),
    "supplies": Entering(("supply", "add", "--count", "5"), {"count": "5"}),
    "treatments": Entering(
        ("treatment", "iron", "--kind", "iron", "--from", "today"), {"name": "iron"}, {"kind": "3"}
    ),
}
# What is decided about the plan has forms and commands of the plan; a kind has several.
ORDERED = {
    "adjustments": (
        ("plan", "skip", "--by", "Riverside"),
        ("plan", "move", "5 jan 2027", "--by", "Riverside"),
    ),
    "transitions": (("plan", "confirm"), ("plan", "phase", "1", "--yes")),
}


def of(person_file: PersonFile, kind: str) -> Any:
    return getattr(person_file.record(), kind)


def alex_with(kind: str, needle: str) -> dict[str, Any]:
    """Alex, whose first record of a kind says the needle."""
    raw = alex()
    if kind == "treatments":
        raw[kind] = [{"id": "tre1", "name": "iron", "kind": "iron", "from": "2026-03-01"}]
    raw[kind][0]["needle"] = needle
    return raw


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with Alex's file, at a moment."""
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path))
    monkeypatch.setenv("B12TRACK_NOW", NOW)
    for name in ("B12TRACK_FILE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    write_file(tmp_path / "alex.json", alex())
    return tmp_path


@pytest.mark.parametrize("kind", [*ENTERING, *ORDERED], indirect=True)
def test_a_field_in_one_row_is_found_wherever_records_are(kind: str, tmp_path: Path) -> None:
    raw = alex_with(kind, "25G")
    assert not list(document.check(raw)), "it is checked"
    write_file(tmp_path / "alex.json", raw)
    person_file = PersonFile(tmp_path / "alex.json", NOW)
    first = of(person_file, kind)[0]
    assert first.needle == "25G", "it is loaded"

    edited = edit_record(person_file, first.id, ["gauge=23G"])
    assert [str(each) for each in edited.differences] == ["needle used: 25G → 23G"], "it is edited and worded"
    assert of(person_file, kind)[0].needle == "23G", "it is saved"

    names = [row.key for row in rows_in_forms(kind)]
    assert all(row.rank <= 4 for row in rows_in_forms(kind)[: names.index("needle")]), "where its rank says"

    text = csv_file.write(kind, of(person_file, kind), "Alex")
    header, row = (line.split(",") for line in text.splitlines()[:2])
    assert row[header.index("needle")] == "23G", "it is a column"

    described = json_schema.document_schema()["$defs"][kind]["properties"]
    assert "needle" in described, "it is described"


@pytest.mark.parametrize("kind", [*ENTERING, *ORDERED], indirect=True)
def test_a_field_in_one_row_goes_out_and_comes_in_as_csv(
    kind: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "alex.json").unlink()
    write_file(home / "alex.json", alex_with(kind, "25G"))
    ours, again = home / "out" / "ours", home / "out" / "again"
    again.mkdir(parents=True)
    assert main(["export", "csv", "-o", str(ours)]) == 0
    monkeypatch.setenv("B12TRACK_HOME", str(again))
    assert main(["people", "add", "Alex"]) == 0
    assert main(["import", str(ours)]) == 0
    (file,) = again.glob("*.json")
    came, was = of(PersonFile(file, NOW), kind), of(PersonFile(home / "alex.json", NOW), kind)
    assert came == was and came[0].needle == "25G"


COMMANDS = [
    *((kind, entering.words) for kind, entering in ENTERING.items()),
    *((kind, words) for kind, commands in ORDERED.items() for words in commands),
]


@pytest.mark.parametrize(
    ("kind", "words"), COMMANDS, indirect=["kind"], ids=[" ".join(words[:2]) for _, words in COMMANDS]
)
def test_a_field_in_one_row_is_entered_on_the_command_line(
    kind: str, words: tuple[str, ...], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if words == ("plan", "confirm"):
        (home / "alex.json").unlink()
        raw = alex(transitions=[])  # nobody confirmed the move yet
        write_file(home / "alex.json", raw)
    assert main([*words, "--needle", "25G"]) == 0, capsys.readouterr().err
    assert of(PersonFile(home / "alex.json", NOW), kind)[-1].needle == "25G", "it is entered"
    capsys.readouterr()

    before = of(PersonFile(home / "alex.json", NOW), kind)
    assert main([*words, "--needle", "2\x1b5G"]) == 1
    assert "needle: the text contains a control character" in capsys.readouterr().err, (
        "it is checked like any text"
    )
    assert of(PersonFile(home / "alex.json", NOW), kind) == before
    command = words[: 2 if words[0] in ("supply", "plan") else 1]
    assert main([*command, "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "--needle TEXT which needle, such as 25G" in said, "the help has it"


@pytest.mark.parametrize("kind", ENTERING, indirect=True)
async def test_a_field_in_one_row_stands_in_the_form_that_enters_and_changes(kind: str, home: Path) -> None:
    person_file = PersonFile(home / "alex.json", NOW)
    async with opened(person_file, size=(100, 60)) as (app, pilot):
        app.open(FORM_OF[kind])
        await settle(pilot)
        form = app.screen
        assert isinstance(form, EntryForm)
        for key, text in ENTERING[kind].form.items():
            form.query_one(f"#field-{key} Input", Input).value = text
        for key, choice in ENTERING[kind].picked.items():
            form.query_one(f"#field-{key} Picker").focus()
            await press(pilot, choice)
        form.rows["needle"].take("2\x1b5G")
        await press(pilot, "ctrl+s")
        assert app.screen is form and says(app, "Needle used", "control character"), "it is checked"
        form.rows["needle"].take("27G")
        await press(pilot, "ctrl+s")
        entered = next(value for value in of(person_file, kind) if value.needle)
        assert entered.needle == "27G", screen_text(app)

        app.open("record", item=Item(kind, entered, None, None, ""))
        await settle(pilot)
        changed = app.screen
        assert isinstance(changed, EntryForm) and type(changed) is type(form)
        of_new, of_there = list(form.rows), list(changed.rows)
        assert [key for key in of_there if key in of_new] == of_new, "the same fields in the same order"
        assert [changed.rows[key].label for key in of_new] == [field.label for field in form.rows.values()]
        changed.lead_to(changed.rows["needle"])
        await settle(pilot)
        assert changed.rows["needle"].typed == "27G" and says(app, "Needle used")
        changed.rows["needle"].take("23G")
        await press(pilot, "ctrl+s")
        (now,) = (value for value in of(person_file, kind) if value.id == entered.id)
        assert now.needle == "23G", screen_text(app)
        assert says(app, "needle used: 27G → 23G")


@pytest.mark.parametrize("kind", ORDERED, indirect=True)
async def test_an_order_is_changed_in_the_form_that_entered_it(kind: str, home: Path) -> None:
    """The same fields, called the same and in the same order; beneath them what is only said of one that is there."""
    person_file = PersonFile(home / "alex.json", NOW)
    there = of(person_file, kind)[0]
    async with opened(person_file, size=(100, 60)) as (app, pilot):
        app.open(FORM_OF[kind])
        await settle(pilot)
        entering = app.screen
        assert isinstance(entering, EntryForm)
        shown = [(key, field.label) for key, field in entering.rows.items() if key != "needle"]
        said = {"kind": "skip", "to_phase": "1", "by": "Dr Okafor", "on": "today", "needle": "27G"}
        entering.take_typed({"phase": "1", **said})
        await press(pilot, "ctrl+s")
        assert of(person_file, kind)[-1].needle == "27G", screen_text(app)
        app.open("record", item=Item(kind, there, None, None, ""))
        await settle(pilot)
        form = app.screen
        assert isinstance(form, EntryForm) and type(form) is type(entering)
        assert [(key, field.label) for key, field in form.rows.items()][: len(shown)] == shown
        assert [row.key for row in rows_in_forms(kind) if row.key != "needle"] == [
            key for key in form.rows if key != "needle"
        ]
        assert not form.is_changed
        await press(pilot, "ctrl+s")
        assert says(app, "Nothing was changed")
        form.rows["needle"].take("23G")
        form.rows["due" if kind == "adjustments" else "on"].take("14 jan 2026")
        await press(pilot, "ctrl+s", *(("y",) if kind == "adjustments" else ()))
        assert says(app, "needle used: nothing → 23G"), screen_text(app)
        now = of(person_file, kind)[0]
        assert now.needle == "23G" and (now.due if kind == "adjustments" else now.on).day == 14


async def test_what_entering_an_order_refuses_changing_it_refuses(home: Path) -> None:
    person_file = PersonFile(home / "alex.json", NOW)
    assert main(["plan", "move", "2027-01-05", "--by", "Riverside"]) == 0
    order, confirmed = of(person_file, "adjustments")[-1], of(person_file, "transitions")[0]
    async with opened(person_file, size=(100, 40)) as (app, pilot):
        app.open("record", item=Item("adjustments", order, None, None, ""))
        await settle(pilot)
        form = app.screen
        assert isinstance(form, EntryForm)
        for key, text, said in (("by", "", "write who decided"), ("due", "", "a move needs the new date")):
            line = form.query_one(f"#field-{key} Input", Input)
            was, line.value = line.value, text
            await press(pilot, "ctrl+s")
            assert said in text_of(app, f"#field-{key} .fault"), screen_text(app)
            line.value = was
            await settle(pilot)
        await press(pilot, "escape")
        app.open("record", item=Item("transitions", confirmed, None, None, ""))
        await settle(pilot)
        app.screen.query_one("#field-on Input", Input).value = "1 dec 2026"
        await press(pilot, "ctrl+s")
        assert "still to come" in text_of(app, "#field-on .fault"), screen_text(app)
    assert (of(person_file, "adjustments")[-1], of(person_file, "transitions")[0]) == (order, confirmed)


@pytest.mark.parametrize("kind", ["injections"], indirect=True)
def test_a_field_in_one_row_comes_in_from_tables_of_others(kind: str, home: Path) -> None:
    sheet = home / "sheet.csv"
    sheet.write_text("Datum,Kanüle\n2026-11-02,23G\n2026-11-09,\n", "utf-8")
    said = ["--map", "date=Datum,gauge=Kanüle", "--set", "drug=hydroxocobalamin,dose=1mg,route=IM"]
    assert main(["import", str(sheet), *said, "--yes"]) == 0
    needles = {each.given_on.day: each.needle for each in of(PersonFile(home / "alex.json", NOW), kind)}
    assert (needles[2], needles[9]) == ("23G", "")


@pytest.mark.parametrize("kind", ["injections"], indirect=True)
async def test_a_gap_in_one_row_is_told_and_asked_for(
    kind: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ENTERING[kind].words]) == 0
    assert ", needle." in capsys.readouterr().out, "what nobody said is told as lacking"
    raw = alex()
    for injection in raw[kind]:
        injection["needle"] = "25G"
    last = raw[kind][-1]
    known = {"given_by": "nurse", "location": "Riverside", "lot": "A1", "expires": "2027-05-31"}
    last.update({"site": "left-thigh", "container": "single-dose", **known, "needle": ""})
    write_file(home / "lacking.json", raw)
    person_file = PersonFile(home / "lacking.json", NOW)
    assert audit.audit_of(person_file.record(), of(person_file, kind)[-1]).gaps == ("needle",)
    async with opened(person_file, size=(100, 60)) as (app, pilot):
        flag = Flag("record_gaps", "info", "Something is missing.", (last["id"],))
        app.begin("gaps", partial(_fill_gaps, app, flag))
        await settle(pilot)
        assert says(app, "Needle")
        await press(pilot, "2", "3", "G", "ctrl+s")
        assert "Needle" not in screen_text(app), screen_text(app)
        assert of(person_file, kind)[-1].needle == "23G"


async def test_an_answer_that_is_none_of_the_usual_ones_stays_one(home: Path) -> None:
    """A visit for something else, entered on the command line or elsewhere, can be changed like any other."""
    assert main(["visit", "mon", "MRI of the spine"]) == 0
    person_file = PersonFile(home / "alex.json", NOW)
    visit = of(person_file, "visits")[-1]
    async with opened(person_file, size=(100, 40)) as (app, pilot):
        app.open("record", item=Item("visits", visit, visit.on, None, ""))
        await settle(pilot)
        assert says(app, "◉ MRI of the spine")
        app.screen.query_one("#field-where Input", Input).value = "Riverside"
        await press(pilot, "ctrl+s")
        assert of(person_file, "visits")[-1] == visit._replace(where="Riverside")


async def test_the_time_that_is_kept_is_the_one_that_is_shown(home: Path) -> None:
    """A day alone keeps the time that is known, and the form says so before it is saved."""
    person_file = PersonFile(home / "alex.json", NOW)
    visit = of(person_file, "visits")[0]
    async with opened(person_file, size=(100, 40)) as (app, pilot):
        app.open("record", item=Item("visits", visit, visit.on, None, ""))
        await settle(pilot)
        app.screen.query_one("#field-at Input", Input).value = "1 dec"
        await settle(pilot)
        assert "Tue 1 Dec 10:20" in text_of(app, "#field-at .echo")
        await press(pilot, "ctrl+s")
        assert of(person_file, "visits")[0].at.isoformat() == "2026-12-01T10:20:00+00:00"


def test_every_row_has_what_it_needs() -> None:
    for kind in KINDS:
        names: list[str] = []
        for field in editable(kind).values():
            assert reader_of(field) in READERS, (kind, field.key)
            names += field.names
        assert len(names) == len(set(names)), f"{kind}: a name stands for two fields"
        plain = [row.plain for row in editable(kind).values()]
        assert len(plain) == len(set(plain)), kind
        for row in rows_entered(kind) if kind in ENTERING else ():
            assert row.told or row.type == field_types.FLAG, (kind, row.key)


def test_a_new_kind_of_field_is_read_by_its_type() -> None:
    assert reader_of(NEEDLE) == "text" and show_field(NEEDLE, "25G") == "25G"
    assert reader_of(Field("ordered_on", field_types.DAY)) == "day"


def test_no_list_of_fields_is_kept_beside_the_table() -> None:
    """What a table can name and what the person has are made of the rows."""
    assert set(person.LABELS) == set(fields.PERSON.fields)
    for kind in named.KINDS:
        assert {row.key for row in named._rows(kind).values()} <= set(editable(kind))


def test_every_row_has_its_attribute_and_every_attribute_its_row() -> None:
    for kind, value in loading.VALUES.items():
        table = fields.PERSON if kind == "person" else fields.SCHEMAS[kind]
        assert {row.name for row in table.fields.values()} == set(value._fields), kind
        for row in table.fields.values():
            if not row.required and kind != "symptom_kinds":
                assert row.name in value._field_defaults, f"{kind}.{row.key} may be left out"
        for row in table.rows.values():
            assert set(row.of) <= set(table.fields), f"{kind}.{row.key} is more than one field"


def test_what_a_document_must_have_is_always_written() -> None:
    """What is as by default is left out of what is kept, but nothing without which it would not be valid."""
    nested = {Phase: fields.PHASE, Review: fields.REVIEW}
    tables = {value: fields.table_of(kind) for kind, value in loading.VALUES.items()}
    for value, table in {**tables, **nested}.items():
        said = {key for key, is_always_said, _ in loading._given(value) if is_always_said}
        assert said == {key for key, row in table.fields.items() if row.required}, value
