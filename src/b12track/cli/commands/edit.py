"""`edit`: change fields of a record."""

from argparse import ArgumentParser, Namespace

from b12track.cli.door.options import allow_any_order
from b12track.cli.talk.answers import saved_facts, tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.fields import facts
from b12track.domain.wording.phrases import counted
from b12track.domain.wording.record_names import name_of
from b12track.usecases.edit.change import edit_record


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "id", metavar="ID", help="the record's id as `history` lists it; its first letters are enough"
    )
    parser.add_argument(
        "fields",
        nargs="*",
        metavar="FIELD=VALUE",
        help="what to change, such as site=left-thigh; nothing after the = empties the field",
    )
    parser.add_argument("--yes", action="store_true", help="save it although it is unusual")
    allow_any_order(parser)


def run(session: Session, args: Namespace) -> None:
    """Change the record, and say what it was and what it is."""
    person_file = session.person_file()
    edited = edit_record(person_file, args.id, args.fields, yes=args.yes)
    if session.wants_json:
        session.json(
            {
                **saved_facts(person_file, edited.saved),
                "kind": edited.kind,
                "before": facts(edited.kind, edited.before),
                "record": facts(edited.kind, edited.after),
            },
            warning=edited.saved.warning,
        )
        return
    changes = "; ".join(map(str, edited.differences))
    said = f"{name_of(edited.kind, edited.before)}, {changes}"
    tell_saved(session, person_file.name, said, edited.saved.changed, edited.saved.warning)
    if edited.turn:
        session.say(edited.turn)
    if edited.timings_changed:
        count = edited.timings_changed
        session.say(
            f"This also changes whether {counted(count, 'other dose')} counts as early, on time or late."
        )
