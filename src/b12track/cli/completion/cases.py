"""What the scripts for bash and zsh have in common: words as lines, and the branches of their `case` statements."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from b12track.cli.completion.tree import Behind, Place, usual_values


class Cases(NamedTuple):
    """The branches: for an option of one place, for any option, for the options of a place, for its words.

    The special ones are of options that stand in other places for something else.
    """

    special: str
    general: str
    options: str
    positions: str


def cases(found: Mapping[str, Place], *, files: str, nothing: str, leave: str) -> Cases:
    """The branches over all places; the shells differ in how they offer files, or nothing, and leave a function."""

    def act(behind: Behind) -> str:
        if behind.is_file:
            return files
        if behind.kind:
            return f"_b12track_ask {behind.kind}"
        return f"_b12track_offer <<< {here(behind.words)}" if behind.words else nothing

    usual = usual_values(found)
    special = [
        f"    '{path} {option.name}') {act(option.behind)}; {leave} ;;"
        for path, place in found.items()
        for option in place.options
        if option.behind and option.behind != usual[option.name]
    ]
    general = [f"    {name}) {act(behind)}; {leave} ;;" for name, behind in usual.items()]
    options = [
        f"    '{path}') _b12track_offer <<< {here(option.name for option in place.options)} ;;"
        for path, place in found.items()
    ]
    positions = []
    for path, place in found.items():
        for number, behind in enumerate(place.behind):
            repeats = place.repeats and number == len(place.behind) - 1
            nth = f"'{path} '*" if repeats else f"'{path} {number}'"
            positions.append(f"    {nth}) {act(behind)} ;;")
    return Cases(*map("\n".join, (special, general, options, positions)))


def here(words: Iterable[str]) -> str:
    """Words as both shells read lines of them, each a line; none of ours holds a quote."""
    return "$'" + "\\n".join(words) + "'"
