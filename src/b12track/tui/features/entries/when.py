"""Fields for days: they take what the command line takes, and echo what they understood."""

from collections.abc import Callable
from datetime import date

from b12track.domain.typed.dates import read_date, show_date
from b12track.tui.forms.fields import TextField
from b12track.tui.view import View


def day_field(
    view: View,
    name: str = "date",
    label: str = "Date",
    *,
    value: str = "today",
    hint: str = "e.g. yesterday, mon, 21 Nov",
    forward: bool = False,
    read: Callable[[str], date] | None = None,
    is_required: bool = True,
) -> TextField[date]:
    """A day; looking back, unless it says otherwise."""
    return TextField(
        name,
        label,
        read or (lambda text: read_date(text, view.today, forward=forward, field=name)),
        value=value,
        hint=hint,
        show=lambda day: show_date(day, view.today),
        is_required=is_required,
    )


def day_ahead(
    view: View, name: str, label: str, hint: str, *, value: str = "", is_required: bool = False
) -> TextField[date]:
    """A day, looking forward."""
    return day_field(view, name, label, value=value, hint=hint, forward=True, is_required=is_required)
