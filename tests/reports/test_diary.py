"""The diary sheet: every day of a month once, what is planned beside it, and one sheet of paper whatever is on it."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from b12track.domain.record.intervals import Span
from b12track.domain.record.records import Person, Phase, Plan, Record, SymptomKind, Visit
from b12track.domain.rules.overview import overview_of
from b12track.reports import html, pdf
from b12track.reports.diary import MOST_TO_TICK, Diary, diary
from pages import HOSTILE, given, made_up_year
from pdf_words import pages_of, words_of

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
DECEMBER = date(2026, 12, 1)
LONG_LABEL = "A symptom with a name that nobody could call short, and more"


def sheet_of(record: Record, month: date = DECEMBER, now: datetime = NOW) -> Diary:
    return diary(overview_of(record, now), month)


def asking_for(number: int, words: str = "Pins") -> tuple[SymptomKind, ...]:
    """So many symptoms of one's own asked for, and none of the others."""
    own = [
        SymptomKind(f"own{index}", f"{words} {index}", words, words, "low", True) for index in range(number)
    ]
    others = [
        SymptomKind(name, name.capitalize(), "0", "10", "low", False)
        for name in ("energy", "sleep", "tingling", "soreness")
    ]
    return (*others, *own)


def with_kinds(number: int, words: str = "Pins") -> Record:
    return made_up_year()._replace(symptom_kinds=asking_for(number, words))


@pytest.mark.parametrize(
    ("month", "first", "last", "length"),
    [
        (DECEMBER, "Tue 1", "Thu 31", 31),
        (date(2027, 2, 14), "Mon 1", "Sun 28", 28),
        (date(2028, 2, 1), "Tue 1", "Tue 29", 29),
    ],
)
def test_every_day_of_the_month_has_a_row(month: date, first: str, last: str, length: int) -> None:
    rows = sheet_of(made_up_year(), month).rows
    assert (rows[0].day, rows[-1].day, len(rows)) == (first, last, length)
    assert [row.is_weekend for row in rows] == [row.day[:3] in ("Sat", "Sun") for row in rows]


def test_what_is_planned_stands_beside_its_day() -> None:
    sheet = sheet_of(made_up_year())
    planned = {row.day: row.planned for row in sheet.rows if row.planned}
    assert planned == {"Tue 1": "review 10:20", "Fri 25": "○ injection"}
    assert sheet.next_dose.text == "Next injection: Fri 25 Dec 2026 by the plan, as of 21 Nov 2026."


def test_a_window_opens_and_closes() -> None:
    plan = Plan(
        id="p1",
        set_on=date(2026, 10, 4),
        first_due=date(2026, 10, 4),
        drug="hydroxocobalamin",
        dose_mcg=1000,
        route="IM",
        phases=(Phase("Maintenance", "maintenance", Span("months", 2, 3)),),
    )
    record = Record(Person("Alex"), plans=(plan,), injections=(given("i1", date(2026, 10, 4)),))
    sheet = sheet_of(record)
    assert {row.day: row.planned for row in sheet.rows if row.planned} == {"Fri 4": "○ injection from here"}
    assert sheet.next_dose.text.startswith("Next injection: Fri 4 Dec 2026 - Mon 4 Jan 2027 by the plan")
    january = sheet_of(record, date(2027, 1, 1))
    assert january.rows[3].planned == "○ injection until here"


def test_paper_says_no_number_of_days_and_never_that_none_was_given() -> None:
    late = sheet_of(made_up_year(), now=datetime(2027, 2, 1, 9, 0, tzinfo=UTC))
    assert late.next_dose.text == (
        "Next injection: Fri 25 Dec 2026 by the plan; none was recorded since, as of 1 Feb 2027."
    )
    nobody = sheet_of(Record(Person("Alex")))
    assert nobody.next_dose.text == "Next injection: no date is counted, as of 21 Nov 2026."
    assert not any(row.planned for row in nobody.rows)


def test_a_date_to_confirm_says_so() -> None:
    year = made_up_year()
    sheet = sheet_of(year._replace(transitions=()))
    assert "if the move to the next phase is confirmed" in sheet.next_dose.text


@pytest.mark.parametrize("number", [1, MOST_TO_TICK, MOST_TO_TICK + 1, 10])
def test_few_symptoms_are_ticked_and_many_are_written(number: int) -> None:
    sheet = sheet_of(with_kinds(number))
    page = html.diary_sheet(sheet)
    ticks = len(re.findall(r'<td class="tick[^>]*>10</td>', page))
    assert ticks == (31 * number if number <= MOST_TO_TICK else 0)
    assert ("Tick one number" in page) is (number <= MOST_TO_TICK)
    assert page.count('scope="col"') == number + 2


def test_the_files_say_the_same_and_refer_to_nothing() -> None:
    sheet = sheet_of(made_up_year())
    page = html.diary_sheet(sheet)
    printed = words_of(pdf.diary_sheet(sheet).data)
    for words in ("December 2026", "Tue 1", "Thu 31", "worn out", "full of energy", "Planned, and notes"):
        assert words in unescape(page)
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", printed)
    assert "http:" not in page and "https:" not in page and "src=" not in page and "<script" not in page


@pytest.mark.parametrize("number", [1, 4, MOST_TO_TICK, 10])
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_it_is_one_sheet(number: int, paper: pdf.Paper) -> None:
    assert pages_of(pdf.diary_sheet(sheet_of(with_kinds(number, LONG_LABEL)), paper).data) == 1


def test_text_is_only_ever_text() -> None:
    record = made_up_year()
    hostile = record._replace(
        person=record.person._replace(name=HOSTILE),
        symptom_kinds=asking_for(2, HOSTILE),
        visits=(Visit("v1", datetime(2026, 12, 3, 9, 0, tzinfo=UTC), HOSTILE),),
    )
    sheet = sheet_of(hostile)
    page = html.diary_sheet(sheet)
    assert "<script" not in page and "<img" not in page and "\u202e" not in page
    assert pages_of(pdf.diary_sheet(sheet).data) == 1
