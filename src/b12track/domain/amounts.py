"""Doses, strengths, volumes and laboratory values: how people type them, and how people see them."""

from b12track.domain.faults import Refused


def read_dose(text: str, field: str = "dose") -> float:
    """A dose with its unit, in micrograms: an int where it is whole."""
    raise Refused(f"{field}: {text} is not read yet")


def read_strength(text: str, field: str = "strength") -> float:
    """A strength such as "1000mcg/ml" or "10mg/2ml", in micrograms per millilitre."""
    raise Refused(f"{field}: {text} is not read yet")


def read_volume(text: str, field: str = "volume") -> float:
    """A volume with its unit, in millilitres."""
    raise Refused(f"{field}: {text} is not read yet")


def read_number(text: str, field: str = "number") -> float:
    """A plain number, zero or more."""
    raise Refused(f"{field}: {text} is not read yet")


def read_result(text: str, field: str = "value") -> tuple[str | None, float]:
    """A laboratory's value: its comparator (< > <= >=) or none, and the number."""
    raise Refused(f"{field}: {text} is not read yet")


def read_range(text: str, field: str = "range") -> tuple[float | None, float | None]:
    """A laboratory's range: "180-914"; one-sided "<5", ">3", "180-"."""
    raise Refused(f"{field}: {text} is not read yet")


def show_number(value: float) -> str:
    """A number without needless digits: never "1.0"."""
    raise Refused(f"number: {value} is not shown yet")


def show_dose(mcg: float) -> str:
    """A dose for people: "1 mg (1000 mcg)", and "250 mcg" below one milligram."""
    raise Refused(f"dose: {mcg} is not shown yet")


def show_volume(ml: float) -> str:
    """A volume for people: "1 mL"."""
    raise Refused(f"volume: {ml} is not shown yet")


def show_strength(mcg_per_ml: float) -> str:
    """A strength for people: "1000 mcg/mL"."""
    raise Refused(f"strength: {mcg_per_ml} is not shown yet")


def dose_matches(dose_mcg: float, strength_mcg_per_ml: float, volume_ml: float) -> bool:
    """Whether dose = strength × volume."""
    raise Refused(f"dose: {dose_mcg} {strength_mcg_per_ml} {volume_ml} is not compared yet")
