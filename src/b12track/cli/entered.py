"""The answer of the commands that enter one record."""

from typing import Any

from b12track.cli.answers import tell_saved
from b12track.cli.session import Session
from b12track.domain.schema import facts
from b12track.usecases.desk import Desk, Saved


def tell_entered(session: Session, desk: Desk, kind: str, value: Any, saved: Saved, said: str) -> None:
    """What was saved and for whom, in words or as facts."""
    if session.wants_json:
        session.json(
            {
                "person": desk.name,
                "saved": saved.what,
                "changed": saved.changed,
                "record": facts(kind, value),
            }
        )
    else:
        tell_saved(session, desk.name, said, saved.changed, saved.warning)
