"""A form for a few fields of a record that is there: what is missing, or what is not right."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.record_names import day_of
from b12track.domain.wording.text import printable
from b12track.tui.forms.amending import EntryForm
from b12track.tui.view import View
from b12track.usecases.edit.change import Edited
from b12track.usecases.look.history import Item


class MendForm(EntryForm[Edited]):
    """Some rows of a record, with what is special about each; above them what the flag says."""

    def __init__(
        self, view: View, kind: str, value: Any, keys: Sequence[str], about: str, **special: Mapping[str, Any]
    ) -> None:
        self.KIND = kind
        super().__init__(view, Item(kind, value, day_of(kind, value), None, ""))
        self._about = about
        for key in keys:
            self.row(key, **special.get(key, {}))

    def compose_fields(self) -> Iterable[Widget]:
        yield Static(printable(self._about), classes="aside", markup=False)
        yield from super().compose_fields()
