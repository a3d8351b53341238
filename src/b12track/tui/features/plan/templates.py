"""Published regimens to start typing from: citations with their source, never suggestions.

What always holds: none is preselected, and what is taken only fills fields that can be changed.
"""

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from b12track.domain.reference.templates import MARKS, MONTHLY_OR_FOUR_WEEKLY, TEMPLATES
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.intervals import show_every, show_until
from b12track.domain.wording.text import wrap
from b12track.tui.forms.choice import Answers, Choice
from b12track.tui.forms.picking import Option
from b12track.tui.widgets.frame import Frame
from b12track.tui.widgets.scroll import Scroll

_NOT_ADVICE = "These are published plans, not suggestions: enter what your prescriber ordered."


class Citations(Answers):
    """Regimens: the title of each, and beneath it what the source says and how well that was read."""

    def draw(self, item: Option, room: int) -> list[Text]:
        """Its number and title, then what is known of it."""
        colours, template = self.app.theme_variables, item.value
        steps = "; ".join(
            f"{dose} {show_every(phase.every)}, {show_until(phase.until)}"
            for phase, dose in zip(template.phases, template.doses)
        )
        route = ROUTES[template.route] if template.route else "route not cited"
        read = f"{template.source} [{template.mark}: {MARKS[template.mark]}]"
        lines = [Text.assemble((f"{item.key}  ", f"bold {colours['notice']}"), (item.label, "bold"))]
        known = (f"{template.drug or 'drug not cited'}, {route}", steps, read, template.caution)
        for said in filter(None, known):
            lines += [Text(f"   {line}", style=colours["muted"]) for line in wrap(said, max(room - 3, 12))]
        return lines


class Templates(Choice):
    """The list of citations; the one that was picked, or None."""

    DEFAULT_CSS = """
    Templates #box { height: 100%; max-height: 40; width: 96; }
    Templates #all { height: 1fr; max-height: 100h; scrollbar-size-vertical: 1; }
    """
    AUTO_FOCUS = "Citations"

    def __init__(self) -> None:
        options = [Option(str(n), template.title, template) for n, template in enumerate(TEMPLATES, 1)]
        super().__init__("Published plans", _NOT_ADVICE, options, body=MONTHLY_OR_FOUR_WEEKLY)
        self.answers = Citations(options, chosen=None)

    def compose(self) -> ComposeResult:
        with Frame(self._heading, "press its number, or ↑ ↓ and Enter · Esc back"):
            yield Static(f"{self._text} {self._body}", id="text", markup=False)
            with Scroll(id="all"):
                yield self.answers
