"""SYMPTOMS and AFTER DOSES: what is claimed, what is not, and what is missing."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from b12track.domain.record.records import Injection, Record, SymptomKind, SymptomLog
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.reports.page import ChartSpot, Scores
from builders import EVERY_4_WEEKS, dose, doses, overview, plan, record
from pages import made_up_year, page_of, section_of

START = date(2026, 1, 5)


def logged(days: int, first: date = START, **scores: int) -> tuple[SymptomLog, ...]:
    """The same scores every day, with a little scatter."""
    return scored(days, scores, first)


def scored(days: int, scores: Mapping[str, int], first: date = START) -> tuple[SymptomLog, ...]:
    """The same, for names that are made."""
    return tuple(
        SymptomLog(
            f"s{n}",
            first + timedelta(days=n),
            {name: min(10, value + n % 2) for name, value in scores.items()},
        )
        for n in range(days)
    )


def own(number: int) -> list[SymptomKind]:
    """So many symptoms of a person's own."""
    return [SymptomKind(f"own{n}", f"Own {n}", "none", "worst", "low") for n in range(number)]


def table_of(whole: Record, today: str) -> Scores:
    summary, _ = page_of(whole, now=overview(whole, today).now)
    (table,) = [
        block for section in summary.sections for block in section.blocks if isinstance(block, Scores)
    ]
    return table


def test_nothing_logged_is_none_recorded() -> None:
    whole = record(plan())
    assert section_of(whole, "SYMPTOMS", now=overview(whole, "2026-02-01").now) == "none recorded"


def test_not_enough_entries_rather_than_a_thin_number() -> None:
    table = table_of(record(plan(), injections=doses("01-05"), symptoms=logged(10, energy=3)), "2026-02-01")
    (row,) = table.rows
    assert row.missing == "not enough entries (needs 14 logged days before the last 56, has 0)"
    assert row[2:6] == ("", "", "", "")


def test_means_without_a_verdict_are_not_shown_either() -> None:
    logs = logged(45, energy=3)
    whole = record(plan(), injections=doses("02-05"), symptoms=logs)
    (row,) = table_of(whole, "2026-02-18").rows
    assert row.missing == "not enough entries (needs 28 days since the first dose, has 14)"
    assert row.start == row.now == ""


def test_every_symptom_has_its_own_arrow_and_verdict() -> None:
    rows = {row.label.text: row for row in table_of(made_up_year(), "2026-11-21").rows}
    assert rows["Energy"].arrow == rows["Sleep"].arrow == "▲"
    assert rows["Tingling or numbness"].arrow == "▼"
    assert rows["Energy"].verdict == rows["Tingling or numbness"].verdict == "better"
    assert rows["Energy"].change.startswith("+2.8 (")
    assert "Injection-site soreness" not in rows


def test_what_the_numbers_rest_on_stands_beneath_them() -> None:
    text = section_of(made_up_year(), "SYMPTOMS")
    assert text.splitlines()[0] == "*5-18 Jan, 14 days, treatment had begun; **4 Sep - 29 Oct, 50 days."


def test_symptoms_that_began_later_rest_on_their_own_days() -> None:
    early, late = logged(120, energy=3), logged(80, first=START + timedelta(days=40), fog=6)
    by_day = {log.date: dict(log.scores) for log in early}
    for log in late:
        by_day[log.date] = {**by_day[log.date], **log.scores}
    logs = tuple(SymptomLog(f"s{day}", day, scores) for day, scores in by_day.items())
    text = section_of(record(symptoms=logs), "SYMPTOMS", now=overview(record(), "2026-05-04").now)
    assert text.splitlines()[0] == (
        "*5-18 Jan, 14 days, before treatment; **7 Apr - 4 May, 28 days. "
        "Brain fog: *14-27 Feb, 14 days, before treatment; **7 Apr - 4 May, 28 days."
    )


def test_wearing_off_does_not_claim_a_cause_and_leaves_soreness_out() -> None:
    (late,) = [line for line in section_of(made_up_year(), "CYCLE").splitlines() if line.startswith("Late")]
    assert late.startswith("Late against mid-cycle: Energy 1.7 lower (could be 1.1 to 2.3), 5 cycles")
    assert "5 cycles" in late
    assert "no clear difference: Sleep" in late
    assert late.endswith("This does not show why.")
    assert "soreness" not in late.casefold()


def test_wearing_off_that_cannot_be_told_says_what_it_needs() -> None:
    whole = record(
        plan(EVERY_4_WEEKS), injections=doses("01-05", "02-02"), symptoms=logged(60, energy=3, sleep=4)
    )
    text = section_of(whole, "CYCLE", now=overview(whole, "2026-03-05").now)
    assert (
        "not enough entries (needs 3 full logged cycles of 14 days or longer, has 1): Energy, Sleep." in text
    )
    assert "does not show why" not in text


def test_different_needs_of_many_symptoms_are_not_listed() -> None:
    logs = list(logged(140, energy=5, sleep=5))
    logs[:60] = [log._replace(scores={**log.scores, "fog": 4}) for log in logs[:60]]
    logs[130] = logs[130]._replace(scores={**logs[130].scores, "mood": 4})
    days = ("01-05", "02-02", "03-02", "03-30", "04-27")
    whole = record(plan(EVERY_4_WEEKS), injections=doses(*days), symptoms=logs)
    text = section_of(whole, "CYCLE", now=overview(whole, "2026-05-25").now)
    assert "needs 3 full logged cycles of 14 days or longer, has 2): Brain fog" in text
    logs[131] = logs[131]._replace(scores={**logs[131].scores, "tongue": 4})
    whole = record(plan(EVERY_4_WEEKS), injections=doses(*days), symptoms=logs)
    text = section_of(whole, "CYCLE", now=overview(whole, "2026-05-25").now)
    assert "; not enough entries: Brain fog, Mood, Sore tongue." in text


def test_soreness_alone_has_neither_row_nor_chart() -> None:
    summary, drawings = page_of(record(plan(), injections=doses("01-05"), symptoms=logged(30, soreness=3)))
    assert drawings == {}
    assert "Late against" not in section_of(record(symptoms=logged(30, soreness=3)), "CYCLE")
    assert any(section.title == "SYMPTOMS" for section in summary.sections)


def test_falling_back_from_the_end_of_loading_is_said() -> None:
    given = tuple(dose(f"01-{day:02}") for day in (5, 7, 9, 12, 14, 16))
    logs = (*logged(13, energy=8, sleep=8), *logged(90, first=START + timedelta(days=13), energy=2, sleep=8))
    whole = record(plan(), injections=given, symptoms=logs)
    text = section_of(whole, "SYMPTOMS", now=overview(whole, "2026-04-15").now)
    line = text.splitlines()[-1]
    assert line.startswith("Now against the end of loading: Energy 6.0 lower (could be 5.5 to 6.5)")
    assert line.endswith("no clear difference: Sleep. This does not show why.")


def test_what_is_better_than_at_the_end_of_loading_is_no_unclear_difference() -> None:
    given = tuple(dose(f"01-{day:02}") for day in (5, 7, 9, 12, 14, 16))
    logs = (*logged(13, energy=3, sleep=8), *logged(90, first=START + timedelta(days=13), energy=8, sleep=8))
    whole = record(plan(), injections=given, symptoms=logs)
    line = section_of(whole, "SYMPTOMS", now=overview(whole, "2026-04-15").now).splitlines()[-1]
    assert line.startswith("Now against the end of loading: Energy 5.0 higher (could be 4.5 to 5.5)")
    assert line.endswith("no clear difference: Sleep. This does not show why.")


def test_what_is_better_late_in_the_cycle_is_no_unclear_difference() -> None:
    days = [START + timedelta(weeks=4 * number) for number in range(6)]
    logs = [
        SymptomLog(f"s{n}", START + timedelta(days=n), {"energy": 8 if n % 28 >= 21 else 4, "sleep": 5})
        for n in range(140)
    ]
    whole = record(plan(EVERY_4_WEEKS), injections=doses(*(f"{day:%m-%d}" for day in days)), symptoms=logs)
    late = section_of(whole, "CYCLE", now=overview(whole, f"{days[-1]}").now)
    assert "Late against mid-cycle: Energy 4.0 higher (could be " in late
    assert late.endswith("no clear difference: Sleep. This does not show why.")


def test_many_symptoms_are_folded() -> None:
    whole = record(symptom_kinds=own(12), symptoms=scored(60, {kind.name: 4 for kind in own(12)}))
    text = section_of(whole, "SYMPTOMS", now=overview(whole, "2026-03-05").now)
    assert "Also scored: Own 10, Own 11." in text
    assert len(table_of(whole, "2026-03-05").rows) == 10


def test_the_built_in_symptoms_have_their_row_as_far_as_the_page_holds_them() -> None:
    kinds = [kind for kind in BUILTIN_SYMPTOMS if kind.name != "soreness"]
    whole = record(symptoms=scored(60, {kind.name: 4 for kind in kinds}))
    rows = [row.label.text for row in table_of(whole, "2026-03-05").rows]
    assert rows == [kind.label for kind in kinds[:10]]


def test_what_got_worse_and_what_is_to_be_watched_is_never_folded_away() -> None:
    kinds = own(13)
    early, late = ({kind.name: 4 for kind in kinds} for _ in range(2))
    late["own11"] = 9
    logs = (*scored(60, early), *scored(60, late, START + timedelta(days=60)))
    watching = plan(EVERY_4_WEEKS, watch=("Own 12",))
    whole = record(watching, symptom_kinds=kinds, symptoms=logs)
    table = table_of(whole, "2026-05-04")
    assert [row.label.text for row in table.rows] == [*(f"Own {n}" for n in range(8)), "Own 11", "Own 12"]
    assert {row.verdict for row in table.rows} == {"worse", "no clear change"}


@pytest.mark.parametrize(
    ("scores", "watch", "drawn"),
    [
        ({"energy": 3, "sleep": 4, "tingling": 5}, (), ("energy", "tingling")),
        ({"energy": 3, "sleep": 4, "tingling": 5}, ("Sleep", "b12"), ("sleep", "tingling")),
        ({"energy": 3, "sleep": 4}, (), ("energy", "sleep")),
        ({"tingling": 3}, (), ("tingling",)),
        ({"energy": 3, "soreness": 4}, (), ("energy",)),
    ],
)
def test_the_chart_has_a_panel_for_each_direction(
    scores: dict[str, int], watch: tuple[str, ...], drawn: tuple[str, ...]
) -> None:
    whole = record(plan(watch=watch), injections=doses("01-05"), symptoms=scored(40, scores))
    summary, drawings = page_of(whole, now=overview(whole, "2026-02-13").now)
    (spot,) = [
        block for section in summary.sections for block in section.blocks if isinstance(block, ChartSpot)
    ]
    assert tuple(kind.name for kind in spot.kinds) == drawn
    assert len(drawings[spot].strips) == len(drawn) + 1, "and one for the injections"


def test_the_chart_shows_two_years_at_most_and_says_so() -> None:
    logs = logged(1000, first=date(2023, 1, 1), energy=4)
    summary, _ = page_of(record(symptoms=logs), "all", now=overview(record(), "2026-01-01").now)
    (spot,) = [
        block for section in summary.sections for block in section.blocks if isinstance(block, ChartSpot)
    ]
    assert spot.first == date(2024, 1, 2)
    assert spot.caption.text == "Weekly means of the last 24 months, 2 Jan 2024 - 1 Jan 2026"


def after(given: tuple[Injection, ...], sore: dict[str, int], today: str = "2026-06-01") -> str:
    logs = tuple(
        SymptomLog(f"s{day}", date.fromisoformat(f"2026-{day}"), {"soreness": n}) for day, n in sore.items()
    )
    whole = record(plan(EVERY_4_WEEKS), injections=given, symptoms=logs)
    return section_of(whole, "AFTER DOSES", now=overview(whole, today).now)


FOUR = doses("01-05", "02-02", "03-02", "03-30")


def test_reactions_are_listed_the_latest_first_and_folded() -> None:
    given = tuple(dose(f"0{n}-05", reaction=f"rash {n}") for n in range(1, 6))
    assert after(given, {}).startswith(
        "Reactions: 5 May rash 5; 5 Apr rash 4; 5 Mar rash 3; … and 2 more in the record. Soreness: not logged"
    )


def test_soreness_is_told_by_site_dose_by_dose() -> None:
    sites = ("left-thigh", "right-thigh", "left-thigh", "")
    given = tuple(one._replace(site=site) for one, site in zip(FOUR, sites, strict=True))
    sore = {
        "01-05": 3, "01-06": 1, "01-07": 0,  # two days
        "02-02": 2, "02-03": 0,  # one day
        "03-03": 2, "03-04": 0,  # the evening of the dose is missing: until the second day
        "03-30": 2, "04-01": 0,  # a day is missing in between: it is bridged
    }  # fmt: skip
    assert after(given, sore) == (
        "Reactions: none recorded. Soreness, days: left thigh 2, 2; right thigh 1; site not recorded 2."
    )
    del sore["03-03"], sore["03-04"]
    assert after(given, sore).endswith(
        "Soreness, days: left thigh 2; right thigh 1; site not recorded 2 (1 of 4 not followed)."
    )


def test_without_a_dose_there_is_nothing_after_one() -> None:
    assert after((), {"01-05": 2}) == "none recorded"
