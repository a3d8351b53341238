"""Alex, mid-maintenance on 21 November 2026: a valid exchange document, and the data file that holds it."""

import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from b12track.domain.record import document
from b12track.domain.record.records import KINDS
from b12track.store.datafile import Datafile
from b12track.store.edits import Change, Put

NOW = "2026-11-21T14:05:00+00:00"
ALEX: dict[str, Any] = {
    "format": "b12track",
    "version": 2,
    "person": {"name": "Alex", "timezone": "Europe/London", "indication": "vitamin B12 deficiency"},
    "plans": [
        {
            "id": "plan1",
            "set_on": "2026-01-05",
            "first_due": "2026-01-05",
            "prescribed_by": "Dr Okafor",
            "drug": "hydroxocobalamin",
            "dose_mcg": 1000,
            "route": "IM",
            "phases": [
                {"name": "Loading", "kind": "repletion", "every": {"weeks": 1}, "until": {"doses": 2}},
                {"name": "Maintenance", "kind": "maintenance", "every": {"weeks": 8}},
            ],
        }
    ],
    "injections": [
        {
            "id": f"inj{number}",
            "given_at": f"{day}T09:30:00+00:00",
            "drug": "hydroxocobalamin",
            "dose_mcg": 1000,
            "strength_mcg_per_ml": 500,
            "volume_ml": 2,
            "route": "IM",
            "site": site,
            "container": "single-dose",
        }
        for number, (day, site) in enumerate(
            [("2026-01-05", "left-thigh"), ("2026-01-12", "right-thigh"), ("2026-10-30", "left-thigh")], 1
        )
    ],
    "symptoms": [
        {"id": "log1", "date": "2026-11-19", "scores": {"energy": 4, "tingling": 2}},
        {"id": "log2", "date": "2026-11-20", "scores": {"energy": 5}, "note": "headache"},
    ],
    "labs": [
        {
            "id": "lab1",
            "date": "2026-01-02",
            "test": "B12",
            "value": 140,
            "unit": "ng/L",
            "low": 180,
            "high": 914,
        }
    ],
    "visits": [
        {"id": "visit1", "at": "2026-12-25T10:20:00+00:00", "purpose": "injection", "with": "J. Hart"}
    ],
    "adjustments": [
        {"id": "adj1", "plan_id": "plan1", "recorded_on": "2026-03-01", "kind": "move", "due": "2026-03-20"}
    ],
    "transitions": [{"id": "tra1", "plan_id": "plan1", "to_phase": 1, "on": "2026-01-12"}],
    "supplies": [
        {
            "id": "sup1",
            "drug": "hydroxocobalamin",
            "strength_mcg_per_ml": 1000,
            "volume_ml": 1,
            "container": "single-dose",
            "lot": "A1",
            "expires": "2027-05-31",
            "count": 2,
        }
    ],
    "questions": [{"id": "que1", "asked_on": "2026-11-01", "text": "How long?"}],
    "notes": [{"id": "note1", "date": "2026-02-10", "text": "started metformin"}],
}


def alex(**kinds: Any) -> dict[str, Any]:
    """Alex's document, with other records of some kinds."""
    return copy.deepcopy({**ALEX, **kinds})


def write_file(path: Path, raw: dict[str, Any]) -> Datafile:
    """A data file that holds this document; making it can be undone as one change."""
    document.read(raw)
    file = Datafile(path, now=lambda: datetime(2026, 11, 1, tzinfo=UTC))
    file.create(raw["person"])
    edits = tuple(Put(kind, entry) for kind in KINDS for entry in raw.get(kind) or ())
    file.change(lambda _: Change("made for a test", edits))
    return file


def read_file(path: Path) -> dict[str, Any]:
    """The exchange document of a data file, which must be valid."""
    raw = Datafile(path, now=lambda: datetime(2026, 11, 1, tzinfo=UTC)).read().exchange()
    document.read(raw)
    return raw
