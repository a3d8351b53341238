"""What a person's own numbers may claim, symptom by symptom: the verdicts bound to the records.

What always holds: the verdicts are those of all days up to today under the plan in force, whatever stretch of days
somebody looks at; soreness, which is of the days after a dose, has none of them (see `after_doses`).
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from b12track.domain.record.kinds import all_kinds, shown_kinds
from b12track.domain.record.records import Plan, Record, SymptomKind
from b12track.domain.rules import numbers
from b12track.domain.rules.after_doses import SORENESS
from b12track.domain.rules.comparison import Comparison, compare_of
from b12track.domain.rules.logged import Logging, logging_of, written_of
from b12track.domain.rules.numbers.noise import LEVEL
from b12track.domain.rules.phases import repletion_before_maintenance
from b12track.domain.rules.regimens import Regimens, regimens_of

Days = Mapping[date, float]
"""The scores of one symptom."""


class Trend(NamedTuple):
    """One symptom's days and the verdicts on them; `compare` is None without two regimens to compare."""

    kind: SymptomKind
    days: Days
    change: numbers.ChangeVerdict
    wearing_off: numbers.WearingOff
    plateau: numbers.Plateau
    compare: Comparison | None
    logging: Logging


class DoseHistory(NamedTuple):
    """What the verdicts need of a record but the scores: doses, regimens and the loading."""

    doses: Sequence[date]
    regimens: Regimens
    repletion: tuple[date, date] | None
    maintenance_from: date | None

    @property
    def spans(self) -> list[tuple[date, date]]:
        """The cycles of the regimen in force, each from its dose to the next one."""
        run = self.regimens.in_force
        return [(cycle.start, cycle.stop) for cycle in run.cycles] if run is not None else []

    def change(
        self, days: Days, kind: SymptomKind, today: date, level: float = LEVEL
    ) -> numbers.ChangeVerdict:
        """These weeks against the start."""
        return numbers.change(days, kind.good, self.doses, today, level)

    def wearing_off(
        self, days: Days, kind: SymptomKind, today: date, level: float = LEVEL
    ) -> numbers.WearingOff:
        """The end of the cycle against its middle, in the regimen in force."""
        return numbers.wearing_off(days, kind.good, self.spans, today, level)

    def plateau(self, days: Days, kind: SymptomKind, today: date, level: float = LEVEL) -> numbers.Plateau:
        """These weeks of maintenance against the end of loading."""
        repletion, maintained_from = self.repletion, self.maintenance_from
        return numbers.plateau(days, kind.good, repletion, maintained_from, self.doses, today, level)


def dose_history(record: Record, today: date) -> DoseHistory:
    """The doses, regimens and loading of a record as of a day."""
    repletion = repletion_before_maintenance(record, today)
    return DoseHistory(
        sorted({day for i in record.injections if i.counts and (day := i.given_on) <= today}),
        regimens_of(record, today),
        repletion[:2] if repletion else None,
        repletion[2] if repletion else None,
    )


def days_of(record: Record, names: Iterable[str], today: date) -> dict[str, dict[date, float]]:
    """The scores of some symptoms up to today."""
    days: dict[str, dict[date, float]] = {name: {} for name in names}
    for log in record.symptoms:
        on = log.date
        if on <= today:
            for name, score in log.scores.items():
                if name in days:
                    days[name][on] = score
    return days


def trends_of(
    record: Record, today: date, names: Container[str] | None = None, against: int = 1
) -> list[Trend]:
    """Every symptom but soreness that is shown or was ever scored, or those that are named.

    The regimen in force is compared with the earlier one of that number, the one before it being the first.
    """
    kinds = [kind for kind in all_kinds(record) if kind.name != SORENESS]
    days = days_of(record, [kind.name for kind in kinds], today)
    history, written = dose_history(record, today), written_of(record)
    return [
        Trend(
            kind,
            scored,
            history.change(scored, kind, today),
            history.wearing_off(scored, kind, today),
            history.plateau(scored, kind, today),
            compare_of(record, history.regimens, kind, scored, against),
            logging_of(scored.keys(), written, min(scored, default=today), today),
        )
        for kind in kinds
        if (kind.name in names if names is not None else kind.shown or days[kind.name])
        for scored in (days[kind.name],)
    ]


def looked_at(record: Record, plan: Plan | None) -> list[SymptomKind]:
    """The symptoms that flags look at every day: those that the plan says to watch, else those shown; no soreness."""
    watched = {word.casefold() for word in plan.watch} if plan is not None else set()
    kinds = [kind for kind in all_kinds(record) if {kind.name.casefold(), kind.label.casefold()} & watched]
    return [kind for kind in kinds or shown_kinds(record) if kind.name != SORENESS]
