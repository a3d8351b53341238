"""The charts that both faces and the page ask for."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Note, Person, Record, SymptomLog
from b12track.domain.rules.overview import overview_of
from b12track.domain.wording.text import width
from b12track.reports.page import ChartSpot, Drawing, say
from b12track.usecases.look import charts
from builders import EVERY_4_WEEKS, LOADING, doses, overview, plan, record
from pages import NOW, TODAY, made_up_year

YEAR = made_up_year()
ENERGY, TINGLING = all_kinds(YEAR)[0], all_kinds(YEAR)[2]
FIRST = date(2026, 1, 5)


@pytest.mark.parametrize(("columns", "rows"), [(80, 14), (40, 8), (120, 30)])
def test_a_trend_fits_its_size_and_has_its_doses(columns: int, rows: int) -> None:
    drawn = charts.draw_trend(YEAR, ENERGY, FIRST, TODAY, columns, rows)
    lines = drawn.splitlines()
    assert len(lines) <= rows
    assert max(map(width, lines)) <= columns
    assert "Energy" in lines[0]
    assert "◆" in drawn and "\x1b" not in drawn


def test_colour_is_what_a_palette_says() -> None:
    assert "\x1b[" in charts.draw_trend(YEAR, ENERGY, FIRST, TODAY, 80, 14, charts.Palette())


def test_cycles_are_folded_with_the_day_that_is_due() -> None:
    drawn = charts.draw_folded(overview_of(YEAR, NOW), ENERGY, FIRST, TODAY, 80, 16)
    assert "by days since the dose" in drawn
    assert "due day 56" in drawn


NO_DAY_DUE = {
    "loading": record(plan(LOADING), injections=doses("01-05", "01-07")),
    "no plan": record(),
    "no dose": record(plan(EVERY_4_WEEKS)),
}


@pytest.mark.parametrize("whole", NO_DAY_DUE.values(), ids=NO_DAY_DUE)
def test_no_day_is_due_in_loading_or_without_a_plan_or_a_dose(whole: Record) -> None:
    drawn = charts.draw_folded(overview(whole, "2026-02-01"), ENERGY, FIRST, TODAY, 80, 16)
    assert "due day" not in drawn


def test_a_complete_course_has_no_day_due() -> None:
    whole = record(plan(LOADING), injections=doses("01-05", "01-07", "01-09", "01-12", "01-14", "01-16"))
    assert "due day" not in charts.draw_folded(overview(whole, "2026-02-01"), ENERGY, FIRST, TODAY, 80, 16)


def test_labs_one_test_in_one_unit() -> None:
    first = date(2026, 1, 1)
    series = charts.lab_series(YEAR, TODAY)
    assert series[:3] == (("b12", "ng/L"), ("mma", "umol/L"), ("hb", "g/L"))
    assert len(series) == 6
    drawn = charts.draw_labs(YEAR, ("hb", "g/L"), first, TODAY, 80, 14)
    assert drawn.startswith("hb, g/L") and "117" in drawn and "128" in drawn
    assert charts.draw_labs(YEAR, ("hb", "g/dL"), first, TODAY, 80, 14) == "hb: no results in these days"


def page_chart(whole: Record, first: date, last: date) -> Drawing:
    spot = ChartSpot((ENERGY, TINGLING), first, last, say(""))
    return charts.draw_spots(whole, [spot])[spot]


def test_the_pages_chart_has_a_sign_a_week() -> None:
    drawn = page_chart(YEAR, FIRST, TODAY)
    assert drawn.svg.startswith("<svg ")
    assert [strip.label.text for strip in drawn.strips] == ["Energy", "Tingling or numbness", "Injections"]
    assert [len(strip.signs) for strip in drawn.strips[:2]] == [46, 46]
    assert drawn.strips[2].signs.count("◆") == 7
    assert drawn.key.startswith("each sign a week")
    assert drawn.spoken.startswith("Energy, weekly means from ")


def test_where_there_are_many_weeks_several_share_a_sign() -> None:
    first = date(2025, 1, 1)
    scores = [(first + timedelta(days=n), 10 if n < 21 else 0) for n in range(14, 400)]
    logs = tuple(SymptomLog(f"s{day}", day, {"energy": score}) for day, score in scores)
    drawn = page_chart(Record(Person("Alex"), symptoms=logs), first, date(2026, 12, 31))
    energy, tingling, doses = (strip.signs for strip in drawn.strips)
    assert drawn.key.startswith("each sign 2 weeks")
    assert len(energy) == len(tingling) == 53
    assert set(tingling) == {"·"}
    assert energy[0] == "·" and energy[5] == "▁"
    assert doses == ""
    assert "Tingling" not in drawn.spoken


def test_a_single_day_is_drawn() -> None:
    log = SymptomLog("s1", TODAY, {"energy": 10})
    drawn = page_chart(Record(Person("Alex"), symptoms=(log,), notes=(Note("n1", TODAY, "x"),)), TODAY, TODAY)
    assert [strip.signs for strip in drawn.strips] == ["█", "·", ""]


def test_charts_are_loaded_only_when_one_is_drawn(tmp_path: Path) -> None:
    import subprocess
    import sys

    modules = "'plotext' in sys.modules, 'b12track.charts.points' in sys.modules"
    code = f"import sys, b12track.usecases.look.charts; print({modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "False False"
