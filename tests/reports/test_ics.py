"""The calendar: read by programs that others wrote, and the same dose under the same name wherever it moves."""

import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12track.domain.record.records import Person, Record, Visit
from b12track.domain.reference.demo import demo_record
from b12track.domain.rules.doubt import file_missing
from b12track.domain.rules.overview import overview_of
from b12track.reports.ics import lines as ics_lines
from b12track.reports.ics import zones as ics_zones
from b12track.reports.ics.calendar import Part, calendar, calendar_of_everybody, is_of, is_of_everybody
from builders import (
    ALEX,
    LOADING_DAYS,
    day,
    dose,
    doses,
    move,
    overview,
    plan,
    record,
    skip,
    transition,
    visit,
)
from hostile import HOSTILE, LINES, WORDS
from length import LONG

GOLDEN = Path(__file__).parent / "golden"


def events(data: bytes) -> dict[str, Any]:
    """The events of a calendar by their UIDs, as icalendar reads them."""
    parsed = icalendar.Calendar.from_ical(data)
    assert not parsed.errors
    found = {str(event["UID"]): event for event in parsed.walk("VEVENT")}
    assert len(found) == data.count(b"\r\nBEGIN:VEVENT\r\n")
    assert not [error for event in found.values() for error in event.errors]
    return found


def starts(data: bytes) -> dict[str, Any]:
    return {uid: event["DTSTART"].dt for uid, event in events(data).items()}


def live(data: bytes) -> list[Any]:
    return [event for event in events(data).values() if event["STATUS"] != "CANCELLED"]


def uid_on(data: bytes, on: str) -> str:
    (uid,) = [uid for uid, start in starts(data).items() if start == day(on)]
    return uid


MAINTAINED = record(plan(), injections=doses(*LOADING_DAYS), transitions=[transition(1, "01-16")])
UNCONFIRMED = record(plan(), injections=doses(*LOADING_DAYS))


def test_the_demo_year_looks_as_it_always_did() -> None:
    now = datetime(2026, 11, 21, 14, 5, tzinfo=ZoneInfo("Europe/London"))
    data = calendar(overview_of(demo_record(now.date()), now), revision=1)
    assert data == (GOLDEN / "demo.ics").read_bytes()
    assert len(events(data)) == 13 + 5


def test_the_next_dose_stands_on_its_first_day_and_later_ones_are_planned() -> None:
    data = calendar(overview(MAINTAINED, "01-20"), 7)
    first, *later = live(data)
    assert first["DTSTART"].dt == day("03-16")
    assert first["DTEND"].dt == day("03-17")
    assert (first["STATUS"], str(first["SUMMARY"])) == ("CONFIRMED", "Alex: B12 injection, until 16 Apr")
    assert "Wanted Mon 16 Mar - Thu 16 Apr 2026: dose 7 under the plan" in first["DESCRIPTION"]
    assert [event["DTSTART"].dt for event in later[:2]] == [day("05-16"), day("07-16")]
    assert {event["STATUS"] for event in later} == {"TENTATIVE"}
    assert all(str(event["SUMMARY"]).endswith("(planned)") for event in later)


def test_an_unconfirmed_transition_is_in_the_title() -> None:
    first, second, *_ = live(calendar(overview(UNCONFIRMED, "01-20"), 7))
    assert str(first["SUMMARY"]) == (
        "Alex: B12 injection, until 16 Apr (if the move to Maintenance is confirmed)"
    )
    assert str(second["SUMMARY"]) == (
        "Alex: B12 injection, until 16 Jun (planned, if the move to Maintenance is confirmed)"
    )
    assert first["STATUS"] == "TENTATIVE"


def test_every_entry_has_alarms() -> None:
    data = calendar(overview(MAINTAINED._replace(visits=(visit("02-01"),)), "01-20"), 7)
    triggers = {
        str(event["DTSTART"].dt): [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
        for event in live(data)
    }
    last_day = timedelta(days=31, hours=9)  # 16 April at nine
    assert triggers["2026-03-16"] == [timedelta(hours=-15), timedelta(hours=9), last_day]
    assert triggers["2026-02-01 10:00:00+00:00"] == [timedelta(days=-1), timedelta(hours=-2)]
    assert all(len(each) >= 2 for each in triggers.values())


def test_a_date_that_is_one_day_says_no_end() -> None:
    (first, *_) = live(calendar(overview(record(plan(), injections=doses("01-05")), "01-05"), 7))
    assert (str(first["SUMMARY"]), len(first.walk("VALARM"))) == ("Alex: B12 injection", 2)


def test_a_window_that_closes_next_year_says_the_year() -> None:
    whole = record(plan(set_on="10-01"), injections=doses("10-20"), transitions=[transition(1, "10-21")])
    (first, *_) = live(calendar(overview(whole, "11-04"), 7))
    assert str(first["SUMMARY"]) == "Alex: B12 injection, until 20 Jan 2027"


def test_an_overdue_dose_stands_on_today_until_it_is_given() -> None:
    before = calendar(overview(MAINTAINED, "04-16"), 7)
    uid = uid_on(before, "03-16")
    overdue, a_week_on = (calendar(overview(MAINTAINED, today), 7, before) for today in ("04-17", "04-24"))
    assert (starts(overdue)[uid], starts(a_week_on)[uid]) == (day("04-17"), day("04-24"))
    event = events(a_week_on)[uid]
    assert str(event["SUMMARY"]) == "Alex: B12 injection OVERDUE since 16 Apr, none recorded"
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [timedelta(hours=9)]
    assert event["SEQUENCE"] > events(overdue)[uid]["SEQUENCE"] > events(before)[uid]["SEQUENCE"]
    given = MAINTAINED._replace(injections=(*MAINTAINED.injections, dose("04-24")))
    after = calendar(overview(given, "04-24"), 8, a_week_on)
    assert events(after)[uid]["STATUS"] == "CANCELLED" and not events(after)[uid].walk("VALARM")
    assert str(events(after)[uid]["SUMMARY"]) == "Alex: B12 injection"
    assert calendar(overview(given, "05-10"), 8, after) == after
    assert uid not in events(calendar(overview(given, "05-26"), 8, after)), "a month later it is let go"


def test_what_is_not_certain_is_not_said_to_be_unrecorded() -> None:
    doubtful = overview(MAINTAINED, "04-24")._replace(doubts=(file_missing("Alex"),))
    (first, *_) = live(calendar(doubtful, 7))
    assert str(first["SUMMARY"]) == "Alex: B12 injection OVERDUE since 16 Apr, not certain"


def test_a_late_dose_within_the_grace_stands_on_today_too() -> None:
    graced = record(plan(grace_days=7), injections=doses(*LOADING_DAYS), transitions=[transition(1, "01-16")])
    first, *_ = live(calendar(overview(graced, "04-20"), 7))
    assert first["DTSTART"].dt == day("04-20")
    assert str(first["SUMMARY"]) == "Alex: B12 injection LATE since 16 Apr, none recorded"


def test_a_visit_and_a_dose_of_one_day_are_one_entry() -> None:
    visits = (
        Visit("v1", datetime.fromisoformat("2026-03-16T10:20:00+00:00"), "Injection", "J. Hart", "Riverside"),
        visit("03-17", "review", "v2"),
    )
    before = calendar(overview(MAINTAINED, "01-20"), 7)
    uid = uid_on(before, "03-16")
    apart = calendar(overview(MAINTAINED._replace(visits=visits[1:]), "01-20"), 8, before)
    together = calendar(overview(MAINTAINED._replace(visits=visits), "01-20"), 9, apart)
    on_the_day = [event for event in live(together) if str(event["DTSTART"].dt)[:10] == "2026-03-16"]
    (event,) = on_the_day
    assert (event["UID"], str(event["SUMMARY"])) == (uid, "Alex: B12 injection, until 16 Apr")
    assert (event["DTSTART"].dt.hour, str(event["LOCATION"])) == (10, "Riverside")
    assert str(event["DESCRIPTION"]).startswith("With J. Hart\nhydroxocobalamin 1 mg (1000 mcg)")
    triggers = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-1), timedelta(hours=-2), timedelta(days=31)]
    assert event["SEQUENCE"] > events(apart)[uid]["SEQUENCE"]
    moved = MAINTAINED._replace(visits=visits, adjustments=(move("01-21", "03-20"),))
    after = calendar(overview(moved, "01-21"), 10, together)
    assert starts(after)[uid] == day("03-20")
    assert len(live(after)) == len(live(together)) + 1


def test_a_visit_for_something_else_on_the_day_of_a_dose_is_named_in_its_entry() -> None:
    visits = (visit("03-16", "blood test", "v0"), visit("03-16", "injection", "v1"))
    data = calendar(overview(MAINTAINED._replace(visits=visits[:1]), "01-20"), 7)
    assert str(live(data)[0]["SUMMARY"]) == "Alex: B12 injection, until 16 Apr; blood test"
    both = live(calendar(overview(MAINTAINED._replace(visits=visits), "01-20"), 7))
    assert [str(event["SUMMARY"]) for event in both if str(event["DTSTART"].dt)[:10] == "2026-03-16"] == [
        "Alex: B12 injection, until 16 Apr",
        "Alex: blood test",
    ]


class TestEverybody:
    """One calendar for a household."""

    MUM = Part(
        overview(MAINTAINED._replace(person=ALEX._replace(name="Mum"), visits=(visit("02-01"),)), "01-20"), 7
    )
    DAD = Part(overview(MAINTAINED._replace(person=Person("Dad")), "01-20"), 3)

    def test_holds_what_each_ones_own_holds(self) -> None:
        data = calendar_of_everybody([self.MUM, self.DAD])
        own = [events(calendar(*part)) for part in (self.MUM, self.DAD)]
        assert set(events(data)) == {uid for each in own for uid in each}
        assert data.count(b"BEGIN:VTIMEZONE") == 1
        assert is_of_everybody(data) and not is_of(data, self.MUM.overview.record.person)
        assert calendar_of_everybody([self.DAD, self.MUM], data).count(b"SEQUENCE") == data.count(b"SEQUENCE")
        assert calendar_of_everybody([self.MUM, self.DAD], data) == data

    def test_who_cannot_be_read_keeps_what_stood_there(self) -> None:
        data = calendar_of_everybody([self.MUM, self.DAD])
        partly = calendar_of_everybody([self.DAD], data, is_whole=False)
        assert {uid: str(event["STATUS"]) for uid, event in events(partly).items()} == {
            uid: str(event["STATUS"]) for uid, event in events(data).items()
        }

    def test_who_is_gone_is_cancelled(self) -> None:
        data = calendar_of_everybody([self.MUM, self.DAD])
        without = calendar_of_everybody([self.DAD], data)
        assert all(str(event["SUMMARY"]).startswith("Dad") for event in live(without))
        assert len(events(without)) == len(events(data))


def test_a_dose_that_moves_keeps_its_uid_and_its_number_rises() -> None:
    before = calendar(overview(MAINTAINED, "01-20"), 7)
    moved = MAINTAINED._replace(adjustments=(move("01-21", "03-20"),))
    for after in (calendar(overview(moved, "01-21"), 8), calendar(overview(moved, "01-21"), 8, before)):
        uid = uid_on(before, "03-16")
        assert starts(after)[uid] == day("03-20")
        assert events(after)[uid]["SEQUENCE"] > events(before)[uid]["SEQUENCE"]
        assert len(live(after)) == len(live(before))


def test_an_early_or_late_dose_moves_the_next_ones_under_their_uids() -> None:
    before = calendar(overview(MAINTAINED, "03-10"), 7)
    given_early = MAINTAINED._replace(injections=(*MAINTAINED.injections, dose("03-10")))
    after = calendar(overview(given_early, "03-10"), 8, before)
    seventh, eighth = uid_on(before, "03-16"), uid_on(before, "05-16")
    assert starts(after)[eighth] == day("05-10")
    assert events(after)[eighth]["STATUS"] == "CONFIRMED"
    assert events(after)[seventh]["STATUS"] == "CANCELLED"
    assert not events(after)[seventh].walk("VALARM")
    assert events(after)[seventh]["SEQUENCE"] > events(before)[seventh]["SEQUENCE"]


def test_a_skipped_date_moves_the_entry() -> None:
    before = calendar(overview(MAINTAINED, "03-16"), 7)
    after = calendar(overview(MAINTAINED._replace(adjustments=(skip("03-16"),)), "03-16"), 8, before)
    assert starts(after)[uid_on(before, "03-16")] == day("05-16")


def test_the_later_doses_of_an_overdue_one_move_with_rising_numbers_though_nothing_is_saved() -> None:
    on_day, days_later = (calendar(overview(MAINTAINED, today), 7) for today in ("04-20", "04-25"))
    first, second, *_ = starts(on_day)
    assert (starts(on_day)[first], starts(days_later)[first]) == (day("04-20"), day("04-25"))
    assert (starts(on_day)[second], starts(days_later)[second]) == (day("06-20"), day("06-25"))
    assert events(days_later)[second]["SEQUENCE"] == events(on_day)[second]["SEQUENCE"] + 5
    saved = calendar(overview(MAINTAINED, "04-20"), 8)
    assert events(saved)[second]["SEQUENCE"] > events(days_later)[second]["SEQUENCE"]


def test_the_same_again_is_the_same_to_the_last_byte_whenever_it_is_written() -> None:
    whole = MAINTAINED._replace(visits=(visit("02-01"),))
    first = calendar(overview(whole, "01-20"), 7)
    assert calendar(overview(whole, "01-25"), 7, first) == first
    assert calendar(overview(whole, "01-25"), 19, first) == first, "a saved log changes nothing here"
    assert calendar(overview(whole, "01-25"), 7) != first, "but for the moment that it was made at"


def test_a_cancelled_entry_stays_until_its_day_and_comes_back_to_life() -> None:
    before = calendar(overview(MAINTAINED, "01-20"), 7)
    stopped = record(plan(ended_on=day("01-21")), injections=doses(*LOADING_DAYS))
    off = calendar(overview(stopped, "01-21"), 8, before)
    assert live(off) == []
    assert len(events(off)) == len(events(before))
    assert calendar(overview(stopped, "01-22"), 9, off) == off
    assert uid_on(before, "03-16") not in events(calendar(overview(stopped, "03-16"), 9, off))
    again = calendar(overview(MAINTAINED, "01-23"), 9, off)
    uid = uid_on(before, "03-16")
    assert events(again)[uid]["STATUS"] == "CONFIRMED"
    assert events(again)[uid]["SEQUENCE"] > events(off)[uid]["SEQUENCE"] > events(before)[uid]["SEQUENCE"]


def test_records_that_came_to_another_machine_go_on_from_the_file() -> None:
    before = calendar(overview(MAINTAINED, "01-20"), 900)
    moved = MAINTAINED._replace(adjustments=(move("01-21", "03-20"),))
    after = calendar(overview(moved, "01-21"), 2, before)
    uid = uid_on(before, "03-16")
    assert events(after)[uid]["SEQUENCE"] == events(before)[uid]["SEQUENCE"] + 1


def test_two_people_with_the_same_plan_share_no_uid() -> None:
    mum = MAINTAINED._replace(person=Person("Mum"), visits=(visit("02-01"),))
    dad = MAINTAINED._replace(person=Person("Dad"), visits=(visit("02-01"),))
    hers, his = (calendar(overview(whole, "01-20"), 7) for whole in (mum, dad))
    assert not set(events(hers)) & set(events(his))
    assert calendar(overview(mum, "01-21"), 8, his) == calendar(overview(mum, "01-21"), 8)
    assert is_of(hers, mum.person) and not is_of(hers, dad.person)
    assert not is_of(b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n", mum.person)


def at(text: str, **fields: Any) -> Visit:
    return Visit("v1", datetime.fromisoformat(text), "injection", **fields)


def start_of(visit: Visit, zone: str | None = "Europe/London") -> Any:
    whole = Record(ALEX._replace(timezone=zone), visits=(visit,))
    (event,) = live(calendar(overview(whole, "01-20"), 7))
    return event["DTSTART"]


def test_a_visit_is_on_the_clock_of_the_persons_zone() -> None:
    start = start_of(at("2026-07-16T10:20:00+01:00"))
    assert (start.params["TZID"], start.dt.hour) == ("Europe/London", 10)


@pytest.mark.parametrize(
    ("when", "zone"),
    [
        ("2026-07-16T10:20:00+02:00", "Europe/London"),  # entered while away
        ("2026-07-16T10:20:00+01:00", None),
        ("2026-07-16T10:20:00+01:00", "Nowhere/Known"),
        ("2026-10-25T01:30:00+01:00", "Europe/London"),  # the clock shows it twice
        ("2026-10-25T01:30:00+00:00", "Europe/London"),
    ],
)
def test_a_visit_that_the_zone_cannot_say_for_certain_is_in_utc(when: str, zone: str | None) -> None:
    start = start_of(at(when), zone)
    assert "TZID" not in start.params
    assert start.dt == datetime.fromisoformat(when)
    assert start.dt.utcoffset() == timedelta()


ZONES = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "UTC",
]


@pytest.mark.long
@pytest.mark.parametrize("name", [*ZONES, "Europe/Dublin", "America/St_Johns", "Pacific/Apia"])
@settings(max_examples=100 if LONG else 8)
@given(seconds=st.lists(st.integers(-631_000_000, 2_870_000_000), min_size=1, max_size=3))
def test_the_zone_as_spelt_out_shows_the_same_moments(name: str, seconds: list[int]) -> None:
    zone = ZoneInfo(name)
    local = [datetime.fromtimestamp(each, UTC).astimezone(zone) for each in seconds]
    visits = [Visit(f"v{number}", each, "injection") for number, each in enumerate(local)]
    lines = "\r\n".join(ics_zones.definition(zone, {each.year for each in local}))
    spelt: Any = icalendar.Timezone.from_ical(lines)
    spelt = spelt.to_tz(lookup_tzid=False)
    for each in visits:
        if ics_zones.is_on_clock(each.at, zone):
            wall = each.at.replace(tzinfo=None)
            offset = (
                spelt.utcoffset(wall) if not hasattr(spelt, "localize") else spelt.localize(wall).utcoffset()
            )
            assert offset == each.at.utcoffset()


@pytest.mark.parametrize("year", [1900, 2026, 9999])
def test_a_zone_can_be_spelt_out_at_the_ends_of_the_calendar(year: int) -> None:
    for name in ("Pacific/Kiritimati", "Pacific/Niue", "Europe/London"):
        assert list(ics_zones.definition(ZoneInfo(name), [year]))
    whole = Record(ALEX, visits=(at(f"{year}-12-31T10:00:00+00:00"), at(f"{year}-01-01T00:00:00+00:00")))
    assert calendar(overview(whole, "01-20"), 1)


@given(st.one_of(LINES, st.sampled_from(HOSTILE)))
def test_text_stays_text(note: str) -> None:
    whole = Record(
        ALEX, visits=(at("2026-07-16T10:20:00+01:00", note=note, where="x" + note.replace("\n", " ")),)
    )
    data = calendar(overview(whole, "01-20"), 7)
    (event,) = events(data).values()
    said = str(event.get("DESCRIPTION", "")).replace("\r\n", "\n")
    assert said == note.replace("\u2028", "\n").replace("\u2029", "\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines), "no character is cut"
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert calendar(overview(whole, "02-20"), 8, data) == data


@given(WORDS)
def test_names_and_plans_with_any_letters(name: str) -> None:
    whole = record(plan(drug=name, prescribed_by=name), person=ALEX._replace(name=name))
    data = calendar(overview(whole, "01-05"), 1)
    assert str(live(data)[0]["SUMMARY"]) == f"{name}: B12 injection"
    assert is_of(data, whole.person)
    assert calendar(overview(whole, "01-05"), 1, data) == data


def test_what_is_no_calendar_of_ours_is_not_followed() -> None:
    for data in (b"", b"\xff\xfe", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:x\r\nEND:VEVENT"):
        assert ics_lines.entries_in(data) == {}
        assert calendar(overview(MAINTAINED, "01-20"), 7, data) == calendar(overview(MAINTAINED, "01-20"), 7)


def test_a_file_whose_lines_another_program_broke_differently_is_still_followed() -> None:
    before = calendar(overview(MAINTAINED, "01-20"), 7)
    assert calendar(overview(MAINTAINED, "01-25"), 8, before.replace(b"\r\n", b"\n")) == before


@pytest.mark.parametrize("today", ["9999-12-30", "9999-12-31"])
def test_the_end_of_the_calendar_is_no_fault(today: str) -> None:
    whole = record(plan(set_on="9999-12-01"), injections=[])
    assert calendar(overview_of(whole, datetime.fromisoformat(f"{today}T12:00:00+00:00")), 1)


KHAL = shutil.which("khal")


@pytest.mark.skipif(KHAL is None, reason="khal, a calendar program, is not installed")
def test_khal_takes_it_in_and_moves_the_entry(tmp_path: Path) -> None:
    folder, config = tmp_path / "calendar", tmp_path / "config"
    folder.mkdir()
    config.write_text(
        f"[calendars]\n[[b12]]\npath = {folder}\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def khal(*words: str) -> str:
        done = subprocess.run(
            [str(KHAL), "-c", str(config), *words],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def listed(data: bytes) -> list[str]:
        path = tmp_path / "alex.ics"
        path.write_bytes(data)
        khal("import", "--batch", "-a", "b12", str(path))
        words = ("--format", "{start} {cancelled}{title}", "--day-format", "", "2026-01-01", "2026-06-30")
        return [line for line in khal("list", *words).splitlines() if line]

    visits = (at("2026-04-16T10:20:00+01:00"),)
    before = calendar(overview(MAINTAINED._replace(visits=visits), "01-20"), 7)
    assert listed(before) == [
        "2026-03-16 Alex: B12 injection, until 16 Apr",
        "2026-04-16 10:20 Alex: injection",
        "2026-05-16 Alex: B12 injection, until 16 Jun (planned)",
    ]
    moved = MAINTAINED._replace(visits=visits, adjustments=(move("01-21", "03-20"),))
    after_the_move = calendar(overview(moved, "01-21"), 8, before)
    assert listed(after_the_move) == [
        "2026-03-20 Alex: B12 injection",
        "2026-04-16 10:20 Alex: injection",
        "2026-05-20 Alex: B12 injection, until 20 Jun (planned)",
    ]
    overdue = calendar(overview(moved, "03-27"), 8, after_the_move)
    assert listed(overdue) == [
        "2026-03-27 Alex: B12 injection OVERDUE since 20 Mar, none recorded",
        "2026-04-16 10:20 Alex: injection",
        "2026-05-27 Alex: B12 injection, until 27 Jun (planned)",
    ]
    given = moved._replace(injections=(*moved.injections, dose("03-27")))
    after_the_dose = calendar(overview(given, "03-27"), 9, overdue)
    assert [line for line in listed(after_the_dose) if "CANCELLED" not in line] == [
        "2026-04-16 10:20 Alex: injection",
        "2026-05-27 Alex: B12 injection, until 27 Jun",
    ]
    stopped = given._replace(plans=(given.plans[0]._replace(ended_on=day("03-28")),))
    after_the_stop = calendar(overview(stopped, "03-28"), 10, after_the_dose)
    assert [line for line in listed(after_the_stop) if "CANCELLED" not in line] == [
        "2026-04-16 10:20 Alex: injection",
    ]


def test_dates_are_dates() -> None:
    assert all(type(start) is date for start in starts(calendar(overview(MAINTAINED, "01-20"), 7)).values())
