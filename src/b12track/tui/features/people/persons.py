"""Everybody, worst first: how each stands, and beneath it what is not certain, then the facts; one is chosen.

What always holds: a file that cannot be read stands on top and says "status unknown", never a date.
"""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from b12track.domain.rules.overview import Overview
from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.headline import headline_of
from b12track.domain.wording.phrases import ago, no_injection, no_visit
from b12track.domain.wording.text import clip, in_lines, pad, printable, width
from b12track.tui.widgets.chooser import Chooser
from b12track.usecases.look.everybody import Seen

_COLOURS = {"overdue": "urgent", "late": "late", "due": "notice"}
_NAME_MOST = 24
_LINES_EACH = 3


class Persons(Chooser[Seen]):
    """The people, of whom one is chosen."""

    AIRY = True
    NOTHING = "Nobody is entered yet: press a to begin."

    def show_people(self, seen: Sequence[Seen], chosen: Path | None = None) -> None:
        """Show these people; the one who was chosen stays so, by their file."""
        if chosen is None and self.item is not None:
            chosen = self.item.path
        self.show(seen, next((n for n, person in enumerate(seen) if person.path == chosen), 0))

    def draw(self, item: Seen, room: int) -> list[Text]:
        """The name beside how it stands, and the facts beneath."""
        colours, overview = self.app.theme_variables, item.overview
        most = min(_NAME_MOST, room // 3)
        names = max(min(width(printable(person.name)), most) for person in self.items)
        indent = names + 2
        if overview is None:
            head, colour, facts = "▲ STATUS UNKNOWN", colours["urgent"], ""
        else:
            headline = headline_of(overview)
            head = f"{headline.shape} {headline.words} {headline.when}".rstrip()
            colour = colours[_COLOURS.get(overview.status.name, "foreground")]
            facts = _facts(overview)
        first = Text.assemble(
            (pad(clip(printable(item.name), names), indent), colours["foreground"]),
            (clip(printable(head), max(room - indent, 4)), f"bold {colour}"),
        )
        beneath = [
            line
            for said in (item.doubtful, facts)
            if said
            for line in in_lines(printable(said), max(room - indent, 12), _LINES_EACH)
        ]
        return [first, *(Text(" " * indent + line, f"not bold {colours['muted']}") for line in beneath)]


def _facts(overview: Overview) -> str:
    """ "last Mon 17 Aug (96 days ago) · no visit recorded"."""
    said = []
    if overview.last is not None:
        when = show_date(overview.last.given_on, overview.today)
        said.append(f"last {when} ({ago(overview.days_since_last or 0)})")
    else:
        said.append(no_injection(overview))
    visit = overview.visit
    if visit is None:
        said.append(no_visit(overview))
    else:
        said.append(f"{visit.purpose} {show_date(visit.on, overview.today)} {show_time(visit.at)}")
    course = overview.course
    if course is not None and course.to_confirm:
        said.append(f"{course.phase.name} not confirmed")
    return " · ".join(said)
