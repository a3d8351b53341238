"""Home: the next dose, what needs attention, the evening log."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.headline import headline_of
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View


class HomeScreen(FeatureScreen):
    """The first thing a person sees."""

    def compose_body(self) -> Iterable[Widget]:
        yield Static(id="headline", markup=False)

    def watch_view(self, view: View | None) -> None:
        if view is not None:
            self.query_one("#headline", Static).update(str(headline_of(view.overview)))
