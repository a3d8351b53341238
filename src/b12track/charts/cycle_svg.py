"""One symptom over one cycle as inline SVG: every cycle faint, their median strong, and each cycle alone beside it.

What always holds: what `svg_parts` promises; a gap of days that nobody logged is a gap in the line; a cycle alone has
the scale of the large picture, so that one can be held against the other.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from b12track.charts.models import Cycle, Folded
from b12track.charts.series import curves
from b12track.charts.svg_parts import (
    INK,
    PALE,
    SHADE,
    SOFT,
    WIDE,
    Sheet,
    begin,
    cut,
    diamond,
    height_of,
    scale_told,
    score_line,
)
from b12track.domain.typed.dates import show_date
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.phrases import days

# So many cycles stand alone, the latest; more would be too small to be read.
MOST_ALONE = 8
ABOVE, LARGE, BELOW = 8, 118, 34
_BETWEEN = 12
_SMALL = 26
_WORDS = 22
_STEPS = (7, 14, 28, 56, 84, 182, 364)


def cycle_svg(model: Folded, remarks: Sequence[str], sheet: Sheet = WIDE) -> str:
    """The picture as one `svg` element; a remark for each cycle says whether it ended late or early."""
    alone = list(zip(model.cycles, remarks, strict=True))[-MOST_ALONE:]
    left, right = 24, (432 if not sheet.is_narrow else sheet.right)
    columns = 4 if not sheet.is_narrow else 2
    rows = -(-len(alone) // columns)
    below = ABOVE + LARGE + BELOW
    height = below + (rows * (_SMALL + _WORDS + 12) if sheet.is_narrow else 0)
    parts = begin(sheet, height, phrases.CYCLE_TITLE.format(symptom=model.scale.label), _told(model, remarks))
    parts += _large(model, left, right, sheet)
    start = (right + 22, 10.0) if not sheet.is_narrow else (left, below + 6.0)
    room = (sheet.right - start[0] - _BETWEEN * (columns - 1)) / columns
    for index, (cycle, remark) in enumerate(alone):
        x = start[0] + (index % columns) * (room + _BETWEEN)
        y = start[1] + (index // columns) * (_SMALL + _WORDS + (22 if not sheet.is_narrow else 12))
        parts += _small(model, cycle, remark, x, y, room, sheet)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _large(model: Folded, left: float, right: float, sheet: Sheet) -> Iterator[str]:
    """All cycles in one frame."""
    frame = _Frame(left, right, model.longest_days)
    if model.usual_days:
        from_x, to_x = frame.x(0.75 * model.usual_days), frame.x(min(model.usual_days, model.longest_days))
        yield f'<path d="M{from_x:.1f} {ABOVE}H{to_x:.1f}V{frame.bottom}H{from_x:.1f}z" fill="{SHADE}"/>'
    for value in (0, 5, 10):
        y = height_of(value, ABOVE, LARGE)
        yield score_line(value, left, right, ABOVE, LARGE)
        yield f'<text x="{left - 5:g}" y="{y + 3:g}" text-anchor="end">{value}</text>'
    for run in model.bands:
        edge = [(band.day, band.high) for band in run] + [(band.day, band.low) for band in reversed(run)]
        yield f'<polygon points="{_joined(frame.places(edge))}" fill="{PALE}" fill-opacity="0.6"/>'
    for cycle in model.cycles:
        for curve in curves(cycle.values):
            yield _line(frame.places(curve), SOFT, 0.5, 0.75)
    for curve in model.median:
        yield _line(frame.places(curve), INK, 2.2)
    yield from _days(model, frame, sheet)
    said = phrases.CYCLE_KEY_BANDS if model.bands else phrases.CYCLE_KEY
    if sheet.is_narrow:
        said = phrases.CYCLE_KEY_ON_A_PHONE
    yield f'<text x="{left:g}" y="{frame.bottom + 27}" fill="{SOFT}">{said}</text>'


class _Frame(NamedTuple):
    """The large picture: days across, scores up."""

    left: float
    right: float
    longest_days: int

    @property
    def bottom(self) -> int:
        return ABOVE + LARGE

    def x(self, day: float) -> float:
        return self.left + (self.right - self.left) * day / self.longest_days

    def places(self, values: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(self.x(day), height_of(value, ABOVE, LARGE)) for day, value in values]


def _days(model: Folded, frame: _Frame, sheet: Sheet) -> Iterator[str]:
    """The dose, the days since it, and when the next one is due."""
    bottom = frame.bottom
    yield diamond(frame.left, bottom + 9, True)
    due = sorted(set(model.due_days or ()))
    for day in due:
        line = f"M{frame.x(day):.1f} {ABOVE}V{bottom + 4}"
        yield f'<path d="{line}" stroke="{INK}" stroke-width="0.9" stroke-dasharray="3 2"/>'
    if due:
        place = min(frame.x(due[0]), frame.right - 2 * sheet.char)
        yield f'<text x="{place:.1f}" y="{bottom + 13}" text-anchor="middle">{phrases.DUE}</text>'
    step = next((step for step in _STEPS if model.longest_days / step <= 8), _STEPS[-1])
    for day in range(step, model.longest_days + 1, step):
        yield f'<path d="M{frame.x(day):.1f} {bottom}v3" stroke="{SOFT}" stroke-width="0.6"/>'
        if all(abs(frame.x(day) - frame.x(other)) > 3 * sheet.char for other in due):
            yield f'<text x="{frame.x(day):.1f}" y="{bottom + 13}" text-anchor="middle">{day}</text>'


def _small(
    model: Folded, cycle: Cycle, remark: str, x: float, y: float, room: float, sheet: Sheet
) -> Iterator[str]:
    """One cycle alone: its day, its length, and what is said of it."""
    top = y + sheet.font
    length = "" if cycle.length_days is None else days(cycle.length_days)
    when = show_date(cycle.given_on, weekday=False)
    yield f'<text x="{x:.1f}" y="{y + sheet.font - 3:.1f}">{cut(when, room + 8, sheet)}</text>'
    frame = f"M{x:.1f} {top:.1f}h{room:.1f}v{_SMALL}h{-room:.1f}z"
    yield f'<path d="{frame}" fill="none" stroke="{PALE}" stroke-width="0.6"/>'
    for curve in curves(cycle.values):
        points = [
            (x + room * day / model.longest_days, height_of(value, top, _SMALL)) for day, value in curve
        ]
        yield _line(points, INK, 1.1)
    words = [", ".join(filter(None, (length, remark)))] if sheet.is_narrow else [length, remark]
    for line, said in enumerate(filter(None, words), 1):
        below = top + _SMALL + line * sheet.font
        yield f'<text x="{x:.1f}" y="{below:.1f}" fill="{SOFT}">{cut(said, room + 8, sheet)}</text>'


def _line(points: Sequence[tuple[float, float]], shade: str, thickness: float, opacity: float = 1) -> str:
    if len(points) == 1:
        (x, y) = points[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{thickness:g}" fill="{shade}"/>'
    faint = f' stroke-opacity="{opacity:g}"' if opacity < 1 else ""
    return (
        f'<polyline points="{_joined(points)}" fill="none" stroke="{shade}" stroke-width="{thickness:g}"{faint} '
        'stroke-linejoin="round"/>'
    )


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _told(model: Folded, remarks: Sequence[str]) -> str:
    """What the picture shows, for somebody who hears it."""
    told = [f"{scale_told(model.scale)}."]
    if model.median:
        (first_day, first), (last_day, last) = model.median[0][0], model.median[-1][-1]
        told.append(
            phrases.MEDIAN_TOLD.format(
                first=f"{first:.1f}", first_day=first_day, last=f"{last:.1f}", last_day=last_day
            )
        )
    for cycle, remark in zip(model.cycles, remarks, strict=True):
        length = days(cycle.length_days) if cycle.length_days is not None else phrases.NOT_OVER
        told.append(
            phrases.CYCLE_TOLD.format(
                day=show_date(cycle.given_on, weekday=False),
                length=", ".join(filter(None, (length, remark))),
                logged=days(len(cycle.values)),
            )
        )
    return " ".join(told)
