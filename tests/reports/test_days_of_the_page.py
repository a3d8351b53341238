"""Every line of a page is of its days: what was recorded outside them changes nothing on it."""

from datetime import date, timedelta

import pytest

from b12track.domain.record.records import Adjustment, Lab, Note, Question, Record, Treatment
from b12track.reports import text
from b12track.reports.summary import summarise
from b12track.usecases.look.charts import draw_spots
from changed_interval import changed_interval
from pages import NOW, crowded, made_up_year, page_of


def eventful() -> Record:
    """The made-up year with much that came, ended and was answered late in it."""
    record = made_up_year()
    return record._replace(
        plans=tuple(
            plan._replace(ended_on=date(2026, 11, 15), end_reason="tablets") for plan in record.plans
        ),
        questions=(
            *record.questions,
            Question("q8", date(2026, 2, 1), "Answered late?", date(2026, 10, 1), "yes"),
            Question("q9", date(2026, 11, 1), "Asked late?"),
        ),
        treatments=(
            Treatment("m1", "iron", "iron", date(2026, 3, 3), date(2026, 10, 2)),
            Treatment("m2", "folate", "folate", date(2026, 11, 1)),
        ),
        labs=(*record.labs, Lab("l9", date(2026, 11, 3), "TSH", 2, "mU/L")),
        adjustments=(Adjustment("a9", record.plans[0].id, date(2026, 11, 2), "skip", reason="flu"),),
        notes=(*record.notes, Note("n9", date(2026, 11, 4), "late note")),
    )


def cut_after(record: Record, day: date) -> Record:
    """The record as it was when the day ended, by taking away what each kind of record says is later."""
    kept = record._replace(
        injections=tuple(one for one in record.injections if one.given_on <= day),
        symptoms=tuple(one for one in record.symptoms if one.date <= day),
        labs=tuple(one for one in record.labs if one.date <= day),
        adjustments=tuple(one for one in record.adjustments if one.recorded_on <= day),
        transitions=tuple(one for one in record.transitions if one.on <= day),
        notes=tuple(one for one in record.notes if one.date <= day),
        questions=tuple(one for one in record.questions if one.asked_on <= day),
        treatments=tuple(one for one in record.treatments if one.first_on <= day),
        plans=tuple(one for one in record.plans if one.set_on <= day),
    )
    return kept._replace(
        questions=tuple(
            one._replace(answered_on=None, answer="") if one.answered_on and one.answered_on > day else one
            for one in kept.questions
        ),
        treatments=tuple(
            one._replace(last_on=None) if one.last_on and one.last_on > day else one
            for one in kept.treatments
        ),
        plans=tuple(
            one._replace(ended_on=None, end_reason="") if one.ended_on and one.ended_on > day else one
            for one in kept.plans
        ),
    )


RECORDS = {"eventful": eventful(), "changed": changed_interval(), "crowded": crowded("short")}


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("day", [date(2026, 2, 3), date(2026, 5, 9), date(2026, 9, 20), date(2026, 11, 14)])
def test_a_page_of_an_earlier_day_knows_nothing_of_later_ones(name: str, day: date) -> None:
    whole, cut = RECORDS[name], cut_after(RECORDS[name], day)
    summary, expected = (summarise(record, NOW, until=day) for record in (whole, cut))
    assert summary == expected
    assert draw_spots(whole, summary.spots) == draw_spots(cut, expected.spots)


def test_what_ended_later_was_going_on() -> None:
    said = text.page(summarise(eventful(), NOW, until=date(2026, 5, 9)))
    assert "Iron since 3 Mar." in said and "Answered late?" in said and "Asked late?" not in said
    assert "Stopped" not in said
    assert "Iron 3 Mar - 2 Oct" in text.page(summarise(eventful(), NOW))


def test_what_lies_before_the_page_is_not_on_it() -> None:
    since, before = date(2026, 6, 1), date(2026, 4, 20)
    record = made_up_year()
    louder = record._replace(
        notes=(Note("n8", before, "earlier note"), *record.notes),
        treatments=(Treatment("m8", "earlier tablets", "other", before, before + timedelta(days=3)),),
        injections=tuple(
            one._replace(reaction="earlier rash", site="right-deltoid", drug="earlier", lot="")
            if one.given_on < since
            else one
            for one in record.injections
        ),
    )
    quiet, loud = (text.page(*page_of(one, since)) for one in (record, louder))
    assert loud == quiet
    assert "earlier" in text.page(*page_of(louder, "all"))
