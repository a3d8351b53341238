"""What looks like a slip is named once, with its records; what does not is left alone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from b12track.domain.record.records import Lab, Note, Record, Supply
from b12track.domain.reference.demo import demo_record
from b12track.domain.rules.slips import slips_of
from builders import day, dose, plan, record, transition

TODAY = day("03-01")


def odd(whole: Record) -> list[tuple[str, tuple[str, ...]]]:
    return [(slip.text, slip.records) for slip in slips_of(whole, TODAY)]


def test_the_made_up_year_has_nothing_odd() -> None:
    today = day("11-21")
    assert slips_of(demo_record(today), today) == []


SUMMER = datetime(2026, 2, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("whole", "text", "ids"),
    [
        (record(plan(), plan(id="p2")), "two plans were set on Mon 5 Jan 2026", ("p1", "p2")),
        (record(plan(ended_on=day("01-05"))), "was stopped before it began", ("p1",)),
        (record(injections=[dose("02-01", "a"), dose("02-01", "b")]), "2 injections on", ("a", "b")),
        (record(injections=[dose("03-02", "a")]), "an injection is dated Mon 2 Mar 2026", ("a",)),
        (
            record(injections=[dose("02-01", "a", strength_mcg_per_ml=500, volume_ml=1)]),
            "does not fit its strength",
            ("a",),
        ),
        (
            record(injections=[dose("02-01", "a", recorded_at=datetime(2026, 1, 1, tzinfo=UTC))]),
            "was entered before it was given",
            ("a",),
        ),
        (
            record(injections=[dose("02-01", "a", zone="Mars/Base")]),
            "a time zone that is not known here",
            ("a",),
        ),
        (
            record(injections=[dose("02-01", "a", zone="Europe/London")._replace(given_at=SUMMER)]),
            "not the local time of Europe/London",
            ("a",),
        ),
        (record(notes=[Note("n", day("03-02"), "x")]), "a note is dated Mon 2 Mar 2026", ("n",)),
        (record(plan(), transitions=[transition(1, "03-02")]), "a move to a phase is dated", ("t03-02",)),
        (record(labs=[Lab("l", day("01-01"), "b12", 1, "pints")]), "an unusual unit, pints", ("l",)),
        (
            record(injections=[dose("02-01", "a", supply_id="k")], supplies=[Supply("k", held=0)]),
            "more doses were recorded from a supply than it held: 1 dose too many",
            ("k",),
        ),
    ],
)
def test_a_slip_is_named_with_its_records(whole: Record, text: str, ids: tuple[str, ...]) -> None:
    ((said, records),) = odd(whole)
    assert text in said
    assert records == ids


def test_what_is_in_order_is_left_alone() -> None:
    injections = [
        dose("02-01", "a", zone="Europe/London", strength_mcg_per_ml=1000, volume_ml=1, supply_id="k"),
        dose("02-02", "b", counts=False),
        dose("02-02", "c"),
    ]
    assert (
        odd(
            record(
                plan(), plan(id="p2", set_on="02-05"), injections=injections, supplies=[Supply("k", held=1)]
            )
        )
        == []
    )


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    far = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12)))
    whole = record(injections=[dose("02-01", "a", zone="Europe/London")._replace(given_at=far)])
    assert [text for text, _ in odd(whole)] == [
        "an injection is dated Fri 31 Dec 9999, which is still to come"
    ]
