"""Opening the app: on somebody's file, on several, or on a machine where nobody is entered yet."""

import gc
from collections.abc import Sequence

from b12track.tui.app import B12App
from b12track.usecases.desk import Desk
from b12track.usecases.people import Broken, Selection


def run_app(
    people: Sequence[Desk | Broken], selection: Selection | None = None, *, demo: bool = False
) -> int:
    """Open the app and give back its exit code."""
    gc.enable()  # commands run without it
    app = B12App(people, selection or Selection(), demo=demo)
    return app.run() or 0
