"""Answers that commands share: what was saved and for whom, and questions that are asked until they are answered."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import quote
from b12track.usecases.person_file import PersonFile, Saved

if TYPE_CHECKING:
    from b12track.usecases.output_files import Written

T = TypeVar("T")


def tell_saved(
    session: Session, name: str, what: str, changed: bool = True, warning: str | None = None
) -> None:
    """Say what was saved and for whom; or that all of it was there already."""
    stop = "" if what.endswith((".", "?", "!")) else "."  # somebody's own sentence has its own
    session.say(
        f"Saved for {name}: {what}{stop}"
        if changed
        else f"Nothing changed for {name}: it is already saved like that."
    )
    session.caution(warning)


def tell_entered(
    session: Session, person_file: PersonFile, kind: str, value: Any, saved: Saved, said: str
) -> None:
    """What was saved and for whom, in words or as facts."""
    if session.wants_json:
        from b12track.domain.record.fields import facts  # a save in words is made without the table

        session.json({**saved_facts(person_file, saved), "record": facts(kind, value)}, warning=saved.warning)
    else:
        tell_saved(session, person_file.name, said, saved.changed, saved.warning)


def saved_facts(person_file: PersonFile, saved: Saved) -> dict[str, Any]:
    """What was saved and for whom, for programs."""
    return {"person": person_file.name, "saved": saved.what, "changed": saved.changed}


def written_facts(written: "Written") -> dict[str, Any]:
    """A file that was written, for programs."""
    return {"path": str(written.path), "replaced": written.replaced, "was_there": written.was_there}


def asked(
    session: Session,
    prompt: str,
    read: Callable[[str], T],
    default: str = "",
    offered: str = "",
    *,
    may_end: bool = False,
) -> T:
    """An answer that can be read.

    A person is asked again after a slip; a script's slip ends the command, because its next lines would answer other
    questions. What is `offered` is taken by typing y, never by an empty answer.
    """
    shown = f"{prompt} (y: {offered})" if offered else prompt
    while True:
        answer = session.ask(shown, default, may_end=may_end)
        if offered and answer.casefold() in ("y", "yes"):
            answer = offered
        try:
            return read(answer)
        except Refused as refused:
            if not session.is_interactive:
                raise
            # The question stands above: the field need not be named, and of no answer there is nothing to be quoted.
            sentence = refused.sentence if answer else "Please answer this one"
            session.say(session.worded(Refused("", sentence, *refused.hints)))


def choice(session: Session, prompt: str, words: Sequence[str]) -> str:
    """One of a few words, or the beginning of one; nothing is taken for granted."""

    def read(answer: str) -> str:
        found = [word for word in words if answer and word.startswith(answer.casefold())]
        if len(found) == 1:
            return found[0]
        raise Refused("answer", f"{quote(answer)} is not one of the answers", f"write {' or '.join(words)}")

    return asked(session, f"{prompt} ({'/'.join(words)})", read)
