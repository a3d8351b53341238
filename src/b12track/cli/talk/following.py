"""Files that follow the records, as commands offer them: `--follow` and `--unfollow`."""

from argparse import ArgumentParser
from pathlib import Path

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
        help=f"{what}: write it anew after every change, and by the daily check",
    )
    which.add_argument("--unfollow", action="store_true", help=f"{what}: no longer; the file stays as it is")


def tell_written(session: Session, written: Written, whose: str, *, follows: bool) -> None:
    """What was written for whom, and whether it follows from now on."""
    if session.wants_json:
        session.json(
            {
                "path": str(written.path),
                "replaced": written.replaced,
                "was_there": written.was_there,
                "follows": follows,
            }
        )
        return
    said = "Nothing changed" if written.was_there else "Written"
    session.say_written(f"{said} for {whose}", written)
    if follows:
        session.say("It follows from now on: it is written anew after every change.")


def end_following(session: Session, format: str, path: Path | None) -> None:
    """Let a file follow no longer: the one that was named, or the only one of its kind."""
    there = [followed.target for followed in followed_files() if followed.format == format]
    if path is None:
        if len(there) != 1:
            which = [f"say which with -o FILE: {', '.join(map(str, there))}"] if there else []
            raise Refused("--unfollow", f"{len(there) or 'no'} such files follow here", *which)
        (path,) = there
    if not unfollow(path):
        raise Refused(
            "--unfollow", f"{path} does not follow here", "`b12track remind status` lists what does"
        )
    if session.wants_json:
        session.json({"path": str(path), "follows": False})
    else:
        session.say(f"The {NOUNS[format]} {path} follows no longer; it stays as it is.", whole=[path])
