"""What the numbers may claim, in words; the same for the page, the command and the screen.

What always holds: a verdict without the days to carry it says what it lacks; nothing says why.
"""

from b12track.domain.record.records import GoodEnd
from b12track.domain.rules.numbers import ChangeVerdict, Plateau, WearingOff
from b12track.domain.wording.phrases import days

ARROWS: dict[GoodEnd, str] = {"high": "▲", "low": "▼"}
NOT_WHY = "This does not show why."
# Of every range that is printed; `numbers.noise` says why it is the same for one-sided verdicts.
RANGE = "95 % range"
_CHANGES = {"better": "better", "worse": "worse", "no_clear_change": "no clear change"}
_WORSE: dict[GoodEnd, str] = {"high": "lower", "low": "higher"}


def signed(value: float) -> str:
    """A difference: "+2.3", "-1.3"; "0.0" has no sign."""
    shown = f"{value:+.1f}"
    return shown[1:] if shown in ("+0.0", "-0.0") else shown


def one_decimal(value: float) -> str:
    """A mean or the end of a range: never "-0.0"."""
    shown = f"{value:.1f}"
    return "0.0" if shown == "-0.0" else shown


def difference(delta: float | None, low: float | None, high: float | None) -> str:
    """ "+2.3 (1.1 to 3.5)"; nothing where there is nothing."""
    if delta is None or low is None or high is None:
        return ""
    return f"{signed(delta)} ({one_decimal(low)} to {one_decimal(high)})"


def not_enough(missing: str) -> str:
    """ "not enough entries (needs 3 full cycles, has 2)"."""
    return f"not enough entries ({missing})" if missing else "not enough entries"


def change_words(found: ChangeVerdict) -> str:
    """ "better", "worse", "no clear change", or what is missing."""
    return _CHANGES.get(found.verdict) or not_enough(found.missing)


def wearing_off_words(found: WearingOff, good: GoodEnd) -> str:
    """The end of the cycle against its middle, without the symptom's name."""
    if found.verdict == "not_enough":
        return not_enough(found.missing)
    verdict = f"{_WORSE[good]} late in the cycle" if found.verdict == "yes" else "no clear wearing off"
    numbers = f"{difference(found.effect, found.low, found.high)}, {found.cycles} cycles, {days(found.days)}"
    return f"{verdict}: {numbers}"


def plateau_words(found: Plateau, good: GoodEnd) -> str:
    """Now against the end of loading, without the symptom's name."""
    if found.verdict == "not_enough":
        return not_enough(found.missing)
    verdict = _WORSE[good] if found.verdict == "yes" else f"not clearly {_WORSE[good]}"
    return f"{verdict}: {difference(found.delta, found.low, found.high)}"
