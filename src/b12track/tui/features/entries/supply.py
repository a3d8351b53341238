"""Vials and ampoules at home, typed from the label."""

from b12track.domain.wording.phrases import counted
from b12track.tui.forms.amending import RowsForm
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered
from b12track.usecases.look.history import Item


class SupplyForm(RowsForm):
    """Drug, strength, volume, container, lot, expiry, how many."""

    KIND = "supplies"
    HEADING = "Supply"

    def __init__(self, view: View, there: Item | None = None) -> None:
        plan = view.overview.plan
        # The plan's drug stands there to be seen: whoever takes it out says another one.
        super().__init__(
            view,
            there,
            first={"drug": plan.drug if plan is not None else ""},
            special={"drug": {"is_required": True}},
        )

    def entered(self, answer: Entered) -> str:
        return f"{counted(answer.value.held, 'dose')} of {answer.value.drug}"
