"""`share`: one page for a caregiver's phone, with everybody's next date and last recorded injection."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from b12track.cli.talk.following import add_following, end_following, tell_written
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE.html",
        help="the file to write; in a synced folder it reaches the phone",
    )
    add_following(parser, "the page")
    parser.add_argument("--yes", action="store_true", help="replace the file if it is there already")


def run(session: Session, args: Namespace) -> None:
    """Write the page, for everybody or for the one who was named."""
    from b12track.usecases.look.everybody import see
    from b12track.usecases.machine.followed_files import PAGE, follow
    from b12track.usecases.people import is_named
    from b12track.usecases.transfer.share import write_page

    if args.unfollow:
        end_following(session, PAGE, args.output)
        return
    if args.output is None or str(args.output) == "-":
        raise Refused(
            "-o",
            "it is not said where the page should go",
            "name a file such as b12.html, best in a folder that the phone can see",
        )
    people = session.everybody()
    for each in see(people):
        session.tell_doubts(each.doubts)
    of_one = is_named(session.selection)
    written = write_page(people, args.output, session.selection.now, of_one=of_one, yes=args.yes)
    if args.follow:
        follow(PAGE, args.output, people[0].path if of_one else None)
    tell_written(session, written, people[0].name if of_one else "everybody", follows=args.follow)
