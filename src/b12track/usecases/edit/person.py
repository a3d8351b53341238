"""What is known of the person: name, zone, why the injections, who orders them.

What always holds: it is changed by the same rows, readers and checks as any record.
"""

from collections.abc import Sequence

from b12track.domain.record import fields
from b12track.domain.record.records import Person, Record
from b12track.domain.rules.entry import refuse_unfit
from b12track.domain.typed.dates import show_date
from b12track.store.edits import PERSON, Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.edit.checks import changed_value
from b12track.usecases.lookup import Found
from b12track.usecases.people import free_name
from b12track.usecases.person_file import PersonFile
from b12track.usecases.validity import raw_of

LABELS = {key: field.called for key, field in fields.PERSON.fields.items()}


def set_fields(person_file: PersonFile, words: Sequence[str]) -> Saved:
    """Change what is known, each as `field=value`, as one change; an empty value clears it."""

    def work(_: Snapshot, record: Record) -> Change:
        before = record.person
        after: Person = changed_value(Found(PERSON, PERSON, before), words, record, person_file.now, False)
        refuse_unfit(PERSON, before, after, record, person_file.now)
        if after.name != before.name:
            after = after._replace(name=free_name(person_file, after.name))
        said = [f"name changed from {before.name} to {after.name}"] if after.name != before.name else []
        others = [key for key in LABELS if key != "name" and getattr(before, key) != getattr(after, key)]
        if others:
            said.append(f"person: {', '.join(others)}")
        return Change("; ".join(said), (Put(PERSON, raw_of(PERSON, after)),) if said else ())

    saved = person_file.save(work)
    person_file.refresh()
    return saved


def rows_of_person(person: Person) -> list[tuple[str, str]]:
    """The fields with their labels, for people."""
    values: dict[str, str] = {
        **{key: str(getattr(person, key) or "") for key in LABELS},
        "born": show_date(person.born, weekday=False) if person.born is not None else "",
        "neurological": {True: "yes", False: "no", None: ""}[person.neurological],
        "codes": ", ".join(person.codes),
        "timezone": person.timezone or "the machine's",
    }
    return [(label, values[key] or "not entered") for key, label in LABELS.items()]
