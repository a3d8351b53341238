"""From a draft to the words of the form.

What always holds: the route is never filled in; a lot, who gave it and where only stand here because somebody typed
or took them.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Record, Route
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.sites import sites_for
from b12track.domain.typed.amounts import show_dose, show_strength
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import site_doubt, site_label
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.labels import is_not_known, read_expiry
from b12track.domain.wording.phrases import (
    days,
    is_of_another_day,
    next_text,
    short_gap_after,
    stands_for_text,
)
from b12track.domain.wording.record_names import show_timing
from b12track.tui.forms.picking import Option
from b12track.usecases.enter.injection import Draft, foresee

NOT_KNOWN = "not known"
_KEYS = "1234567890"
_ORIGINS = {
    "plan": "from the plan",
    "supply": "from the supply",
    "last": "as the last dose",
    "typed": "typed",
}
CONTAINERS = (Option("", "single-dose"), Option("", "multi-dose"))


def read_label_expiry(text: str, today: date) -> date | str:
    """The last day on the label, or that it is not known."""
    return NOT_KNOWN if is_not_known(text) else read_expiry(text, today)


def show_label_expiry(expires: date | str) -> str:
    """The expiry for people."""
    return expires if isinstance(expires, str) else show_date(expires, weekday=False)


def site_options(record: Record, route: Route | None, today: date) -> tuple[Option, ...]:
    """The sites with their keys: those used for the route, the longest ago first, then the others."""
    if route is None:
        return ()
    options = []
    offered = sites_for(record, route, today)
    used = sum(1 for _, since in offered if since is not None)
    for number, (site, since) in enumerate(offered[: len(_KEYS)]):
        label = site_label(site, short=True)
        if since is not None:
            longest = ", longest ago" if number == 0 and used > 1 else ""
            label = f"{label} {since} {'day' if since == 1 else 'days'}{longest}"
        options.append(Option(_KEYS[number], label, site))
    return tuple(options)


def site_words(site: str) -> str:
    """A place that was typed as it is understood, or what is asked about it."""
    return site_doubt(site) or site_label(site)


def drug_words(draft: Draft) -> tuple[str, str]:
    """Drug and dose, and where they come from."""
    if not draft.drug or draft.dose_mcg is None:
        return "no plan says what: to be typed", ""
    return f"{draft.drug} {show_dose(draft.dose_mcg)}", _ORIGINS.get(draft.origins.get("drug", ""), "")


def vial_words(draft: Draft) -> tuple[str, str]:
    """Strength, container, lot and expiry, and that the label is to be looked at."""
    strength = show_strength(draft.strength_mcg_per_ml) if draft.strength_mcg_per_ml is not None else ""
    label = ", ".join(filter(None, (strength, draft.container))) or "—"
    lot = f"lot {draft.lot}" if draft.lot else ""
    expires = f"exp {show_date(draft.expires, weekday=False)}" if draft.expires else ""
    return " · ".join(filter(None, (label, lot, expires))) + ("" if lot else " · lot —"), "check the label"


def who_words(draft: Draft) -> str:
    """Who gave it, and where."""
    who = [("by", draft.given_by), ("provider", draft.provider), ("place", draft.location)]
    return " · ".join(f"{name} {value or '—'}" for name, value in who)


class Then(NamedTuple):
    """What the dose would do to the plan: how it meets its date, and the next date either way."""

    timing: str
    counts: str
    extra: str


def then_of(record: Record, draft: Draft, overview: Overview) -> Then | None:
    """What follows from the dose; nothing where no plan is in force."""
    if overview.plan is None or not draft.drug or draft.dose_mcg is None:
        return None
    draft = draft._replace(route=draft.route or overview.plan.route)
    try:
        counted, timing = foresee(record, draft._replace(counts=True), overview)
        extra, _ = foresee(record, draft._replace(counts=False), overview)
    except Refused:
        return None
    follows = f"next {_next(counted)}"
    if is_of_another_day(counted, "", draft.given_on, timing):
        follows = stands_for_text(counted, "").removeprefix("it ")
    if gap := short_gap_after(counted, draft.given_on):
        follows = f"{follows}, {days(gap)} after it"
    return Then(show_timing(timing), f"counts: {follows}", f"extra: stays {_next(extra)}")


def _next(overview: Overview) -> str:
    if overview.status.window is None:
        return (
            "none in the plan" if overview.status.name == "complete" else headline_of(overview).words.lower()
        )
    return next_text(overview)


def last_words(record: Record, today: date) -> tuple[str, str, str] | None:
    """Who gave the last dose and where, to be taken with one key."""
    given = [i for i in record.injections if i.given_on <= today]
    last = max(given, key=lambda injection: injection.given_at, default=None)
    if last is None or not (last.given_by or last.provider or last.location):
        return None
    return last.given_by, last.provider, last.location
