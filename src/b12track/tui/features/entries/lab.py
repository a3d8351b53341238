"""A laboratory result, as it stands on the sheet."""

from b12track.domain.record.fields import table_of
from b12track.domain.wording.record_names import show_result
from b12track.tui.forms.amending import RowsForm
from b12track.tui.forms.fields import Field, TextField
from b12track.usecases.enter.entries import Entered


class LabForm(RowsForm):
    """Test, value, unit, range, laboratory, date."""

    KIND = "labs"
    HEADING = "Lab result"

    def on_field_changed(self, event: Field.Changed) -> None:
        """A unit typed behind the value need not be typed again."""
        if event.field is (value := self.rows["value"]):
            said, unit = (value.so_far() or {}).get("unit", ""), self.query_one("#field-unit", TextField)
            unit.is_required = not said
            unit.hint(f"{said}, as typed with the value" if said else table_of(self.KIND).rows["unit"].hint)
            if said:
                unit.say_fault("")

    def changes(self) -> dict[str, str]:
        """Where a unit stands behind a changed value, the one in its own place is said as well, or left out."""
        changes, unit = super().changes(), self.rows["unit"].typed.strip()
        if "value" in changes and "unit" in (self.rows["value"].so_far() or {}):
            changes.pop("unit", None)
            return {**changes, "unit": unit} if unit else changes
        return changes

    def entered(self, answer: Entered) -> str:
        return show_result(answer.value)
