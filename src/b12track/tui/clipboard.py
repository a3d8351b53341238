"""Copying text out of the app, as far as a terminal lets a program do so.

No terminal says whether it did, and some are known not to: there, nobody is told that something was copied.
"""

import os

from b12track.tui.app import B12App


def reaches(environ: "os._Environ[str] | dict[str, str] | None" = None) -> bool:
    """Whether this terminal may take text into the clipboard."""
    given = os.environ if environ is None else environ
    if given.get("TERM_PROGRAM") == "Apple_Terminal" or given.get("TERM", "") in ("linux", "dumb"):
        return False
    version = given.get("VTE_VERSION", "")
    return not (version.isdecimal() and int(version) < 7600)


def copy(app: B12App, text: str, otherwise: str = "") -> None:
    """Copy, and say so; where it cannot be, say what there is instead."""
    if not reaches():
        app.say(otherwise or f"This terminal cannot copy from a program. The line: {text}")
        return
    app.copy_to_clipboard(text)
    app.say(
        f"Copied, if this terminal allows it: {text}"
        if "\n" not in text
        else "Copied, if this terminal allows it."
    )
