"""A laboratory result, as it stands on the sheet."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.record.faults import NeedsYes
from b12track.domain.record.records import Lab
from b12track.domain.typed.amounts import read_range, read_result, show_number
from b12track.domain.typed.terms import read_unit
from b12track.domain.wording.record_names import show_result
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.usecases.enter.entries import Entered, add_lab

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class LabForm(Form[Entered[Lab]]):
    """Test, value, unit, range, laboratory, date."""

    HEADING = "Lab result"

    def compose_fields(self) -> Iterable[Widget]:
        labs = self.form_view.record.labs
        last = max(labs, key=lambda lab: lab.date, default=None)
        yield TextField("test", "Test", hint="b12, mma, hb, folate ...", is_required=True)
        yield TextField("value", "Value", read_result, hint="412, <150", show=_show_value, is_required=True)
        yield TextField("unit", "Unit", _read_unit, hint="ng/L", is_required=True)
        yield TextField("range", "Range", read_range, hint="the sheet's own: 180-914, <5", show=_show_range)
        yield TextField("lab", "Laboratory", last=last.lab if last is not None else "")
        yield day_field(self.form_view)
        yield TextField("note", "Note")

    async def save(self, values: dict[str, Any]) -> Entered[Lab] | None:
        comparator, value = values["value"]
        low, high = values["range"] or (None, None)
        unit = values["unit"]
        lab = Lab(
            "",
            values["date"],
            values["test"],
            value,
            unit,
            comparator,
            low,
            high,
            values["lab"] or "",
            values["note"] or "",
        )

        def deed(yes: bool) -> Entered[Lab]:
            return add_lab(self.form_view.person_file, lab._replace(unit=read_unit(unit, yes=yes)))

        return await self.b12.write_or_ask(deed)


def _read_unit(text: str) -> str:
    """A unit that is not on the list is asked about when the form is saved."""
    try:
        return read_unit(text, yes=False)
    except NeedsYes:
        return text.strip()


def _show_value(result: tuple[str | None, float]) -> str:
    comparator, value = result
    return f"{comparator or ''}{show_number(value)}"


def _show_range(ends: tuple[float | None, float | None]) -> str:
    low, high = ends
    if low is None:
        return f"up to {show_number(high)}" if high is not None else ""
    return f"from {show_number(low)}" if high is None else f"{show_number(low)} to {show_number(high)}"


async def open_lab(app: "B12App") -> None:
    """Enter a result."""
    if app.view is None:
        return
    entered = await app.push_screen_wait(LabForm(app.view))
    if entered is not None:
        app.saved(show_result(entered.value))
