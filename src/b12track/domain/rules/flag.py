"""What a flag is, apart from the rules that raise it: whoever shows one need not load them."""

from typing import Literal, NamedTuple

Severity = Literal["urgent", "warning", "notice", "info"]
SEVERITIES: tuple[Severity, ...] = ("urgent", "warning", "notice", "info")
SHAPES: dict[Severity, str] = {"urgent": "■", "warning": "▲", "notice": "●", "info": "○"}


class Flag(NamedTuple):
    """A code, a severity, a sentence, the ids of the records that it rests on, and the symptom it is about."""

    code: str
    severity: Severity
    text: str
    records: tuple[str, ...] = ()
    symptom: str = ""
