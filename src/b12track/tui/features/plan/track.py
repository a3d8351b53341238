"""The phases as a track: what is behind, where the person stands, what is ahead.

What always holds: each phase has a mark of its own shape; where the track has no room its phases stand below each
other.
"""

from collections.abc import Sequence

from rich.text import Text

from b12track.domain.wording.text import clip, pad, printable, width, wrap
from b12track.tui.features.plan.words import Station

_LEAST = 22
MARKS = {"done": "●", "here": "◉", "unconfirmed": "◎", "ahead": "○"}


def track(stations: Sequence[Station], here: str, room: int, colours: dict[str, str]) -> list[Text]:
    """The track across the room that there is."""
    each = room // max(len(stations), 1)
    if not stations:
        return []
    if each < _LEAST:
        return _below_each_other(stations, here, room, colours)
    marker, line = Text(), Text()
    names: list[list[tuple[str, str]]] = []
    for number, station in enumerate(stations):
        is_last = number == len(stations) - 1
        columns = room - each * (len(stations) - 1) if is_last else each
        line.append_text(_segment(station, columns, is_last, colours))
        if station.here is not None:
            at = each * number + _column(station, columns)
            words = f"▼ {printable(here)}"
            if at + width(words) > room:
                words = f"{printable(here)} ▼"
                marker.append(" " * max(at - width(words) + 1, 0))
            else:
                marker.append(" " * at)
            marker.append(words, f"bold {colours['accent']}")
        said = [(clip(printable(station.name), columns - 2), f"bold {colours['foreground']}")]
        said += [(line, colours["foreground"]) for line in wrap(printable(station.often), columns - 2)]
        said += [(line, colours["muted"]) for line in wrap(station.progress, columns - 2)]
        if station.state == "unconfirmed":
            said.append((clip("? not confirmed: m", columns - 2), colours["late"]))
        names.append(said)
    lines = [marker, line]
    for row in range(max(map(len, names))):
        text = Text()
        for number, said in enumerate(names):
            words, style = said[row] if row < len(said) else ("", "")
            text.append(pad(words, each) if number + 1 < len(names) else words, style)
        lines.append(text)
    return lines


def _segment(station: Station, columns: int, is_last: bool, colours: dict[str, str]) -> Text:
    mark, rest = MARKS[station.state], columns - 2
    done = rest if station.state == "done" else 0
    if station.here is not None:
        done = max(_column(station, columns) - 1, 0)
    text = Text()
    text.append(mark, f"bold {colours['notice']}")
    text.append("━" * done, colours["notice"])
    text.append(("╌" if station.state != "done" else "━") * max(rest - done, 0), colours["muted"])
    text.append("▶" if is_last else " ", colours["muted"])
    return text


def _column(station: Station, columns: int) -> int:
    return min(1 + round((station.here or 0.0) * (columns - 3)), columns - 2)


def _below_each_other(
    stations: Sequence[Station], here: str, room: int, colours: dict[str, str]
) -> list[Text]:
    lines = []
    for station in stations:
        mark = MARKS[station.state]
        style = f"bold {colours['accent' if station.here is not None else 'foreground']}"
        name = clip(f"{mark} {printable(station.name)}", room)
        lines.append(Text(name, style=style))
        said = [station.often, station.progress]
        if station.here is not None:
            said.append(f"▶ {printable(here)}")
        if station.state == "unconfirmed":
            said.append("? not confirmed: m")
        for words in said:
            lines += [
                Text(f"  {line}", style=colours["muted"]) for line in wrap(printable(words), max(room - 2, 8))
            ]
    return lines
