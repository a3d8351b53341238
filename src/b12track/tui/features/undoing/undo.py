"""Undo: the latest changes, newest on top, and what was deleted; nothing is taken back by a key alone.

What always holds: what is taken back is what stood on top when Enter was pressed, or nothing: another program may have
saved meanwhile.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.text import capital, printable, wrap
from b12track.tui.app import B12App
from b12track.tui.forms.modal import Modal
from b12track.tui.view import View
from b12track.tui.widgets.choice_line import ChoiceLine
from b12track.tui.widgets.chooser import Chooser
from b12track.tui.widgets.frame import Frame
from b12track.tui.widgets.scroll import Scroll
from b12track.usecases.edit import change
from b12track.usecases.edit.latest import latest_changes
from b12track.usecases.edit.undelete import deleted_records, undelete

_SHOWN = 20
_PAGES = ("Latest changes", "Deleted records")
_NONE = ("Nothing is left to undo.", "Nothing was deleted.")
_ORDER = "Changes are taken back one after the other, the newest first."


class Row(NamedTuple):
    """A change that can be taken back, or a record that can be brought back."""

    said: str
    token: str = ""
    deleted: str = ""


class Changes(Chooser[Row]):
    """Each said whole."""

    AIRY = True

    def draw(self, item: Row, room: int) -> list[Text]:
        """The sentence as a paragraph."""
        colour = self.app.theme_variables["foreground"]
        return [Text(line, style=colour) for line in wrap(printable(item.said), max(room, 8))]


class UndoList(Modal[Row]):
    """What can be taken back, and on its second page what can be brought back."""

    DEFAULT_CSS = """
    UndoList { align: center middle; }
    UndoList #box {
        width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 1 1 0 1;
        border: round $notice; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $muted; background: $surface;
    }
    UndoList Scroll { height: auto; max-height: 1fr; margin: 1 0; }
    UndoList #told { color: $muted; height: auto; padding: 0 1; }
    """
    AUTO_FOCUS = "Changes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back"),
        Binding("u", "leave", "back", show=False),
        Binding("right,left,tab", "turn", "the other page", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view, self._page = view, 0
        self._latest: Sequence[Row] = changes_of(view)
        # Read when it is turned to: it takes every change there ever was.
        self._deleted: Sequence[Row] | None = None
        self.line = ChoiceLine(keys="← →")
        self.rows = Changes(self._latest)
        self._told = Static("", id="told", markup=False)

    def compose(self) -> ComposeResult:
        with Frame(f"Undo for {self._view.name}"):
            yield self.line
            with Scroll():
                yield self.rows
            yield self._told

    def on_mount(self) -> None:
        self._show(0)

    def _show(self, page: int) -> None:
        self._page = page
        self.line.show(_PAGES, page)
        self.rows.NOTHING = _NONE[page]
        if page == 1 and self._deleted is None:
            self._deleted = deleted_of(self._view)
        self.rows.show(self._latest if page == 0 else self._deleted or ())
        self._told.update(_ORDER if page == 0 and len(self._latest) > 1 else "")
        does = "Enter takes back the newest" if page == 0 else "↑ ↓ choose · Enter brings it back"
        self.query_one(Frame).say_keys(f"{does} · Esc back")

    def action_turn(self) -> None:
        """The other page."""
        self._show(1 - self._page)

    def on_choice_line_taken(self, event: ChoiceLine.Taken) -> None:
        event.stop()
        self._show(event.number)

    def on_chooser_opened(self, event: Changes.Opened) -> None:
        event.stop()
        if self._page == 0 and event.item is not self._latest[0]:
            self.rows.choose(0)  # what is older waits for its turn
            return
        self.dismiss(event.item)


async def undo(app: B12App) -> None:
    """Show the latest changes; take back the one on top, or bring back what was deleted."""
    view = app.open_view
    row = await app.ask(UndoList(view))
    if row is None:
        return
    if row.deleted:
        back = await app.write(partial(undelete, view.person_file, row.deleted))
        app.say(f"Brought back for {view.name}: {', '.join(back.names)} · u undo")
        return
    saved = await app.write(partial(change.undo, view.person_file, row.token))
    app.say(f"Undone for {view.name}: {saved.what} · U brings it back")


def changes_of(view: View) -> list[Row]:
    """The latest changes, each with when it was saved and whether it moves dates."""
    rows = []
    for made in latest_changes(view.person_file, _SHOWN):
        moves = " Dates of the plan may move." if made.moves_dates else ""
        rows.append(Row(f"{made.said}, saved {_when(view, made.at)}.{moves}", token=made.token))
    return rows


def deleted_of(view: View) -> list[Row]:
    """What was deleted, each with when it went."""
    return [
        Row(f"{capital(gone.said)}. Deleted {_when(view, gone.at.isoformat())}.", deleted=gone.id)
        for gone in deleted_records(view.person_file)
    ]


def _when(view: View, at: str) -> str:
    moment = datetime.fromisoformat(at).astimezone(view.now.tzinfo)
    day = "today" if moment.date() == view.today else show_date(moment.date(), view.today)
    return f"{day} {show_time(moment)}"


async def redo(app: B12App) -> None:
    """Bring back what undo took back."""
    view = app.open_view
    saved = await app.write(partial(change.redo, view.person_file))
    app.say(f"Brought back for {view.name}: {saved.what} · u undo")
