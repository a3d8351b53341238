"""Report: the page for a clinician as it will be printed, and ways to take it along.

What always holds: what stands here is the page's own text, made by the same rules as the printed one, as wide as there
is room for; it is made in a thread, so that no key waits for it.
"""

import asyncio
from collections.abc import Iterable
from datetime import date

from textual import events, work
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.faults import Refused
from b12track.domain.typed.dates import show_date
from b12track.tui.actions import bindings_for
from b12track.tui.clipboard import copy
from b12track.tui.refusals import worded
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.choice_line import ChoiceLine
from b12track.tui.widgets.scroll import Page
from b12track.usecases.look.report import Since, make_report, render_report

_SINCE: tuple[Since, ...] = (None, "last-visit", "all")
_NAMES = ("12 months", "last visit", "all")
_DATE = len(_NAMES)
# The text's own width, and the least that still reads like a page.
_COLUMNS, _LEAST_COLUMNS = 80, 40


class ReportScreen(FeatureScreen):
    """The page."""

    HEADING = "report"
    CSS_PATH = "report.tcss"
    BINDINGS = bindings_for("report")
    AUTO_FOCUS = "#body"

    def __init__(self) -> None:
        super().__init__()
        self._taken = 0
        self._day: date | None = None
        self._text = ""
        self._made: tuple[View, Since, int] | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield ChoiceLine("Since", "← → d", id="since")
        with Page(id="body"):
            yield Static("", id="page", markup=False)

    @property
    def since(self) -> Since:
        """From when on the page tells."""
        return self._day if self._taken == _DATE else _SINCE[self._taken]

    def watch_view(self, view: View | None) -> None:
        if view is None:
            return
        if self._made is None or not view.same_person(self._made[0]):
            self._taken, self._day = 0, None
        self._show()

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        day = show_date(self._day, view.today, weekday=False) if self._day is not None else "a date"
        self.query_one("#since", ChoiceLine).show((*_NAMES, day), self._taken)
        asked = self.since, self._columns()
        if self._made is None or self._made[1:] != asked or not view.same_records(self._made[0]):
            self._make(view, *asked)

    def _columns(self) -> int:
        return max(_LEAST_COLUMNS, min(_COLUMNS, self.size.width))

    @work(exclusive=True, group="report")
    async def _make(self, view: View, since: Since, columns: int) -> None:
        def made() -> str:
            summary = make_report(view.person_file, since)
            return render_report(view.person_file, summary, "txt", columns=columns).data.decode()

        try:
            text = await asyncio.to_thread(made)
        except Refused as refused:
            text = worded(refused)
        if view.same_records(self.view) and (since, columns) == (self.since, self._columns()):
            self._made, self._text = (view, since, columns), text
            self.query_one("#page", Static).update(text)

    def on_resize(self, _event: events.Resize) -> None:
        """The page as wide as there is room for now."""
        if self._made is not None and self._made[2] != self._columns():
            self._show()

    # Keys and clicks

    def action_since(self, by: int) -> None:
        """A longer or a shorter time."""
        self._choose((self._taken + by) % (_DATE + (self._day is not None)))

    def on_choice_line_taken(self, event: ChoiceLine.Taken) -> None:
        event.stop()
        if event.number == _DATE:
            self.action_date()
        else:
            self._choose(event.number)

    def _choose(self, number: int) -> None:
        self._taken = number
        self._show()
        self.query_one("#body").scroll_home(animate=False)

    def action_date(self) -> None:
        """From a date of one's own on."""
        self.app.begin("since", self._ask_since)

    async def _ask_since(self) -> None:
        day = await self.app.fill_in("since")
        if day is not None:
            self._day = day
            self._choose(_DATE)

    def action_write(self) -> None:
        """Save the page as a file."""
        self.app.open("page", since=self.since)

    def action_diary(self) -> None:
        """Save a month's diary sheet as a file."""
        self.app.open("diary")

    def action_copy(self) -> None:
        """The page's text into the clipboard; a file where the terminal cannot."""
        if self._text:
            copy(
                self.app,
                self._text,
                "This terminal does not let programs copy text: press w to save the page as a file.",
            )
