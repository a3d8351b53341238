"""The base of every form: its title names the person, faults stand beside their fields, leaving asks.

What always holds: a form closes only when what was typed is saved, or when the person says that it may go. A refused
save leaves every field as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.wording.text import printable
from b12track.store.faults import StoreFault
from b12track.tui.app import B12App
from b12track.tui.forms.choice import Choice, question
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.fold import Fold
from b12track.tui.forms.modal import Modal
from b12track.tui.forms.picking import Option
from b12track.tui.refusals import worded
from b12track.tui.view import View
from b12track.tui.widgets.button import Button
from b12track.tui.widgets.frame import Frame
from b12track.tui.widgets.scroll import Scroll
from b12track.usecases.machine.draft import FormDraft, kept_target

T = TypeVar("T")
R = TypeVar("R")


class Form(Modal[T], Generic[T]):
    """Something to fill in; its value is what `save` gives back, or None where it was left."""

    app = getters.app(B12App)
    CSS_PATH: ClassVar[CSSPathType | None] = Path(__file__).with_name("form.tcss")
    HEADING = ""
    SAVE = "Save"
    SUBTITLE = "Enter next · Ctrl+S saves · Esc leaves"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("enter", "advance", "next"),
        Binding("ctrl+s", "save", "save"),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
    ]
    AUTO_FOCUS = "Input, Picker"

    def __init__(self, view: View) -> None:
        super().__init__()
        self.form_view = view
        self._is_closing_over = False
        # By which name it was opened, where it can be opened so again; and whether more was said than the name.
        self.opened_as = ""
        self.was_asked_for_more = False
        self._taken_up: Mapping[str, str] = {}
        self._whole = Static("", id="fault", markup=False)
        self.save_button = Button(self.SAVE, id="save")

    def compose(self) -> ComposeResult:
        view = self.form_view
        with Frame(self.entitle(view.name), self.SUBTITLE):
            yield Static(f"{show_date(view.today)} {show_time(view.now)}", id="moment", markup=False)
            with Scroll():
                yield from self.compose_fields()
            with Vertical(id="foot"):
                yield self._whole
                yield from self.compose_below()
                yield self.save_button

    def entitle(self, name: str) -> str:
        """The title, with the person's name in it."""
        return f"{self.HEADING} for {name}"

    def compose_fields(self) -> Iterable[Widget]:
        """The form's fields, and whatever stands between them."""
        return ()

    def compose_below(self) -> Iterable[Widget]:
        """What stays in sight while the fields are scrolled."""
        return ()

    async def save(self) -> T | None:
        """Save what the fields say; Refused where it cannot be, None where the person said no."""
        raise NotImplementedError

    # What is filled in

    def fields(self) -> Iterator[Field[Any]]:
        """Every field, also those that are folded away."""
        for widget in self.query("Field, Fold"):
            if isinstance(widget, Field):
                yield widget
            elif isinstance(widget, Fold):
                yield from widget.folded

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return any(field.is_changed for field in self.fields())

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was typed here, where the app as a whole is left."""
        title = self.entitle(self.form_view.name)
        return (f"{title[:1].lower()}{title[1:]}",) if self.is_changed else ()

    # What is kept where the app has to go

    @property
    def target(self) -> tuple[str, Any] | None:
        """The kind and the value of the record that this form changes; None where it enters something new."""
        return None

    @property
    def kept_form(self) -> FormDraft | None:
        """What was typed here, to be offered again."""
        if not self.is_changed:
            return None
        title = self.entitle(self.form_view.name)
        return FormDraft(self.opened_as, self.typed_texts(), title, kept_target(self.target))

    def typed_texts(self) -> dict[str, str]:
        """What was typed and chosen, by field; also what stood there, where the form was opened with it."""
        return {
            field.key: field.typed
            for field in self.fields()
            if field.is_changed or (self.was_asked_for_more and self.target is None)
        }

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Put back what was being typed, once the form is on the screen."""
        self._taken_up = texts

    def take_typed(self, texts: Mapping[str, str]) -> None:
        """Put these texts into their fields, and unfold those of them that are folded away."""
        for field in self.fields():
            if field.key in texts:
                field.take(texts[field.key])
        for fold in self.query(Fold):
            if any(field.is_changed for field in fold.folded):
                fold.unfold()

    def on_mount(self) -> None:
        if self._taken_up:
            self.call_after_refresh(self.take_typed, self._taken_up)

    def check(self) -> bool:
        """Whether every field can be read; else each fault is said beside its field, and the first has the focus."""
        wrong = [field for field in self.fields() if not field.check()]
        if wrong:
            self.lead_to(wrong[0])
        return not wrong

    def lead_to(self, field: Field[Any]) -> None:
        """Put the focus into a field, and unfold it where it is folded away."""
        for fold in self.query(Fold):
            if field in fold.fields and not fold.is_open:
                fold.unfold(focus=field)
                return
        field.control.focus()

    def say_refusal(self, refused: Refused | StoreFault) -> None:
        """Why the form was not saved: beside the field that the refusal is about, or below where it has none here."""
        named = refused.field if isinstance(refused, Refused) else ""
        for field in self.fields() if named else ():
            if field.is_called(named):
                field.say_fault(worded(refused, with_field=False))
                self.lead_to(field)
                return
        self.say_fault(worded(refused))

    def say_fault(self, text: str) -> None:
        """What keeps the form as a whole from being saved; nothing when it is in order."""
        self._whole.update(f"▲ {printable(text)}" if text else "")
        self._whole.set_class(bool(text), "-shown")

    # Saving and leaving

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_advance()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_save()

    def action_advance(self) -> None:
        """Go to the next field; from the last one, save."""
        chain = self.focus_chain
        place = chain.index(self.focused) if self.focused in chain else len(chain) - 1
        if chain[place : place + 2][-1:] == [self.save_button]:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Save, and close."""
        self.app.do(self.save_typed)

    async def save_typed(self) -> None:
        """Read everything, save it, and close; or say what is wrong."""
        if self._is_closing_over or not self.is_waiting:
            return
        self.say_fault("")
        if not self.check() or not await self._settle_names():
            return
        self._is_closing_over = True
        try:
            saved = await self.save()
        except (Refused, StoreFault) as fault:
            self.say_refusal(fault)
            return
        finally:
            self._is_closing_over = False
        if saved is not None:
            self.dismiss(saved)

    async def _settle_names(self) -> bool:
        """Ask about names that are nearly known ones; False where the person goes back to the form."""
        for field in self.fields():
            if not isinstance(field, TextField) or (near := field.meant) is None:
                continue
            options = (
                Option("y", f"Yes, {near}", near),
                Option("n", f"No, it is called “{field.text.strip()}”", field.text),
            )
            asked = Choice(f"Please check · {self.form_view.name}", f"Was {near} meant?", options)
            answer = await self.app.ask(asked)
            if answer is None:
                self.lead_to(field)
                return False
            field.text = answer
        return True

    async def write_or_ask(self, deed: Callable[[bool], R]) -> R | None:
        """Run a use case that may want a yes; None where the person says no."""
        try:
            return await self.app.write(lambda: deed(False))
        except NeedsYes as unusual:
            name = self.form_view.name
            asked = question(worded(unusual), "Save it anyway", "Go back without saving", name=name)
            return await self.app.write(lambda: deed(True)) if await self.app.ask(asked) else None

    def action_leave(self) -> None:
        """Close; where something was typed, ask first."""
        self.app.do(self._leave)

    async def _leave(self) -> None:
        if self._is_closing_over or not self.is_waiting:
            return
        if self.is_changed:
            self._is_closing_over = True
            name = self.form_view.name
            text = f"What you typed for {name} is not saved yet."
            asked = question(text, "Leave without saving", "Stay here", title="Leave?", name=name)
            try:
                if not await self.app.ask(asked):
                    return
            finally:
                self._is_closing_over = False
        self.dismiss(None)
