"""Home: the next dose, what needs attention, the evening log."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from b12track.tui.actions import bindings_for
from b12track.tui.features.home.attention import Attention
from b12track.tui.features.home.next_dose import NextDose
from b12track.tui.features.log.evening_log import EveningLog
from b12track.tui.features.log.grid import SCORE_KEYS
from b12track.tui.screen import FeatureScreen
from b12track.tui.widgets.scroll import Scroll


class HomeScreen(FeatureScreen):
    """The first thing a person sees; the focus is in the evening log."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("home"),
        # Digits belong to the scores wherever the focus is.
        *(Binding(key, f"score({value})", show=False) for key, value in SCORE_KEYS.items()),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.log_card = EveningLog()

    def compose_body(self) -> Iterable[Widget]:
        with Scroll(id="body"):
            with Horizontal(id="cards"):
                yield NextDose().data_bind(FeatureScreen.view)
                yield Attention().data_bind(FeatureScreen.view)
            yield self.log_card.data_bind(FeatureScreen.view)

    @property
    def unsaved(self) -> tuple[str, ...]:
        return self.log_card.unsaved

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if not isinstance(self.focused, Attention) and not self.log_card.note.has_focus:
            self.log_card.grid.focus()

    def on_attention_opened(self, event: Attention.Opened) -> None:
        event.stop()
        if event.flag is None:
            self.app.open("flags")
        else:
            self.app.open("flag", flag=event.flag)

    def action_change_log(self) -> None:
        """Let the saved log be changed."""
        self.log_card.change()

    def action_day(self, by: int) -> None:
        """The evening log of the day before or after."""
        self.log_card.go_to_day(by)

    def action_score(self, value: int) -> None:
        """Score the log's next row, from wherever the focus was."""
        self.log_card.grid.focus()
        self.log_card.grid.action_score(value)

    def action_confirm_move(self) -> None:
        """Say what the clinician said about the move."""
        self.app.open("transition")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now stands in the footer."""
        if action == "change_log":
            return self.log_card.can_change
        if action == "confirm_move":
            course = self.view.overview.course if self.view is not None else None
            return course is not None and course.to_confirm
        return super().check_action(action, parameters)
