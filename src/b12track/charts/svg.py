"""The page's chart as inline SVG, drawn by hand: weekly means in panels over one time axis.

What always holds: it says the same in grey as in colour; shapes are drawn, so that no font has to hold them; nothing
outside is referred to; the same model gives the same bytes; every text that came from a user is escaped.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape

from b12track.charts.axis import date_ticks
from b12track.charts.models import Dose, Panel, Scale, Week, Weekly
from b12track.charts.series import runs_of
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.wording.text import clip

# Four units to a millimetre: 180 mm wide.
WIDTH = 720
LEFT, RIGHT = 140, 712
PANEL, BETWEEN, ABOVE, BELOW = 66, 16, 14, 40
# A mean of fewer days is drawn hollow: it says little.
FULL_DAYS = 3
# Of a sans-serif at 9 units, on the wide side, so that words are not drawn over each other.
CHAR = 5.2

INK, SOFT, PALE = "#1c1c1c", "#5a5a5a", "#c4c4c4"


def weekly_svg(model: Weekly) -> str:
    """The chart as one `svg` element, about 180 mm by 51 mm with two panels."""
    tops = [ABOVE + index * (PANEL + BETWEEN) for index in range(len(model.panels))]
    bottom = tops[-1] + PANEL if tops else ABOVE
    height = bottom + BELOW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH / 4:g}mm" '
        f'height="{height / 4:g}mm" role="img" font-family="sans-serif" font-size="9" fill="{INK}">',
        f"<title>{_safe(_heading(model))}</title>",
        f"<desc>{_safe(_told(model))}</desc>",
    ]
    parts += _dose_marks(model, bottom)
    parts += _remark_marks(model)
    for panel, top in zip(model.panels, tops, strict=True):
        parts += _panel(model, panel, top)
    parts += _dates(model, bottom)
    parts += _key(model, height - 2)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(model: Weekly, panel: Panel, top: float) -> Iterator[str]:
    scale = panel.scale
    for value in (0, 5, 10):
        y = _y(top, value)
        shade, dash = (PALE, ' stroke-dasharray="1 3"') if value == 5 else (SOFT, "")
        yield f'<path d="M{LEFT} {y:g}H{RIGHT}" stroke="{shade}" stroke-width="0.6"{dash}/>'
    middle = top + PANEL / 2
    yield _arrow(3, middle - 4, scale)
    yield f'<text x="10" y="{middle - 1:g}" font-size="10" font-weight="bold">{_cut(scale.label, 116)}</text>'
    yield f'<text x="10" y="{middle + 10:g}" fill="{SOFT}">{scale.good} is good</text>'
    for y, number, words in ((_y(top, 10) + 3, "10", scale.high), (_y(top, 0) + 3, "0", scale.low)):
        yield f'<text x="{LEFT - 6}" y="{y:g}" text-anchor="end">{number}</text>'
        yield f'<text x="10" y="{y:g}" fill="{SOFT}">{_cut(words, 110)}</text>'
    yield from _line(model, panel.weeks, top)


def _line(model: Weekly, weeks: Sequence[Week], top: float) -> Iterator[str]:
    """The weeks as points at their middle, joined where no week between them is empty."""
    middles = [min(max(week.starts_on + timedelta(days=3), model.first), model.last) for week in weeks]
    places = [(_x(model, day), _y(top, week.mean)) for day, week in zip(middles, weeks, strict=True)]
    for run in runs_of([week.starts_on.toordinal() for week in weeks]):
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places[run])
        yield f'<polyline points="{joined}" fill="none" stroke="{INK}" stroke-width="1.3" stroke-linejoin="round"/>'
    for week, (x, y) in zip(weeks, places, strict=True):
        yield _circle(x, y, week.days)


def _dose_marks(model: Weekly, bottom: float) -> Iterator[str]:
    for dose in model.doses:
        x = _x(model, dose.day)
        yield f'<path d="M{x:.1f} {ABOVE}V{bottom:g}" stroke="{PALE}" stroke-width="0.8"/>'
        yield _diamond(x, bottom + 9, dose.counts)


def _remark_marks(model: Weekly) -> Iterator[str]:
    """Notes as ticks above the panels, each with its words where they stand clear of the next."""
    xs = [_x(model, remark.day) for remark in model.remarks]
    for remark, x, following in zip(model.remarks, xs, [*xs, RIGHT + 8.0][1:], strict=True):
        yield f'<path d="M{x:.1f} 3V{ABOVE}" stroke="{INK}" stroke-width="1.2"/>'
        words = clip(" ".join(remark.text.split()), int((following - x - 6) / CHAR))
        if len(words) >= min(4, len(remark.text)):
            yield f'<text x="{x + 3:.1f}" y="10">{_safe(words)}</text>'


def _dates(model: Weekly, bottom: float) -> Iterator[str]:
    years = (
        str(model.last.year)
        if model.first.year == model.last.year
        else f"{model.first.year}-{model.last.year}"
    )
    yield f'<text x="{LEFT - 6}" y="{bottom + 24:g}" text-anchor="end" fill="{SOFT}">{years}</text>'
    for tick in date_ticks(model.first, model.last, int((RIGHT - LEFT) / CHAR)):
        x = _x(model, tick.day)
        if x + len(tick.label) * CHAR > WIDTH:
            continue
        yield f'<path d="M{x:.1f} {bottom:g}v3" stroke="{SOFT}" stroke-width="0.6"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 24:g}">{tick.label}</text>'


def _key(model: Weekly, y: float) -> Iterator[str]:
    """What the shapes mean, those that are there."""
    entries = [(_circle(LEFT + 4, y - 3, FULL_DAYS), "mean of a week")]
    if any(week.days < FULL_DAYS for panel in model.panels for week in panel.weeks):
        entries.append((_circle(LEFT + 4, y - 3, 0), f"fewer than {FULL_DAYS} days logged"))
    counted = {dose.counts for dose in model.doses}
    entries += [(_diamond(LEFT + 4, y - 3, True), "injection")] * (True in counted)
    entries += [(_diamond(LEFT + 4, y - 3, False), "extra injection")] * (False in counted)
    if model.remarks:
        entries.append((f'<path d="M{LEFT + 4} {y - 7:g}v8" stroke="{INK}" stroke-width="1.2"/>', "note"))
    x = 0.0
    for shape, words in entries:
        text = f'<text x="{LEFT + 10}" y="{y:g}" fill="{SOFT}">{words}</text>'
        yield f'<g transform="translate({x:g} 0)">{shape}{text}</g>'
        x += 20 + len(words) * CHAR


def _circle(x: float, y: float, days: int) -> str:
    fill = INK if days >= FULL_DAYS else "#ffffff"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.7" fill="{fill}" stroke="{INK}" stroke-width="0.8"/>'


def _diamond(x: float, y: float, filled: bool) -> str:
    fill = SOFT if filled else "#ffffff"
    return f'<path d="M{x:.1f} {y - 4:g}l2.4 4l-2.4 4l-2.4 -4z" fill="{fill}" stroke="{SOFT}" stroke-width="0.8"/>'


def _arrow(x: float, y: float, scale: Scale) -> str:
    """A triangle toward the good end."""
    from_tip = f"{y - 3:g}l3 5h-6z" if scale.good == "high" else f"{y + 2:g}l3 -5h-6z"
    return f'<path d="M{x:g} {from_tip}"/>'


def _x(model: Weekly, day: date) -> float:
    days = (model.last - model.first).days
    return LEFT + 4 + (RIGHT - LEFT - 8) * ((day - model.first).days / days if days else 0.5)


def _y(top: float, value: float) -> float:
    return top + PANEL * (1 - min(max(value, 0.0), 10.0) / 10)


def _heading(model: Weekly) -> str:
    labels = " and ".join(panel.scale.label for panel in model.panels)
    return f"{labels or 'Symptoms'}, weekly means, {show_day_range(model.first, model.last, weekday=False)}"


def _told(model: Weekly) -> str:
    """What the picture shows, for somebody who hears it."""
    told = [_panel_told(panel) for panel in model.panels]
    told.append(f"Injections: {_listed(model.doses)}.")
    if model.remarks:
        told.append(
            f"Notes: {'; '.join(f'{show_date(remark.day, weekday=False)} {remark.text}' for remark in model.remarks)}."
        )
    return " ".join(told)


def _panel_told(panel: Panel) -> str:
    scale = panel.scale
    ends = f"{scale.label}, from 0 ({scale.low}) to 10 ({scale.high}), {scale.good} is good"
    if not panel.weeks:
        return f"{ends}: no entries."
    first, last = panel.weeks[0], panel.weeks[-1]
    weeks = len(panel.weeks)
    return f"{ends}: {first.mean:.1f} in the first week with entries, {last.mean:.1f} in the last of {weeks}."


def _listed(doses: Iterable[Dose]) -> str:
    return (
        ", ".join(
            f"{show_date(dose.day, weekday=False)}{'' if dose.counts else ' (extra)'}" for dose in doses
        )
        or "none"
    )


def _cut(text: str, room: float) -> str:
    return _safe(clip(" ".join(text.split()), int(room / CHAR)))


def _safe(text: str) -> str:
    """Escaped, and without the characters that XML does not know."""
    return escape("".join(char if char.isprintable() else " " for char in text))
