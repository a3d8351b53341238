"""CSV: what is written is read back as it was, and no spreadsheet runs a cell of it."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record import document, loading
from b12track.domain.record.records import KINDS
from b12track.domain.record.schema import Schema
from b12track.domain.reference.demo import demo_record
from b12track.reports import csv_file
from b12track.usecases.transfer.compare import Raw, Row
from b12track.usecases.transfer.csv.columns import Reader
from b12track.usecases.transfer.csv.own import own_columns
from b12track.usecases.transfer.csv.table import Line, Stated, Table
from builders import day
from documents import FULL, MINIMAL
from hostile import HOSTILE, LINES, WORDS

GOLDEN = Path(__file__).parent / "golden"
FORMULAS = tuple("=+-@＝＋－＠")
FORMULA_STARTS = (*FORMULAS, "\t", "\r", "\n")


def cells_of(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=delimiter == ","))


def rows_of(kind: str, header: list[str], rows: list[list[str]]) -> list[Raw | Row]:
    """What is read of a table of ours."""
    lines = tuple(Line(number, tuple(cells)) for number, cells in enumerate(rows, 2))
    table = Table(f"{kind}.csv", tuple(header), tuple(header), "1", lines)
    reader = Reader(table, own_columns(table, kind, Stated(), datetime(2026, 11, 29, tzinfo=UTC)))
    return [found for _, found in reader.read()]


def read_back(kind: str, text: str) -> list[Raw]:
    """The raw records in a CSV of ours."""
    header, *rows = cells_of(text)
    found = rows_of(kind, header, rows)
    assert not [row for row in found if isinstance(row, Row)]
    return [raw for raw in found if not isinstance(raw, Row)]


def round_trip(raw: dict[str, Any]) -> dict[str, Any]:
    record = document.read(raw)
    lists = {kind: read_back(kind, csv_file.write(kind, getattr(record, kind), "Alex")) for kind in KINDS}
    (person,) = read_back("person", csv_file.write("person", [record.person], "Alex"))
    return {"format": "b12track", "version": 2, "person": person, **lists}


def test_every_kind_round_trips() -> None:
    assert document.read(round_trip(FULL)) == document.read(FULL)
    assert document.read(round_trip(MINIMAL)) == document.read(MINIMAL)


def test_every_list_within_a_record_is_known_to_be_one() -> None:
    tables = [csv_file.table_of(kind) for kind in csv_file.FILES]
    lists = {
        key
        for table in tables
        for key, field in table.fields.items()
        if all(fault.text == "is empty" for fault in field.type.check([], ""))
    }
    assert lists == set(csv_file._NESTED)


def test_the_demo_year_round_trips_and_looks_as_it_always_did() -> None:
    record = demo_record(day("2026-11-21"))
    for kind in ("person", *KINDS):
        values = [record.person] if kind == "person" else getattr(record, kind)
        text = csv_file.write(kind, values, "Alex")
        assert [loading.load(kind, raw) for raw in read_back(kind, text)] == list(values)
        golden = GOLDEN / "csv" / f"{kind}.csv"
        assert text.encode() == golden.read_bytes(), kind


def table(kind: str) -> Schema:
    return csv_file.table_of(kind)


@given(st.one_of(LINES, st.sampled_from(HOSTILE)))
def test_a_text_is_guarded_and_comes_back(text: str) -> None:
    cell = csv_file.guard(text)
    assert csv_file.unguard(cell) == text
    assert not cell.startswith(FORMULA_STARTS)
    assert not cell.lstrip().startswith(FORMULAS)
    assert cell != ""


@given(st.text("';\n\t =+-@\"a＝|,", max_size=12))
def test_apostrophes_and_formulas_in_any_order_come_back(text: str) -> None:
    assert csv_file.unguard(csv_file.guard(text)) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(text=st.text("';\n\t =+-@\"a1,|", max_size=12))
def test_no_cell_is_run_whichever_delimiter_a_spreadsheet_takes(delimiter: str, text: str) -> None:
    raw = {**MINIMAL, "notes": [{"id": "n1", "date": "2026-01-05", "text": f"x{text}"}]}
    written = csv_file.write("notes", document.read(raw).notes, "Alex")
    for row in cells_of(written, delimiter):
        for cell in row:
            assert not cell.lstrip(' "\t\r\n').startswith(FORMULAS), cell


@given(st.dictionaries(WORDS, st.integers(0, 10), max_size=6), LINES)
def test_scores_of_symptoms_with_any_name_come_back(scores: dict[str, int], note: str) -> None:
    raw = {
        **MINIMAL,
        "symptom_kinds": [{"name": name, "good": "low"} for name in scores],
        "symptoms": [{"id": "s1", "date": "2026-01-05", "scores": scores, "note": note}],
    }
    record = document.read(raw)
    text = csv_file.write("symptoms", record.symptoms, "Alex")
    assert [loading.load("symptoms", found) for found in read_back("symptoms", text)] == list(record.symptoms)
    header = [csv_file.unguard(name) for name in cells_of(text)[0]]
    assert csv_file.kinds_of(header, scores) == ["symptoms"]


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**30), 10**30))
def test_numbers_come_back_exactly_and_as_numbers(value: float, low: int) -> None:
    lab = {"id": "l1", "date": "2026-01-05", "test": "b12", "value": value, "unit": "", "low": low}
    text = csv_file.write("labs", document.read({**MINIMAL, "labs": [lab]}).labs, "Alex")
    (found,) = read_back("labs", text)
    assert (found["value"], type(found["value"])) == (value, type(value))
    assert (found["low"], type(found["low"])) == (low, int)
    assert float(dict(zip(*cells_of(text), strict=True))["value"]) == value


def test_the_kind_is_told_from_the_header() -> None:
    for kind in ("person", *KINDS):
        assert csv_file.kinds_of(csv_file.columns(kind, ["energy"]), ["energy"]) == [kind], kind
    assert csv_file.kinds_of(["date", "energy"], ["energy"]) == ["symptoms"]
    assert csv_file.kinds_of(["Datum", "Energie"], ["energy"]) == []
    assert csv_file.kinds_of(["id", "drug"], []) == []


@pytest.mark.parametrize(
    ("kind", "column", "cell", "words"),
    [
        ("symptoms", "energy", "11", "is not a whole number from 0 to 10"),
        ("symptoms", "energy", "6,5", "is not a whole number from 0 to 10"),
        ("symptoms", "energy", "six", "is not a whole number from 0 to 10"),
        ("labs", "value", "12 %", "is not a number such as 7.5"),
        ("labs", "value", "nan", "is not a number such as 7.5"),
        ("injections", "counts", "maybe", "is not yes or no"),
        ("plans", "watch", "energy, mma", 'is not JSON such as ["energy", "mma"]'),
    ],
)
def test_a_cell_that_cannot_be_one_says_so(kind: str, column: str, cell: str, words: str) -> None:
    (row,) = rows_of(kind, [column], [[cell]])
    assert isinstance(row, Row) and row.outcome == "refused"
    assert f'column "{column}"' in row.where and row.why.endswith(words)


def test_a_whole_score_that_a_spreadsheet_wrote_with_a_point_is_whole() -> None:
    cells = ["s1", "2026-01-05", " 07.0 "]
    (raw,) = rows_of("symptoms", ["id", "date", "energy"], [cells])
    assert not isinstance(raw, Row) and raw["scores"] == {"energy": 7}


def test_flags_are_words_that_no_spreadsheet_turns() -> None:
    text = csv_file.write("injections", document.read(FULL).injections, "Alex")
    row = dict(zip(*cells_of(text), strict=True))
    assert (row["time_known"], row["counts"]) == ("no", "no")
    assert json.loads(
        dict(zip(*cells_of(csv_file.write("person", [document.read(FULL).person], "Alex"))))["codes"]
    ) == ["E53.8"]
