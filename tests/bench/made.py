"""The files that the benchmark works on: a person with some 20 records, and one with 20,000."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from b12track.domain.record import document
from b12track.domain.reference.demo import demo_record

TODAY = date(2026, 11, 21)
SMALL, LARGE = 20, 20_000


def records(count: int) -> dict[str, Any]:
    """An exchange document: a plan, its injections, and daily logs that reach back until there are enough."""
    raw = document.write(demo_record(TODAY))
    raw["person"]["name"] = "Alex"
    kept = max(count - 12, 0)
    raw["symptoms"] = [
        {
            "id": f"s{on}",
            "date": on.isoformat(),
            "scores": {"energy": n % 11, "sleep": (n // 2) % 11, "tingling": (n // 3) % 11, "soreness": 0},
        }
        for n in range(kept)
        for on in (TODAY - timedelta(days=kept - n),)
    ]
    for kind in ("labs", "visits", "notes", "questions", "supplies"):
        raw[kind] = []
    raw["injections"] = [{**dose, "supply_id": None} for dose in raw["injections"]]
    return raw


def write_records(count: int, path: Path) -> Path:
    """The exchange document as a file."""
    path.write_text(json.dumps(records(count)), "utf-8")
    return path
