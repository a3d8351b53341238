"""A field of a form, made of its row in the table of fields.

What always holds: what a field is called, how it is read, what stands in it while it is empty and whether it may stay
so are said by its row alone; here is what a reader of the table looks like on the screen: its answers, where they are
few, and how it says what it understood. A form adds what follows from the record: what was written last time, what
there is to choose.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from b12track.domain.record.faults import NeedsYes
from b12track.domain.record.schema import Field as Row
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.wording.text import capital
from b12track.tui.forms.drug import ROUTE_ANSWERS
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.fields import Changes, Typing, read_row, reader_of

CHOICES: Mapping[str, tuple[Option, ...]] = {
    "route": ROUTE_ANSWERS,
    "container": (Option("1", "single-dose"), Option("2", "multi-dose")),
    "purpose": (Option("i", "injection"), Option("r", "review"), Option("b", "blood test")),
    "treatment": (
        Option("1", "B12 by mouth", "b12"),
        Option("2", "folate"),
        Option("3", "iron"),
        Option("4", "potassium"),
        Option("5", "medicine"),
        Option("6", "other"),
    ),
    "adjustment": (Option("s", "is skipped", "skip"), Option("m", "is moved", "move")),
    "flag": (Option("y", "yes", "yes"), Option("n", "no", "no")),
}


def _day(changes: Changes, row: Row, view: View) -> str:
    return show_date(changes[row.name], view.today)


def _moment(changes: Changes, row: Row, view: View) -> str:
    is_known = changes["time_known"]
    shown = show_when(changes[row.name], view.today, time_known=is_known)
    return shown if is_known else f"{shown}, no time"


def _last_day(changes: Changes, row: Row, _: View) -> str:
    day = changes[row.name]
    return show_date(day, weekday=False) if day is not None else "not known"


def _result(changes: Changes, *_: Any) -> str:
    shown = f"{changes['comparator'] or ''}{amounts.show_number(changes['value'])}"
    return f"{shown} {changes['unit']}" if "unit" in changes else shown


def _as(show: Callable[[Any], str]) -> Callable[[Changes, Row, View], str]:
    return lambda changes, row, _: show(changes[row.name])


# What each reader says that it understood; what it has no words for here says nothing.
ECHOES: Mapping[str, Callable[[Changes, Row, View], str]] = {
    "day": _day,
    "day ahead": _day,
    "moment": _moment,
    "moment ahead": _moment,
    "expiry": _last_day,
    "label's last day": _last_day,
    "drug": _as(terms.drug_doubt),
    "dose": _as(amounts.show_dose),
    "strength": _as(amounts.show_strength),
    "volume": _as(amounts.show_volume),
    "result": _result,
    "range": lambda changes, *_: amounts.show_range(changes["low"], changes["high"]),
}


def row_field(
    row: Row,
    view: View,
    there: Any = None,
    *,
    label: str = "",
    value: str = "",
    last: str = "",
    hint: str = "",
    options: Sequence[Option] | None = None,
    is_required: bool | None = None,
) -> Field[Any]:
    """The field for a row; with `there`, of a record that is there already.

    `value` is what it begins with, `last` what was written last time; `label`, `hint`, `options` and `is_required`
    are said where this form knows better than the row.
    """
    reader, label = reader_of(row), label or capital(row.asked or row.called)
    if is_required is None:
        is_required = row.required or (row.needed and there is None)
    options = CHOICES.get(reader) if options is None else options
    made: Field[Any]
    if options is not None:
        made = PickField[str](row.plain, label, options, value=value or None, is_required=is_required)
    else:
        echo = ECHOES.get(reader)

        def read(text: str) -> Changes:
            typing = Typing(there, view.record, view.now, False)
            try:
                return read_row(row, text, typing)
            except NeedsYes:  # asked about when the form is saved
                return read_row(row, text, typing._replace(yes=True))

        made = TextField(
            row.plain,
            label,
            read,
            value=value,
            hint=hint or row.hint,
            last=last,
            show=(lambda changes: echo(changes, row, view)) if echo is not None else None,
            near=terms.near_drug if reader == "drug" else None,
            is_required=is_required,
        )
    made.also = row.names
    return made
