"""People: whom this machine knows, worst first; Enter opens one.

What always holds: everybody is looked at again when the screen is come to, and once a minute while it is on show.
"""

from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Static

from b12track.tui.actions import bindings_for
from b12track.tui.features.people.persons import Persons
from b12track.tui.screen import FeatureScreen
from b12track.tui.view import View
from b12track.tui.widgets.scroll import Page
from b12track.usecases.look.everybody import Seen, everybody_again, see
from b12track.usecases.person_file import PersonFile

_AGAIN_SECONDS = 60.0
_SAID = "This list counts dates and records. It cannot tell whether anybody is well: ? when to seek care."


class PeopleScreen(FeatureScreen):
    """Everybody at a glance."""

    HEADING = "people"
    CSS_PATH = "people.tcss"
    BINDINGS = bindings_for("people")
    AUTO_FOCUS = "Persons"

    def compose_body(self) -> Iterable[Widget]:
        with Page(id="body", can_focus=False):
            yield Persons()
            yield Static(_SAID, id="said", markup=False)

    def on_mount(self) -> None:
        self.set_interval(_AGAIN_SECONDS, self._look)

    def on_screen_resume(self) -> None:
        view = self.app.view
        self._look(view.person_file.path if view is not None else None)

    def watch_view(self, view: View | None) -> None:
        if view is not None:
            self._look()

    def _look(self, chosen: Path | None = None) -> None:
        if not self.is_current:
            return
        if not self.app.demo:
            self.app.people = everybody_again(self.app.people, self.app.selection)
        self.query_one(Persons).show_people(see(list(self.app.people)), chosen)

    def on_chooser_opened(self, event: Persons.Opened) -> None:
        event.stop()
        seen: Seen = event.item
        if seen.overview is None:
            self.app.say(seen.doubtful, is_fault=True)
            return
        for person in self.app.people:
            if isinstance(person, PersonFile) and person.path == seen.path:
                self.app.open_person(person)
                return

    def action_add(self) -> None:
        """Enter another person; not from the made-up year, of which nothing is kept."""
        if self.app.demo:
            self.app.say(
                "Nobody can be entered in the demo: leave it with q, then start b12track", is_fault=True
            )
            return
        self.app.go("start")
