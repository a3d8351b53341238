"""A day's scores as people type them: `energy=6 sleep=7`.

A score is a whole number from 0 to 10 of a symptom that this person's file knows. Nothing is rounded and no
symptom is guessed: a beginning of a name is taken only where it is the beginning of one name.
"""

import re
from collections.abc import Sequence

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import SymptomKind
from b12track.domain.wording.text import folded_words, quote


def read_scores(words: Sequence[str], kinds: Sequence[SymptomKind]) -> dict[str, int]:
    """The scores by symptom name, in the order typed: "energy=6", or "energy 6" in two words."""
    joined: list[str] = []
    for word in words:
        if word.isdecimal() and joined and "=" not in joined[-1]:
            joined[-1] = f"{joined[-1]}={word}"
        else:
            joined.append(word)
    scores: dict[str, int] = {}
    for word in joined:
        name, equals, typed = word.partition("=")
        if not equals:
            raise Refused(
                "score",
                f"{quote(word)} has no score",
                f"write it as {kinds[0].name if kinds else 'energy'}=6",
            )
        kind = _kind(name, kinds)
        if kind.name in scores:
            raise Refused(kind.name, "scored twice", "write it once")
        scores[kind.name] = read_score(typed, kind)
    return scores


def read_score(text: str, kind: SymptomKind) -> int:
    """One score of this symptom."""
    if found := re.fullmatch(r"0*([0-9]|10)", text.strip()):
        return int(found[1])
    ends = f"from 0 ({kind.low}) to 10 ({kind.high})"
    raise Refused(kind.name, f"{quote(text)} is not a whole number {ends}")


def _kind(typed: str, kinds: Sequence[SymptomKind]) -> SymptomKind:
    """The symptom of this name, or of this label, or the only one that begins so."""
    words = folded_words(typed)
    for kind in kinds:
        if words == folded_words(kind.name):
            return kind
    found = [kind for kind in kinds if words == folded_words(kind.label)]
    if not found and words:
        found = [
            kind
            for kind in kinds
            if folded_words(kind.name).startswith(words) or folded_words(kind.label).startswith(words)
        ]
    if len(found) == 1:
        return found[0]
    if found:
        both = " or ".join(kind.name for kind in found)
        raise Refused("symptom", f"{quote(typed)} could be more than one", f"write {both}")
    from difflib import get_close_matches  # ten milliseconds: only when something is wrong already

    names = {folded_words(word): kind.name for kind in kinds for word in (kind.label, kind.name)}
    near = dict.fromkeys(names[match] for match in get_close_matches(words[:60], names, 3, 0.6))
    if near:
        right = f"did you mean {' or '.join(near)}?"
    else:
        right = (
            f"write one of {', '.join(kind.name for kind in kinds)}"
            if kinds
            else "no symptoms are set up yet"
        )
    raise Refused("symptom", f"{quote(typed)} is not a known symptom", right)
