"""Doses, strengths, volumes and laboratory values: how people type them, and how people see them.

What always holds: an amount is read with its unit or not at all, and exactly (0.1 mg is 100 mcg, not nearly
so); what can be read in two ways is refused with both readings. People see `mcg`, never the micro sign, which
gets lost in handwriting and in fonts, and never a trailing `.0`, which gets read as ten times as much.
"""

import re

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import folded_words, quote

# What one of the unit is in micrograms. Both micro signs fold to the Greek letter.
_MCG_IN = {
    "mcg": 1,
    "ug": 1,
    "μg": 1,
    "microgram": 1,
    "micrograms": 1,
    "mg": 1000,
    "milligram": 1000,
    "milligrams": 1000,
}
_ML = ("ml", "millilitre", "millilitres", "milliliter", "milliliters")

# Far beyond any dose there is, so that a slip of the finger is caught and a plan is never called wrong.
MOST_DOSE_MCG = 10_000_000
MOST_VOLUME_ML = 1000
LEAST = 0.001

_AMOUNT = r"([0-9.,+-]*)\s*([^\W0-9_]*)"
LAB_COMPARATORS = ("<", ">", "<=", ">=")
_COMPARATORS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "=<": "<=", "=>": ">=", "≤": "<=", "≥": ">="}


def read_dose(text: str, field: str = "dose") -> float:
    """A dose with its unit, in micrograms: an int where it is whole.

    Also as b12track shows it, "1 mg (1000 mcg)", where both must be the same.
    """
    words = folded_words(text)
    if (shown := re.fullmatch(r"([^()]*)\(([^()]*)\)", words)) is not None:
        outer, inner = (_mass(part.strip(), text, field) for part in shown.groups())
        if abs(outer - inner) > 1e-6 * inner:
            either = f"{show_number(outer)}mcg or {show_number(inner)}mcg"
            raise Refused(field, f"{quote(text)} says two things", f"write {either}")
        return inner
    return _mass(words, text, field)


def read_strength(text: str, field: str = "strength") -> float:
    """A strength such as "1000mcg/ml" or "10mg/2ml", in micrograms per millilitre."""
    words = folded_words(text)
    parts = re.split(r"\s*/\s*|\s+per\s+|\s+in\s+", words)
    if len(parts) != 2:
        raise Refused(field, f"{quote(text)} does not say per how much", "write it as 1000mcg/ml")
    amount, volume = parts
    mass = _mass(amount, text, field, "/ml")
    if volume in _ML:
        return mass
    strength = mass / _volume(volume, text, field, "1000mcg/ml")
    return int(strength) if strength % 1 == 0 else strength


def read_volume(text: str, field: str = "volume") -> float:
    """A volume with its unit, in millilitres: an int where it is whole."""
    return _volume(folded_words(text), text, field, "1ml")


def read_number(text: str, field: str = "number") -> float:
    """A plain number, zero or more: an int where it is whole."""
    return _number(folded_words(text), text, field, "")


def read_result(text: str, field: str = "value") -> tuple[str | None, float]:
    """A laboratory's value: its comparator (< > <= >=) or none, and the number."""
    words = folded_words(text)
    mark = re.match(r"[<>=≤≥]*", words)
    typed = mark[0] if mark else ""
    if typed and typed not in _COMPARATORS:
        raise Refused(field, f"{quote(text)} begins with {typed}", "write <, >, <= or >=, such as <150")
    return _COMPARATORS.get(typed), _number(words[len(typed) :].strip(), text, field, "")


def parts_of_result(text: str) -> tuple[str, str, str] | None:
    """What a laboratory's value is made of as it was typed: its comparator, its number, and the unit behind them.

    None where there is no number; that the parts can be read is for who reads them.
    """
    found = re.fullmatch(r"([<>=≤≥]*)\s*([0-9][0-9.,]*)\s*(.*)", text.strip(), re.DOTALL)
    return (found[1], found[2], found[3]) if found else None


def read_range(text: str, field: str = "range") -> tuple[float | None, float | None]:
    """A laboratory's range, both ends included: "180-914"; one-sided "<5", ">3", "180-"."""
    words = re.sub(r"\s*(?:[-‐‑–—−]|\bto\b)\s*", "-", folded_words(text))
    if re.match(r"[<>=≤≥]", words):
        mark, value = read_result(words, field)
        return (value, None) if str(mark).startswith(">") else (None, value)
    parts = words.split("-")
    if len(parts) != 2 or not parts[0]:
        raise Refused(field, f"{quote(text)} is not a range", "write it as 180-914, <5 or >3")
    low = _number(parts[0], text, field, "")
    if not parts[1]:
        return low, None
    high = _number(parts[1], text, field, "")
    if low > high:
        ends = f"{show_number(high)}-{show_number(low)}"
        raise Refused(
            field, f"{quote(text)} begins above its end", f"write the lower end first, such as {ends}"
        )
    return low, high


def show_number(value: float) -> str:
    """A number without needless digits: never "1.0", six decimals at most, and never 0 for what is not 0."""
    if isinstance(value, int):
        return str(value)
    if value % 1 == 0 and abs(value) < 1e15:
        return str(int(value))
    if not 1e-6 <= abs(value) < 1e15:
        return f"{value:.3g}"
    return f"{value:.6f}".rstrip("0").rstrip(".")


def show_range(low: float | None, high: float | None) -> str:
    """A laboratory's range for people: "180-914", "from 180", "up to 5"; nothing where none was stated."""
    if low is not None and high is not None:
        return f"{show_number(low)}-{show_number(high)}"
    if low is not None:
        return f"from {show_number(low)}"
    return f"up to {show_number(high)}" if high is not None else ""


def show_dose(mcg: float) -> str:
    """A dose for people: "1 mg (1000 mcg)", and "250 mcg" below one milligram."""
    shown = f"{show_number(mcg)} mcg"
    return f"{show_number(mcg / 1000)} mg ({shown})" if mcg >= 1000 else shown


def show_volume(ml: float) -> str:
    """A volume for people: "1 mL"."""
    return f"{show_number(_rounded(ml))} mL"


def show_strength(mcg_per_ml: float) -> str:
    """A strength for people: "1000 mcg/mL"."""
    return f"{show_number(_rounded(mcg_per_ml))} mcg/mL"


def dose_matches(dose_mcg: float, strength_mcg_per_ml: float, volume_ml: float) -> bool:
    """Whether dose = strength × volume.

    To one part in a thousand: a third of a millilitre is typed as 0.333, and no syringe measures more finely.
    """
    return abs(strength_mcg_per_ml * volume_ml - dose_mcg) <= abs(dose_mcg) / 1000 + 1e-9


def _mass(words: str, text: str, field: str, per: str = "") -> float:
    """A mass in micrograms, within what a dose can be; `per` follows the unit in what is suggested."""
    usual = f"1000mcg{per} or 1mg{per}"
    number, unit = _parts(words, text, field, usual)
    factor = _MCG_IN.get(unit)
    if factor is None:
        right = usual
        if not unit:
            bare = _number(number, text, field, f"mcg{per}")
            right = f"{show_number(bare)}mg{per} or {show_number(bare)}mcg{per}, whichever it is"
            if bare >= 100:  # no milligrams of B12 by any usual order: one amount in both units
                right = f"{show_number(bare)}mcg{per} or {show_number(bare / 1000)}mg{per}"
        raise Refused(field, f"{quote(text)} has {_which(unit)}", f"write {right}")
    mcg = _number(number, text, field, unit + per, factor)
    if not LEAST <= mcg <= MOST_DOSE_MCG:
        right = f"write what the prescriber ordered, such as {usual}"
        raise Refused(field, f"{quote(text)} is {_outside(mcg)}", right)
    return mcg


def _volume(words: str, text: str, field: str, right: str) -> float:
    """A volume in millilitres, within what a vial can hold."""
    number, unit = _parts(words, text, field, right)
    if unit not in _ML:
        raise Refused(field, f"{quote(text)} has {_which(unit, 'mL')}", f"write it as {right}")
    ml = _number(number, text, field, "ml")
    if not LEAST <= ml <= MOST_VOLUME_ML:
        raise Refused(field, f"{quote(text)} is {_outside(ml)}", f"write it as {right}")
    return ml


def _parts(words: str, text: str, field: str, right: str) -> tuple[str, str]:
    """The number and the unit of an amount."""
    if (found := re.fullmatch(_AMOUNT, words)) and found[1]:
        return found[1], found[2]
    raise Refused(field, f"{quote(text)} is not an amount that can be read", f"write it as {right}")


def _outside(amount: float) -> str:
    """What is wrong with an amount that is not within its bounds."""
    return "zero" if amount == 0 else "too small" if amount < LEAST else "too much"


def _which(unit: str, wanted: str = "mcg or mg") -> str:
    """What is wrong with a unit, in words."""
    return f"the unit {quote(unit)}, not {wanted}" if unit else "no unit"


def _number(words: str, text: str, field: str, unit: str, factor: int = 1) -> float:
    """The number times the factor, exactly; with a decimal point, or a comma that can be nothing else."""
    found = re.fullmatch(r"([0-9]{1,15})(?:([.,])([0-9]{1,15}))?", words)
    if not found:
        raise Refused(
            field, f"{quote(text)} is not a number that can be read", f"write it as 1000{unit} or 0.5{unit}"
        )
    whole, mark, decimals = found[1], found[2], found[3] or ""
    # "1,000" is a thousand in one country and one in the next; so is "1.000", which nobody writes for one.
    if len(decimals) == 3 and len(whole) <= 3 and whole[0] != "0" and (mark == "," or decimals == "000"):
        either = f"{whole}{decimals}{unit} or {show_number(_scaled(whole, decimals, 1))}{unit}"
        raise Refused(field, f"{quote(text)} can be read in two ways", f"write {either}")
    return _scaled(whole, decimals, factor)


def _scaled(whole: str, decimals: str, factor: int) -> float:
    """The number of these digits times the factor: in integers, because 0.1 has no exact float."""
    digits, tenths = int(whole + decimals) * factor, int("1" + "0" * len(decimals))
    return digits // tenths if digits % tenths == 0 else digits / tenths


def _rounded(value: float) -> float:
    """To three decimals, but never to nothing: what a division left over is no measure."""
    return round(value, 3) or value
