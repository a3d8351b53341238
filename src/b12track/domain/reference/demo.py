"""A made-up year of a made-up person, for looking around and for pictures.

What always holds: the same day gives the same record, on every machine and every Python; every date is counted back
from that day; nobody's data is in it. The story: loading, a move that was confirmed, injections every eight weeks
of which one came a week late, energy that sags before the next dose, tingling that slowly gets better.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from math import exp

from b12track.domain.record.intervals import Doses, Length, Span, Weekdays, shift
from b12track.domain.record.records import (
    Injection,
    Lab,
    Note,
    Person,
    Phase,
    Plan,
    Question,
    Record,
    Review,
    Supply,
    SymptomLog,
    Transition,
    Visit,
)

NAME = "Alex"
ZONE = "Europe/London"
_CLINIC, _DOCTOR, _NURSE = "Riverside", "Dr Okafor", "J. Hart"
_DRUG = "hydroxocobalamin"
_DAY = timedelta(days=1)

# The story in days since the first dose, which is on a Monday.
_LOADING = (0, 2, 4, 7, 9, 11)
_MAINTENANCE = (67, 123, 186, 242, 298)
_STORY_DAYS = 315
_SORENESS_NOT_LOGGED = (123, 242)
_WITHOUT_LOT = (7, 186)
_ENTERED_LATE = {9: 10, 123: 9, 186: 12}
# A week away, kept on paper and typed in at home; now and then a morning does what the evening was too tired for.
_ON_PAPER, _TYPED_IN = range(147, 154), 155
_NEXT_MORNING = 9
# Early enough for the whole story to lie in the years that a record may have, and late enough for what comes after it.
_FIRST_DAY, _LAST_DAY = date(1902, 1, 1), date(9997, 12, 31)

_LOG_NOTES = {
    3: "slept most of the afternoon",
    33: "walked to the park and back",
    59: "pins and needles up to the knees",
    81: "first whole day at work",
    140: "hot night, slept badly",
    181: "could not get up the stairs in one go",
    205: "swam twenty lengths",
    292: "asleep on the sofa by eight",
    306: "gardening all morning",
}


def demo_record(today: date) -> Record:
    """The made-up year that ends on this day."""
    today = min(max(today, _FIRST_DAY), _LAST_DAY)
    start = today - timedelta(days=_STORY_DAYS)
    start -= timedelta(days=start.weekday())
    plan = Plan(
        "p1",
        set_on=start,
        first_due=start,
        drug=_DRUG,
        dose_mcg=1000,
        route="IM",
        phases=(
            Phase("Loading", "repletion", Weekdays((0, 2, 4)), Doses(6)),
            Phase("Maintenance", "maintenance", Span("weeks", 8, 8)),
        ),
        prescribed_by=_DOCTOR,
        source="clinic letter",
        reviews=(Review("symptom review", Length("months", 3), Length("months", 6)),),
        watch=("energy", "tingling", "mma"),
    )
    before, after = start - 3 * _DAY, start + 94 * _DAY
    results = (
        (before, "b12", 140, "ng/L", 180, 914),
        (before, "mma", 0.71, "umol/L", None, 0.4),
        (before, "hb", 117, "g/L", 115, 165),
        (before, "mcv", 101, "fL", 80, 100),
        (before, "folate", 7.4, "ug/L", 3.9, 20),
        (before, "ferritin", 62, "ug/L", 15, 150),
        (after, "hb", 128, "g/L", 115, 165),
        (after, "mcv", 93, "fL", 80, 100),
        (after, "mma", 0.29, "umol/L", None, 0.4),
    )
    # A Tuesday, a week and a half off: something to prepare the page for.
    ahead = today + 10 * _DAY
    ahead += timedelta(days=(1 - ahead.weekday()) % 7)
    return Record(
        person=Person(
            NAME,
            born=date(min(1971, start.year - 1), 3, 14),
            timezone=ZONE,
            indication="vitamin B12 deficiency",
            cause="autoimmune gastritis",
            neurological=True,
            prescriber=_DOCTOR,
            clinic=_CLINIC,
            codes=("E53.8",),
        ),
        plans=(plan,),
        injections=tuple(_injections(start, today)),
        symptoms=tuple(_logs(start, today)),
        labs=tuple(
            Lab(f"l{number}", day, test, value, unit, low=low, high=high, lab="County laboratory")
            for number, (day, test, value, unit, low, high) in enumerate(results, 1)
        ),
        visits=(
            Visit("v1", _at(start, 9, 30), "injection", _NURSE, _CLINIC),
            Visit("v2", _at(start + 67 * _DAY, 9, 20), "injection", _NURSE, _CLINIC),
            Visit("v3", _at(start + 94 * _DAY, 8, 40), "blood test", "", _CLINIC),
            Visit(
                "v4",
                _at(start + 87 * _DAY, 10, 20),
                "review",
                _DOCTOR,
                _CLINIC,
                "went through the blood test",
            ),
            Visit("v5", _at(ahead, 10, 20), "review", _DOCTOR, _CLINIC),
        ),
        transitions=(Transition("t1", plan.id, 1, start + timedelta(days=11), _DOCTOR),),
        supplies=(Supply("k1", _DRUG, 1000, 1, "single-dose", "A1", _end_of_month(today, 9), held=5),),
        questions=(
            Question(
                "q1",
                start + 40 * _DAY,
                "Does metformin matter for B12?",
                start + 87 * _DAY,
                "It can lower B12 by mouth; the injections go past the stomach. "
                "Stays on the list for the yearly check.",
            ),
            Question("q2", start + 293 * _DAY, "Tired from about week 6: could the interval be discussed?"),
            Question("q3", start + 307 * _DAY, "Who should look at the tingling in the left foot?"),
        ),
        notes=(
            Note("n1", start + timedelta(days=36), "started metformin"),
            Note("n2", start + timedelta(days=181), "a cold, three days in bed"),
            Note("n3", start + timedelta(days=247), "two weeks by the sea"),
        ),
    )


def _injections(start: date, today: date) -> Iterator[Injection]:
    """Loading by a nurse at the clinic, then at home from a box of ampoules, thighs in turn."""
    for number, days in enumerate((*_LOADING, *_MAINTENANCE)):
        given_on = start + timedelta(days=days)
        hour, minute = (9, 30 + 5 * (number % 3)) if days in _LOADING else (19, 10 + 4 * (number % 5))
        given_at = _at(given_on, hour, minute)
        entered = given_at + timedelta(minutes=12 + 7 * (number % 4), days=_ENTERED_LATE.get(days, 0))
        at_clinic = days in _LOADING or days == _MAINTENANCE[0]
        lot = "" if days in _WITHOUT_LOT else "H2207" if at_clinic else "A1"
        yield Injection(
            f"i{number + 1}",
            given_at,
            _DRUG,
            1000,
            "IM",
            zone=ZONE,
            recorded_at=entered,
            strength_mcg_per_ml=1000,
            volume_ml=1,
            site=("left-thigh", "right-thigh")[number % 2],
            given_by="nurse" if at_clinic else "self",
            provider=_NURSE if at_clinic else "",
            location=_CLINIC if at_clinic else "home",
            lot=lot,
            expires=(_end_of_month(today, 9) if lot == "A1" else _end_of_month(start, 8)) if lot else None,
            container="single-dose",
            supply_id="k1" if lot == "A1" else None,
        )


def _logs(start: date, today: date) -> Iterator[SymptomLog]:
    """One evening in seven is not logged; yesterday's is, and today's is still to come."""
    energy, sleep, tingling = (
        partial(next, _wobble(seed, size)) for seed, size in ((11, 1.0), (23, 1.1), (37, 0.9))
    )
    chance = random.Random(41)
    doses = (*_LOADING, *_MAINTENANCE)
    for days in range((today - start).days):
        day = start + timedelta(days=days)
        given = max(dose for dose in doses if dose <= days)
        # How much of the last dose is felt to be gone: nothing until the last third of the cycle, then up to 1.
        interval = 63 if given == _MAINTENANCE[1] else 56
        gone = min(max(((days - given) / interval - 0.66) / 0.2, 0.0), 1.0)
        worn = gone if days > _LOADING[-1] + 1 else 0.0
        better = 1 - exp(-days / 55)
        scores = {
            "energy": _score(2.9 + 3.7 * better - 2.4 * worn + energy()),
            "sleep": _score(5.1 + 0.4 * better - 0.3 * worn + sleep()),
            "tingling": _score(6.3 - 3.8 * better + 1.5 * worn + tingling()),
        }
        sore = chance.random()
        if days - given <= 3 and given not in _SORENESS_NOT_LOGGED:
            scores["soreness"] = (1 + (sore > 0.4), 1 + (sore > 0.85), int(sore > 0.6), 0)[days - given]
        is_logged = chance.random() > 1 / 7 or days in _LOG_NOTES or days < 2 or day == today - _DAY
        if is_logged:
            written = _written(start, days, today)
            yield SymptomLog(f"s{day.isoformat()}", day, scores, _LOG_NOTES.get(days, ""), written)


def _written(start: date, days: int, today: date) -> datetime:
    """When a day was first written down: mostly that evening."""
    day = start + timedelta(days=days)
    if days in _ON_PAPER:
        return _at(start + timedelta(days=_TYPED_IN), 19, 40)
    if days % _NEXT_MORNING == 0 and day < today - _DAY:
        return _at(day + _DAY, 8, 10)
    return _at(day, 21, 4 + days * 7 % 40)


def _wobble(seed: int, size: float) -> Iterator[float]:
    """Good days and bad days: each leans on the one before.

    A sum of twelve even chances is near enough to a bell curve, and `random()` alone is promised to give the same
    numbers in every Python.
    """
    chance = random.Random(seed)
    value = 0.0
    while True:
        value = 0.4 * value + size * (sum(chance.random() for _ in range(12)) - 6)
        yield value


def _score(value: float) -> int:
    return min(max(round(value), 0), 10)


def _end_of_month(day: date, months: int) -> date:
    return shift(day.replace(day=1), "months", months + 1) - _DAY


def _at(day: date, hour: int, minute: int) -> datetime:
    """That time of the clock in the person's zone, with the offset that held."""
    from zoneinfo import ZoneInfo  # five milliseconds: only for who looks around

    wall = datetime.combine(day, time(hour, minute), ZoneInfo(ZONE))
    return wall.replace(tzinfo=timezone(wall.utcoffset() or timedelta()))
