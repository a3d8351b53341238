"""Codes for interchange: only those that were read in an official or a secondary source, and never without the words.

What always holds: a thing without a code here is said in words alone; a code is given only where it says neither more
nor less than the record does.
"""

from collections.abc import Sequence
from typing import Any

from b12track.domain.record.records import Injection, Lab
from b12track.domain.wording.text import folded_words

UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
SNOMED = "http://snomed.info/sct"
LOCAL_SYMPTOM = "urn:b12track:symptom"
LOCAL_TREATMENT = "urn:b12track:treatment"

UNITS = frozenset(
    ("ug", "mg", "mL", "pg/mL", "ng/L", "pmol/L", "nmol/L", "umol/L", "g/L", "g/dL", "fL", "{score}")
)
_MASS = ("pg/mL", "ng/L", "ng/mL", "ug/L", "g/L", "g/dL", "mg/dL")
_MOLES = ("pmol/L", "nmol/L", "umol/L", "nmol/mL", "mmol/L")

# A test by what people call it, whether it is measured by mass or by moles, its code, and how LOINC names that. Codes
# that were never checked are left out: MCV, active B12.
_B12 = ("b12", "vitamin b12", "serum b12", "cobalamin")
_SERUM = "in Serum or Plasma"
_TESTS = (
    (_B12, _MASS, "2132-9", f"Cobalamin (Vitamin B12) [Mass/volume] {_SERUM}"),
    (_B12, _MOLES, "14685-2", f"Cobalamin (Vitamin B12) [Moles/volume] {_SERUM}"),
    (
        ("mma", "methylmalonic acid", "methylmalonate"),
        _MOLES,
        "13964-2",
        f"Methylmalonate [Moles/volume] {_SERUM}",
    ),
    (("homocysteine", "hcy"), _MOLES, "13965-9", f"Homocysteine [Moles/volume] {_SERUM}"),
    (("folate", "serum folate"), _MASS, "2284-8", f"Folate [Mass/volume] {_SERUM}"),
    (("ferritin",), _MASS, "2276-4", f"Ferritin [Mass/volume] {_SERUM}"),
    (
        ("haemoglobin", "hemoglobin", "hb", "hgb"),
        ("g/L", "g/dL"),
        "718-7",
        "Hemoglobin [Mass/volume] in Blood",
    ),
)
# These name the strength as well, so they stand only where the record says that it was this one.
_SOLUTIONS = {"cyanocobalamin": "309594", "hydroxocobalamin": "317106"}
_SOLUTION_MCG_PER_ML = 1000
_SUBSTANCES = {"hydroxocobalamin": "B03BA03"}
_ROUTES = {"IM": ("78421000", "Intramuscular route"), "SC": ("34206005", "Subcutaneous route")}
_SITES = {
    "left-deltoid": ("16217701000119102", "Structure of left deltoid muscle"),
    "right-deltoid": ("16217661000119109", "Structure of right deltoid muscle"),
    "left-thigh": ("61396006", "Left thigh structure"),
    "right-thigh": ("11207009", "Right thigh structure"),
}


def coding(system: str, code: str, display: str) -> dict[str, str]:
    """A code with the words that its system has for it."""
    return {"system": system, "code": code, "display": display}


def concept(text: str, *codings: dict[str, str]) -> dict[str, Any]:
    """A concept in words, with the codes that are known for it."""
    return {"coding": list(codings), "text": text} if codings else {"text": text}


def quantity(value: float, unit: str, code: str = "") -> dict[str, Any]:
    """A number with its unit; with its code where that is one of UCUM's known here."""
    code = code or unit
    coded = {"system": UCUM, "code": code} if code in UNITS else {}
    return {"value": value, **({"unit": unit} if unit.strip() else {}), **coded}


def drug(name: str, strength_mcg_per_ml: float | None = None) -> dict[str, Any]:
    """A drug."""
    known = name.casefold()
    codings = []
    if known in _SOLUTIONS and strength_mcg_per_ml == _SOLUTION_MCG_PER_ML:
        words = f"{known} 1 MG/ML Injectable Solution"
        codings.append(coding(RXNORM, _SOLUTIONS[known], words))
    if known in _SUBSTANCES:
        codings.append(coding(ATC, _SUBSTANCES[known], known))
    return concept(name, *codings)


def route(which: str, words: str) -> dict[str, Any]:
    """A route."""
    return concept(words, coding(SNOMED, *_ROUTES[which]))


def site(injection: Injection, words: str) -> dict[str, Any]:
    """A place on the body; free text has no code."""
    known = _SITES.get(injection.site)
    return concept(words, *([coding(SNOMED, *known)] if known else []))


def test(lab: Lab) -> dict[str, Any]:
    """A laboratory test."""
    name = folded_words(lab.test)
    found = [(code, words) for names, units, code, words in _TESTS if name in names and lab.unit in units]
    return concept(lab.test, *(coding(LOINC, *each) for each in found))


def test_of(code: str) -> str:
    """What people call the test of a LOINC code; nothing for one that is not known here."""
    return next((names[0] for names, _, known, _ in _TESTS if known == code), "")


def drug_of(found: Sequence[tuple[str, str]]) -> str:
    """The drug that a code names, with its system."""
    known = {
        **{(RXNORM, code): name for name, code in _SOLUTIONS.items()},
        **{(ATC, code): name for name, code in _SUBSTANCES.items()},
    }
    return next((known[each] for each in found if each in known), "")


def route_of(found: Sequence[tuple[str, str]]) -> str:
    """The route that a code names, with its system."""
    known = {(SNOMED, code): route for route, (code, _) in _ROUTES.items()}
    return next((known[each] for each in found if each in known), "")
