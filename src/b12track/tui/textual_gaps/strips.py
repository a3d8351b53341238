"""Lines of text without the seven caches that Textual makes for each: a picture of 120 columns takes 3 ms less.

A screen is made of some two thousand pieces of lines, nearly all of which are drawn once; a cache that is made when it
is first asked for is hardly ever made. It is also a quarter of what the collector would have to look through. Private
names: the caches of a line, and what else it has when it is new. Where Textual's lines are made otherwise than they are
known here, they stay as they are.
"""

from collections.abc import Iterable

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip

_CACHES = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
_OTHERS = ("_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count")


def _begin(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    self._segments, self._cell_length = list(segments), cell_length
    self._render_cache = self._link_ids = self._cell_count = None


def _first_asked(self: Strip, name: str) -> object:
    if name not in _CACHES:
        raise AttributeError(name)
    cache: FIFOCache[object, object] = FIFOCache(_CACHES[name])
    setattr(self, name, cache)
    return cache


def are_lighter() -> None:
    """Have lines of text made so from now on."""
    if set(Strip.__slots__) == {*_CACHES, *_OTHERS}:
        Strip.__init__ = _begin  # type: ignore[method-assign]
        Strip.__getattr__ = _first_asked  # type: ignore[attr-defined]
