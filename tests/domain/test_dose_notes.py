"""What is worth saying of a dose beside how it met its date."""

from b12track.domain.record.intervals import Doses, Weekdays
from b12track.domain.record.records import Phase, Record
from b12track.domain.rules.flags.dose import early_dose
from b12track.domain.wording.phrases import dose_notes, window_text
from builders import EVERY_4_WEEKS, dose, doses, overview, plan, record, weekly

MONDAYS = plan(Phase("Weekly", "maintenance", Weekdays((0,))))


def notes(whole: Record, today: str) -> list[str]:
    seen = overview(whole, today)
    assert seen.last is not None
    return dose_notes(seen, seen.last, seen.last_timing)


def test_a_dose_on_its_day_needs_no_word() -> None:
    assert notes(record(MONDAYS, injections=doses("01-05")), "01-05") == []
    assert notes(record(plan(EVERY_4_WEEKS), injections=doses("01-05", "02-09")), "02-09") == [], (
        "late is said"
    )


def test_one_off_its_weekday_says_which_it_stands_for() -> None:
    assert notes(record(MONDAYS, injections=doses("01-05", "01-11")), "01-11") == [
        "It stands for Mon 12 Jan; next Mon 19 Jan."
    ]


def test_the_next_date_may_come_sooner_than_the_plan_has_them() -> None:
    assert notes(record(MONDAYS, injections=doses("01-05", "01-15")), "01-15") == [
        "It stands for Mon 12 Jan; next Mon 19 Jan.",
        "The next date is only 4 days later; the plan's dates are at least 7 days apart.",
    ]


def test_a_late_one_on_the_eve_of_a_later_date_says_that_it_closes_that_one_too() -> None:
    loading = plan(Phase("Loading", "repletion", Weekdays((0, 2, 4)), Doses(6)))
    assert notes(record(loading, injections=doses("01-05", "01-11")), "01-11") == [
        "It stands for all dates from Wed 7 Jan to Mon 12 Jan; next Wed 14 Jan."
    ]


def test_where_no_date_follows_none_is_named() -> None:
    last = record(plan(weekly(1, Doses(2))), injections=doses("01-05", "01-10"))
    assert notes(last, "01-10") == ["It stands for Mon 12 Jan; no further date."]
    assert window_text(overview(last, "01-10")) == ""
    assert notes(record(injections=doses("01-05")), "01-05") == []


def test_one_that_leaves_the_date_open_stands_for_none() -> None:
    """The second of a day, and one a whole interval ahead: "stands for Wed 21 Jan; next Wed 21 Jan" is not so."""
    twice = record(plan(weekly(1)), injections=(*doses("01-05", "01-14"), dose("01-14", "again", "11:00")))
    assert notes(twice, "01-14") == []
    assert [flag.text for flag in early_dose(overview(twice, "01-14"))] == [
        "The last injection, Wed 14 Jan, was 7 days before its date."
    ]
    ahead = record(plan(weekly(1), first_due="01-12"), injections=doses("01-05"))
    assert notes(ahead, "01-05") == []
    assert notes(record(plan(weekly(1)), injections=doses("01-05", "01-11")), "01-11") == [
        "It stands for Mon 12 Jan; next Sun 18 Jan."
    ]
