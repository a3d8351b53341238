"""What a person's own numbers may claim, symptom by symptom: the verdicts bound to the records."""

from collections.abc import Container
from datetime import date
from typing import NamedTuple

from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record, SymptomKind
from b12track.domain.rules import numbers
from b12track.domain.rules.phases import repletion_before_maintenance


class Trend(NamedTuple):
    """One symptom's days and the three verdicts on them."""

    kind: SymptomKind
    days: dict[date, float]
    change: numbers.ChangeVerdict
    wearing_off: numbers.WearingOff
    plateau: numbers.Plateau


def trends_of(
    record: Record, today: date, since: date | None = None, names: Container[str] | None = None
) -> list[Trend]:
    """Every symptom that is shown or was ever scored, or those that are named; from a day on, if that is asked."""
    kinds = all_kinds(record)
    days: dict[str, dict[date, float]] = {kind.name: {} for kind in kinds}
    for log in record.symptoms:
        if log.date <= today and (since is None or log.date >= since):
            for name, score in log.scores.items():
                days[name][log.date] = score
    doses = sorted({i.given_on for i in record.injections if i.counts and i.given_on <= today})
    first_dose = doses[0] if doses else None
    repletion = repletion_before_maintenance(record, today)
    loading = repletion[:2] if repletion else None
    maintenance_from = repletion[2] if repletion else None
    return [
        Trend(
            kind,
            scored,
            numbers.change(scored, kind.good, first_dose, today),
            numbers.wearing_off(scored, kind.good, doses, today),
            numbers.plateau(scored, kind.good, loading, maintenance_from, today),
        )
        for kind in kinds
        if (kind.name in names if names is not None else kind.shown or days[kind.name])
        for scored in (days[kind.name],)
    ]
