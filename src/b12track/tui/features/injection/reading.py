"""From a draft to the words of the form.

What always holds: the route is never filled in; a lot, who gave it and where only stand here because somebody typed
or took them.
"""

from datetime import date
from typing import NamedTuple

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Record, Route
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.sites import suggested_site, used_sites
from b12track.domain.typed.amounts import show_dose, show_strength
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import PLAIN_PARTS, ROUTES, site_doubt, site_label
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.phrases import (
    days,
    is_of_another_day,
    next_text,
    short_gap_after,
    stands_for_text,
    was_due_on,
)
from b12track.domain.wording.record_names import show_timing
from b12track.tui.forms.picking import Option
from b12track.usecases.enter.injection import foresee
from b12track.usecases.enter.injection_draft import Draft

# A site keeps its digit for ever, so that fingers may learn it: odd is left.
SITE_KEYS = {
    "left-deltoid": "1",
    "right-deltoid": "2",
    "left-thigh": "3",
    "right-thigh": "4",
    "left-ventrogluteal": "5",
    "right-ventrogluteal": "6",
    "left-dorsogluteal": "7",
    "right-dorsogluteal": "8",
    "left-abdomen": "9",
    "right-abdomen": "0",
}
_ORIGINS = {
    "plan": "from the plan",
    "supply": "from the supply",
    "last": "as the last dose",
    "typed": "typed",
}
CONTAINERS = (Option("", "single-dose"), Option("", "multi-dose"))


def site_options(record: Record, route: Route | None, today: date) -> tuple[Option, ...]:
    """The sites, each with its own digit, how long ago it was used, and whose turn it is; other places have none."""
    if route is None:
        return ()
    since = {site: (today - on).days for site, on in used_sites(record, route, today)}
    turn = suggested_site(record, route, today)
    sites = [*SITE_KEYS, *(site for site in since if site not in SITE_KEYS)]
    options = []
    for site in sites:
        label = site_label(site, short=True)
        for part, word in PLAIN_PARTS.items() if site in SITE_KEYS else ():
            label = label.replace(part, word)
        ago = f" {days(since[site])}" if site in since else ""
        options.append(
            Option(SITE_KEYS.get(site, ""), f"{label}{ago}{', its turn' if site == turn else ''}", site)
        )
    return tuple(options)


def site_words(site: str) -> str:
    """A place that was typed as it is understood, or what is asked about it."""
    return site_doubt(site) or site_label(site)


def drug_words(draft: Draft) -> tuple[str, str]:
    """Drug and dose, and where they come from."""
    if not draft.drug or draft.dose_mcg is None:
        return "not in any plan: please type it", ""
    return f"{draft.drug} {show_dose(draft.dose_mcg)}", _ORIGINS.get(draft.origins.get("drug", ""), "")


def vial_words(draft: Draft) -> tuple[str, str]:
    """Strength, container, lot and expiry, and that the label is to be looked at."""
    strength = show_strength(draft.strength_mcg_per_ml) if draft.strength_mcg_per_ml is not None else ""
    label = ", ".join(filter(None, (strength, draft.text("container")))) or "—"
    lot = f"lot {draft.text('lot')}" if draft.text("lot") else ""
    expires = f"exp {show_date(draft.expires, weekday=False)}" if draft.expires else ""
    return " · ".join(filter(None, (label, lot, expires))) + ("" if lot else " · lot —"), "check the label"


def who_words(draft: Draft) -> str:
    """Who gave it, and where."""
    who = (("by", "given_by"), ("provider", "provider"), ("place", "location"))
    return " · ".join(f"{word} {draft.text(name) or '—'}" for word, name in who)


class Then(NamedTuple):
    """What the dose would do to the plan: how it meets its date, and the next date either way."""

    timing: str
    counts: str
    extra: str


NOT_CLEAR_YET = "the dates follow once all of this is clear"


def then_of(record: Record, draft: Draft, overview: Overview) -> Then | str:
    """What follows from the dose, or why nothing does."""
    if overview.plan is None:
        return "no plan is in force, so no next date follows"
    if not draft.drug or draft.dose_mcg is None:
        return NOT_CLEAR_YET
    draft = draft._replace(fields={"route": overview.plan.route, **draft.fields})
    try:
        counted, timing = foresee(record, draft._replace(counts=True), overview)
        extra, _ = foresee(record, draft._replace(counts=False), overview)
    except Refused:
        return NOT_CLEAR_YET
    follows = _unchanged(counted)
    if is_of_another_day(counted, "", draft.given_on, timing):
        follows = stands_for_text(counted, "", was_due_on(draft.given_on, timing)).removeprefix("it ")
    if gap := short_gap_after(counted, draft.given_on):
        follows = f"{follows}, only {days(gap)} later"
    return Then(
        show_timing(timing), f"planned dose: {follows}", f"extra dose: plan unchanged, {_unchanged(extra)}"
    )


def _unchanged(overview: Overview) -> str:
    if overview.status.window is not None:
        return f"next {next_text(overview)}"
    return "no further date" if overview.status.name == "complete" else headline_of(overview).words.lower()


class LastTime(NamedTuple):
    """How it was the last time, to be taken with one key; the site is the one whose turn it is now."""

    route: Route
    site: str | None
    given_by: str
    provider: str
    location: str

    @property
    def who(self) -> tuple[str, str, str]:
        """Who gave it, and where."""
        return self.given_by, self.provider, self.location

    @property
    def words(self) -> str:
        """What the key takes, all of it."""
        site = f"{site_label(self.site)} next" if self.site else ""
        by = f"by {self.given_by}" if self.given_by else ""
        at = f"at {self.location}" if self.location else ""
        return ", ".join(filter(None, (ROUTES[self.route], site, by, self.provider, at)))


def last_time(record: Record, today: date) -> LastTime | None:
    """The last injection's route, who gave it and where, and the site whose turn it is."""
    given = [injection for injection in record.injections if injection.given_on <= today]
    last = max(given, key=lambda injection: injection.given_at, default=None)
    if last is None:
        return None
    site = suggested_site(record, last.route, today)
    return LastTime(last.route, site, last.given_by, last.provider, last.location)


def visit_of(record: Record, day: date) -> tuple[str, str] | None:
    """Whom a visit of that day was with and where, to be taken with one key."""
    visits = [visit for visit in record.visits if visit.on == day and (visit.who or visit.where)]
    first = min(visits, key=lambda visit: (visit.purpose != "injection", visit.at), default=None)
    return (first.who, first.where) if first is not None else None
