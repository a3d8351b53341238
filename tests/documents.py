"""One exchange document with every key of every kind, and the smallest one."""

from typing import Any

FULL: dict[str, Any] = {
    "format": "b12track",
    "version": 2,
    "person": {
        "name": "Alex",
        "born": "1971-03-14",
        "timezone": "Europe/London",
        "indication": "vitamin B12 deficiency",
        "cause": "autoimmune gastritis",
        "neurological": True,
        "prescriber": "Dr Okafor",
        "clinic": "Riverside",
        "codes": ["E53.8"],
    },
    "symptom_kinds": [
        {"name": "itch", "label": "Itch", "low": "none", "high": "worst", "good": "low", "shown": False}
    ],
    "plans": [
        {
            "id": "p1",
            "set_on": "2026-01-05",
            "first_due": "2026-01-05",
            "prescribed_by": "Dr Okafor",
            "source": "clinic letter",
            "drug": "hydroxocobalamin",
            "dose_mcg": 1000,
            "route": "IM",
            "grace_days": 3,
            "first_by": "2026-01-09",
            "no_maintenance": True,
            "ended_on": "2027-01-01",
            "end_reason": "moved\naway",
            "phases": [
                {
                    "name": "Loading",
                    "kind": "repletion",
                    "dose_mcg": 500.5,
                    "every": {"weekdays": ["mon", "wed", "fri"]},
                    "until": {"doses": 6},
                },
                {"name": "Slow", "kind": "repletion", "every": {"days": 2}, "until": {"confirmed": True}},
                {"name": "Weekly", "kind": "repletion", "every": {"weeks": [1, 2]}, "until": {"weeks": 4}},
                {"name": "Maintenance", "kind": "maintenance", "every": {"months": [2, 3]}},
            ],
            "reviews": [{"what": "blood test", "after": {"months": 3}, "every": {"months": 12}}],
            "watch": ["energy", "mma"],
        }
    ],
    "injections": [
        {
            "id": "i1",
            "given_at": "2026-01-05T09:30:00+00:00",
            "time_known": False,
            "zone": "Europe/London",
            "recorded_at": "2026-01-05T09:40:00+00:00",
            "drug": "hydroxocobalamin",
            "dose_mcg": 1000,
            "strength_mcg_per_ml": 500,
            "volume_ml": 2,
            "route": "IM",
            "site": "left-deltoid",
            "given_by": "nurse",
            "provider": "J. Hart",
            "location": "Riverside",
            "lot": "A1",
            "expires": "2027-05-31",
            "container": "single-dose",
            "counts": False,
            "supply_id": "k1",
            "reaction": "none",
            "note": "a\tb\nc",
        }
    ],
    "symptoms": [
        {
            "id": "s1",
            "date": "2026-01-05",
            "recorded_at": "2026-01-05T21:04:00+00:00",
            "scores": {"energy": 3, "itch": 0},
            "note": "tired",
        }
    ],
    "labs": [
        {
            "id": "l1",
            "date": "2026-01-02",
            "test": "b12",
            "comparator": "<",
            "value": 140.5,
            "unit": "ng/L",
            "low": 180,
            "high": 914,
            "lab": "North",
            "note": "fasting",
        }
    ],
    "visits": [
        {
            "id": "v1",
            "at": "2026-03-16T10:20:00+00:00",
            "purpose": "injection",
            "with": "J. Hart",
            "where": "Riverside",
            "note": "bring card",
        }
    ],
    "adjustments": [
        {
            "id": "a1",
            "plan_id": "p1",
            "recorded_on": "2026-01-12",
            "kind": "move",
            "of": "2026-01-14",
            "due": "2026-01-15",
            "reason": "flu",
            "decided_by": "Riverside",
        }
    ],
    "transitions": [
        {
            "id": "t1",
            "plan_id": "p1",
            "to_phase": 1,
            "on": "2026-01-16",
            "confirmed_by": "Dr Okafor",
            "first_due": "2026-03-01",
            "recorded_at": "2026-01-16T10:00:00+00:00",
        }
    ],
    "treatments": [
        {
            "id": "m1",
            "name": "metformin",
            "kind": "medicine",
            "from": "2026-02-10",
            "to": "2026-06-30",
            "note": "for sugar",
        }
    ],
    "supplies": [
        {
            "id": "k1",
            "drug": "hydroxocobalamin",
            "strength_mcg_per_ml": 1000,
            "volume_ml": 1,
            "container": "multi-dose",
            "lot": "A1",
            "expires": "2027-05-31",
            "count": 5,
            "opened_on": "2026-01-05",
        }
    ],
    "questions": [
        {
            "id": "q1",
            "asked_on": "2026-03-01",
            "text": "How long?",
            "answered_on": "2026-03-02",
            "answer": "For life",
        }
    ],
    "notes": [{"id": "n1", "date": "2026-02-10", "text": "started metformin"}],
}
MINIMAL: dict[str, Any] = {"format": "b12track", "version": 2, "person": {"name": "Alex"}}
