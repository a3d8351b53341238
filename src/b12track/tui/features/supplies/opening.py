"""Opening what is at home: the list, and what can be done with one of it."""

from functools import partial

from b12track.domain.wording.record_names import expiry_words, name_of
from b12track.domain.wording.text import capital
from b12track.tui.app import B12App
from b12track.tui.features.supplies.listing import ADD, SupplyList, words_of
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.picking import Option
from b12track.usecases.enter.supplies import left_words, open_supply, throw_away


async def open_supplies(app: B12App) -> None:
    """What is at home; what is picked is used, opened or thrown away."""
    view = app.open_view
    picked = await app.ask(SupplyList(view))
    if picked == ADD:
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
