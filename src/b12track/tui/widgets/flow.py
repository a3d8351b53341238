"""Things laid out one after the other, each kept whole; a new line begins where the next one finds no room."""

from collections.abc import Sequence

from rich.text import Text

from b12track.domain.wording.text import width

GAP = 3


def flow(items: Sequence[Text], columns: int, *, first: int = 0, indent: int = 0) -> list[Text]:
    """The lines; on the first one `first` columns are taken already, the others begin with an indent."""
    lines: list[Text] = [Text()]
    used = first
    for item in items:
        size = width(item.plain)
        is_new = not lines[-1].plain.strip()
        if not is_new and used + GAP + size > columns:
            lines.append(Text(" " * indent))
            used, is_new = indent, True
        if not is_new:
            lines[-1].append(" " * GAP)
            used += GAP
        lines[-1].append_text(item)
        used += size
    return lines
