"""Two regimens side by side: what the picture says, in any size, and where it gives way to words."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12track.charts.compared import render_compared
from b12track.charts.models import PLAIN, Compared, Palette
from b12track.charts.points import compared, trend
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Treatment
from b12track.domain.rules.trends import trends_of
from b12track.domain.wording.text import width
from changed_interval import FIRST, TODAY, changed_interval

WHOLE = changed_interval(seed=3)
TRENDS = {trend.kind.name: trend for trend in trends_of(WHOLE, TODAY)}


def model(name: str = "energy") -> Compared:
    found = TRENDS[name].compare
    assert found is not None
    kind = next(kind for kind in all_kinds(WHOLE) if kind.name == name)
    return compared(kind, WHOLE.symptoms, found, ("every 12 weeks", "every 8 weeks"))


def test_both_directions_are_told_as_depth() -> None:
    for name in ("energy", "tingling"):
        told = model(name)
        assert told.smaller_by is not None and told.low is not None and told.high is not None
        assert 0 < told.low < told.smaller_by < told.high
        assert min(told.before.dips) > 0.5


def test_both_halves_have_one_axis_and_only_whole_cycles() -> None:
    told = model()
    assert [len(half.folded.cycles) for half in (told.before, told.after)] == [4, 6]
    assert all(cycle.length_days for half in (told.before, told.after) for cycle in half.folded.cycles)
    assert told.longest_days == max(told.before.folded.longest_days, 83)


def test_the_picture_says_what_it_shows() -> None:
    lines = render_compared(model(), 100, 20, PLAIN).splitlines()
    assert lines[0].startswith("Energy: two regimens by days since the dose")
    assert "every 12 weeks, 4 cycles" in lines[1] and "every 8 weeks, 6 cycles" in lines[1]
    assert "dips 2.2, 2.0, 1.2, 1.0" in "\n".join(lines)
    assert "dip larger" in lines[-3] and "dip smaller" in lines[-3] and "●" in lines[-3]
    assert lines[-2].split() == ["0", "0.9", "1.7", "2.5"]
    assert lines[-1] == " ┴ last 14 days   ┊ dose due   ⠶⠶ median   ⠒⠒ each cycle"


def test_with_few_lines_it_keeps_the_picture_and_with_fewer_the_words() -> None:
    few = render_compared(model(), 76, 9, PLAIN)
    assert "every 12 weeks, 4 cycles" in few and "worn out" in few and "dips" not in few
    assert render_compared(model(), 76, 6, PLAIN) == "Energy: every 12 weeks 4 cycles, every 8 weeks 6 cycles"
    assert render_compared(model(), 40, 20, PLAIN).startswith("Energy: every 12 weeks")


@pytest.mark.parametrize(("columns", "rows"), [(58, 9), (58, 24), (62, 10), (76, 9), (76, 12), (100, 14)])
def test_what_the_marks_mean_is_said_at_any_size_and_whole(columns: int, rows: int) -> None:
    *picture, key = render_compared(model(), columns, rows, PLAIN).splitlines()
    mark = key.split()[0]
    assert key == f" {mark} last 14 days   ┊ dose due   ⠶⠶ median   ⠒⠒ each cycle"
    assert sum(line.count(mark) for line in picture) == 2
    assert not any("…" in line for line in picture[:2]), "the regimens are named whole"


def test_where_the_last_days_begin_is_marked_beside_the_words_and_never_over_them() -> None:
    lines = render_compared(model(), 130, 14, PLAIN).splitlines()
    assert lines[2].count("full of energy ▲ good") == 2 and lines[2].count("┬") == 2
    assert not any("┴" in line for line in lines)
    lines = render_compared(model(), 78, 11, PLAIN).splitlines()
    assert lines[1].count("full of energy ▲ good") == 2 and lines[1].count("┬") == 0
    assert [line.count("┴") for line in lines if "worn out" in line] == [2], (
        "both pictures have it on one line"
    )
    told = model()
    scale = told.before.folded.scale._replace(
        high="as full of energy as ever", low="could not get out of bed"
    )
    before, after = (
        half._replace(folded=half.folded._replace(scale=scale)) for half in (told.before, told.after)
    )
    long = told._replace(before=before, after=after)
    lines = render_compared(long, 58, 11, PLAIN).splitlines()
    marks = lines[-1].split()[0]
    assert sum(line.count(mark) for line in lines[:-1] for mark in "┬┴") <= 2 and set(marks) <= {
        "┬",
        "┴",
        "┊",
    }


def test_what_cannot_be_told_has_no_difference_beneath() -> None:
    told = model("sleep")
    assert (told.smaller_by, told.before.dips, told.after.dips) == (None, (), ())
    assert "dip smaller" not in render_compared(told, 100, 20, PLAIN)


@given(columns=st.integers(1, 140), lines=st.integers(1, 50), colour=st.booleans())
@settings(max_examples=25)
def test_it_keeps_to_its_size(columns: int, lines: int, colour: bool) -> None:
    drawn = render_compared(model(), columns, lines, Palette() if colour else PLAIN)
    assert len(drawn.split("\n")) <= lines
    if not colour:
        assert max(map(width, drawn.split("\n"))) <= columns


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [(0, None, (10, 40)), (20, 30, (20, 30)), (0, 5, None), (50, None, None), (35, 60, (35, 40))],
)
def test_a_bar_is_what_was_taken_in_sight(first: int, last: int | None, seen: tuple[int, int] | None) -> None:
    def on(day: int) -> object:
        return FIRST + timedelta(days=day)

    taken = Treatment(
        "m1",
        "iron",
        "iron",
        FIRST + timedelta(days=first),
        None if last is None else FIRST + timedelta(days=last),
    )
    kind = all_kinds(WHOLE)[0]
    found = trend(kind, (), (), (), (), FIRST + timedelta(days=10), FIRST + timedelta(days=40), [taken]).taken
    assert [(bar.first, bar.last) for bar in found] == ([(on(seen[0]), on(seen[1]))] if seen else [])
