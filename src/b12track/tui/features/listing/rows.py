"""The rows of the list: only those in sight are made, however many there are.

What always holds: the chosen row is in sight; a row is one line, of which what weighs less is left out where it has no
room: never the day, the dose, how it met its date, nor half of a word.
"""

from datetime import date

from rich.text import Text

from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.record_names import show_timing
from b12track.domain.wording.text import clip, pad, printable, shortened, width
from b12track.tui.widgets.chooser import POINTER, Chooser
from b12track.usecases.look.history import Item, Listing, Marks

_KIND = 11
_NARROW = 60
# A drug of a long name, how much of it, and that there is more to say.
_LEAST_WORDS = 24
_WHEEL = 3


class Rows(Chooser[Item]):
    """The records, one a line, of which one is chosen."""

    DEFAULT_CSS = """
    Rows { height: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._today = date.min
        self._top = 0

    def list(self, listing: Listing, today: date, chosen: int = 0) -> None:
        """Show these records."""
        self._listing, self._today = listing, today
        self.choose(chosen)

    def item_at(self, row: int) -> Item | None:
        page = self._listing.page(row, 1) if self._listing is not None else []
        return page[0] if page else None

    @property
    def position(self) -> str:
        """Which row of how many; a number of those that happen to be read already would say nothing."""
        if self._listing is None:
            return ""
        known = self._listing.reach(self._top + self.size.height + 1)
        if not known:
            return "nothing found"
        return f"{(self.chosen or 0) + 1} of {known if self._listing.is_complete else 'many'}"

    def choose(self, row: int) -> None:
        """Choose this row, or the nearest there is."""
        known = self._listing.reach(row + 1) if self._listing is not None else 0
        self.chosen = max(min(row, known - 1), 0)
        height = max(self.size.height, 1)
        self._top = min(max(self._top, self.chosen - height + 1), self.chosen)
        self.refresh()
        self.post_message(self.Chosen())

    def render(self) -> Text:
        """The rows in sight."""
        room, colours = self.size.width, self.app.theme_variables
        if self._listing is None:
            return Text()
        items = self._listing.page(self._top, self.size.height)
        if not items:
            return Text("Nothing found. Esc shows all records again.", style=colours["muted"])
        lines = [
            self.marked(
                self._line(item, room - POINTER, colours),
                row,
                is_chosen=row == self.chosen,
                is_first=True,
                room=room,
            )
            for row, item in enumerate(items, self._top)
        ]
        return Text("\n", no_wrap=True, overflow="crop").join(lines)

    def _line(self, item: Item, room: int, colours: dict[str, str]) -> Text:
        day = show_date(item.day, self._today) if item.day is not None else ""
        wide = room >= _NARROW
        date_columns = 16 if wide else 11
        if width(day) > date_columns - 1 and item.day is not None:
            day = show_date(item.day, self._today, weekday=False)
        marks = self._listing.marks(item) if self._listing is not None else Marks()
        timing = f"  {show_timing(item.timing)}" if item.timing is not None and wide else ""
        tail = " ▫" if marks else ""
        kind = pad(item.word, _KIND) if wide else ""
        room -= date_columns + width(kind) + width(timing)
        if wide:
            gaps = f"  ▫ {counted(len(marks.missing), 'gap')}" if marks.missing else ""
            tail = ("  ▲ look" if marks.contradictions else "") + gaps
            # Their signs alone, where their words would leave none for the dose.
            if room - width(tail) < _LEAST_WORDS:
                tail = ("  ▲" if marks.contradictions else "") + ("  ▫" if marks.missing else "")
        words = room - width(tail)
        to_come = item.day is not None and item.day > self._today
        text = Text(no_wrap=True)
        text.append(pad(clip(day, date_columns - 1), date_columns), colours["foreground"])
        text.append(kind, colours["accent" if item.kind == "injections" else "muted"])
        said = f"to come: {item.text}" if to_come else item.text
        if timing:
            said = said.replace(f", {timing.strip()}", "", 1)  # it stands at the end of the row
        said = shortened(printable(said), max(words, 1), weighs_most(item))
        text.append(pad(said, words), colours["foreground"])
        text.append(
            timing, colours["muted" if item.timing is not None and item.timing.kind == "on_time" else "late"]
        )
        text.append(tail, colours["late"])
        return text

    # Keys and clicks

    @property
    def page(self) -> int:
        return max(self.size.height - 1, 1)

    def action_last(self) -> None:
        """The oldest; this is the one key that looks through everything."""
        if self._listing is not None:
            self.choose(self._listing.reach(1 << 62) - 1)

    def clicked(self, row: int) -> None:
        """A click chooses; one on the chosen row opens it."""
        if row == self.chosen:
            self.action_open()
        else:
            self.choose(row)

    def on_mouse_scroll_down(self) -> None:
        self.choose((self.chosen or 0) + _WHEEL)

    def on_mouse_scroll_up(self) -> None:
        self.choose((self.chosen or 0) - _WHEEL)

    def on_resize(self) -> None:
        self.choose(self.chosen or 0)


def weighs_most(item: Item) -> tuple[str, ...]:
    """What is never left out of what a dose says: the drug and how much, and how it met its date if not on time."""
    if item.kind != "injections":
        return ()
    dose = f"{item.value.drug} {show_dose(item.value.dose_mcg)}"
    met = show_timing(item.timing) if item.timing is not None and item.timing.kind != "on_time" else ""
    return printable(dose), met, "" if item.value.counts else "extra to the plan"
