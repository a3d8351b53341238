"""Files that follow the records, as commands offer them: `--follow` and `--unfollow`."""

from argparse import ArgumentParser
from pathlib import Path

from b12track.cli.talk.answers import written_facts
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.usecases.machine.followed_files import NOUNS, followed_files, unfollow
from b12track.usecases.output_files import Written


def add_following(parser: ArgumentParser, what: str) -> None:
    """The two options."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--follow",
        action="store_true",
        help=f"{what}: keep it up to date, after every change and by the daily check",
    )
    which.add_argument(
        "--unfollow", action="store_true", help=f"{what}: stop keeping it up to date; the file stays as it is"
    )


def tell_written(session: Session, written: Written, whose: str, *, follows: bool) -> None:
    """What was written for whom, and whether it follows from now on."""
    if session.wants_json:
        session.json({**written_facts(written), "follows": follows}, warning=written.warning)
        return
    said = "Nothing changed" if written.was_there else "Written"
    session.say_written(f"{said} for {whose}", written)
    if follows:
        session.say("It is kept up to date from now on: b12track writes it again after every change.")


def end_following(session: Session, format: str, path: Path | None) -> None:
    """Let a file follow no longer: the one that was named, or the only one of its kind."""
    there = [followed.target for followed in followed_files() if followed.format == format]
    if path is None:
        if len(there) != 1:
            which = [f"name one of them with -o: {', '.join(map(str, there))}"] if there else []
            raise Refused("--unfollow", f"{len(there) or 'no'} such files follow here", *which)
        (path,) = there
    if not unfollow(path):
        raise Refused(
            "--unfollow",
            f"{path} is not kept up to date here",
            "`b12track remind status` lists the files that are",
        )
    if session.wants_json:
        session.json({"path": str(path), "follows": False})
    else:
        session.say(
            f"The {NOUNS[format]} {path} is no longer kept up to date; the file stays as it is.", whole=[path]
        )
