"""`delete`: take a record out; undo brings it back."""

from argparse import ArgumentParser, Namespace

from b12track.cli.talk.answers import saved_facts
from b12track.cli.talk.session import Session
from b12track.domain.record.fields import facts
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.record_names import describe, name_of, surroundings_of
from b12track.usecases.edit.change import delete_record


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "id", metavar="ID", help="the record's id as `history` lists it; its first letters are enough"
    )


def run(session: Session, args: Namespace) -> None:
    """Delete the record, and say what it was."""
    person_file = session.person_file()
    around = surroundings_of(person_file.record(), with_timings=False)
    deleted = delete_record(person_file, args.id)
    kind, value, saved = deleted.kind, deleted.value, deleted.saved
    if session.wants_json:
        session.json(
            {
                **saved_facts(person_file, saved),
                "kind": kind,
                "record": facts(kind, value),
                "with_it": [{**facts(k, entry), "kind": k} for k, entry in deleted.with_it],
            },
            warning=saved.warning,
        )
        return
    session.say(f"Deleted for {person_file.name}: {name_of(kind, value)} ({describe(kind, value, around)}).")
    if deleted.with_it:
        with_it = ", ".join(name_of(kind, value) for kind, value in deleted.with_it)
        session.say(f"Deleted with it: {with_it}.")
    elif deleted.unlinked:
        session.say(
            f"{counted(deleted.unlinked, 'injection')} taken from this supply stay as they are, with strength, "
            "lot and expiry, but are no longer linked to it."
        )
    if deleted.turn:
        session.say(deleted.turn)
    session.say("`b12track undo` brings it back.")
    session.caution(saved.warning)
