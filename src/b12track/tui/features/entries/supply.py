"""Vials and ampoules at home, typed from the label."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from b12track.domain.record.records import Supply
from b12track.domain.rules.entry import MOST_DOSES
from b12track.domain.typed.amounts import read_strength, read_volume, show_strength, show_volume
from b12track.domain.typed.answers import read_count
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import drug_doubt, near_drug, read_drug
from b12track.domain.wording.labels import read_expiry
from b12track.domain.wording.phrases import counted
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import TextField, words_field
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.enter.supplies import Stocked, add_supply
from b12track.usecases.look.history import Item

CONTAINERS = (Option("1", "single-dose"), Option("2", "multi-dose"))


class SupplyForm(EntryForm[Stocked]):
    """Drug, strength, volume, container, lot, expiry, how many."""

    HEADING = "Supply"
    AMENDS: ClassVar[Mapping[str, str]] = {
        "drug": "drug",
        "strength_mcg_per_ml": "strength",
        "volume_ml": "volume",
        "container": "container",
        "lot": "lot",
        "expires": "expires",
        "count": "held",
        "opened_on": "opened",
    }

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view, there)
        plan = view.overview.plan
        drug = plan.drug if plan is not None else ""
        self.drug = TextField(
            "drug", "Drug", read_drug, value=drug, show=drug_doubt, near=near_drug, is_required=True
        )
        self.strength = TextField(
            "strength", "Strength", read_strength, hint="e.g. 1000mcg/ml", show=show_strength
        )
        self.volume = TextField("volume", "Volume", read_volume, hint="e.g. 1ml", show=show_volume)
        self.container = PickField[str]("container", "Container", CONTAINERS)
        self.lot = words_field("lot", "Lot")
        self.expires = TextField(
            "expires",
            "Expires",
            lambda text: read_expiry(text, view.today),
            hint="e.g. 05/2027, 31 May 2027",
            show=lambda day: show_date(day, weekday=False),
        )
        self.held = TextField(
            "count",
            "Doses",
            lambda text: read_count(text, "count", MOST_DOSES),
            hint="e.g. 5",
            is_required=True,
        )
        self.opened = day_field(
            view,
            "opened",
            "Opened",
            value="",
            hint="e.g. today, 3 Nov, for a vial of several doses",
            is_required=False,
        )
        self.begin()

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.drug, self.strength, self.volume, self.container, self.lot, self.expires, self.held)
        if self.there is not None:
            yield self.opened

    async def enter(self) -> Stocked | None:
        supply = Supply(
            "",
            self.drug.value,
            self.strength.read(),
            self.volume.read(),
            self.container.read() or "",
            self.lot.read() or "",
            self.expires.read(),
            self.held.value,
        )
        return await self.app.write(partial(add_supply, self.form_view.person_file, supply))

    def entered(self, answer: Stocked) -> str:
        return f"{counted(answer.left or 0, 'dose')} of {answer.supply.drug}"
