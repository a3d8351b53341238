"""The verdicts in words, said once for the trends, the graphs, the flags and the page.

What always holds: a difference is said with its range and what it rests on; a range that holds 0 is said with both
its directions, one that does not in the words of its own; a verdict that the days do not carry says what it lacks;
nothing says why, and of two regimens nothing says which to choose.
"""

from datetime import date

from b12track.domain.record.records import GoodEnd, SymptomKind
from b12track.domain.rules.logged import Logging
from b12track.domain.rules.numbers import ChangeVerdict, Plateau, WearingOff
from b12track.domain.rules.numbers.verdicts import TOO_UNEVEN, Mean, Window
from b12track.domain.typed.dates import show_day_range
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.text import capital

ARROWS: dict[GoodEnd, str] = {"high": "▲", "low": "▼"}
BEFORE_ROUNDING = "counted before the numbers were rounded"
NOT_WHY = "This does not show why."
SEE_A_CLINICIAN = "New or worse numbness, unsteadiness, memory or mood: see a clinician promptly."
_CHANGES = {"better": "better", "worse": "worse", "no_clear_change": "no clear change"}
_IN: dict[Window, str] = {
    "four weeks": "in these four weeks",
    "eight weeks": "in these eight weeks",
    "cycle": "in the last whole cycle",
}
_AND_BEFORE: dict[Window, str] = {
    "four weeks": "and so it was four weeks ago",
    "eight weeks": "and so it was eight weeks ago",
    "cycle": "and so it was in the cycle before",
}


def signed(value: float) -> str:
    """A difference: "+2.3", "-1.3"; "0.0" has no sign."""
    shown = f"{value:+.1f}"
    return shown[1:] if shown in ("+0.0", "-0.0") else shown


def one_decimal(value: float) -> str:
    """A mean or the end of a range: never "-0.0"."""
    shown = f"{value:.1f}"
    return "0.0" if shown == "-0.0" else shown


def is_off_by_rounding(one: float, other: float, difference: float) -> bool:
    """Whether two numbers as they are shown seem to have another difference than the one that is shown beside them."""
    shown = abs(round(float(one_decimal(one)) - float(one_decimal(other)), 1))
    return shown != abs(float(one_decimal(difference)))


def change_is_off_by_rounding(found: ChangeVerdict) -> bool:
    """Whether start and now, as they are shown, seem to differ by another number than the one that is said."""
    if found.verdict == "not_enough" or found.delta is None or found.start is None or found.now is None:
        return False
    return is_off_by_rounding(found.start.mean, found.now.mean, found.delta)


def difference(delta: float | None, low: float | None, high: float | None) -> str:
    """ "+2.3 (1.1 to 3.5)"; nothing where there is nothing."""
    if delta is None or low is None or high is None:
        return ""
    return f"{signed(delta)} ({one_decimal(low)} to {one_decimal(high)})"


def lower_or_higher(value: float) -> str:
    """ "1.7 lower", "2.3 higher"."""
    return f"{one_decimal(abs(value))} {'lower' if value < 0 else 'higher'}"


def could_be(low: float, high: float) -> str:
    """ "could be 1.1 to 2.3" of a difference whose direction was said; both directions where the range holds 0."""
    if low <= 0 <= high:
        return f"could be {lower_or_higher(low)} to {lower_or_higher(high)}"
    near, far = sorted((abs(low), abs(high)))
    return f"could be {one_decimal(near)} to {one_decimal(far)}"


def not_enough(missing: str) -> str:
    """ "not enough entries (needs 3 full cycles, has 2)", "too uneven to say"."""
    if missing == TOO_UNEVEN:
        return missing
    return f"not enough entries ({missing})" if missing else "not enough entries"


def lacks(missing: str) -> str:
    """The same as a sentence: "Needs 3 full cycles, has 2.", "Too uneven to say."."""
    return f"{capital(missing)}."


def change_words(found: ChangeVerdict) -> str:
    """ "better", "worse", "no clear change", or what is missing."""
    return _CHANGES.get(found.verdict) or not_enough(found.missing)


def change_sentence(found: ChangeVerdict) -> str:
    """These weeks against the start, without the symptom's name."""
    if found.delta is None or found.low is None or found.high is None:
        return lacks(found.missing)
    told = f"{lower_or_higher(found.delta)} {_IN[found.window]} than {_start(found)}"
    if found.verdict == "no_clear_change":
        return f"No clear change: {told} ({could_be(found.low, found.high)})."
    return f"{capital(_CHANGES[found.verdict])}: {told} ({could_be(found.low, found.high)})."


def in_short(found: ChangeVerdict | Plateau) -> str:
    """A difference whose days stand beside it: "Better: 2.8 higher (could be 1.1 to 4.5)."."""
    if found.delta is None or found.low is None or found.high is None:
        return lacks(found.missing)
    told = f"{lower_or_higher(found.delta)} ({could_be(found.low, found.high)})."
    if found.low <= 0 <= found.high:
        return f"No clear {'change' if isinstance(found, ChangeVerdict) else 'difference'}: {told}"
    return f"{capital(_CHANGES[found.verdict])}: {told}" if isinstance(found, ChangeVerdict) else told


def wearing_off_sentence(found: WearingOff) -> str:
    """The end of the cycle against its middle, without the symptom's name."""
    if found.effect is None or found.low is None or found.high is None:
        return lacks(found.missing)
    told = f"{lower_or_higher(found.effect)} in the last quarter"
    rests_on = f"({could_be(found.low, found.high)}; {counted(found.cycles, 'cycle')})"
    if found.low <= 0 <= found.high:
        return f"No clear difference: {told} {rests_on}."
    return f"{told} {rests_on}. {NOT_WHY}"


def plateau_sentence(found: Plateau) -> str:
    """These weeks against the end of loading, without the symptom's name."""
    if found.delta is None or found.low is None or found.high is None:
        return lacks(found.missing)
    told = f"{lower_or_higher(found.delta)} {_IN[found.window]} than at the end of loading"
    if found.low <= 0 <= found.high:
        return f"No clear difference: {told} ({could_be(found.low, found.high)})."
    return f"{told} ({could_be(found.low, found.high)})."


def wearing_off_flag(found: WearingOff, kind: SymptomKind, today: date) -> str:
    """What a flag says of the end of the cycle."""
    assert found.effect is not None and found.low is not None and found.high is not None, "a verdict of yes"
    assert found.first is not None and found.last is not None, "a verdict of yes"
    verb = "dips" if found.effect < 0 else "rises"
    return (
        f"{kind.label} {verb} before the dose: {lower_or_higher(found.effect)} in the last quarter of the cycle "
        f"({could_be(found.low, found.high)}; {counted(found.cycles, 'cycle')}). {NOT_WHY} "
        f"The cycles: {show_day_range(found.first, found.last, today, weekday=False)}."
    )


def worse_flag(found: ChangeVerdict, kind: SymptomKind, today: date) -> str:
    """What a flag says of these weeks against the start."""
    than = "before the first injection" if found.starts == "before" else _start(found)
    return f"{_lasting(found, kind, than)} {SEE_A_CLINICIAN} {_compared(found.now, found.start, today)}"


def plateau_flag(found: Plateau, kind: SymptomKind, today: date) -> str:
    """What a flag says of these weeks against the end of loading."""
    told = _lasting(found, kind, "at the end of loading")
    return f"{told} {NOT_WHY} {_compared(found.now, found.before, today)}"


def _lasting(found: ChangeVerdict | Plateau, kind: SymptomKind, than: str) -> str:
    assert found.delta is not None and found.low is not None and found.high is not None, "a verdict holds"
    return (
        f"{kind.label}: {lower_or_higher(found.delta)} {_IN[found.window]} than {than} "
        f"({could_be(found.low, found.high)}), {_AND_BEFORE[found.window]}."
    )


def _start(found: ChangeVerdict) -> str:
    """What the start is called."""
    if found.starts == "before":
        return "before the first recorded injection"
    return "in the first 14 logged days" + (", when treatment had begun" if found.treated else "")


def _compared(now: Mean | None, then: Mean | None, today: date) -> str:
    assert now is not None and then is not None, "a verdict has both its means"
    days = [show_day_range(mean.start, mean.end, today, weekday=False) for mean in (now, then)]
    return f"Compared: {days[0]} with {days[1]}."


def logging_sentence(found: Logging) -> str:
    """ "288 of 321 days logged (90 %), 261 the same day or the next."; of logs without a time that is not said."""
    if not found.days:
        return "No day is logged."
    said = f"{found.logged} of {counted(found.days, 'day')} logged ({round(100 * found.share)} %)"
    if not found.timed:
        return f"{said}."
    if found.timed == found.logged:
        return f"{said}, {found.prompt or 'none'} the same day or the next."
    if found.timed == 1:
        when = "the same day or the next" if found.prompt else "later than the next day"
        return f"{said}. The one log that carries a time was typed {when}."
    were = {0: "none was", 1: "1 was"}.get(found.prompt, f"{found.prompt} were")
    return f"{said}. Of the {found.timed} logs that carry a time, {were} typed the same day or the next."
