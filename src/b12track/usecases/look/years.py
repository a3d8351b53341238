"""What a picture needs of the records: the days in sight, and the logs of their years alone.

What always holds: a picture of a year costs the same after fifty years of logs as after one, because only the years
that it shows are decoded.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from b12track.domain.record import loading
from b12track.domain.record.intervals import shift
from b12track.domain.record.records import Lab, Record, SymptomLog
from b12track.usecases.person_file import PersonFile

# How many months each range goes back; what has no number shows all.
YEAR, ALL = "1 year", "all"
_MONTHS = {"1 month": 1, "3 months": 3, YEAR: 12, ALL: None}
RANGES = tuple(_MONTHS)


def days_of_range(person_file: PersonFile, name: str, labs: Iterable[Lab] | None = None) -> tuple[date, date]:
    """The first and the last day of a range so called, up to the person's today.

    "all" begins with the first log; with the first of the labs, where those are what is looked at.
    """
    today, months = person_file.today, _MONTHS[name]
    if months is not None:
        return shift(today, "months", -months) + timedelta(days=1), today
    earliest = _first_logged(person_file) if labs is None else min((lab.date for lab in labs), default=None)
    return min(earliest or today, today), today


def opening_range(person_file: PersonFile) -> str:
    """The range that fits what was logged: all of it while that is a year at most, else the last year."""
    earliest = _first_logged(person_file)
    fits = earliest is None or earliest >= days_of_range(person_file, YEAR)[0]
    return ALL if fits else YEAR


def record_of_days(person_file: PersonFile, first: date, last: date) -> Record:
    """Everything but the logs of the years that are out of sight."""
    record, snapshot = person_file.record(), person_file.snapshot()
    years = snapshot.years()
    wanted = [year for year in years if first.year <= year <= last.year]
    if wanted == years:
        return record
    return record._replace(symptoms=tuple(log for year in wanted for log in logs_of_year(person_file, year)))


def logs_of_year(person_file: PersonFile, year: int) -> list[SymptomLog]:
    """The logs of one year, in the order of the document."""
    return [
        loading.load("symptoms", raw) for raw in person_file.snapshot().documents_of_year("symptoms", year)
    ]


def _first_logged(person_file: PersonFile) -> date | None:
    for year in person_file.snapshot().years():
        found = [log.date for log in logs_of_year(person_file, year)]
        if found:
            return min(found)
    return None
