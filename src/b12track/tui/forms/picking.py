"""A few answers of which one is picked: by its key, by its word, with left and right, or with a click.

What always holds: nothing is picked at first unless the form says so, an answer is never cut in two, and who types the
whole word picks what it says, whatever keys its letters are: `review` is no injection for its i.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import printable
from b12track.tui.forms.fields import Field
from b12track.tui.widgets.flow import flow

T = TypeVar("T")
# So many letters of an answer in a row are no keys.
_SURELY_A_WORD = 3


class Option(NamedTuple):
    """One of a few answers: its key, the word that is shown, and the value that it stands for."""

    key: str
    label: str
    value: Any = None

    @property
    def stands_for(self) -> Any:
        """The value; the label where no other was given."""
        return self.label if self.value is None else self.value


class PickField(Field[T]):
    """One of a few answers: by its key, with left and right, or with a click. Nothing needs to be picked at first."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[Option],
        *,
        value: T | None = None,
        is_required: bool = False,
    ) -> None:
        super().__init__(name, label, is_required=is_required)
        self._picker = Picker(options, value)
        self._first = self.typed

    def compose_control(self) -> Iterator[Widget]:
        yield self._picker

    @property
    def control(self) -> "Picker":
        return self._picker

    @property
    def picked(self) -> T | None:
        """The value picked, or None."""
        value: T | None = self._picker.value
        return value

    def offer(self, options: Sequence[Option]) -> None:
        """Other answers; the one that was picked stays where it is among them."""
        self._picker.offer(options)

    def choose(self, value: T) -> None:
        """Pick the answer that stands for this value, if there is one."""
        for number, option in enumerate(self._picker.options):
            if option.stands_for == value:
                self._picker.pick(number)

    @property
    def typed(self) -> str:
        return "" if self.picked is None else str(self.picked)

    def take(self, typed: str) -> None:
        offered = {str(option.stands_for): option.stands_for for option in self._picker.options}
        self._picker.show(offered.get(typed))

    def begin_with(self, text: str) -> None:
        """What is there already is one of the answers, also where it is none of the usual ones."""
        if text and text not in [str(option.stands_for) for option in self._picker.options]:
            self._picker.offer((*self._picker.options, Option("", text)))
        super().begin_with(text)

    def read(self) -> T | None:
        if self.picked is None and self.is_required:
            raise Refused("", "Please choose one of these.")
        return self.picked

    def on_picker_picked(self, event: "Picker.Picked") -> None:
        event.stop()
        self.say_fault("")
        self.post_message(self.Changed(self, by_key=event.by_key))


class Picker(Widget, can_focus=True):
    """A row of answers, of which one may be picked."""

    DEFAULT_CSS = """
    Picker { height: auto; padding: 0 1 0 0; border-left: blank; text-wrap: nowrap; }
    Picker:focus { background: $panel; border-left: outer $notice; }
    """

    class Picked(Message):
        """Another answer was picked: by its own key or a click, which name it, or otherwise."""

        def __init__(self, *, by_key: bool = False) -> None:
            super().__init__()
            self.by_key = by_key

    def __init__(self, options: Sequence[Option], value: Any = None) -> None:
        super().__init__()
        self.options, self.value = tuple(options), value
        self._word = ""

    def render(self) -> Text:
        """The answers, each kept whole."""
        return Text("\n", no_wrap=True).join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the answers need."""
        return max(len(self._lines(width)), 1)

    def _lines(self, columns: int) -> list[Text]:
        colours = self.app.theme_variables
        strong, mark = Style(color=colours["foreground"], bold=True), Style(color=colours["notice"])
        answers = []
        for number, option in enumerate(self.options):
            is_picked = option.stands_for == self.value
            meta = Style(meta={"option": number})
            words = strong if is_picked else Style(color=colours["muted"], bold=False)
            answers.append(
                Text.assemble(
                    ("◉ ", mark + meta) if is_picked else ("○ ", words + meta),
                    (f"{option.key} " if option.key else "", strong + meta),
                    (printable(option.label), words + meta),
                )
            )
        return flow(answers, columns)

    def offer(self, options: Sequence[Option]) -> None:
        """Other answers; the one that was picked stays where it is among them."""
        if tuple(options) == self.options:
            return
        self.options = tuple(options)
        if self.value not in [option.stands_for for option in self.options]:
            self.value = None
        self.refresh(layout=True)

    def show(self, value: Any) -> None:
        """Let this answer be the picked one, or none; nobody picked it just now."""
        self.value = value
        self.refresh(layout=True)

    def pick(self, number: int, *, by_key: bool = False) -> None:
        """Pick the answer at this place."""
        self.show(self.options[number].stands_for)
        self.post_message(self.Picked(by_key=by_key))

    def pick_word(self, character: str) -> bool:
        """Pick the answer whose word is being typed, from its second letter on; the first may be a key.

        Once it can be nothing but a word, a letter that does not belong there is a slip and no key.
        """
        word = self._word + character.casefold()
        begun = [n for n, option in enumerate(self.options) if option.label.casefold().startswith(word)]
        if len(word) == 1 or not begun:
            if len(self._word) < _SURELY_A_WORD:
                self._word = character.casefold()
                return False
            return True
        self._word = word
        if self.value not in [self.options[number].stands_for for number in begun]:
            self.pick(begun[0], by_key=True)
        return True

    def pick_key(self, key: str) -> bool:
        """Pick the answer with this key, if there is one."""
        for number, option in enumerate(self.options):
            if option.key and option.key == key:
                self.pick(number, by_key=True)
                return True
        return False

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right") and self.options:
            places = [n for n, option in enumerate(self.options) if option.stands_for == self.value]
            step = 1 if event.key == "right" else -1
            place = (places[0] + step) % len(self.options) if places else (0 if step > 0 else -1)
            self.pick(place % len(self.options))
            event.stop()
            self._word = ""
        elif event.character and (self.pick_word(event.character) or self.pick_key(event.character)):
            event.stop()

    def on_blur(self) -> None:
        self._word = ""

    def on_click(self, event: events.Click) -> None:
        number = event.style.meta.get("option")
        if number is not None:
            self.focus()
            self.pick(number, by_key=True)
