"""A form that shows what a change would do before it is saved.

What always holds: it is in sight wherever the fields are scrolled to, because Enter saves from each of them.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.wording.text import printable
from b12track.tui.forms.fields import Field
from b12track.tui.forms.form import Form
from b12track.tui.refusals import worded

T = TypeVar("T")


class PreviewForm(Form[T]):
    """Fields, and beneath them what they would do."""

    def compose_fields(self) -> Iterable[Widget]:
        yield from self.compose_stated()

    def compose_stated(self) -> Iterable[Widget]:
        """The fields."""
        return ()

    def compose_below(self) -> Iterable[Widget]:
        with VerticalScroll(id="foreseen", can_focus=False):
            yield Static("", id="preview", markup=False)

    def preview(self, values: dict[str, Any]) -> str:
        """What saving these values would do; Refused where it cannot be said yet."""
        return "" if values else "Nothing is written yet."

    def on_mount(self) -> None:
        self._foresee()

    def on_field_changed(self) -> None:
        self._foresee()

    def _foresee(self) -> None:
        try:
            text = self.preview({field.key: field.read() for field in self.query(Field)})
        except NeedsYes as unusual:
            text = f"▲ {worded(unusual)}"
        except Refused:
            text = ""
        for line in self.query("#preview").results(Static):  # none is left where the form was left meanwhile
            line.update(printable(text, lines=True))
