"""Who the person is, for the page and the clinic."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual.widget import Widget

from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option
from b12track.tui.forms.rows import row_field
from b12track.tui.view import View
from b12track.usecases.edit.person import set_fields
from b12track.usecases.fields import rows_in_forms, typed_text

_NERVES = (Option("y", "affected", "yes"), Option("n", "not affected", "no"))


class PersonForm(Form[int]):
    """Name, birth, zone, why, who prescribes, where."""

    def entitle(self, name: str) -> str:
        return f"About {name}"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        person = view.record.person
        self.rows = {
            row.key: row_field(
                row,
                view,
                person,
                value=typed_text(row, person),
                options=_NERVES if row.key == "neurological" else None,
            )
            for row in rows_in_forms("person")
        }

    @property
    def target(self) -> tuple[str, Any] | None:
        return "person", self.form_view.record.person

    def compose_fields(self) -> Iterable[Widget]:
        return self.rows.values()

    async def save(self) -> int | None:
        """Only what was changed is said, each field as the command line says it."""
        words = [f"{key}={field.typed.strip()}" for key, field in self.rows.items() if field.is_changed]
        if words:
            await self.app.write(partial(set_fields, self.form_view.person_file, words))
        return len(words)

    def said(self, answer: int) -> str:
        return "what is known about the person" if answer else ""
