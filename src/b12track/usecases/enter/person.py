"""What is known of the person: name, zone, why the injections, who orders them."""

from collections.abc import Sequence
from typing import Any

from b12track.domain.record import fields, loading
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import Field
from b12track.domain.record.records import Person, Record
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.answers import read_flag
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.text import clean, quote
from b12track.store.edits import Change, Put
from b12track.store.file.snapshot import Snapshot
from b12track.store.outcomes import Saved
from b12track.usecases.fields import READERS, Typing, reader_of
from b12track.usecases.people import free_name
from b12track.usecases.person_file import PersonFile

LABELS = {key: field.called for key, field in fields.PERSON.fields.items()}
_NOT_KNOWN = ("not known", "unknown")


def set_fields(person_file: PersonFile, words: Sequence[str]) -> Saved:
    """Change what is known, each as `field=value`, as one change; an empty value clears it."""
    record = person_file.record()
    typing = Typing(record.person, record, person_file.now, False)
    values: dict[str, Any] = {}
    for word in words:
        field, equals, typed = word.partition("=")
        key = field.strip().casefold().replace("-", "_").replace(" ", "_")
        if not equals:
            raise Refused("person", f"{quote(word)} has no value", "write it as timezone=Europe/London")
        if key not in LABELS:
            raise Refused(
                "person", f"{quote(field)} is not a known field", f"write one of {', '.join(LABELS)}"
            )
        if key in values:
            raise Refused(key, "it was written twice", "write it once")
        values[key] = _read(fields.PERSON.fields[key], typed, typing)
    if not values:
        raise Refused(
            "person",
            "it is not said what to change",
            "write a field and its value, such as timezone=Europe/London",
        )
    if "name" in values:
        values["name"] = free_name(person_file, values["name"])

    def work(_: Snapshot, record: Record) -> Change:
        person = loading.dump(record.person._replace(**values))
        for fault in fields.PERSON.check(person, ""):
            raise Refused(f"{fault.path.lstrip('.')}", fault.text)
        said = [f"name changed from {record.person.name} to {values['name']}"] if "name" in values else []
        if others := [name for name in values if name != "name"]:
            said.append(f"person: {', '.join(others)}")
        return Change("; ".join(said), (Put("person", person),))

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


def _read(row: Field, typed: str, typing: Typing) -> Any:
    """One field's value, as it is kept."""
    words = clean(typed, row.key)
    if row.key == "name" and not words:
        raise Refused("name", "is empty", "write the person's name")
    if not words or (row.key == "neurological" and words.casefold() in _NOT_KNOWN):
        return Person._field_defaults[row.name]
    if row.key == "neurological":
        return read_flag(words, row.key, "yes, no, or nothing for not known")
    value = READERS[reader_of(row)](row, words, typing)[row.name]
    if row.key == "born":
        refuse_to_come("born", value, typing.now.date(), "a date of birth")
    return value
