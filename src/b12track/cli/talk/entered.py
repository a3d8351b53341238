"""The answer of the commands that enter one record."""

from typing import Any

from b12track.cli.talk.answers import tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.fields import facts
from b12track.usecases.person_file import PersonFile, Saved


def tell_entered(
    session: Session, person_file: PersonFile, kind: str, value: Any, saved: Saved, said: str
) -> None:
    """What was saved and for whom, in words or as facts."""
    if session.wants_json:
        session.json(
            {
                "person": person_file.name,
                "saved": saved.what,
                "changed": saved.changed,
                "record": facts(kind, value),
            }
        )
    else:
        tell_saved(session, person_file.name, said, saved.changed, saved.warning)
