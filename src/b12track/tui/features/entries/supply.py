"""Vials and ampoules at home, typed from the label."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.record.records import Supply
from b12track.domain.typed.amounts import read_strength, read_volume, show_strength, show_volume
from b12track.domain.typed.answers import read_count
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import drug_doubt, read_drug
from b12track.domain.wording.labels import read_expiry
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.usecases.enter.supplies import MOST_DOSES, Stocked, add_supply

if TYPE_CHECKING:
    from b12track.tui.app import B12App

CONTAINERS = (Option("1", "single-dose"), Option("2", "multi-dose"))


class SupplyForm(Form[Stocked]):
    """Drug, strength, volume, container, lot, expiry, how many."""

    HEADING = "Supply"

    def compose_fields(self) -> Iterable[Widget]:
        view, plan = self.form_view, self.form_view.overview.plan
        drug = plan.drug if plan is not None else ""
        yield TextField("drug", "Drug", read_drug, value=drug, show=drug_doubt, is_required=True)
        yield TextField("strength", "Strength", read_strength, hint="1000mcg/ml", show=show_strength)
        yield TextField("volume", "Volume", read_volume, hint="1ml", show=show_volume)
        yield PickField("container", "Container", CONTAINERS)
        yield TextField("lot", "Lot")
        yield TextField(
            "expires",
            "Expires",
            lambda text: read_expiry(text, view.today),
            hint="05/2027, 31 May 2027",
            show=lambda day: show_date(day, weekday=False),
        )
        yield TextField(
            "count", "Doses", lambda text: read_count(text, "count", MOST_DOSES), hint="5", is_required=True
        )

    async def save(self, values: dict[str, Any]) -> Stocked | None:
        supply = Supply(
            "",
            values["drug"],
            values["strength"],
            values["volume"],
            values["container"] or "",
            values["lot"] or "",
            values["expires"],
            values["count"],
        )
        return await self.b12.write(partial(add_supply, self.form_view.person_file, supply))


async def open_supply(app: "B12App") -> None:
    """Enter what came home."""
    if app.view is None:
        return
    stocked = await app.push_screen_wait(SupplyForm(app.view))
    if stocked is not None:
        app.saved(f"{stocked.left} {'dose' if stocked.left == 1 else 'doses'} of {stocked.supply.drug}")
