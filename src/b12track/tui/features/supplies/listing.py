"""Everything at home, what holds something first; what has expired says so; and what can be done with one of it."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.records import Supply
from b12track.domain.typed.amounts import show_strength, show_volume
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.record_names import expiry_words, name_of
from b12track.domain.wording.text import capital, printable, wrap
from b12track.tui.app import B12App
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.picking import Option
from b12track.tui.forms.sheet import Sheet
from b12track.tui.view import View
from b12track.tui.widgets.chooser import Chooser
from b12track.usecases.enter.supplies import left_words, open_supply, stock_of, throw_away

Stock = tuple[Supply, int | None]
_ADD = "add"
_NOTHING = "No vials or ampoules are entered. Press a to enter what is at home."


class SupplyRows(Chooser[Stock]):
    """Each supply: what is left of it, what it is, and until when it may be used."""

    AIRY = True

    def __init__(self, view: View) -> None:
        super().__init__(stock_of(view.record, view.today))
        self._view = view

    def draw(self, item: Stock, room: int) -> list[Text]:
        """What is left stands first, because that is what is looked for."""
        colours = self.app.theme_variables
        supply, left = item
        is_over = supply.has_expired(self._view.today)
        shape = "▲" if is_over and left != 0 else "○" if left == 0 else "●"
        first = f"{shape} {left_words(left)}  {supply.drug or 'a drug not named'}"
        about = ", ".join(filter(None, words_of(supply)))
        until = expiry_words(supply, self._view.today)
        lines = [
            Text(line) for line in wrap(printable(" · ".join(filter(None, (first, about, until)))), room)
        ]
        colour = colours["late" if shape == "▲" else "muted" if left == 0 else "foreground"]
        for line in lines:
            line.stylize(colour)
        lines[0].stylize("bold", 0, len(shape) + 1 + len(left_words(left)))
        return lines


def words_of(supply: Supply) -> Sequence[str]:
    """What stands on the label, and when it was opened."""
    return (
        show_strength(supply.strength_mcg_per_ml) if supply.strength_mcg_per_ml is not None else "",
        show_volume(supply.volume_ml) if supply.volume_ml is not None else "",
        supply.container,
        f"lot {supply.lot}" if supply.lot else "",
        f"opened {show_date(supply.opened_on)}" if supply.opened_on is not None else "",
    )


class SupplyList(Sheet[Stock | str]):
    """Pick one to use it, open it or throw it away; or enter another."""

    HEADING = "At home"
    KEYS = "↑ ↓ choose · Enter opens · a add · Esc back"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "add", "enter what you brought home")]

    def compose_rows(self) -> Iterable[Widget]:
        if self.list_view.record.supplies:
            yield SupplyRows(self.list_view)
        else:
            yield Static(_NOTHING, markup=False)

    def action_add(self) -> None:
        self.dismiss(_ADD)


async def open_supplies(app: B12App) -> None:
    """What is at home; what is picked is used, opened or thrown away."""
    view = app.open_view
    picked = await app.ask(SupplyList(view))
    if picked == _ADD:
        await app.fill_in("supply")
    if picked is None or isinstance(picked, str):
        return
    supply, left = picked
    name = name_of("supplies", supply)
    said = (left_words(left), *words_of(supply), expiry_words(supply, view.today))
    options = []
    if left != 0:
        options.append(Option("u", "Use it: record an injection from it", "use"))
        if supply.container == "multi-dose" and supply.opened_on is None:
            options.append(Option("o", "It was opened today", "open"))
        options.append(Option("t", "It was thrown away: nothing is left of it", "throw"))
    options.append(Option("b", "Back", None))
    text = f"{capital(name)}: {', '.join(filter(None, said))}."
    answer = await app.ask(Choice(f"At home · {view.name}", text, options))
    if answer == "use":
        await app.fill_in("injection", supply=supply.id)
    elif answer == "open":
        opened = await app.write(partial(open_supply, view.person_file, supply.id))
        app.saved(opened.saved.what)
    elif answer == "throw":
        thrown = await app.write(partial(throw_away, view.person_file, supply.id))
        app.saved(thrown.saved.what)
