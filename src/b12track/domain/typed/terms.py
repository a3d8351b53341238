"""The vocabulary: drugs, routes, sites, built-in symptoms, units and containers, and how people type them.

A reader gives back the spelling that is kept in the file or refuses; it never guesses. Free text is allowed
where the world has more words than this list (drugs and sites), never for routes and containers.
"""

from collections.abc import Sequence

from b12track.domain.record.faults import Deed, NeedsYes, Refused
from b12track.domain.record.records import TREATMENT_KINDS, Route, SymptomKind, TreatmentKind
from b12track.domain.wording.text import clean, folded_words, quote

DRUGS = ("cyanocobalamin", "hydroxocobalamin", "methylcobalamin")

ROUTES: dict[Route, str] = {"IM": "into muscle (IM)", "SC": "under the skin (SC)"}

BODY_PARTS = ("deltoid", "thigh", "ventrogluteal", "dorsogluteal", "abdomen")
SITES = tuple([f"{side}-{part}" for part in BODY_PARTS for side in ("left", "right")])
# Shorter and plainer words for some of them. Where one is typed it is asked about: an arm has more than one place.
PLAIN_PARTS = {"deltoid": "arm", "ventrogluteal": "hip", "dorsogluteal": "buttock", "abdomen": "belly"}

CONTAINERS = ("single-dose", "multi-dose")

# What a laboratory's sheet may say, in the spelling that is kept.
LAB_UNITS = (
    "ng/L",
    "pg/mL",
    "pmol/L",
    "nmol/L",
    "umol/L",
    "nmol/mL",
    "ug/L",
    "ng/mL",
    "g/L",
    "g/dL",
    "fL",
    "%",
    "mmol/L",
    "mg/dL",
    "U/mL",
    "IU/mL",
    "/nL",
)

# The first four are what clinicians ask people to log; the others wait until somebody turns them on.
BUILTIN_SYMPTOMS = (
    SymptomKind("energy", "Energy", "worn out", "full of energy", "high"),
    SymptomKind("sleep", "Sleep", "no rest", "slept well", "high"),
    SymptomKind("tingling", "Tingling or numbness", "never", "all the time", "low"),
    SymptomKind("soreness", "Injection-site soreness", "none", "worst", "low"),
    SymptomKind("fog", "Brain fog", "clear", "lost in fog", "low", shown=False),
    SymptomKind("mood", "Mood", "low", "good", "high", shown=False),
    SymptomKind("life", "In the way of the day", "not at all", "could do nothing", "low", shown=False),
    SymptomKind("balance", "Unsteadiness", "steady", "falling", "low", shown=False),
    SymptomKind("breath", "Breathlessness", "none", "worst", "low", shown=False),
    SymptomKind("palpitations", "Palpitations", "none", "worst", "low", shown=False),
    SymptomKind("tongue", "Sore tongue", "none", "worst", "low", shown=False),
)

_ROUTE_WORDS: dict[str, Route] = {
    "im": "IM",
    "deep im": "IM",
    "into muscle": "IM",
    "into the muscle": "IM",
    "intramuscular": "IM",
    "intramuscularly": "IM",
    "into muscle (im)": "IM",
    "sc": "SC",
    "subcut": "SC",
    "sub cut": "SC",
    "subq": "SC",
    "sub q": "SC",
    "s c": "SC",
    "under skin": "SC",
    "under the skin": "SC",
    "subcutaneous": "SC",
    "subcutaneously": "SC",
    "under the skin (sc)": "SC",
}
# Ways into the body that no B12 injection here takes: refused by name, because the word was understood.
_OTHER_ROUTES = {
    "iv": "into a vein",
    "intravenous": "into a vein",
    "into vein": "into a vein",
    "into a vein": "into a vein",
    "id": "into the skin",
    "intradermal": "into the skin",
}
# Ways in which B12 is taken beside injections: it has its own kind of record.
_TAKEN = {
    **dict.fromkeys(("po", "oral", "orally", "by mouth", "tablet", "tablets", "pill", "pills"), "by mouth"),
    **dict.fromkeys(
        ("sublingual", "sublingually", "under the tongue", "lozenge", "lozenges"), "under the tongue"
    ),
    **dict.fromkeys(("nasal", "nasally", "spray", "nasal spray", "through the nose"), "through the nose"),
    **dict.fromkeys(("patch", "patches", "transdermal"), "through the skin"),
}
# What an appointment is for, where it is one of those that the flags look for.
_PURPOSES = {
    **dict.fromkeys(("injection", "injections", "shot", "jab", "b12 injection"), "injection"),
    "review": "review",
    **dict.fromkeys(("blood test", "blood-test", "bloodtest", "blood tests", "bloods"), "blood test"),
}
# Shorter ones could be the beginning of anything.
_LEAST_BEGINNING = 4
_SIDES = {"l": "left", "lt": "left", "left": "left", "r": "right", "rt": "right", "right": "right"}


def site_label(site: str, *, short: bool = False) -> str:
    """A site for people: "left thigh", or short "L thigh"; free text as it is."""
    if site not in SITES:
        return site
    side, part = site.split("-")
    return f"{side[0].upper() if short else side} {part}"


def other_side(site: str) -> str | None:
    """The same place on the other side; none for free text."""
    if site not in SITES:
        return None
    side, part = site.split("-")
    return f"{'right' if side == 'left' else 'left'}-{part}"


def read_treatment_kind(text: str) -> TreatmentKind:
    """What kind of thing is taken beside the injections."""
    words = folded_words(text)
    for kind in TREATMENT_KINDS:
        if words == kind:
            return kind
    raise Refused("kind", f"{quote(text)} is not known", f"write one of {', '.join(TREATMENT_KINDS)}")


def read_purpose(text: str) -> str:
    """What an appointment is for, in the words that the flags look for where it is one of those."""
    purpose = clean(text, "purpose")
    return _PURPOSES.get(folded_words(purpose), purpose)


def purpose_doubt(purpose: str) -> str:
    """What is asked about a purpose that may be a slip: flags and the calendar look for an injection by its word."""
    near = _near(purpose, tuple(dict.fromkeys(_PURPOSES.values())))
    return f"was {near} meant?" if near else ""


def read_route(text: str) -> Route:
    """The route, however it is spelt; one that is not for these injections is refused by name."""
    words = " ".join(folded_words(text).replace(".", "").replace("-", " ").replace("/", " ").split())
    if route := _ROUTE_WORDS.get(words):
        return route
    wanted = "write IM (into muscle) or SC (under the skin)"
    if taken := _TAKEN.get(words):
        raise Refused(
            "route",
            f"{quote(text)} is {taken}: that is not an injection but a treatment",
            wanted,
            Deed("treatment"),
        )
    if elsewhere := _OTHER_ROUTES.get(words):
        raise Refused("route", f"{quote(text)} is {elsewhere}, which b12track does not record", wanted)
    raise Refused("route", f"{quote(text)} is not a known route", wanted)


def read_site(text: str) -> str:
    """The site: a known one by id, by label or by a short form with its side; anything else as typed.

    A part without its side, or a short form that could be two places, stays free text rather than becoming a
    guess.
    """
    typed = clean(text, "site", limit=60)
    if not typed:
        raise Refused("site", "nothing was typed", f"write one such as {SITES[0]}, or the place in words")
    words = _words_of(typed)
    if len(words) == 2:
        for side, part in (words, reversed(words)):
            found = [known for known in BODY_PARTS if len(part) >= 3 and known.startswith(part)]
            if side in _SIDES and len(found) == 1:
                return f"{_SIDES[side]}-{found[0]}"
    return typed


def _words_of(site: str) -> list[str]:
    return folded_words(site).replace("-", " ").replace(",", " ").replace(".", " ").split()


def read_drug(text: str) -> str:
    """The drug: a known one whatever its letter case, anything else as typed."""
    typed = clean(text, "drug", limit=80)
    if not typed:
        raise Refused("drug", "nothing was typed", f"write one such as {', '.join(DRUGS)}")
    return next((drug for drug in DRUGS if drug == folded_words(typed)), typed)


def drug_doubt(drug: str) -> str:
    """What is asked about a drug whose name may be a slip; nothing about any other."""
    near = near_drug(drug)
    return f"was {near} meant?" if near else ""


def near_drug(drug: str) -> str | None:
    """The drug that a name may be a slip of, or the beginning of; none where it is one, or is like none."""
    return _near(drug, DRUGS)


def site_doubt(site: str) -> str:
    """What is asked about a place that may be a slip: as free text it would take no part in the turns."""
    if site in SITES:
        return ""
    plain = {word: part for part, word in PLAIN_PARTS.items()}
    words = {_SIDES.get(word) or plain.get(word, word) for word in _words_of(site) if word != "upper"}
    near = next((known for known in SITES if set(known.split("-")) == words), None) or _near(site, SITES)
    return f"was {site_label(near)} meant?" if near else ""


def _near(typed: str, known: Sequence[str]) -> str | None:
    """The known word that one which is not known may be a slip of; to be asked, never put in its place."""
    if typed in known:
        return None
    from b12track.domain.typed.near import near_word

    return near_word(folded_words(typed), known, least=_LEAST_BEGINNING, alike=0.85)


def read_unit(text: str, *, yes: bool) -> str:
    """A laboratory's unit in the spelling that is kept; one that is not on the list only if it is meant."""
    typed = clean(text, "unit", limit=20)
    if not typed:
        raise Refused("unit", "nothing was typed", f"write one of {' '.join(LAB_UNITS)}")
    # Folding turns the micro sign into the Greek letter, so one replacement serves both.
    folded = "".join(folded_words(typed).split()).replace("μ", "u")
    for unit in LAB_UNITS:
        if unit.casefold() == folded:
            return unit
    if yes:
        return typed
    raise NeedsYes(
        "unit", f"{quote(text)} is not one of {' '.join(LAB_UNITS)}", "check it on the laboratory's sheet"
    )


def read_container(text: str) -> str:
    """The container: `single-dose` or `multi-dose`; never inferred from a volume."""
    words = folded_words(text).replace("-", " ").removesuffix(" vial").removesuffix(" container")
    for container in CONTAINERS:
        if words in (container.replace("-", " "), container.split("-")[0], container.replace("-", "")):
            return container
    raise Refused("container", f"{quote(text)} is not a known container", f"write {' or '.join(CONTAINERS)}")
