"""The layout: the same sections in the same order on every page, what they rest on first, and what two regimens say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Doses, Span, Weekdays
from b12track.domain.record.records import (
    Injection,
    Note,
    Person,
    Phase,
    Plan,
    Question,
    Record,
    SymptomLog,
    Transition,
    Treatment,
)
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.plan import move_question
from b12track.reports import html, layout
from b12track.reports.page import ChartSpot, CycleSpot
from b12track.reports.summary import summarise
from pages import NOW, TODAY, crowded, given, hostile, made_up_year, page_of, section_of

FIRST = date(2025, 1, 6)
SHORTENED = FIRST + timedelta(weeks=48)


def every(weeks: int, id: str, set_on: date, watch: tuple[str, ...] = ()) -> Plan:
    phase = Phase("Maintenance", "maintenance", Span("weeks", weeks, weeks))
    return Plan(id, set_on, set_on, "hydroxocobalamin", 1000, "IM", (phase,), watch=watch)


def shortened(watch: tuple[str, ...] = (), late_by: int = 0) -> Record:
    """Energy dips by 3 at the end of four cycles of 12 weeks, and of none of five of 8 weeks."""
    days = [FIRST + timedelta(weeks=12 * n) for n in range(5)]
    days += [SHORTENED + timedelta(weeks=8 * n) for n in range(1, 6)]
    days[-1] += timedelta(days=late_by)
    logs = []
    for start, stop in zip(days, [*days[1:], days[-1] + timedelta(days=20)], strict=True):
        for after in range((stop - start).days):
            dips = start < SHORTENED and after > 60
            score = (4 if dips else 7) + (after * 7 + start.month) % 3 - 1
            day = start + timedelta(days=after)
            at = datetime(day.year, day.month, day.day, 21, tzinfo=UTC)
            logs.append(SymptomLog(f"s{day}", day, {"energy": score, "sleep": 5 + after % 2}, recorded_at=at))
    return Record(
        Person("Alex"),
        plans=(every(12, "p1", FIRST), every(8, "p2", SHORTENED, watch)),
        injections=tuple(given(f"i{day}", day) for day in days),
        symptoms=tuple(logs),
        treatments=(Treatment("m1", "metformin", "medicine", date(2025, 6, 1)),),
        notes=(Note("n1", date(2026, 3, 3), "moved house"),),
    )


LAST = SHORTENED + timedelta(weeks=40, days=18)
AT_LAST = datetime(LAST.year, LAST.month, LAST.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "record",
    [made_up_year(), Record(Person("Alex")), crowded(), hostile(), shortened()],
    ids=["made up", "empty", "crowded", "hostile", "two plans"],
)
def test_every_page_has_its_sections_in_their_order(record: Record) -> None:
    titles = [section.title for section in summarise(record, NOW).sections]
    always = [heading.title for heading in layout.HEADINGS if heading is not phrases.BEFORE_NOW]
    assert [title for title in titles if title != phrases.BEFORE_NOW.title] == always


def test_what_was_asked_heads_the_page_and_what_it_rests_on_follows() -> None:
    titles = [section.title for section in summarise(made_up_year(), NOW).sections]
    assert titles[:2] == ["ASKED", "DATA"]


def test_sufficiency() -> None:
    said = section_of(shortened(), "DATA", since="all", now=AT_LAST)
    days = (LAST - FIRST).days + 1
    logged = f"{days} of {days} days logged (100 %), {days} the same day or the next."
    assert said == f"{logged} 5 whole cycles of the plan in force."
    assert section_of(Record(Person("Alex")), "DATA") == "No symptom was logged in these days."


def test_the_cycle_is_of_the_plan_in_force_alone_and_the_open_one_is_there() -> None:
    summary, drawings = page_of(shortened(), since="all", now=AT_LAST)
    (spot,) = [spot for spot in summary.spots if isinstance(spot, CycleSpot)]
    assert [cycle.start for cycle in spot.cycles] == [SHORTENED + timedelta(weeks=8 * n) for n in range(6)]
    assert [cycle.stop is None for cycle in spot.cycles] == [False] * 5 + [True]
    assert spot.due_days == (56, 56) and spot.kind.name == "energy"
    assert spot.cycles[-1].remark == "so far"
    assert "56 days" in drawings[spot].svg and "so far" in drawings[spot].svg
    assert [strip.label.text for strip in drawings[spot].strips][-1] == "median"


def test_the_picture_names_the_days_of_its_whole_cycles() -> None:
    summary, _ = page_of(shortened(), since="all", now=AT_LAST)
    (spot,) = [spot for spot in summary.spots if isinstance(spot, CycleSpot)]
    assert spot.caption.text.endswith("; 5 whole cycles of every 8 weeks, 8 Dec 2025 - 13 Sep 2026")


def test_what_happens_between_doses_a_week_apart_is_not_drawn_and_no_entry_is_asked_for() -> None:
    phase = Phase("Maintenance", "maintenance", Span("weeks", 1, 1))
    weekly = shortened()._replace(
        plans=(Plan("p1", FIRST, FIRST, "hydroxocobalamin", 1000, "IM", (phase,)),),
        injections=tuple(given(f"i{n}", LAST - timedelta(weeks=n)) for n in range(40)),
    )
    said = section_of(weekly, "CYCLE", since="all", now=AT_LAST)
    assert said == (
        "Doses every week: cycles shorter than 14 days are not drawn, nor their end held against their middle."
    )
    assert all(isinstance(spot, ChartSpot) for spot in summarise(weekly, AT_LAST).spots)
    assert "39 whole cycles of the plan in force" in section_of(weekly, "DATA", since="all", now=AT_LAST)


def test_a_cycle_that_ended_late_says_so() -> None:
    summary, _ = page_of(shortened(late_by=9), since="all", now=AT_LAST)
    (spot,) = [spot for spot in summary.spots if isinstance(spot, CycleSpot)]
    assert [cycle.remark for cycle in spot.cycles] == ["", "", "", "", "9 days late", "so far"]


def test_the_symptom_shown_is_the_first_to_be_watched_whatever_it_shows() -> None:
    summary, _ = page_of(shortened(watch=("Sleep",)), since="all", now=AT_LAST)
    (spot,) = [spot for spot in summary.spots if isinstance(spot, CycleSpot)]
    assert spot.kind.name == "sleep"


def test_before_and_now_say_what_else_changed() -> None:
    said = section_of(shortened(), "BEFORE/NOW", since="all", now=AT_LAST)
    energy = said.splitlines()[0]
    assert energy.startswith("Energy: on every 12 weeks the dip was ")
    assert "(4 cycles), on every 8 weeks none (5): smaller by " in energy
    assert "This does not show why." in energy
    assert "everything else that changed is in this number" in energy
    assert "metformin since 1 Jun 2025" in energy and "moved house (3 Mar)" in energy
    assert "works" not in said and "better" not in said


def test_with_one_regimen_there_is_no_before_and_now() -> None:
    assert all(section.title != "BEFORE/NOW" for section in summarise(made_up_year(), NOW).sections)


def test_treatments_stand_in_the_year_and_under_together() -> None:
    summary, drawings = page_of(shortened(), since="all", now=AT_LAST)
    (spot,) = [spot for spot in summary.spots if isinstance(spot, ChartSpot)]
    assert "metformin" in drawings[spot].svg and "Taken: metformin" in drawings[spot].svg
    assert "Metformin since 1 Jun 2025." in section_of(shortened(), "TOGETHER", since="all", now=AT_LAST)
    over = shortened()._replace(
        treatments=(Treatment("m1", "iron", "iron", date(2025, 1, 1), date(2025, 2, 1)),)
    )
    assert "Iron" not in section_of(over, "TOGETHER", now=AT_LAST), "it was over before the days of the page"


def loading(*, confirmed: bool) -> Record:
    phases = (
        Phase("Loading", "repletion", Weekdays((0, 2, 4)), Doses(6)),
        Phase("Maintenance", "maintenance", Span("weeks", 8, 8)),
    )
    plan = Plan("p1", date(2026, 1, 5), date(2026, 1, 5), "hydroxocobalamin", 1000, "IM", phases)
    days = [date(2026, 1, day) for day in (5, 7, 9, 12, 14, 16)]
    moves = (Transition("t1", "p1", 1, date(2026, 1, 20), "Dr Okafor"),) if confirmed else ()
    return Record(
        Person("Alex"),
        plans=(plan,),
        injections=tuple(given(f"i{day}", day) for day in days),
        transitions=moves,
        questions=(
            Question("q1", date(2026, 1, 17), move_question(phases[1].every)),
            Question("q2", date(2026, 1, 18), "May I travel?"),
            Question("q3", date(2026, 1, 18), "Answered?", date(2026, 1, 19), "yes"),
        ),
    )


def test_a_question_whose_matter_is_settled_does_not_head_the_page() -> None:
    at = datetime(2026, 1, 25, 12, tzinfo=UTC)
    assert section_of(loading(confirmed=False), "ASKED", now=at) == (
        "1. Is loading over, and do the injections go on every 8 weeks?\n2. May I travel?"
    )
    assert section_of(loading(confirmed=True), "ASKED", now=at) == "May I travel?"


def test_until_is_the_page_of_that_day() -> None:
    record = made_up_year()
    until = date(2026, 6, 1)
    summary = summarise(record, NOW, until=until)
    as_of = datetime(2026, 6, 1, 23, 59, 59, tzinfo=UTC)
    assert summary.sections == summarise(record, as_of).sections
    assert summary.header.printed == "Printed 21 Nov 2026" and "- 1 Jun 2026" in summary.header.subject.text
    assert summarise(record, NOW, until=TODAY).sections == summarise(record, NOW).sections
    with pytest.raises(Refused, match="still to come"):
        summarise(record, NOW, until=TODAY + timedelta(days=1))


def test_a_phone_has_pictures_of_its_own() -> None:
    page = html.page(*page_of(made_up_year()))
    assert page.count('<div class="wide"><svg') == page.count('<div class="narrow"><svg') == 2
    assert 'viewBox="0 0 360 ' in page


def test_the_description_names_every_section() -> None:
    assert [title for title, _ in layout.description()] == [heading.title for heading in layout.HEADINGS]
    assert all(said.endswith(".") for _, said in layout.description())


def test_a_thin_record_has_no_cycle_and_says_so() -> None:
    thin = Record(
        Person("Alex"),
        plans=(every(8, "p1", date(2026, 10, 1)),),
        injections=(Injection("i1", datetime(2026, 10, 1, 9, tzinfo=UTC), "hydroxocobalamin", 1000, "IM"),),
    )
    assert section_of(thin, "CYCLE") == "No whole cycle of the plan in force is logged yet."
    assert section_of(Record(Person("Alex")), "CYCLE") == "No plan is in force, so no cycle is counted."
