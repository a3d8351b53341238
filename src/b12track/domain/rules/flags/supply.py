"""Flags about what is at home, for people who record it."""

from collections.abc import Iterator

from b12track.domain.record.records import Supply
from b12track.domain.rules.flag import Flag
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import upcoming
from b12track.domain.rules.stock import expiring_before_use, opened_too_long, stock_for
from b12track.domain.wording.phrases import day, days
from b12track.domain.wording.record_names import expiry_words
from b12track.domain.wording.text import capital

_LOOK_AHEAD = 26


def supplies(overview: Overview) -> Iterator[Flag]:
    """Too few doses left, stock that expires before its dose, a vial that is open for long."""
    record, plan = overview.record, overview.plan
    if not record.supplies:
        return
    if plan is not None:
        stock = stock_for(record, plan.drug, overview.today)
        dates = [u.window.opens for u in upcoming(overview.course, overview.today, _LOOK_AHEAD)]
        counted = [count for _, count in stock if count is not None]
        left, wanted = sum(counted), min(2, len(dates))
        if left < wanted and len(counted) == len(stock):
            held = "No dose is" if left == 0 else "1 dose is"
            text = f"{held} left at home; the next date of the plan is {day(overview, dates[0])}."
            yield Flag("supply_short", "warning", text, tuple(supply.id for supply in record.supplies))
        for supply in expiring_before_use(stock, dates):
            words = expiry_words(supply, overview.today)
            is_over = supply.has_expired(overview.today)
            text = f"{_named(supply)} {words}{'.' if is_over else ', before the dose it would be used for.'}"
            yield Flag("supply_expires", "warning", text, (supply.id,))
    for supply in opened_too_long(record, overview.today):
        open_days = (overview.today - supply.opened_on).days if supply.opened_on is not None else 0
        text = (
            f"{_named(supply)} was opened {days(open_days)} ago. A common rule (USP 797) is to use a vial for 28 days "
            "after it was first opened, unless its maker says otherwise: look at the leaflet."
        )
        yield Flag("vial_28_days", "warning", text, (supply.id,))


def _named(supply: Supply) -> str:
    lot = f" lot {supply.lot}" if supply.lot else ""
    return f"{capital(supply.drug) or 'Supply'}{lot}"
