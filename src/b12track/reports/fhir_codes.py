"""Codes for interchange: only those that were read in an official or a secondary source, and never without the words.

What always holds: a thing without a code here is said in words alone; a code is given only where it says neither more
nor less than the record does.
"""

from typing import Any

from b12track.domain.record.records import Injection, Lab
from b12track.domain.wording.text import folded_words

UCUM = "http://unitsofmeasure.org"
_LOINC = "http://loinc.org"
_RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
_ATC = "http://www.whocc.no/atc"
_SNOMED = "http://snomed.info/sct"
LOCAL_SYMPTOM = "urn:b12track:symptom"

UNITS = frozenset(
    ("ug", "mg", "mL", "pg/mL", "ng/L", "pmol/L", "nmol/L", "umol/L", "g/L", "g/dL", "fL", "{score}")
)
_MASS = ("pg/mL", "ng/L", "ng/mL", "ug/L", "g/L", "g/dL", "mg/dL")
_MOLES = ("pmol/L", "nmol/L", "umol/L", "nmol/mL", "mmol/L")

# A test by what people call it, whether it is measured by mass or by moles, and its code. Codes that were never
# checked are left out: MCV, active B12.
_TESTS = (
    (("b12", "vitamin b12", "serum b12", "cobalamin"), _MASS, "2132-9"),
    (("b12", "vitamin b12", "serum b12", "cobalamin"), _MOLES, "14685-2"),
    (("mma", "methylmalonic acid", "methylmalonate"), _MOLES, "13964-2"),
    (("homocysteine", "hcy"), _MOLES, "13965-9"),
    (("folate", "serum folate"), _MASS, "2284-8"),
    (("ferritin",), _MASS, "2276-4"),
    (("hb", "hgb", "haemoglobin", "hemoglobin"), ("g/L", "g/dL"), "718-7"),
)
# These name the strength as well, so they stand only where the record says that it was this one.
_SOLUTIONS = {"cyanocobalamin": "309594", "hydroxocobalamin": "317106"}
_SOLUTION_MCG_PER_ML = 1000
_SUBSTANCES = {"hydroxocobalamin": "B03BA03"}
_ROUTES = {"IM": "78421000", "SC": "34206005"}
_SITES = {
    "left-deltoid": "16217701000119102",
    "right-deltoid": "16217661000119109",
    "left-thigh": "61396006",
    "right-thigh": "11207009",
}


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
        codings.append({"system": _RXNORM, "code": _SOLUTIONS[known]})
    if known in _SUBSTANCES:
        codings.append({"system": _ATC, "code": _SUBSTANCES[known]})
    return concept(name, *codings)


def route(which: str, words: str) -> dict[str, Any]:
    """A route."""
    return concept(words, {"system": _SNOMED, "code": _ROUTES[which]})


def site(injection: Injection, words: str) -> dict[str, Any]:
    """A place on the body; free text has no code."""
    code = _SITES.get(injection.site)
    return concept(words, *([{"system": _SNOMED, "code": code}] if code else []))


def test(lab: Lab) -> dict[str, Any]:
    """A laboratory test."""
    name = folded_words(lab.test)
    codes = [code for names, units, code in _TESTS if name in names and lab.unit in units]
    return concept(lab.test, *({"system": _LOINC, "code": code} for code in codes))
