"""The symptoms that a person can score: the built-in ones, overlaid by the person's own choices and additions."""

from b12track.domain.record.records import Record, SymptomKind
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS


def all_kinds(record: Record) -> tuple[SymptomKind, ...]:
    """Every symptom: the built-in ones in their order, then the person's own."""
    kinds = {kind.name: kind for kind in BUILTIN_SYMPTOMS}
    for kind in record.symptom_kinds:
        known = kinds.get(kind.name)
        kinds[kind.name] = kind._replace(
            label=kind.label or (known.label if known else kind.name),
            low=kind.low or (known.low if known else ""),
            high=kind.high or (known.high if known else ""),
        )
    return tuple(kinds.values())


def shown_kinds(record: Record) -> tuple[SymptomKind, ...]:
    """The symptoms that are asked for every day."""
    return tuple(kind for kind in all_kinds(record) if kind.shown)
