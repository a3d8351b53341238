"""List: everything that is recorded, newest first.

What always holds: what is chosen stays chosen while records change underneath; looking for words never holds up a
key, because it is done in a thread where it may take long.
"""

import asyncio
from collections.abc import Iterable

from rich.text import Text
from textual import on, work
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import in_lines, printable, wrap
from b12track.tui.actions import bindings_for
from b12track.tui.clipboard import copy
from b12track.tui.features.listing.rows import Rows, weighs_most
from b12track.tui.forms.choice import question
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.choice_line import ChoiceLine
from b12track.tui.widgets.line import Line
from b12track.usecases.edit.change import delete_record
from b12track.usecases.look.history import GROUPS, Listing

_NAMES = tuple(GROUPS)
_WHEN_MANY = 200
# What a deletion takes with it.
_GOES_ALONG = {
    "plans": "\n\nEverything decided under this plan is deleted with it: moves, skipped dates, confirmations.",
    "supplies": "\n\nInjections from this supply stay, and keep their strength, lot and expiry.",
}


class ListScreen(FeatureScreen):
    """Every record: to find, change, delete and copy."""

    HEADING = "list"
    CSS_PATH = "listing.tcss"
    BINDINGS = bindings_for("list")
    AUTO_FOCUS = "Rows"

    def __init__(self) -> None:
        super().__init__()
        self._group = 0
        self._listing: Listing | None = None
        self._shown: View | None = None
        self._is_come_to = False

    def compose_body(self) -> Iterable[Widget]:
        yield ChoiceLine(keys="← →", id="groups")
        with Horizontal(id="looking"):
            yield Static("Find /", id="looking-name", markup=False)
            yield Line(placeholder="words, a month, a kind", id="find")
            yield Static("", id="position", markup=False)
        yield Rows()
        yield Static("", id="about", markup=False)

    @property
    def rows(self) -> Rows:
        """The records."""
        return self.query_one(Rows)

    @property
    def find(self) -> Input:
        """What is looked for."""
        return self.query_one("#find", Input)

    def on_screen_resume(self) -> None:
        self._is_come_to = True
        super().on_screen_resume()
        self._is_come_to = False

    def watch_view(self, view: View | None) -> None:
        if view is None:
            return
        before = self._shown
        if not view.same_records(before):
            self._shown = view
            same = view.same_person(before)
            # Whoever comes here with nothing chosen meets the newest, which may be what they come to mend.
            is_chosen = same and not (self._is_come_to and not self.rows.chosen)
            chosen = self.rows.item if is_chosen else None
            if not same:
                self.find.value = ""
            self._look(chosen.id if chosen is not None else "", (self.rows.chosen or 0) if same else 0)

    @property
    def is_looking(self) -> bool:
        """Whether the rows are still to come; what is looked for can be typed meanwhile."""
        there = [worker for worker in self.workers if worker.group == "list" and worker.node is self]
        return not self.find.has_focus and not all(worker.is_finished for worker in there)

    @work(exclusive=True, group="list")
    async def _look(self, id: str = "", row: int = 0) -> None:
        """Look again, and choose the record of this id, or the row that it stood in."""
        view = self.view
        if view is None:
            return
        listing = Listing(view.person_file, GROUPS[_NAMES[self._group]], self.find.value)
        if self.find.value or row > _WHEN_MANY:
            await asyncio.to_thread(listing.reach, max(row, self.rows.size.height) + 2)
        else:
            listing.reach(max(row, self.rows.size.height) + 2)
        self._listing = listing
        place = listing.place_of(id)
        self.query_one("#groups", ChoiceLine).show(_NAMES, self._group)
        self.rows.list(listing, view.today, place if place is not None else row)

    @on(Rows.Chosen)
    def _tell(self) -> None:
        """What the chosen record says in full, and what it lacks."""
        self.query_one("#position", Static).update(self.rows.position)
        item, about = self.rows.item, self.query_one("#about", Static)
        if item is None or self._listing is None:
            about.update("")
            return
        room, colours = max(self.size.width - 4, 20), self.app.theme_variables
        marks = self._listing.marks(item)
        whole = printable(f"{name_of(item.kind, item.value)}: {item.text}")
        said = [*marks.contradictions]
        if marks.missing:
            said.append(f"not recorded: {', '.join(marks.missing)}")
        mark = "▲" if marks.contradictions else "▫"
        words = f"{mark} {printable('; '.join(said))}" if said else ""
        # Where there is no room for both, what the row itself says above gives way.
        height, below = about.content_size.height, wrap(words, room) if words else []
        above = in_lines(whole, room, max(height - len(below), 1), weighs_most(item))
        if words:
            below = in_lines(words, room, max(height - len(above), 1))
        lines = [*map(Text, above), *(Text(line, style=colours["late"]) for line in below)]
        about.update(Text("\n", no_wrap=True).join(lines))

    # Keys

    def action_group(self, by: int) -> None:
        """Another kind of record."""
        self._group = (self._group + by) % len(_NAMES)
        self._look()

    def on_choice_line_taken(self, event: ChoiceLine.Taken) -> None:
        event.stop()
        self._group = event.number
        self._look()

    def action_find(self) -> None:
        """Write what to look for."""
        self.find.focus()

    def action_clear(self) -> None:
        """Look for nothing more, and go back to the rows."""
        if self.find.value:
            self.find.value = ""
        self.rows.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.rows.focus()

    @on(Rows.Opened)
    def action_change(self) -> None:
        """Change the chosen record."""
        if (item := self.rows.item) is not None:
            self.app.open("record", item=item)

    def action_copy(self) -> None:
        """The chosen record as one line, into the clipboard."""
        item = self.rows.item
        if item is not None and self._listing is not None:
            copy(self.app, self._listing.line(item))

    def action_delete(self) -> None:
        """Take the chosen record out, once that is meant."""
        self.app.begin("delete", self._delete)

    async def _delete(self) -> None:
        item, view = self.rows.item, self.view
        if item is None or view is None:
            return
        name = name_of(item.kind, item.value)
        text = f"The {name} of {view.name}: {item.text}{_GOES_ALONG.get(item.kind, '')}"
        asked = question(text, "Delete it; u brings it back", "Keep it", title="Delete?", name=view.name)
        if await self.app.ask(asked):
            await self.app.write(lambda: delete_record(view.person_file, item.id))
            self.app.saved(f"deletion of the {name}")
