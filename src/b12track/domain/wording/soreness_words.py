"""Soreness after doses in words: how many days, by site and, where there are several, by route and by product.

What always holds: up to five doses every value is said, from six the median; nothing is said of which is better.
"""

from collections.abc import Callable, Sequence

from b12track.domain.rules.after_doses import Group, Soreness
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.domain.wording.phrases import counted


def soreness_sentences(found: Soreness) -> list[str]:
    """A sentence by site, and by route and product where there is more than one of them."""
    if not found.doses:
        return []
    if not found.followed:
        return ["Soreness after injections: not logged on the days after a dose."]
    said = [
        f"Soreness after injections, in days until it was gone: {soreness_words(found.by_site, site_label)}."
    ]
    for groups, name in ((found.by_route, _route), (found.by_product, str)):
        if len(groups) > 1:
            said.append(f"The same: {soreness_words(groups, name)}.")
    if missed := len(found.doses) - found.followed:
        said.append(f"{missed} of {counted(len(found.doses), 'dose')} not followed.")
    return said


def soreness_words(groups: Sequence[Group], name: Callable[[str], str]) -> str:
    """ "left thigh 1, 2, 2, 3+; right thigh 1, 1, 2"."""
    said = []
    for group in groups:
        if not group.values:
            continue
        values = ", ".join(value.text for value in group.values)
        if group.median is not None:
            values = f"usually {group.median.text} (of {len(group.values)} doses)"
        said.append(f"{name(group.name) or 'not recorded'} {values}")
    return "; ".join(said)


def _route(route: str) -> str:
    return next((words for key, words in ROUTES.items() if key == route), route)
