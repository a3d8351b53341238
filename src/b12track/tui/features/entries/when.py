"""Fields for days and times: they take what the command line takes, and echo what they understood."""

from collections.abc import Callable
from datetime import date

from b12track.domain.typed.dates import When, read_date, read_when, show_date, show_when
from b12track.tui.forms.fields import TextField
from b12track.tui.view import View


def day_field(
    view: View,
    name: str = "date",
    label: str = "Date",
    *,
    value: str = "today",
    read: Callable[[str], date] | None = None,
    is_required: bool = True,
) -> TextField:
    """A day, looking back."""
    return TextField(
        name,
        label,
        read or (lambda text: read_date(text, view.today, field=name)),
        value=value,
        hint="today, yesterday, mon, 21 Nov",
        show=lambda day: show_date(day, view.today),
        is_required=is_required,
    )


def time_field(
    view: View, name: str, label: str, *, value: str = "", forward: bool = False, hint: str = ""
) -> TextField:
    """A day with or without its time."""

    def show(when: When) -> str:
        shown = show_when(when.instant, view.today, time_known=when.time_known)
        return shown if when.time_known else f"{shown}, no time"

    return TextField(
        name,
        label,
        lambda text: read_when(text, view.now, forward=forward, field=name),
        value=value,
        hint=hint,
        show=show,
        is_required=True,
    )
