"""Who the person is, for the page and the clinic."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from b12track.domain.typed.answers import read_names
from b12track.domain.typed.dates import read_date, show_date
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.usecases.enter.person import set_fields

if TYPE_CHECKING:
    from b12track.tui.app import B12App


class PersonForm(Form[int]):
    """Name, birth, zone, why, who prescribes, where."""

    def entitle(self, name: str) -> str:
        return f"About {name}"

    def compose_fields(self) -> Iterable[Widget]:
        person, view = self.form_view.record.person, self.form_view
        yield TextField("name", "Name", value=person.name, is_required=True)
        yield TextField(
            "born",
            "Born",
            partial(read_date, today=view.today, field="born"),
            value=person.born.isoformat() if person.born is not None else "",
            hint="1971-03-14",
            show=_show_birth,
        )
        yield TextField("timezone", "Time zone", value=person.timezone or "", hint="Europe/London")
        yield TextField("indication", "Why", value=person.indication, hint="vitamin B12 deficiency")
        yield TextField("cause", "Cause", value=person.cause, hint="autoimmune gastritis, diet ...")
        yield PickField(
            "neurological",
            "Nerves",
            (Option("y", "affected", "yes"), Option("n", "not affected", "no")),
            value={True: "yes", False: "no", None: None}[person.neurological],
        )
        yield TextField("prescriber", "Prescriber", value=person.prescriber)
        yield TextField("clinic", "Clinic", value=person.clinic)
        yield TextField(
            "codes",
            "Codes",
            partial(read_names, field="codes"),
            value=", ".join(person.codes),
            hint="as stated by the clinic: E53.8",
        )

    async def save(self, values: dict[str, Any]) -> int | None:
        """Only what was changed is said, each field as the command line says it."""
        changed = [field.key for field in self.query(Field) if field.is_changed]
        words = [f"{name}={_typed(values[name])}" for name in changed]
        if not words:
            return 0
        await self.b12.write(partial(set_fields, self.form_view.person_file, words))
        return len(words)


def _typed(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _show_birth(day: date) -> str:
    return show_date(day, weekday=False)


async def open_person(app: "B12App") -> None:
    """Change what is known of the person."""
    if app.view is None:
        return
    if await app.push_screen_wait(PersonForm(app.view)):
        app.saved("what is known of the person")
