"""The page made from a record: one value in the order in which a clinician reads it.

What always holds: the same record at the same moment gives the same page; only what lies up to today is on it; lists
are cut at lengths that keep the page to one sheet, and each says how much it leaves out.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Record
from b12track.domain.rules.audit import audit_all
from b12track.domain.rules.doubt import Doubt
from b12track.domain.rules.overview import overview_of
from b12track.domain.rules.trends import dose_history, trends_of
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.wording import page_phrases as phrases
from b12track.reports import cycles, doses, findings, regimen, symptoms
from b12track.reports.coding import worksheet
from b12track.reports.page import Header, Summary, entered, fill, join, say
from b12track.reports.scope import Scope, Since, scope_of, up_to


def summarise(
    record: Record,
    now: datetime,
    since: Since = None,
    more_questions: Sequence[str] = (),
    amended: Mapping[str, str] | None = None,
    until: date | None = None,
    *,
    doubts: tuple[Doubt, ...] = (),
) -> Summary:
    """The page as of now, or as of the end of an earlier day.

    It has the coding worksheet where it is said what was amended, by the record's id.
    """
    end, today = now, now.date()
    if until is not None and until > today:
        raise Refused("until", f"{show_date(until)} is still to come; write a day up to {show_date(today)}")
    if until is not None and until < today:
        end, record = datetime.combine(until, time.max, now.tzinfo), up_to(record, until)
    scope = scope_of(overview_of(record, end, doubts), since)
    ids = {injection.id for injection in scope.doses}
    audits = [audit for audit in audit_all(record) if audit.injection.id in ids]
    trends = [trend for trend in trends_of(record, scope.today) if trend.days]
    history = dose_history(record, scope.today)
    sections = (
        findings.asked(scope, more_questions),
        symptoms.data(scope, history),
        regimen.why(scope),
        regimen.plan(scope),
        doses.doses(scope),
        cycles.cycle(scope, trends, history),
        cycles.before_now(scope, trends),
        symptoms.symptoms(scope, trends),
        symptoms.year(scope, trends),
        findings.labs(scope),
        symptoms.after_doses(scope),
        findings.together(scope),
        findings.gaps(scope, audits),
    )
    return Summary(
        _header(scope, today),
        tuple(section for section in sections if section is not None),
        phrases.PROMISE,
        today,
        worksheet(record, audits, amended) if amended is not None else None,
    )


def _header(scope: Scope, printed_on: date) -> Header:
    # What the page is of, which days it covers, and what lies before them.
    days = say(show_day_range(scope.first, scope.today, weekday=False))
    if scope.visit is not None:
        on = show_date(scope.visit.on, scope.today, weekday=False)
        days = fill(phrases.SINCE_THE_VISIT, days=days, day=on, purpose=entered(scope.visit.purpose, 40))
    subject = fill(phrases.SUBJECT, days=days)
    if scope.earliest is not None and scope.earliest < scope.first:
        from_day = show_date(scope.earliest, weekday=False)
        subject = join([subject, fill(phrases.EARLIER_ENTRIES, day=from_day)])
    person = scope.record.person
    born = show_date(person.born, weekday=False) if person.born is not None else phrases.TO_FILL_IN
    return Header(
        entered(person.name, 60),
        phrases.BORN.format(day=born),
        phrases.RECORD_NO.format(number=phrases.TO_FILL_IN),
        phrases.PRINTED.format(day=show_date(printed_on, weekday=False)),
        subject,
    )
