"""One page for a caregiver's phone: who, when next, the last injection that was recorded, and when this was written.

What always holds: only absolute dates, and what was not recorded is said as of the day of writing, so that an old copy
is never wrong, only old. The file refers to nothing outside itself, holds no script, and a policy in it forbids both;
everything that was entered is escaped and stands in its own direction. Only the day of writing makes two pages differ,
not its time: a page is not written anew for a minute that went by.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import NamedTuple

from b12track.domain.record.records import Person
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.plans_in_force import latest_plan
from b12track.domain.typed.dates import show_date, show_day_range, show_time
from b12track.reports.marks import EVERYBODY, digest

_MARK = "b12track-page-of"
_STYLE = """
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 34rem; padding: 1rem; overflow-wrap: anywhere; font: 1.125rem/1.45 sans-serif; }
h1 { font-size: 1.25rem; margin: 0 0 1rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.5rem; }
section { border-top: 1px solid; padding: 1rem 0; }
dl { margin: 0; }
dt { font-size: 1rem; }
dd { margin: 0 0 0.75rem; font-weight: bold; }
p { margin: 0 0 0.75rem; }
footer { border-top: 1px solid; padding-top: 1rem; font-size: 1rem; }
"""


class Card(NamedTuple):
    """One person on the page; without an overview nothing is known, and with a doubt nothing is certain."""

    name: str
    overview: Overview | None
    doubt: str = ""


def page(cards: Sequence[Card], written: datetime, whose: Person | None = None) -> bytes:
    """The whole file: of one person, or of everybody."""
    stamp = written.isoformat(timespec="minutes")
    when = f"{show_date(written.date())}, {show_time(written)}"
    style = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="robots" content="noindex">',
        '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">',
        f'<meta name="{_MARK}" content="{owner(whose)}">',
        "<title>B12 injections</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        "<h1>B12 injections</h1>",
        *map(_section, cards),
        "</main>",
        f'<footer><p>Written by b12track on <time datetime="{stamp}">{when}</time>. '
        "What was recorded later is not on this copy.</p>",
        "<p>b12track counts days against the schedule that the prescriber gave. It does not check that the schedule is "
        "right, and cannot tell whether a late dose is safe. Ask the clinic before changing anything.</p></footer>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def owner(whose: Person | None) -> str:
    """What a page says of whose it is, naming nobody."""
    return digest(whose, "person") if whose is not None else EVERYBODY


def owner_of(data: bytes) -> str:
    """Whose page a file is; nothing for a file that is none of ours."""
    found = re.search(rf'<meta name="{_MARK}" content="([0-9a-z]+)">'.encode(), data[:4000])
    return found[1].decode() if found and data.startswith(b"<!DOCTYPE html>") else ""


def says_the_same(data: bytes, previous: bytes) -> bool:
    """Whether two pages differ in nothing but the time of the day on which they were written."""
    return _without_time(data) == _without_time(previous)


def _without_time(data: bytes) -> bytes:
    return re.sub(rb'<time datetime="([0-9-]{10})T[^"]*">[^<]*</time>', rb"\1", data)


def _section(card: Card) -> str:
    doubt = f"<p><strong>{escape(card.doubt)}</strong></p>" if card.doubt else ""
    known = ""
    if card.overview is not None:
        last, today = card.overview.last, show_date(card.overview.today)
        none = "Not certain" if card.overview.doubts else f"None, as of {today}"
        recorded = escape(show_date(last.given_on) if last is not None else none)
        known = (
            f"<dl><dt>Next injection</dt><dd>{_next(card.overview)}</dd>"
            f"<dt>Last injection recorded</dt><dd>{recorded}</dd></dl>"
        )
    return f'<section><h2><bdi dir="auto">{escape(card.name)}</bdi></h2>{doubt}{known}</section>'


def _next(overview: Overview) -> str:
    status, course = overview.status, overview.course
    if course is None:
        plan = latest_plan(overview.record.plans, overview.today)
        if plan is not None and plan.ended_on is not None:
            return escape(f"None: the plan stopped on {show_date(plan.ended_on)}")
        return escape(f"Not known: no plan was entered by {show_date(overview.today)}")
    if status.window is None:
        return escape(f"No further date in the plan, as of {show_date(overview.today)}")
    when = show_day_range(*status.window)
    unconfirmed = ", if the move to the next phase is confirmed" if course.to_confirm else ""
    if status.name in ("late", "overdue") and overview.doubts:
        return escape(f"Was due {when}{unconfirmed}. It is not certain whether it was given.")
    if status.name in ("late", "overdue"):
        return escape(f"Was due {when}{unconfirmed}. None was recorded by {show_date(overview.today)}.")
    return escape(f"{when}{unconfirmed}")
