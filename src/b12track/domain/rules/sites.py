"""Where on the body: which sites this person has used for a route, and whose turn it is."""

from datetime import date

from b12track.domain.record.records import Record, Route
from b12track.domain.typed.terms import other_side


def used_sites(record: Record, route: Route, today: date) -> list[tuple[str, date]]:
    """The sites used for a route with the day of their last use, the longest ago first."""
    last_used: dict[str, date] = {}
    for injection in sorted(record.injections, key=lambda injection: injection.given_at):
        if injection.site and injection.route == route and injection.given_on <= today:
            last_used.pop(injection.site, None)
            last_used[injection.site] = injection.given_on
    return list(last_used.items())


def suggested_site(record: Record, route: Route, today: date) -> str | None:
    """The least recently used site; the other side of the only one; else nothing."""
    used = used_sites(record, route, today)
    if len(used) == 1:
        return other_side(used[0][0])
    return used[0][0] if used else None
