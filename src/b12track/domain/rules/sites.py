"""Where on the body: which sites this person has used for a route, and in which order they are offered."""

from datetime import date

from b12track.domain.record.records import Record, Route
from b12track.domain.typed.terms import SITES, other_side

# Nobody has an injection in the abdomen's muscle; under the skin it is the usual place.
_FIRST_PARTS: dict[Route, tuple[str, ...]] = {
    "IM": ("deltoid", "thigh", "ventrogluteal", "dorsogluteal"),
    "SC": ("abdomen", "thigh", "deltoid"),
}


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


def sites_for(record: Record, route: Route, today: date) -> list[tuple[str, int | None]]:
    """The sites to offer with the days since each was used: used ones first, the longest ago at the top."""
    used: list[tuple[str, int | None]] = [
        (site, (today - on).days) for site, on in used_sites(record, route, today)
    ]
    known = {site for site, _ in used}
    rank = {part: number for number, part in enumerate(_FIRST_PARTS[route])}
    others = sorted(
        (site for site in SITES if site not in known),
        key=lambda site: rank.get(site.partition("-")[2], len(rank)),
    )
    return used + [(site, None) for site in others]
