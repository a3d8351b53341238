"""A person whose interval was changed: 12 weeks with a dip before the dose, then 8 weeks without one."""

from datetime import date, timedelta
from random import Random

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import Note, Phase, Record, SymptomLog, Treatment
from builders import dose, plan, record

FIRST = date(2025, 1, 6)
CHANGED = FIRST + timedelta(weeks=48)
TODAY = date(2026, 11, 21)
GIVEN = [FIRST + timedelta(weeks=12 * n) for n in range(5)] + [
    CHANGED + timedelta(weeks=8 * n) for n in range(1, 7)
]


def every(weeks: int) -> Phase:
    """Maintenance every so many weeks."""
    return Phase("Maintenance", "maintenance", Span("weeks", weeks, weeks))


def changed_interval(dip: float = 2.0, left: float = 0.0, seed: int = 7) -> Record:
    """The record; `left` is what is left of the dip on the shorter interval."""
    random = Random(seed)
    logs = []
    carried = {"energy": 0.0, "tingling": 0.0}
    for number in range((TODAY - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        since = (day - max(given for given in GIVEN if given <= day)).days
        length, depth = (84, dip) if day < CHANGED else (56, left)
        low = depth * (since >= length * 3 / 4)
        for name in carried:
            carried[name] = 0.3 * carried[name] + random.gauss(0, 1.2)
        scores = {
            "energy": min(10, max(0, round(6 - low + carried["energy"]))),
            "tingling": min(10, max(0, round(3 + low + carried["tingling"]))),
        }
        if random.random() > 1 / 7:
            logs.append(SymptomLog(f"s{day}", day, scores))
    return record(
        plan(every(12), set_on=f"{FIRST}", id="p1"),
        plan(every(8), set_on=f"{CHANGED}", first_due=f"{CHANGED + timedelta(weeks=8)}", id="p2"),
        injections=[dose(f"{day}", site="left-thigh") for day in GIVEN],
        symptoms=logs,
        treatments=[
            Treatment("m1", "metformin", "medicine", date(2025, 9, 1)),
            Treatment("m2", "iron", "iron", date(2026, 3, 3), date(2026, 6, 2)),
            Treatment("m3", "folate", "folate", date(2026, 7, 1), date(2026, 8, 2)),
        ],
        notes=[Note("n1", date(2026, 3, 3), "flu")],
    )
