"""The page's year as inline SVG, drawn by hand: weekly means in panels over one time axis.

What always holds: what `svg_parts` promises; the same model gives the same bytes; a picture for a phone has the same
panels one under the other with their words above them.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from b12track.charts.axis import date_ticks
from b12track.charts.models import Panel, Weekly, lanes_of
from b12track.charts.series import runs_of
from b12track.charts.svg_parts import (
    INK,
    PALE,
    SHADE,
    SOFT,
    WIDE,
    Sheet,
    arrow,
    begin,
    cut,
    diamond,
    height_of,
    safe,
    scale_told,
    score_line,
)
from b12track.domain.typed.dates import show_date, show_day_range
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.text import clip

PANEL, ABOVE, BAR, BELOW = 58, 14, 10, 40
# A mean of fewer days is drawn hollow: it says little.
FULL_DAYS = 3


def weekly_svg(model: Weekly, sheet: Sheet = WIDE) -> str:
    """The picture as one `svg` element, about 180 mm by 47 mm with two panels."""
    rows = lanes_of(model.taken)
    above = ABOVE + BAR * len(rows)
    between = 16 if not sheet.is_narrow else 34
    first = above if not sheet.is_narrow else above + 18
    tops = [first + index * (PANEL + between) for index in range(len(model.panels))]
    bottom = tops[-1] + PANEL if tops else first
    key = list(_key(model, sheet, bottom + 38))
    height = bottom + BELOW + (14 * (len(key) - 1) if sheet.is_narrow else 0)
    labels = phrases.AND.join(panel.scale.label for panel in model.panels)
    days = show_day_range(model.first, model.last, weekday=False)
    title = phrases.WEEKS_TITLE.format(symptoms=labels or phrases.NO_SYMPTOMS, days=days)
    parts = begin(sheet, height, title, _told(model))
    for index, row in enumerate(rows):
        y = ABOVE + BAR * index
        for one in row:
            x, end = _x(model, sheet, one.first), _x(model, sheet, one.last)
            bar = f"M{x:.1f} {y + 1:g}H{end:.1f}v{BAR - 3}H{x:.1f}z"
            parts.append(f'<path d="{bar}" fill="{SHADE}" stroke="{SOFT}" stroke-width="0.5"/>')
            if words := cut(one.label, end - x - 4, sheet._replace(char=sheet.char * 0.85)):
                at, small = f'x="{x + 2:.1f}" y="{y + BAR - 3.2:g}"', f"{sheet.font * 0.85:g}"
                parts.append(f'<text {at} font-size="{small}">{words}</text>')
    for dose in model.doses:
        x = _x(model, sheet, dose.day)
        parts.append(f'<path d="M{x:.1f} {above:g}V{bottom:g}" stroke="{PALE}" stroke-width="0.8"/>')
        parts.append(diamond(x, bottom + 9, dose.counts))
    xs = [_x(model, sheet, remark.day) for remark in model.remarks]
    for remark, x, following in zip(model.remarks, xs, [*xs, sheet.right + 8.0][1:], strict=True):
        parts.append(f'<path d="M{x:.1f} 3V{above:g}" stroke="{INK}" stroke-width="1.2"/>')
        words = clip(" ".join(remark.text.split()), int((following - x - 6) / sheet.char))
        if len(words) >= min(4, len(remark.text)):  # it stands clear of the next
            parts.append(f'<text x="{x + 3:.1f}" y="10">{safe(words)}</text>')
    for panel, top in zip(model.panels, tops, strict=True):
        parts += _panel(model, panel, sheet, top)
    parts += _dates(model, sheet, bottom)
    parts += key
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(model: Weekly, panel: Panel, sheet: Sheet, top: float) -> Iterator[str]:
    scale = panel.scale
    for value in (0, 5, 10):
        yield score_line(value, sheet.left, sheet.right, top, PANEL)
    for value in (0, 10):
        y = height_of(value, top, PANEL) + 3
        yield f'<text x="{sheet.left - 6}" y="{y:g}" text-anchor="end">{value}</text>'
    if sheet.is_narrow:
        yield arrow(sheet.left + 3, top - 8, scale)
        words = phrases.PANEL_ON_A_PHONE.format(symptom=scale.label, low=scale.low, high=scale.high)
        yield f'<text x="{sheet.left + 10}" y="{top - 5:g}">{cut(words, sheet.right - sheet.left - 10, sheet)}</text>'
    else:
        middle = top + PANEL / 2
        yield arrow(3, middle - 4, scale)
        label = cut(scale.label, 116, sheet)
        yield f'<text x="10" y="{middle - 1:g}" font-size="10" font-weight="bold">{label}</text>'
        good = phrases.IS_GOOD.format(good=scale.good)
        yield f'<text x="10" y="{middle + 10:g}" fill="{SOFT}">{good}</text>'
        for value, words in ((10, scale.high), (0, scale.low)):
            y = height_of(value, top, PANEL) + 3
            yield f'<text x="10" y="{y:g}" fill="{SOFT}">{cut(words, 110, sheet)}</text>'
    # The weeks as points at their middle, joined where no week between them is empty.
    middles = [min(max(week.starts_on + timedelta(days=3), model.first), model.last) for week in panel.weeks]
    places = [
        (_x(model, sheet, day), height_of(week.mean, top, PANEL))
        for day, week in zip(middles, panel.weeks, strict=True)
    ]
    for run in runs_of([week.starts_on.toordinal() for week in panel.weeks]):
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places[run])
        yield f'<polyline points="{joined}" fill="none" stroke="{INK}" stroke-width="1.3" stroke-linejoin="round"/>'
    for week, (x, y) in zip(panel.weeks, places, strict=True):
        yield _circle(x, y, week.days)


def _dates(model: Weekly, sheet: Sheet, bottom: float) -> Iterator[str]:
    years = (
        str(model.last.year)
        if model.first.year == model.last.year
        else f"{model.first.year}-{model.last.year}"
    )
    if not sheet.is_narrow:
        yield f'<text x="{sheet.left - 6}" y="{bottom + 24:g}" text-anchor="end" fill="{SOFT}">{years}</text>'
    for tick in date_ticks(model.first, model.last, int((sheet.right - sheet.left) / sheet.char)):
        x = _x(model, sheet, tick.day)
        if x + len(tick.label) * sheet.char > sheet.width:
            continue
        yield f'<path d="M{x:.1f} {bottom:g}v3" stroke="{SOFT}" stroke-width="0.6"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 24:g}">{tick.label}</text>'


def _key(model: Weekly, sheet: Sheet, y: float) -> Iterator[str]:
    """What the shapes mean, those that are there; on a phone a line each."""
    x = sheet.left + 4
    entries = [(_circle(x, y - 3, FULL_DAYS), phrases.MEAN_OF_A_WEEK)]
    if any(week.days < FULL_DAYS for panel in model.panels for week in panel.weeks):
        entries.append((_circle(x, y - 3, 0), phrases.FEWER_DAYS.format(number=FULL_DAYS)))
    counted = {dose.counts for dose in model.doses}
    entries += [(diamond(x, y - 3, True), phrases.INJECTION)] * (True in counted)
    entries += [(diamond(x, y - 3, False), phrases.EXTRA_INJECTION)] * (False in counted)
    if model.remarks:
        entries.append((f'<path d="M{x} {y - 7:g}v8" stroke="{INK}" stroke-width="1.2"/>', phrases.NOTE))
    across = down = 0.0
    for shape, words in entries:
        text = f'<text x="{x + 6}" y="{y:g}" fill="{SOFT}">{words}</text>'
        yield f'<g transform="translate({across:g} {down:g})">{shape}{text}</g>'
        if sheet.is_narrow:
            down += 14
        else:
            across += 20 + len(words) * sheet.char


def _circle(x: float, y: float, days: int) -> str:
    fill = INK if days >= FULL_DAYS else "#ffffff"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.7" fill="{fill}" stroke="{INK}" stroke-width="0.8"/>'


def _x(model: Weekly, sheet: Sheet, day: date) -> float:
    days = (model.last - model.first).days
    return (
        sheet.left + 4 + (sheet.right - sheet.left - 8) * ((day - model.first).days / days if days else 0.5)
    )


def _told(model: Weekly) -> str:
    """What the picture shows, for somebody who hears it."""
    told = []
    for panel in model.panels:
        ends = scale_told(panel.scale)
        if panel.weeks:
            first, last = (f"{panel.weeks[at].mean:.1f}" for at in (0, -1))
            told.append(
                phrases.PANEL_TOLD.format(scale=ends, first=first, last=last, number=len(panel.weeks))
            )
        else:
            told.append(phrases.PANEL_EMPTY.format(scale=ends))
    doses = [f"{show_date(one.day, weekday=False)}{'' if one.counts else ' (extra)'}" for one in model.doses]
    told.append(phrases.INJECTIONS_TOLD.format(days=", ".join(doses) or "none"))
    if model.taken:
        spans = [f"{one.label} {show_day_range(one.first, one.last, weekday=False)}" for one in model.taken]
        told.append(phrases.TAKEN_TOLD.format(treatments="; ".join(spans)))
    if model.remarks:
        notes = [f"{show_date(remark.day, weekday=False)} {remark.text}" for remark in model.remarks]
        told.append(phrases.NOTES.format(notes="; ".join(notes)))
    return " ".join(told)
