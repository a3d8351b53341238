"""`next`: when is the next dose due, in one or two lines."""

from argparse import ArgumentParser, Namespace

from b12track.cli.talk.refusals import worded
from b12track.cli.talk.session import Session
from b12track.domain.wording.headline import headline_of, sentence_of
from b12track.usecases.look.everybody import UNUSABLE, Seen, see, worst_code
from b12track.usecases.look.overview import next_facts


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--all", action="store_true", help="everybody, worst first")
    parser.add_argument(
        "--check",
        action="store_true",
        help="exit 0 upcoming or complete, 10 due, late or a move to confirm, 20 overdue, 30 no plan, 3 unreadable",
    )


def run(session: Session, args: Namespace) -> int:
    """Answer for one person, or for everybody."""
    people = see(session.everybody())
    if session.wants_json:
        facts = [facts_of(seen) for seen in people]
        session.json(facts if args.all or len(facts) > 1 else facts[0])
    else:
        for seen in people:
            if seen.overview is None:
                session.say(unknown(seen), shape="■")
            else:
                session.say(sentence_of(seen.overview), shape=headline_of(seen.overview).shape)
    if args.check:
        return worst_code(people)
    return UNUSABLE if any(seen.overview is None for seen in people) else 0


def facts_of(seen: Seen) -> dict[str, object]:
    """One person's facts; of a file that cannot be read, why."""
    if seen.overview is None:
        return {"person": seen.name, "error": worded(seen.reason)}
    return next_facts(seen.overview)


def unknown(seen: Seen) -> str:
    """What is said of a file that cannot be read."""
    return f"{seen.name}: status unknown. {worded(seen.reason)}"
