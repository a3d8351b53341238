"""Published regimens, as citations to start typing from: nothing here is ever preselected."""

from typing import Literal, NamedTuple

from b12track.domain.faults import Refused
from b12track.domain.records import Phase, Route

Mark = Literal["V", "S"]


class Template(NamedTuple):
    """One published regimen; what its source leaves open is left open here (`drug` "", `route` and `dose_mcg` none)."""

    id: str
    title: str
    drug: str
    route: Route | None
    dose_mcg: float | None
    phases: tuple[Phase, ...]
    doses: tuple[str, ...]
    source: str
    mark: Mark
    caution: str


TEMPLATES: tuple[Template, ...] = ()


def find(template_id: str) -> Template:
    """The template of this id."""
    raise Refused(f"template: {template_id} is not known")
