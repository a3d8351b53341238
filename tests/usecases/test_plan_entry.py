"""A plan as the guided form takes it."""

from datetime import date

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Confirmed, Doses, Length, Span, Weekdays
from b12track.domain.reference.templates import TEMPLATES, Template
from b12track.usecases.plan.enter import foresee_plan
from b12track.usecases.plan.guided import (
    LOADING_QUESTION,
    Entry,
    order_of,
    published_steps,
    published_then,
    read_first_due,
    read_steps,
    read_then,
    show_steps,
)
from builders import ALEX, dose, overview, record

SET_ON = date(2026, 11, 16)
ENTRY = Entry("Dr Okafor", "clinic letter", SET_ON, "hydroxocobalamin", 1000, "IM", "yes")
NOBODY = overview(record(person=ALEX), "2026-11-21")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_what_is_published_can_be_typed(template: Template) -> None:
    loading = [phase for phase in template.phases if phase.kind == "repletion"]
    typed = read_steps(published_steps(template))
    assert [(step.every, step.until) for step in typed] == [(phase.every, phase.until) for phase in loading]
    assert published_then(template).startswith("every")


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("mon wed fri, 6 doses", [(Weekdays((0, 2, 4)), Doses(6))]),
        ("mon, wed, fri", [(Weekdays((0, 2, 4)), None)]),
        (
            "daily, 7 doses; weekly, until confirmed",
            [(Span("days", 1, 1), Doses(7)), (Span("weeks", 1, 1), Confirmed())],
        ),
        ("weekly", [(Span("weeks", 1, 1), None)]),
    ],
)
def test_steps_of_loading(text: str, steps: list[tuple[object, object]]) -> None:
    read = read_steps(text)
    assert [(step.every, step.until) for step in read] == steps
    assert read_steps(show_steps(read)) == read
    assert [step.name for step in read] == ["Loading", "Loading 2"][: len(read)]


@pytest.mark.parametrize("text", ["sometimes", "weekly, sometimes", "mon wed fri, 0 doses"])
def test_steps_that_cannot_be_read(text: str) -> None:
    with pytest.raises(Refused):
        read_steps(text)


def test_still_in_loading() -> None:
    entry = ENTRY._replace(
        steps=read_steps("mon wed fri, 6 doses"), then=read_then("every 8 weeks"), first_due=SET_ON
    )
    order = order_of(NOBODY, entry)
    assert [phase.kind for phase in order.plan.phases] == ["repletion", "maintenance"]
    assert order.questions == ()
    assert foresee_plan(NOBODY, order).dates[0].window.opens == SET_ON


def test_loading_alone_is_left_open_or_said_to_be_all() -> None:
    entry = ENTRY._replace(steps=read_steps("weekly, 6 doses"), first_due=SET_ON)
    assert not order_of(NOBODY, entry).plan.no_maintenance
    whole = order_of(NOBODY, entry._replace(then=read_then("None"))).plan
    assert whole.no_maintenance and len(whole.phases) == 1


def test_a_step_may_have_a_dose_of_its_own() -> None:
    steps = read_steps("eod, 2 weeks, 250mcg; mon, wed, fri; weekly, 500 mcg")
    assert [(step.dose_mcg, step.until) for step in steps] == [
        (250, Length("weeks", 2)),
        (None, None),
        (500, None),
    ]
    assert read_steps(show_steps(steps)) == steps
    assert read_then("every 8 weeks, 1 year; every 12 weeks")[1].name == "Maintenance 2"


def test_not_known_brings_a_question() -> None:
    entry = ENTRY._replace(loading="unknown", steps=read_steps("weekly"), first_due=SET_ON)
    assert order_of(NOBODY, entry).questions == (LOADING_QUESTION,)


def test_past_loading_counts_from_the_last_injection() -> None:
    entry = ENTRY._replace(loading="past", then=read_then("every 8 weeks"), last_on=date(2026, 10, 30))
    order = order_of(NOBODY, entry)
    assert [phase.kind for phase in order.plan.phases] == ["maintenance"]
    assert order.plan.first_due == date(2026, 12, 25)
    assert order.last is not None
    assert (order.last.drug, order.last.dose_mcg, order.last.route) == ("hydroxocobalamin", 1000, "IM")
    assert (order.last.site, order.last.lot, order.last.time_known) == ("", "", False)


def test_an_injection_that_is_recorded_is_not_recorded_twice() -> None:
    known = overview(record(person=ALEX, injections=[dose("10-30")]), "2026-11-21")
    entry = ENTRY._replace(loading="past", then=read_then("every 8 weeks"), last_on=date(2026, 10, 30))
    assert order_of(known, entry).last is None


def test_past_loading_without_the_last_day_takes_the_next() -> None:
    entry = ENTRY._replace(loading="past", then=read_then("every 8 weeks"), first_due=date(2026, 12, 1))
    assert order_of(NOBODY, entry).plan.first_due == date(2026, 12, 1)


def test_a_next_date_that_was_said_holds_where_the_last_injection_was_before_the_plan() -> None:
    entry = ENTRY._replace(
        loading="past",
        then=read_then("every 8 weeks"),
        last_on=date(2026, 10, 30),
        first_due=date(2026, 12, 28),
    )
    assert order_of(NOBODY, entry).plan.first_due == date(2026, 12, 28)


def test_a_next_date_that_the_plan_would_not_count_is_refused_and_never_dropped() -> None:
    entry = ENTRY._replace(
        loading="past", set_on=date(2026, 1, 5), then=read_then("every 8 weeks"), last_on=date(2026, 10, 30)
    )
    assert order_of(NOBODY, entry._replace(first_due=date(2026, 12, 25))) == order_of(NOBODY, entry)
    with pytest.raises(
        Refused, match=r"^first_due: counted from the last injection it is Fri 25 Dec 2026: leave"
    ):
        order_of(NOBODY, entry._replace(first_due=date(2026, 12, 28)))
    ranged = entry._replace(then=read_then("every 2-3 months"), first_due=date(2026, 12, 30))
    with pytest.raises(Refused, match="it is Wed 30 Dec 2026 - Sat 30 Jan 2027"):
        order_of(NOBODY, ranged)


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ENTRY, "steps"),
        (ENTRY._replace(steps=read_steps("weekly")), "first_due"),
        (ENTRY._replace(loading="past"), "every"),
        (ENTRY._replace(loading="past", then=read_then("every 8 weeks")), "last"),
    ],
)
def test_what_is_missing_is_named(entry: Entry, field: str) -> None:
    with pytest.raises(Refused, match=f"^{field}: "):
        order_of(NOBODY, entry)


@pytest.mark.parametrize(
    ("text", "begins", "day"),
    [
        ("5 jan", date(2026, 1, 5), date(2026, 1, 5)),
        ("mon", date(2026, 1, 3), date(2026, 1, 5)),
        ("5 jan", date(2026, 11, 16), date(2027, 1, 5)),
        ("5 jan", None, date(2027, 1, 5)),
        ("5 jan 2025", date(2026, 1, 5), date(2025, 1, 5)),
        ("yesterday", date(2026, 1, 5), date(2026, 11, 20)),
        ("tomorrow", date(2026, 1, 5), date(2026, 11, 22)),
        ("today", date(2027, 1, 5), date(2026, 11, 21)),
    ],
)
def test_the_first_dose_is_looked_for_from_the_beginning_on(
    text: str, begins: date | None, day: date
) -> None:
    assert read_first_due(text, date(2026, 11, 21), begins) == day
