"""A form that shows what a change would do before it is saved.

What always holds: it is in sight wherever the fields are scrolled to.
"""

from collections.abc import Iterable
from typing import TypeVar

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.wording.text import printable
from b12track.tui.forms.form import Form
from b12track.tui.refusals import worded
from b12track.tui.view import View
from b12track.tui.widgets.scroll import Page

T = TypeVar("T")


class PreviewForm(Form[T]):
    """Fields, and beneath them what they would do."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._preview = Static("", id="preview", markup=False)

    def compose_below(self) -> Iterable[Widget]:
        with Page(id="foreseen", can_focus=False):
            yield self._preview

    def preview(self) -> str:
        """What saving would do; Refused where it cannot be said yet."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self._foresee()

    def on_field_changed(self) -> None:
        self._foresee()

    def _foresee(self) -> None:
        try:
            text = self.preview()
        except NeedsYes as unusual:
            text = f"▲ {worded(unusual)}"
        except Refused:
            text = ""
        self._preview.update(printable(text, lines=True))
