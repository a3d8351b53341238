"""Which days a page is about."""

from datetime import date

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Lab, Note, Person, Record
from b12track.reports.page import Run
from b12track.reports.scope import Since, scope_of
from b12track.reports.summary import summarise
from builders import dose, doses, logs, overview, plan, record, visit


def scope_first(since: Since, *, today: str = "2027-06-01") -> date:
    whole = record(
        plan(), injections=doses("01-05", "03-16", "05-20"), visits=(visit("2027-03-02", "review"),)
    )
    return scope_of(overview(whole, today), since).first


@pytest.mark.parametrize(
    ("since", "first"),
    [
        (None, date(2026, 6, 2)),
        ("all", date(2026, 1, 5)),
        ("last-visit", date(2027, 3, 2)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2020, 4, 1), date(2026, 1, 5)),
        (date(2027, 6, 1), date(2027, 6, 1)),
    ],
)
def test_the_first_day(since: Since, first: date) -> None:
    assert scope_first(since) == first


def test_a_short_record_is_shown_whole() -> None:
    assert scope_first(None, today="2026-09-01") == date(2026, 1, 5)


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(Refused, match=r"still to come: write a day up to Tue 1 Jun 2027"):
        scope_first(date(2027, 6, 2))


def test_the_last_visit_is_a_talk_if_there_was_one() -> None:
    visits = (
        visit("02-01", "Review", "v1"),
        visit("03-16"),
        visit("04-01", "blood test", "v3"),
        visit("09-01", "review", "v4"),
    )
    whole = record(plan(), injections=doses("01-05"), visits=visits)
    scope = scope_of(overview(whole, "2026-05-01"), "last-visit")
    assert scope.first == date(2026, 2, 1)
    assert scope.visit is visits[0]


def test_of_errands_alone_the_last_one_is_taken() -> None:
    whole = record(plan(), injections=doses("01-05"), visits=(visit("02-01"), visit("03-16", id="v2")))
    assert scope_of(overview(whole, "2026-05-01"), "last-visit").first == date(2026, 3, 16)


def test_without_a_visit_there_is_no_last_one() -> None:
    whole = record(plan(), visits=(visit("05-01"),))
    with pytest.raises(Refused, match="no visit before today is recorded"):
        scope_of(overview(whole, "2026-05-01"), "last-visit")


def test_doses_are_those_of_the_days_in_order() -> None:
    given = (dose("03-16", "b"), dose("01-05", "a"), dose("03-16", "c", at="08:00"), dose("08-01", "later"))
    scope = scope_of(overview(record(plan(), injections=given), "2026-05-01"), None)
    assert [one.id for one in scope.doses] == ["a", "c", "b"]


def test_labs_and_notes_begin_a_page_only_where_nothing_else_does() -> None:
    lab = Lab("l1", date(2026, 1, 2), "b12", 140, "ng/L")
    note = Note("n1", date(2026, 1, 1), "tired")
    assert (
        scope_of(overview(Record(Person("Alex"), labs=(lab,), notes=(note,)), "2026-02-01"), None).first
        == note.date
    )
    with_log = Record(Person("Alex"), labs=(lab,), symptoms=logs("01-20", 5))
    assert scope_of(overview(with_log, "2026-02-01"), None).first == date(2026, 1, 20)
    nothing = scope_of(overview(Record(Person("Alex")), "2026-02-01"), None)
    assert nothing.first == date(2026, 2, 1)
    assert nothing.earliest is None


def test_a_page_since_a_visit_names_it() -> None:
    visits = (visit("02-01", "Review", "v1"),)
    whole = record(plan(), injections=doses("01-05"), visits=visits)
    subject = summarise(whole, overview(whole, "2026-05-01").now, "last-visit").header.subject
    assert ", 1 Feb - 1 May 2026, since the visit of 1 Feb (Review). Not a clinic record." in subject.text
    assert Run("Review", True) in subject.runs
