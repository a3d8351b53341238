"""When to seek care: the signs that the help screen names, each with how well it is known.

What always holds: nothing here is advice for one person, and b12track watches for none of it.
"""

from typing import Literal, NamedTuple

Mark = Literal["V", "V / S", "S", "M"]

SOURCES: dict[Mark, str] = {
    "V": "read in an official source",
    "V / S": "read in an official source in part, else in a secondary one",
    "S": "read in a secondary source only",
    "M": "general knowledge, not checked in a source",
}


class Sign(NamedTuple):
    """What somebody may notice, where to turn, and how well that is known."""

    what: str
    turn_to: str
    mark: Mark


SIGNS = (
    Sign(
        "Trouble breathing, swelling of face or throat, a widespread rash after an injection",
        "the emergency services, now",
        "V",
    ),
    Sign(
        "Sudden loss of vision, weakness of a limb, loss of bladder or bowel control",
        "the emergency services",
        "M",
    ),
    Sign(
        "Chest pain, fainting, marked palpitations or weakness early in treatment",
        "the emergency services if it is severe, else a clinician the same day",
        "V / S",
    ),
    Sign(
        "New or worse numbness, unsteadiness, memory or mood change",
        "a clinician promptly, within the week",
        "S",
    ),
    Sign("A hot, spreading, very painful injection site, or fever", "a clinician", "M"),
    Sign("Leber's disease, before cyanocobalamin is used", "tell the prescriber", "V"),
    Sign("Reddish urine", "usually harmless", "S"),
)
NOT_WATCHED = (
    "b12track does not watch for these signs. In doubt, ask: your clinic, a pharmacist, "
    "the emergency services."
)
