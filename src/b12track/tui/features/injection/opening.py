"""Opening the injection form, and what is said once it is saved."""

from datetime import date
from typing import TYPE_CHECKING

from b12track.domain.typed.dates import show_date
from b12track.domain.wording.phrases import next_text
from b12track.domain.wording.record_names import show_timing
from b12track.tui.features.injection.form import InjectionForm
from b12track.usecases.enter.injection import Recorded

if TYPE_CHECKING:
    from b12track.tui.app import B12App


async def open_injection(app: "B12App", on: date | None = None) -> None:
    """Record an injection."""
    if app.view is None:
        return
    recorded = await app.push_screen_wait(InjectionForm(app.view, on))
    if recorded is not None:
        app.saved(said_of(recorded, app.view.today))


def said_of(recorded: Recorded, today: date) -> str:
    """What was saved and what follows from it."""
    day = show_date(recorded.injection.given_on, today)
    timing = show_timing(recorded.timing) if recorded.injection.counts else "extra"
    following = next_text(recorded.after)
    first = ", ".join(filter(None, (f"injection of {day}", timing)))
    return f"{first} · next {following}" if following else first
