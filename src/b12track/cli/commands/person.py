"""`person`: what is known of the person; `person FIELD=VALUE` changes it."""

from argparse import ArgumentParser, Namespace

from b12track.cli.talk.answers import tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record import fields
from b12track.domain.record.faults import Refused
from b12track.usecases.edit.person import LABELS, rows_of_person, set_fields


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="FIELD=VALUE",
        help=f"what to change ({', '.join(LABELS)}); nothing after the = empties it",
    )


def run(session: Session, args: Namespace) -> None:
    """Show what is known, or change it; `show` and `set` may be written or left out."""
    words = args.words
    if words in ([], ["show"]):
        person = session.answering().record().person
        if session.wants_json:
            session.json({key: fields.PERSON.facts(person)[key] for key in LABELS})
        else:
            session.rows(rows_of_person(person))
        return
    if words[0] == "show":
        raise Refused(
            "person",
            "nothing goes after show",
            "write a change such as `b12track person timezone=Europe/London`",
        )
    person_file = session.person_file(writing=True)
    saved = set_fields(person_file, words[1:] if words[0] == "set" else words)
    if session.wants_json:
        session.json(fields.PERSON.facts(person_file.record().person), warning=saved.warning)
        return
    tell_saved(session, person_file.name, saved.what, saved.changed, saved.warning)
