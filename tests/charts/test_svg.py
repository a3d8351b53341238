"""The page's chart: well-formed, the same every time, nothing from outside, nothing run."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12track.charts import points
from b12track.charts.models import Dose, Panel, Remark, Scale, Week, Weekly
from b12track.charts.svg import weekly_svg
from b12track.domain.record.records import GoodEnd
from made_up_year import ENERGY, FIRST, INJECTIONS, LAST, NOTES, TINGLING, year

NS = "{http://www.w3.org/2000/svg}"


def weekly() -> Weekly:
    return points.weekly([ENERGY, TINGLING], year(), INJECTIONS, NOTES, FIRST, LAST)


def test_size_is_that_of_a_strip_of_the_page() -> None:
    root = ElementTree.fromstring(weekly_svg(weekly()))
    assert root.get("width") == "180mm"
    assert 44 <= float((root.get("height") or "").removesuffix("mm")) <= 52


def test_same_model_same_bytes() -> None:
    assert weekly_svg(weekly()) == weekly_svg(weekly())


def test_nothing_from_outside() -> None:
    drawn = weekly_svg(weekly())
    assert re.findall(r"https?:", drawn) == ["http:"]
    for word in ("url(", "href", "<style", "<script", "@import", "<image", "data:"):
        assert word not in drawn
    assert set(re.findall(r'font-family="([^"]*)"', drawn)) == {"sans-serif"}


def test_only_grey() -> None:
    for colour in re.findall(r'"#([0-9a-f]{6})"', weekly_svg(weekly())):
        assert colour[:2] == colour[2:4] == colour[4:]


def test_it_is_told_to_those_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(weekly_svg(weekly()))
    assert root.findtext(f"{NS}title") == (
        "Energy and Tingling or numbness, weekly means, 5 Jan - 21 Nov 2026"
    )
    told = root.findtext(f"{NS}desc") or ""
    assert "Energy, from 0 (worn out) to 10 (full of energy), high is good" in told
    assert "low is good" in told
    assert "27 Sep 2026 (extra)" in told
    assert "10 Feb 2026 started metformin" in told


def test_direction_is_said_beside_each_panel() -> None:
    words = [
        "".join(text.itertext()) for text in ElementTree.fromstring(weekly_svg(weekly())).iter(f"{NS}text")
    ]
    assert words.index("Energy") < words.index("high is good") < words.index("Tingling or numbness")
    assert words.index("low is good") > words.index("Tingling or numbness")
    assert {"full of energy", "worn out", "all the time", "never", "started metformin", "flu"} <= set(words)


@pytest.mark.parametrize(("good", "shape"), [("high", "l3 5h-6z"), ("low", "l3 -5h-6z")])
def test_arrow_points_to_the_good_end(good: GoodEnd, shape: str) -> None:
    drawn = weekly_svg(Weekly(FIRST, LAST, (Panel(Scale("Energy", "", "", good), ()),)))
    assert re.findall(r"l3 -?5h-6z", drawn) == [shape]


def test_line_breaks_where_weeks_are_empty() -> None:
    root = ElementTree.fromstring(weekly_svg(weekly()))
    assert len(list(root.iter(f"{NS}polyline"))) == 4


def test_a_thin_week_is_hollow_and_the_key_says_so() -> None:
    week = Week(date(2026, 3, 2), 5.0, 2)
    panel = Panel(Scale("Energy", "worn out", "full of energy", "high"), (week,))
    drawn = weekly_svg(Weekly(FIRST, LAST, (panel,)))
    assert "fewer than 3 days logged" in drawn
    assert next(ElementTree.fromstring(drawn).iter(f"{NS}circle")).get("fill") == "#ffffff"
    full = weekly_svg(Weekly(FIRST, LAST, (panel._replace(weeks=(week._replace(days=3),)),)))
    assert "fewer than" not in full
    assert {circle.get("fill") for circle in ElementTree.fromstring(full).iter(f"{NS}circle")} == {"#1c1c1c"}


def test_a_date_that_would_stand_over_the_edge_is_left_out() -> None:
    drawn = weekly_svg(Weekly(FIRST, date(2026, 11, 1), ()))
    assert ">Oct</text>" in drawn
    assert ">Nov</text>" not in drawn


@pytest.mark.parametrize("panels", [(), (Panel(Scale("Energy", "", "", "high"), ()),)])
def test_nothing_to_show(panels: tuple[Panel, ...]) -> None:
    drawn = weekly_svg(Weekly(FIRST, FIRST, panels))
    ElementTree.fromstring(drawn)
    assert "Injections: none." in drawn


def test_user_text_stays_text() -> None:
    hostile = '</text><script>alert("1")</script>&\x00\x1b]\ud800'
    panel = Panel(Scale(hostile, hostile, hostile, "low"), ())
    drawn = weekly_svg(Weekly(FIRST, LAST, (panel,), (), (Remark(FIRST, hostile),)))
    root = ElementTree.fromstring(drawn.encode())
    assert {element.tag.removeprefix(NS) for element in root.iter()} <= {
        "svg", "title", "desc", "path", "text", "circle", "g", "polyline",
    }  # fmt: skip


days = st.integers(0, 400).map(lambda number: FIRST + timedelta(days=number))
scales = st.builds(
    Scale, st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.sampled_from(["high", "low"])
)
weeks = st.dictionaries(days, st.floats(0, 10), max_size=20).map(
    lambda found: tuple(Week(day, mean, 1) for day, mean in sorted(found.items()))
)


@settings(max_examples=60)
@given(
    st.lists(st.builds(Panel, scales, weeks), max_size=3),
    st.lists(st.builds(Dose, days, st.booleans()), max_size=20),
    st.lists(st.builds(Remark, days, st.text(max_size=60)), max_size=5),
)
def test_any_chart_is_well_formed(panels: list[Panel], doses: list[Dose], remarks: list[Remark]) -> None:
    last = FIRST + timedelta(days=400)
    model = Weekly(FIRST, last, tuple(panels), tuple(sorted(doses)), tuple(sorted(remarks)))
    root = ElementTree.fromstring(weekly_svg(model).encode())
    wide = float((root.get("viewBox") or "").split()[2])
    for circle in root.iter(f"{NS}circle"):
        assert 0 <= float(circle.get("cx") or "nan") <= wide
