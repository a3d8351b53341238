"""Who gave a dose: the patient, or somebody else.

What always holds: only words that can mean nobody else count as the patient; who is not named is not guessed.
"""

from b12track.domain.record.records import Injection, Person
from b12track.domain.wording.text import folded_words

_PATIENT = frozenset(
    {"self", "me", "myself", "i", "patient", "the patient", "self-given", "self-administered"}
)


def is_patient(word: str) -> bool:
    """Whether a word can mean nobody but whoever writes it."""
    return folded_words(word) in _PATIENT


def is_self_given(person: Person, given: Injection) -> bool:
    """Whether the record says that the patient gave the dose, by such a word or by name."""
    return is_patient(given.given_by) or folded_words(given.given_by) == folded_words(person.name)
