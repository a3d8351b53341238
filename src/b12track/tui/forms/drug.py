"""What is injected: the drug, the dose and the route, asked for with the same words and keys in every form."""

from b12track.domain.record.records import Route
from b12track.domain.typed.amounts import read_dose, show_dose
from b12track.domain.typed.terms import ROUTES, drug_doubt, near_drug, read_drug
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.picking import Option, PickField

# The same keys everywhere.
ROUTE_ANSWERS = (Option("m", ROUTES["IM"], "IM"), Option("s", ROUTES["SC"], "SC"))


def drug_field(name: str = "drug", label: str = "Drug", *, value: str = "", hint: str = "") -> TextField[str]:
    """The drug by any of its names; what may be a slip of a known one is asked about."""
    return TextField(
        name,
        label,
        read_drug,
        value=value,
        hint=hint,
        show=drug_doubt,
        near=near_drug,
        is_required=True,
    )


def dose_field(*, value: str = "", hint: str = "e.g. 1 mg") -> TextField[float]:
    """How much of it."""
    return TextField("dose", "Dose", read_dose, value=value, hint=hint, show=show_dose, is_required=True)


def route_field(label: str = "Route", *, value: Route | None = None) -> PickField[Route]:
    """How it is given, by the same keys everywhere; nothing is chosen at first but what is there already."""
    return PickField[Route]("route", label, ROUTE_ANSWERS, value=value, is_required=True)
