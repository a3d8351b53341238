"""What was being typed when the app had to go: kept on this machine, for the person it was typed for alone.

What always holds: it is private, whole or not at all, and never taken for a record: it is offered until it is answered,
also where the app has to go once more before that, and what was saved meanwhile stands.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from b12track.store.disk import disk
from b12track.store.disk.sidecars import this_machines_folder
from b12track.usecases.machine.remembered import digest, recall, remember
from b12track.usecases.person_file import PersonFile


class LogDraft(NamedTuple):
    """The scores and the note of one day."""

    day: str
    scores: dict[str, int]
    note: str


class Target(NamedTuple):
    """The record that a form would change: its kind, its id and a mark of how it was."""

    kind: str
    id: str
    mark: str


class FormDraft(NamedTuple):
    """A form that stood open: by which name it opens again, if by any, the texts of its fields, its title.

    Where it changes a record, `target` says which, and how that was: what was typed belongs to that state alone.
    """

    form: str
    texts: dict[str, str]
    title: str = ""
    target: Target | None = None


class Draft(NamedTuple):
    """Everything that was being typed for one person."""

    logs: tuple[LogDraft, ...] = ()
    forms: tuple[FormDraft, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.logs or self.forms)


def kept_target(changed: tuple[str, Any] | None) -> Target | None:
    """What is kept of the record that a form changes, given its kind and value."""
    if changed is None:
        return None
    kind, value = changed
    return Target(kind, getattr(value, "id", kind), digest(repr(value)))


def keep_draft(person_file: PersonFile, draft: Draft) -> bool:
    """Keep what is being typed, and say whether that could be: where not, the terminal is given back all the same.

    What was kept before and is not answered yet stays; of a score or a note that was typed again, the new one.
    """
    before = kept_draft(person_file)
    logs = {log.day: log for log in before.logs}
    for log in draft.logs:
        old = logs.get(log.day, log)
        logs[log.day] = LogDraft(log.day, {**old.scores, **log.scores}, log.note or old.note)
    forms = [*before.forms, *(form for form in draft.forms if form not in before.forms)]
    kept = {
        "person": str(person_file.path.absolute()),
        "logs": [log._asdict() for log in logs.values()],
        "forms": [
            {**form._asdict(), "target": form.target._asdict() if form.target is not None else None}
            for form in forms
        ],
    }
    try:
        remember(_place(person_file), kept)
    except OSError:
        return False
    return True


def kept_draft(person_file: PersonFile) -> Draft:
    """What was being typed for this person; nothing where that cannot be read."""
    kept = recall(_place(person_file))
    if kept.get("person") != str(person_file.path.absolute()):
        return Draft()
    logs, forms = kept.get("logs"), kept.get("forms")
    return Draft(
        tuple(filter(None, map(_log, logs if isinstance(logs, list) else ()))),
        tuple(filter(None, map(_form, forms if isinstance(forms, list) else ()))),
    )


def forget_draft(person_file: PersonFile) -> None:
    """It was taken up, or is not wanted."""
    with suppress(OSError):
        disk.remove(this_machines_folder() / f"{_place(person_file)}.json")


def _log(kept: object) -> LogDraft | None:
    if not isinstance(kept, Mapping):
        return None
    day, scores, note = kept.get("day"), kept.get("scores"), kept.get("note")
    if not isinstance(day, str) or not isinstance(scores, dict) or not isinstance(note, str):
        return None
    whole = {name: score for name, score in scores.items() if type(score) is int and 0 <= score <= 10}
    return LogDraft(day, whole, note)


def _form(kept: object) -> FormDraft | None:
    if not isinstance(kept, Mapping):
        return None
    form, texts, title, target = (kept.get(name) for name in FormDraft._fields)
    if not isinstance(form, str) or not isinstance(texts, dict) or not isinstance(title, str):
        return None
    read: dict[str, Any] = {str(name): text for name, text in texts.items() if isinstance(text, str)}
    if target is None:
        return FormDraft(form, read, title)
    parts = target if isinstance(target, Mapping) else {}
    kind, id, mark = (parts.get(name) for name in Target._fields)
    if not isinstance(kind, str) or not isinstance(id, str) or not isinstance(mark, str):
        return None
    return FormDraft(form, read, title, Target(kind, id, mark))


def _place(person_file: PersonFile) -> str:
    return f"draft-{digest(str(person_file.path.absolute()))[:16]}"
