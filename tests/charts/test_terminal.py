"""Charts as text: what they say, that they keep to their size, that a user's text is only ever text."""

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12track.charts import points, series
from b12track.charts.lab_chart import render_labs
from b12track.charts.models import (
    PLAIN,
    Cycle,
    Dose,
    Folded,
    Labs,
    Palette,
    Remark,
    Result,
    Scale,
    Stretch,
    Trend,
)
from b12track.charts.terminal import render_folded, render_trend
from b12track.domain.record.records import Lab, SymptomLog, Treatment
from b12track.domain.wording.text import width
from builders import dose
from length import LONG
from made_up_year import ENERGY, FIRST, INJECTIONS, LAST, NOTES, PHASES, TINGLING, year

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = 2000 if LONG else 60
SGR = re.compile(r"\x1b\[(?:[34]8;2;\d{1,3};\d{1,3};\d{1,3}|39|0)m")
Draw = Callable[[int, int, Palette], str]

ENERGY_SCALE = Scale("Energy", "worn out", "full of energy", "high")
B12 = [
    Lab("l1", date(2026, 1, 2), "B12", 140, "ng/L", None, 180, 914),
    Lab("l2", date(2026, 4, 9), "B12", 612, "ng/L", None, 180, 914),
    Lab("l3", date(2026, 9, 9), "B12", 1500, "ng/L", ">", 197, 771),
]
BEGINNING = date(2025, 11, 22)


def trend() -> Trend:
    return points.trend(ENERGY, year(), INJECTIONS, NOTES, PHASES, BEGINNING, LAST)


def small() -> Trend:
    return points.trend(TINGLING, year(), INJECTIONS, NOTES, PHASES, date(2026, 8, 22), LAST)


def folded() -> Folded:
    return points.folded(ENERGY, year(), INJECTIONS, (56, 56), FIRST, LAST)


def window() -> Folded:
    return points.folded(TINGLING, year(), INJECTIONS, (56, 84), FIRST, LAST)


def labs() -> Labs:
    return points.labs(B12, INJECTIONS, BEGINNING, LAST)[0]


DRAWINGS: dict[str, Draw] = {
    "trend": partial(render_trend, trend()),
    "small": partial(render_trend, small()),
    "folded": partial(render_folded, folded()),
    "window": partial(render_folded, window()),
    "labs": partial(render_labs, labs()),
}


@pytest.mark.parametrize(
    ("name", "columns", "rows"),
    [
        ("trend", 76, 18),
        ("trend", 116, 30),
        ("small", 38, 9),
        ("folded", 76, 18),
        ("folded", 38, 9),
        ("window", 76, 18),
        ("labs", 76, 18),
        ("labs", 38, 9),
    ],
)
def test_drawing_is_the_one_that_was_looked_at(name: str, columns: int, rows: int) -> None:
    expected = (GOLDEN / f"{name}-{columns}x{rows}.txt").read_text(encoding="utf-8")
    assert DRAWINGS[name](columns, rows, PLAIN) + "\n" == expected


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_colour_changes_nothing_but_colour(name: str) -> None:
    coloured = DRAWINGS[name](76, 18, Palette())
    assert SGR.search(coloured)
    assert SGR.sub("", coloured) == DRAWINGS[name](76, 18, PLAIN)


def test_background_fills_every_line() -> None:
    lines = DRAWINGS["trend"](76, 18, Palette(background=(1, 2, 3))).split("\n")
    assert {line.startswith("\x1b[48;2;1;2;3m") for line in lines} == {True}
    assert {width(SGR.sub("", line)) for line in lines} == {76}


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_every_size_keeps_to_its_bounds(name: str) -> None:
    for columns in (1, 2, 5, 23, 24, 25, 30, 200):
        for rows in (1, 2, 5, 6, 7, 8, 11, 14, 60):
            assert_fits(DRAWINGS[name](columns, rows, PLAIN), columns, rows)


def test_good_end_is_named_where_it_is() -> None:
    high = DRAWINGS["trend"](76, 18, PLAIN)
    assert "10 ┌ full of energy ▲ good ─" in high
    assert " 0 └ worn out ─" in high
    low = DRAWINGS["window"](76, 18, PLAIN)
    assert "10 ┌ all the time ─" in low
    assert " 0 └ never ▼ good ─" in low


def test_gap_stays_empty() -> None:
    """Nothing was logged for most of June: no point and no line stands above its name."""
    lines = DRAWINGS["trend"](116, 30, PLAIN).split("\n")
    dates = next(line for line in lines if "Jun" in line)
    above = [line.ljust(116)[dates.index("Jun")] for line in lines[3:25]]
    assert set(above) <= {" ", "┊"}


def test_too_small_says_it_in_words() -> None:
    assert DRAWINGS["trend"](60, 5, PLAIN) == "Energy: 6 on 21 Nov 2026, 252 days logged"
    assert DRAWINGS["folded"](60, 3, PLAIN) == "Energy by days since the dose: 5 full cycles and this one"
    assert DRAWINGS["labs"](60, 1, PLAIN) == "B12: >1500 ng/L (197-771) on 9 Sep 2026"
    assert DRAWINGS["trend"](10, 1, PLAIN) == "Energy: 6…"


def test_nothing_to_show_is_said() -> None:
    empty = points.trend(ENERGY, (), (), (), (), FIRST, FIRST)
    assert render_trend(empty, 70, 4, PLAIN) == "Energy: nothing logged"
    assert render_trend(empty, 70, 12, PLAIN).startswith("Energy")
    assert render_folded(points.folded(ENERGY, (), (), None, FIRST, LAST), 70, 20, PLAIN).endswith(
        ": 0 full cycles"
    )
    none = Labs("MMA", "nmol/L", FIRST, LAST, ())
    assert render_labs(none, 70, 20, PLAIN) == "MMA: no results"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, ""), (180, None, " (from 180)"), (None, 914, " (up to 914)"), (180, 914, " (180-914)")],
)
def test_range_in_words(low: float | None, high: float | None, words: str) -> None:
    model = Labs("B12", "ng/L", FIRST, LAST, (Result(FIRST, 200, "", low, high),))
    assert render_labs(model, 70, 1, PLAIN) == f"B12: 200 ng/L{words} on 5 Jan 2026"


@pytest.mark.parametrize(("value", "below"), [(179, True), (181, False)])
def test_result_beside_its_limit_stands_on_the_right_side_of_it(value: float, below: bool) -> None:
    results = (Result(FIRST, value, "", 180, 914), Result(LAST, 5000, "", None, None))
    lines = render_labs(Labs("B12", "ng/L", FIRST, LAST, results), 76, 30, PLAIN).split("\n")
    row_of = next(number for number, line in enumerate(lines) if f"● {value}" in line)
    limit = next(number for number, line in enumerate(lines) if line.endswith("┄ 180"))
    assert (row_of > limit) is below


def test_crowded_doses_are_a_row_of_marks_not_a_fence() -> None:
    doses = tuple(Dose(FIRST + timedelta(days=7 * week), True) for week in range(40))
    text = render_trend(trend()._replace(first=FIRST, doses=doses), 76, 18, PLAIN)
    assert "┊" not in text
    assert text.count("◆") > 30


def key_of(model: Trend, columns: int) -> str:
    return render_trend(model, columns, 20, PLAIN).splitlines()[-1].strip()


def test_key_names_what_is_there() -> None:
    assert key_of(trend(), 80) == "• one day   ⠶⠶ 7-day mean   ◆ dose   ◇ extra dose   * note"
    assert key_of(points.trend(ENERGY, year(), (), (), (), FIRST, LAST), 80) == "• one day   ⠶⠶ 7-day mean"
    assert key_of(trend(), 24) == "• one day"


def test_many_cycles_are_no_cloud() -> None:
    cycle = folded().cycles[0]
    many = folded()._replace(cycles=(cycle,) * 40)
    assert "last 16 cycles" in render_folded(many, 100, 20, PLAIN)
    assert "40 full cycles" in render_folded(many, 100, 20, PLAIN)


def test_cycles_long_ago_are_in_the_median_alone() -> None:
    old = Cycle(FIRST, 28, tuple((day, 10) for day in range(28)))
    late = Cycle(FIRST, 28, tuple((day, 1) for day in range(28)))
    model = Folded(ENERGY_SCALE, (old, *[late] * 16), (), 28, 28)
    assert highest_dot(render_folded(model, 60, 20, PLAIN)) > 10
    assert highest_dot(render_folded(model._replace(cycles=model.cycles[:16]), 60, 20, PLAIN)) == 2


def highest_dot(drawn: str) -> int:
    return next(row for row, line in enumerate(drawn.split("\n")) if re.search("[\u2801-\u28ff]", line[4:]))


def test_counted_dose_hides_an_extra_one_in_its_column() -> None:
    doses = (Dose(FIRST, True), Dose(FIRST, False))
    text = render_trend(trend()._replace(doses=doses), 76, 12, PLAIN)
    assert text.count("◆") == 1
    assert "◇" not in text


def test_numbers_of_results_do_not_cover_each_other() -> None:
    days = (100, 106, 140, 300)
    results = tuple(Result(FIRST + timedelta(days=day), 1000 + day / 1000, "", 100, 1900) for day in days)
    lines = render_labs(Labs("B12", "ng/L", FIRST, LAST, results), 60, 10, PLAIN).split("\n")
    (line,) = (line for line in lines if "●" in line)
    assert re.findall(r"[\d.]+|●", line.split("┤")[1]) == ["1000.1", "●", "●", "●", "1000.14", "1000.3", "●"]


@pytest.mark.parametrize("days", range(5, 15))
def test_number_of_a_limit_does_not_cover_a_result(days: int) -> None:
    for value in (280, 299, 310, 330):
        results = (Result(FIRST, 500, "", 300, 700), Result(FIRST + timedelta(days=days), value, "", 10, 20))
        text = render_labs(Labs("B12", "ng/L", FIRST, FIRST + timedelta(days=60), results), 60, 20, PLAIN)
        assert "● 500" in text
        assert f"● {value}" in text


HOSTILE = "\x1b[2J\x1b]0;own\x07 \x9b31m\u202e red\nline\r"


def hostile_drawings() -> list[Draw]:
    scale = Scale(HOSTILE, HOSTILE, HOSTILE, "high")
    doses = (Dose(FIRST, True),)
    remarks = (Remark(FIRST, HOSTILE),)
    stretches = (Stretch(HOSTILE, FIRST, LAST),)
    day: tuple[date, float] = (FIRST, 5.0)
    model = Trend(scale, FIRST, LAST, (day,), ((day,),), 7, doses, remarks, stretches)
    bent = Folded(scale, (Cycle(FIRST, 20, ((1, 5),)),), (), 20, 20, (20, 20), 4)
    lab = Labs(HOSTILE, HOSTILE, FIRST, LAST, (Result(FIRST, 1, HOSTILE, 0, 2),), doses)
    return [partial(render_trend, model), partial(render_folded, bent), partial(render_labs, lab)]


@pytest.mark.parametrize("draw", hostile_drawings())
@pytest.mark.parametrize("size", [(90, 20), (90, 1)])
def test_text_is_only_ever_text(draw: Draw, size: tuple[int, int]) -> None:
    plain = draw(*size, PLAIN)
    assert plain.replace("\n", "").isprintable()
    assert SGR.sub("", draw(*size, Palette())) == plain
    assert_fits(plain, *size)


def test_wide_and_joined_characters_keep_the_width() -> None:
    scale = Scale("疲れ" * 30, "e\u0301" * 9, "👩\u200d⚕️ 元気", "high")
    model = trend()._replace(
        scale=scale, remarks=tuple(Remark(FIRST + timedelta(days=n), "薬を始めた") for n in (0, 90))
    )
    for columns in range(24, 90):
        assert_fits(render_trend(model, columns, 18, PLAIN), columns, 18)


dates = st.dates(date(1900, 1, 1), date(2400, 1, 1))
text = st.text(max_size=40)
scores = st.floats(allow_nan=True, allow_infinity=True) | st.integers(0, 10).map(float)


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    first = draw(dates)
    length = draw(st.integers(0, 2000))
    day = st.integers(0, length).map(lambda days: first + timedelta(days=days))
    values = tuple(sorted(draw(st.dictionaries(day, scores, max_size=60)).items()))
    return Trend(
        Scale(draw(text), draw(text), draw(text), draw(st.sampled_from(["high", "low"]))),
        first,
        first + timedelta(days=length),
        values,
        tuple(values[run] for run in series.runs_of([one.toordinal() for one, _ in values])),
        7,
        tuple(sorted(draw(st.lists(st.builds(Dose, day, st.booleans()), max_size=30)))),
        tuple(sorted(draw(st.lists(st.builds(Remark, day, text), max_size=6)))),
        tuple(
            sorted(draw(st.lists(st.builds(Stretch, text, day, day), max_size=4)), key=lambda one: one.first)
        ),
    )


@st.composite
def folds(draw: st.DrawFn) -> Folded:
    longest = draw(st.integers(1, 600))
    curve = st.dictionaries(st.integers(0, longest), st.integers(0, 10), max_size=30).map(
        lambda values: tuple(sorted(values.items()))
    )
    cycles = draw(st.lists(st.builds(Cycle, dates, st.none() | st.integers(14, 600), curve), max_size=20))
    due = draw(st.none() | st.tuples(st.integers(0, longest), st.integers(0, longest)).map(sorted))
    return Folded(
        Scale(draw(text), draw(text), draw(text), "low"),
        tuple(cycles),
        tuple(cycle.values for cycle in cycles[:1] if cycle.values),
        longest,
        draw(st.integers(0, 600)),
        (due[0], due[1]) if due else None,
        draw(st.none() | st.floats(0, 10)),
    )


@st.composite
def results(draw: st.DrawFn) -> Labs:
    first = draw(dates)
    number = st.floats(allow_nan=False, allow_infinity=False)
    day = st.integers(0, 900).map(lambda days: first + timedelta(days=days))
    result = st.builds(
        Result, day, number, st.sampled_from(["", "<", ">"]), st.none() | number, st.none() | number
    )
    found = tuple(sorted(draw(st.lists(result, max_size=12)), key=lambda one: one.day))
    doses = tuple(sorted(draw(st.lists(st.builds(Dose, day, st.booleans()), max_size=20))))
    return Labs(draw(text), draw(text), first, first + timedelta(days=900), found, doses)


sizes = st.tuples(st.integers(1, 200), st.integers(1, 60))


@pytest.mark.long
@settings(max_examples=EXAMPLES)
@given(trends(), sizes)
def test_any_trend_at_any_size(model: Trend, size: tuple[int, int]) -> None:
    assert_fits(render_trend(model, *size, PLAIN), *size)


@pytest.mark.long
@settings(max_examples=EXAMPLES)
@given(folds(), sizes)
def test_any_fold_at_any_size(model: Folded, size: tuple[int, int]) -> None:
    assert_fits(render_folded(model, *size, PLAIN), *size)


@pytest.mark.long
@settings(max_examples=EXAMPLES)
@given(results(), sizes)
def test_any_labs_at_any_size(model: Labs, size: tuple[int, int]) -> None:
    assert_fits(render_labs(model, *size, PLAIN), *size)


def test_values_that_are_no_numbers_leave_a_gap() -> None:
    days = [FIRST + timedelta(days=number) for number in range(5)]
    values = tuple(zip(days, (5.0, inf, nan, -inf, 6.0), strict=True))
    model = Trend(Scale("Energy", "", "", "high"), FIRST, days[-1], values, (values,), 7)
    assert_fits(render_trend(model, 60, 12, PLAIN), 60, 12)


def test_threads_do_not_draw_into_each_other() -> None:
    alone = {name: draw(60, 14, PLAIN) for name, draw in DRAWINGS.items()}
    names = sorted(DRAWINGS) * 4
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda name: DRAWINGS[name](60, 14, PLAIN), names))
    assert drawn == [alone[name] for name in names]


def test_state_of_plotext_is_clear_before_and_after() -> None:
    import plotext

    alone = DRAWINGS["trend"](60, 14, PLAIN)
    plotext.plot([1, 2, 3], [9, 9, 9])
    plotext.title("left behind")
    assert DRAWINGS["trend"](60, 14, PLAIN) == alone
    plotext.plot_size(20, 5)
    assert not SGR.sub("", plotext.build()).strip()


def test_importing_charts_imports_no_plotext() -> None:
    rooms = "models, points, strip, svg, terminal"
    code = f"import sys; from b12track.charts import {rooms}; print('plotext' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def assert_fits(drawn: str, columns: int, rows: int) -> None:
    lines = drawn.split("\n")
    assert len(lines) <= rows
    assert max(map(width, lines)) <= columns
    assert "\x1b" not in drawn


def test_from_eight_cycles_on_their_middle_half_is_shaded() -> None:
    given = [dose(f"{FIRST + timedelta(days=28 * n)}") for n in range(10)]
    logs = [
        SymptomLog(f"s{n}", FIRST + timedelta(days=n), {"energy": 3 + n // 28 % 4}) for n in range(28 * 9)
    ]
    model = points.folded(ENERGY, logs, given, (28, 28), FIRST, FIRST + timedelta(days=28 * 9))
    drawn = render_folded(model, 100, 20, PLAIN)
    assert "░" in drawn and "half of the cycles lie here" in drawn and "each cycle" not in drawn
    few = render_folded(model._replace(bands=()), 100, 20, PLAIN)
    assert "░" not in few and "each cycle" in few


def test_what_was_taken_is_a_bar_with_its_name_and_two_at_once_are_two() -> None:
    day = timedelta(days=1)
    taken = [
        Treatment("m1", "metformin", "medicine", FIRST + 40 * day),
        Treatment("m2", "iron", "iron", FIRST + 60 * day, FIRST + 120 * day),
        Treatment("m3", "folate", "folate", FIRST + 150 * day, FIRST + 220 * day),
    ]
    model = points.trend(ENERGY, year(), INJECTIONS, NOTES, PHASES, FIRST, LAST, taken)
    lines = render_trend(model, 100, 24, PLAIN).splitlines()
    (first,) = [line for line in lines if "metformin" in line and "━" in line]
    (second,) = [line for line in lines if "iron" in line]
    assert "folate" in second and "iron" not in first
    assert first.rstrip().endswith("━")
    small = render_trend(model, 100, 9, PLAIN)
    assert "━" not in small
