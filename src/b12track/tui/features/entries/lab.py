"""A laboratory result, as it stands on the sheet."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.widget import Widget

from b12track.domain.record.faults import NeedsYes
from b12track.domain.record.records import Lab
from b12track.domain.typed.amounts import read_range, read_result, show_number
from b12track.domain.typed.terms import read_unit
from b12track.domain.wording.record_names import show_result
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import TextField, words_field
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, add_lab
from b12track.usecases.look.history import Item


class LabForm(EntryForm[Entered[Lab]]):
    """Test, value, unit, range, laboratory, date."""

    HEADING = "Lab result"
    AMENDS: ClassVar[Mapping[str, str]] = {
        "date": "date",
        "test": "test",
        "value": "result",
        "unit": "unit",
        "lab": "lab",
        "note": "note",
    }

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view, there)
        last = max(view.record.labs, key=lambda lab: lab.date, default=None)
        self.test = words_field("test", "Test", hint="e.g. b12, mma, hb, folate", is_required=True)
        self.result = TextField(
            "value",
            "Value",
            read_result,
            hint="e.g. 412, <150",
            show=_show_value,
            is_required=True,
        )
        self.unit = TextField("unit", "Unit", _read_unit, hint="e.g. ng/L", is_required=True)
        self.range = TextField(
            "range",
            "Range",
            read_range,
            hint="the sheet's own, e.g. 180-914 or <5",
            show=_show_range,
        )
        self.lab = words_field("lab", "Laboratory", last=last.lab if last is not None else "")
        self.date = day_field(view)
        self.note = words_field("note", "Note")
        self.begin()
        if there is not None:
            self.range.begin_with(_typed_range(self.was))

    def changes(self) -> dict[str, str]:
        texts = super().changes()
        if self.range.is_changed:
            ends = self.range.read() or (None, None)
            shown = [show_number(end) if end is not None else "" for end in ends]
            texts |= dict(zip(("low", "high"), shown))
        return texts

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.test, self.result, self.unit, self.range, self.lab, self.date, self.note)

    async def enter(self) -> Entered[Lab] | None:
        comparator, value = self.result.value
        low, high = self.range.read() or (None, None)
        unit = self.unit.value
        lab = Lab(
            "",
            self.date.value,
            self.test.value,
            value,
            unit,
            comparator,
            low,
            high,
            self.lab.read() or "",
            self.note.read() or "",
        )

        def deed(yes: bool) -> Entered[Lab]:
            return add_lab(self.form_view.person_file, lab._replace(unit=read_unit(unit, yes=yes)))

        return await self.write_or_ask(deed)

    def entered(self, answer: Entered[Lab]) -> str:
        return show_result(answer.value)


def _typed_range(was: Mapping[str, str]) -> str:
    low, high = was.get("low", ""), was.get("high", "")
    if low and high:
        return f"{low}-{high}"
    return f"<{high}" if high else f">{low}" if low else ""


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
