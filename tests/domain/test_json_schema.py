"""The JSON Schema of the exchange document takes whatever a document may say."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alex import alex
from b12track.domain.record import document
from b12track.domain.record.json_schema import document_schema
from b12track.domain.record.records import KINDS
from b12track.domain.reference.demo import demo_record
from builders import day
from documents import FULL, MINIMAL


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """The schema, through JSON."""
    schema = json.loads(json.dumps(document_schema()))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_what_may_be_said_is_valid(validator: Draft202012Validator) -> None:
    demo = document.write(demo_record(day("2026-11-21")))
    for raw in (FULL, MINIMAL, alex(), demo, {**MINIMAL, **dict.fromkeys(KINDS)}):
        assert [error.message for error in validator.iter_errors(raw)] == []


CASES = json.loads((Path(__file__).parent.parent / "cases" / "schedule.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_worked_case_is_valid(validator: Draft202012Validator, case: dict[str, Any]) -> None:
    assert [error.message for error in validator.iter_errors(case["document"])] == []
