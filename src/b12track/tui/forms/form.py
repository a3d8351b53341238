"""The base of every form: its title names the person, faults stand beside their fields, leaving asks.

What always holds: a form closes only when what was typed is saved, or when the person says that it may go. A refused
save leaves every field as it is.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import work
from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.text import printable
from b12track.tui.forms.fields import Field
from b12track.tui.forms.modal import Modal
from b12track.tui.refusals import worded
from b12track.tui.sizes import HEIGHTS, WIDTHS
from b12track.tui.view import View
from b12track.tui.widgets.scroll import Scroll
from b12track.usecases.faults import Refused, StoreFault

if TYPE_CHECKING:
    from b12track.tui.app import B12App

T = TypeVar("T")


class Form(Modal[T | None], Generic[T]):
    """Something to fill in; its value is what `save` gives back, or None where it was left."""

    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("form.tcss")
    HEADING = ""
    SUBTITLE = "Enter saves · Tab next · Esc leaves"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("enter", "save", "save"),
        Binding("ctrl+s", "save", "save"),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "Input, Picker"

    def __init__(self, view: View) -> None:
        super().__init__()
        self.form_view = view
        self._is_saving = False
        self._is_leaving = False

    def compose(self) -> ComposeResult:
        view = self.form_view
        with Vertical(id="box") as box:
            box.border_title = printable(self.entitle(view.name)).replace("[", "\\[")
            box.border_subtitle = self.SUBTITLE
            yield Static(f"{show_date(view.today)} {show_time(view.now)}", id="moment", markup=False)
            with Scroll():
                yield from self.compose_fields()
            with Vertical(id="foot"):
                yield Static("", id="fault", markup=False)
                yield from self.compose_below()

    def entitle(self, name: str) -> str:
        """The title, with the person's name in it."""
        return f"{self.HEADING} for {name}"

    def compose_fields(self) -> Iterable[Widget]:
        """The form's fields, and whatever stands between them."""
        return ()

    def compose_below(self) -> Iterable[Widget]:
        """What stays in sight while the fields are scrolled."""
        return ()

    async def save(self, values: dict[str, Any]) -> T | None:
        """Save the values; Refused where they cannot be, None where the person said no. Runs in a worker."""
        raise Refused("", f"{', '.join(values) or 'this form'}", "nothing here can be saved")

    @property
    def b12(self) -> "B12App":
        """The app, by its own type."""
        return cast("B12App", self.app)

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return any(field.is_changed for field in self.query(Field))

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was typed here, where the app as a whole is left."""
        title = self.entitle(self.form_view.name)
        return (f"{title[:1].lower()}{title[1:]}",) if self._is_there and self.is_changed else ()

    @property
    def _is_there(self) -> bool:
        """Whether every part is made; a key may come before."""
        fields = self.query(Field)
        return bool(self.query("#fault")) and all(field.query("Input, Picker") for field in fields)

    def field(self, name: str) -> Field:
        """The field of this name."""
        return self.query_one(f"#field-{name}", Field)

    def read_values(self) -> dict[str, Any] | None:
        """What the fields say by their names, or None after every fault was said beside its field."""
        values: dict[str, Any] = {}
        first_wrong: Field | None = None
        for field in self.query(Field):
            try:
                values[field.key] = field.read()
                field.say_fault("")
            except Refused as refused:
                field.say_fault(worded(refused, with_field=False))
                first_wrong = first_wrong or field
        if first_wrong is not None:
            first_wrong.query("Input, Picker").first().focus()
            return None
        return values

    def say_refusal(self, refused: Refused | StoreFault) -> None:
        """Why the form was not saved: beside the field that the refusal is about, or below where it has none here."""
        if not self._is_there:  # it was left while it was being saved
            return
        named = refused.field if isinstance(refused, Refused) else ""
        for field in self.query(Field):
            if named and named in (field.key, field.label.casefold()):
                field.say_fault(worded(refused, with_field=False))
                field.query("Input, Picker").first().focus()
                return
        self.say_fault(worded(refused))

    def say_fault(self, text: str) -> None:
        """What keeps the form as a whole from being saved; nothing when it is in order."""
        if not self._is_there:
            return
        self.query_one("#fault", Static).update(f"▲ {printable(text)}" if text else "")
        self.query_one("#fault").set_class(bool(text), "-shown")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    @work(group="saving")
    async def action_save(self) -> None:
        """Read everything, save it, and close; or say what is wrong."""
        if self._is_saving or self._is_leaving or not self._is_there:
            return
        self.say_fault("")
        values = self.read_values()
        if values is None:
            return
        self._is_saving = True
        try:
            saved = await self.save(values)
        except (Refused, StoreFault) as fault:
            self.say_refusal(fault)
            return
        finally:
            self._is_saving = False
        if saved is not None:
            self.dismiss(saved)

    @work(group="leaving", exclusive=True)
    async def action_leave(self) -> None:
        """Close; where something was typed, ask first."""
        if self._is_saving or self._is_leaving or not self._is_there:
            return
        self._is_leaving = True
        try:
            await self._leave()
        finally:
            self._is_leaving = False

    async def _leave(self) -> None:
        if self.is_changed:
            from b12track.tui.forms.choice import confirm

            text = f"What you typed for {self.form_view.name} is not saved yet."
            if not await confirm(self.b12, text, "Leave without saving", "Stay here", title="Leave?"):
                return
        self.dismiss(None)
