"""Who the person is, for the page and the clinic."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual.widget import Widget

from b12track.domain.typed.answers import read_names
from b12track.domain.typed.dates import read_date, show_date
from b12track.tui.forms.fields import Field, TextField, words_field
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.enter.person import set_fields


class PersonForm(Form[int]):
    """Name, birth, zone, why, who prescribes, where."""

    def entitle(self, name: str) -> str:
        return f"About {name}"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        person = view.record.person
        self.each: tuple[Field[Any], ...] = (
            words_field("name", "Name", value=person.name, is_required=True),
            TextField(
                "born",
                "Born",
                partial(read_date, today=view.today, field="born"),
                value=show_date(person.born, weekday=False) if person.born is not None else "",
                hint="e.g. 14 Mar 1971",
                show=partial(show_date, weekday=False),
            ),
            words_field("timezone", "Time zone", value=person.timezone or "", hint="e.g. Europe/London"),
            words_field("indication", "Why", value=person.indication, hint="e.g. vitamin B12 deficiency"),
            words_field("cause", "Cause", value=person.cause, hint="e.g. autoimmune gastritis, diet"),
            PickField[str](
                "neurological",
                "Nerves",
                (Option("y", "affected", "yes"), Option("n", "not affected", "no")),
                value={True: "yes", False: "no", None: None}[person.neurological],
            ),
            words_field("prescriber", "Prescriber", value=person.prescriber),
            words_field("clinic", "Clinic", value=person.clinic),
            TextField(
                "codes",
                "Codes",
                partial(read_names, field="codes"),
                value=", ".join(person.codes),
                hint="as stated by the clinic, e.g. E53.8",
            ),
        )

    @property
    def target(self) -> tuple[str, Any] | None:
        return "person", self.form_view.record.person

    def compose_fields(self) -> Iterable[Widget]:
        return self.each

    async def save(self) -> int | None:
        """Only what was changed is said, each field as the command line says it."""
        words = [f"{field.key}={_typed(field.read())}" for field in self.each if field.is_changed]
        if words:
            await self.app.write(partial(set_fields, self.form_view.person_file, words))
        return len(words)

    def said(self, answer: int) -> str:
        return "what is known about the person" if answer else ""


def _typed(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")
