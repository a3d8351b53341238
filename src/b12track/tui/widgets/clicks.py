"""Words in a frame that can be clicked, because everything that a key does the mouse does too."""

import re
from collections.abc import Mapping

# What the frames of forms and lists name: each is done by the screen that says it.
SHARED: Mapping[str, str] = {
    "Esc leaves": "screen.leave",
    "Esc back": "screen.leave",
    "Ctrl+S saves": "screen.save",
    "Enter saves": "screen.save",
    "Enter shows it": "screen.save",
    "Enter next": "screen.advance",
    "Ctrl+T as published": "screen.templates",
    "a add": "screen.add",
    "t today": "screen.today",
}


def clickable(text: str, clicks: Mapping[str, str] = SHARED) -> str:
    """The text as a frame's title takes it: its brackets are no markup, and a click on these words does that."""
    words = "|".join(map(re.escape, sorted(clicks, key=len, reverse=True)))
    parts = re.split(f"({words})", text)
    return "".join(
        f"[@click={clicks[part]}]{literal(part)}[/]" if part in clicks else literal(part) for part in parts
    )


def literal(text: str) -> str:
    """The text as a frame's title takes it where its brackets are no markup."""
    return text.replace("[", "\\[")
