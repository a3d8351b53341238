"""Opening the app: on somebody's file, on several, or on a machine where nobody is entered yet."""

import sys
from collections.abc import Sequence

from b12track.tui.actions import ACTIONS
from b12track.tui.app import LOOK_AROUND, B12App
from b12track.usecases.machine.keymap import read_keymap
from b12track.usecases.machine.remembered import chosen_theme
from b12track.usecases.people import Broken, Selection
from b12track.usecases.person_file import PersonFile

CRASHED = 1


def run_app(
    people: Sequence[PersonFile | Broken], selection: Selection | None = None, *, demo: bool = False
) -> int:
    """Open the app and give back its exit code."""
    selection = selection or Selection()
    keymap = read_keymap({action.name: action.key for action in ACTIONS if action.key})
    app = B12App(people, selection, demo=demo, theme=chosen_theme(), keymap=keymap)
    code = app.run()
    if app.has_crashed:
        print(last_words(app), file=sys.stderr)
        return CRASHED
    if code == LOOK_AROUND:
        return run_demo(selection)
    return code or 0


def last_words(app: B12App) -> str:
    """What is said once the app is gone through a fault of its own: no more than is so."""
    said = ["b12track stopped because something went wrong inside it."]
    if app.typed_is_kept is not None:
        kept = "What you typed is kept, and offered next time."
        said.append(kept if app.typed_is_kept else "What you typed could not be kept.")
    if app.crash_report:
        said.append(f"A report of the fault, without anybody's records, is in {app.crash_report}.")
    return " ".join(said)


def run_demo(selection: Selection) -> int:
    """Open the app in a made-up year, of which nothing is kept."""
    from b12track.usecases.transfer.demo import demo_person_file

    with demo_person_file(selection.now) as person_file:
        return run_app([person_file], selection, demo=True)
