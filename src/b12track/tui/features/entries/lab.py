"""A laboratory result, as it stands on the sheet."""

from b12track.domain.wording.record_names import show_result
from b12track.tui.forms.amending import RowsForm
from b12track.usecases.enter.entries import Entered


class LabForm(RowsForm):
    """Test, value, unit, range, laboratory, date."""

    KIND = "labs"
    HEADING = "Lab result"

    def entered(self, answer: Entered) -> str:
        return show_result(answer.value)
