"""Known words that a word may be a slip of.

What always holds: one that is near is asked about, or named in a refusal, and never put in the place of what was typed.
Whoever uses it imports it after a slip only, because `difflib` takes ten milliseconds to load.
"""

from collections.abc import Sequence
from difflib import get_close_matches


def near_word(typed: str, known: Sequence[str], *, least: int, alike: float) -> str | None:
    """The known word that one in small letters may be a slip of, or the beginning of; none where it is one.

    `least` is how many letters make a beginning, `alike` how much two words have to share, up to 1.
    """
    if typed in known:
        return None
    begun = [word for word in known if word.startswith(typed)]
    if len(begun) == 1 and len(typed) >= least:
        return begun[0]
    near = get_close_matches(typed, known, 3, alike)
    # A slip is rarely in the first letter: "munday" is as near to Sunday as to Monday.
    return next((word for word in near if word[0] == typed[0]), near[0] if near else None)
