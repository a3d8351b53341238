"""The layout of the page, which stays the same from visit to visit and from person to person.

What always holds: every page has these sections in this order, so that a clinic meets the same picture twice; what is
empty says so. Whoever changes what a section holds, or their order, gives the layout its next number.
"""

from b12track.domain.wording.page_phrases import (
    AFTER_DOSES,
    ASKED,
    BEFORE_NOW,
    CYCLE,
    DATA,
    DOSES,
    GAPS,
    LABS,
    PLAN,
    SYMPTOMS,
    TOGETHER,
    WHY,
    YEAR,
)

VERSION = 1

HEADINGS = (
    *(ASKED, DATA, WHY, PLAN, DOSES, CYCLE, BEFORE_NOW, SYMPTOMS, YEAR, LABS, AFTER_DOSES, TOGETHER, GAPS),
)


def description() -> list[tuple[str, str]]:
    """The layout in words: each section and what it holds."""
    return [(heading.title, f"{heading.holds}.") for heading in HEADINGS]
