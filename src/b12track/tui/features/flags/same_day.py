"""Two injections on one day, side by side: the same one twice, an extra one, or both right."""

from functools import partial
from typing import Any

from b12track.domain.record.records import Injection
from b12track.domain.rules.flag import Flag
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_time, show_when
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.domain.wording.text import clip, pad, printable
from b12track.tui.app import B12App
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.picking import Option
from b12track.usecases.edit.change import delete_record, edit_record

_COLUMN = 26


async def open_same_day(app: B12App, flag: Flag) -> None:
    """Show them side by side, and do what is picked."""
    view = app.open_view
    doses = [given for given in view.record.injections if given.id in flag.records]
    options = [
        Option(str(number), f"Delete the one of {_time(dose)}", ("delete", dose.id))
        for number, dose in enumerate(doses[:4], 1)
    ]
    options += [
        Option(key, f"The one of {_time(dose)} was an extra dose: it does not count", ("extra", dose.id))
        for key, dose in zip("abcd", doses)
    ]
    options.append(Option("r", "All of them are right: leave them", ("leave", "")))
    title = f"Are they the same one? · {view.name}"
    answer: Any = await app.ask(Choice(title, flag.text, options, body=side_by_side(doses)))
    deed, id = answer or ("leave", "")
    if deed == "delete":
        await app.write(partial(delete_record, view.person_file, id))
        app.saved("one of the two is deleted")
    elif deed == "extra":
        await app.write(partial(edit_record, view.person_file, id, ["extra=yes"]))
        app.saved("one of the two is extra")


def side_by_side(doses: list[Injection]) -> str:
    """Their records in columns; a line where none has anything is left out."""
    rows = [
        ("", [_time(dose) for dose in doses]),
        ("Drug", [dose.drug for dose in doses]),
        ("Dose", [show_dose(dose.dose_mcg) for dose in doses]),
        ("Route", [ROUTES[dose.route] for dose in doses]),
        ("Site", [site_label(dose.site) for dose in doses]),
        ("By", [dose.given_by or dose.provider for dose in doses]),
        ("Lot", [dose.lot for dose in doses]),
        ("Entered", [show_when(d.recorded_at) if d.recorded_at is not None else "" for d in doses]),
    ]
    lines = []
    for label, cells in rows:
        if any(cells):
            shown = [pad(clip(printable(cell) or "—", _COLUMN - 2), _COLUMN) for cell in cells]
            lines.append(f"{label:<9}{''.join(shown)}".rstrip())
    return "\n".join(lines)


def _time(dose: Injection) -> str:
    return show_time(dose.given_at) if dose.time_known else "no time"
