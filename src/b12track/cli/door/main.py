"""The command line's door: find the command, run it, turn refusals into one line and an exit code.

Exit codes: 0 done; 1 refused; 2 usage; 3 the data file cannot be used. No traceback reaches a user. Only the parser
of the command that was named is built, because building all of them costs more than the answer.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any, NoReturn

from b12track import __version__
from b12track.cli.door.catalogue import COMMANDS, GROUPS, ONLY_LOOKS
from b12track.cli.door.options import add_common, help_formatter, show_examples
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import printable, quote
from b12track.store.faults import StoreFault
from b12track.usecases.people import Selection
from b12track.usecases.person_file import saves_made

DONE, REFUSED, USAGE, UNUSABLE = 0, 1, 2, 3
_WITH_VALUE = ("--file", "--person", "--now")
KEYWORDS = ("import",)
_SAVED = "what was saved until then is kept, and `b12track history` shows it"


def main(argv: Sequence[str]) -> int:
    """Run one command and give back its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal's encoding lacks is shown as an escape, never a crash.
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="backslashreplace")
    saved = saves_made()
    try:
        return _dispatch(list(argv))
    except SystemExit as left:  # argparse leaves this way, for --help and for usage
        return left.code if isinstance(left.code, int) else DONE
    except Refused as refused:
        return _tell(_worded(refused), REFUSED)
    except StoreFault as fault:
        # Trouble with reading may come after the save: whoever is not told would enter it once more.
        stands = _SAVED if fault.comes_after(saves_made() - saved) else ""
        return _tell("; ".join(filter(None, (_worded(fault), stands))), UNUSABLE)
    except KeyboardInterrupt:
        return _tell(f"stopped; {_SAVED if saves_made() > saved else 'nothing was saved'}", REFUSED)
    except BrokenPipeError:
        silence()
        return DONE
    except OSError as error:
        return failed(error, has_saved=saves_made() > saved)


def _dispatch(argv: list[str]) -> int:
    if broken := next((word for word in argv if word.startswith("--") and word.endswith("=--")), None):
        return _tell(
            f"{broken}: nothing stands after the =: write a value", USAGE
        )  # argparse would make a list of it
    at = 0  # of the command's name; options may stand before it
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] in _WITH_VALUE else 1
    before, after = argv[:at], argv[at + 1 :]
    name = argv[at] if at < len(argv) else None
    if name == "help":  # what many people type first
        name, *after = [*(word for word in after if not word.startswith("-")), "--help"]
        if name == "--help":
            return _without_command(["--help"])
    if name is None:
        return _without_command(before)
    if name not in COMMANDS:
        from difflib import get_close_matches  # only to help after a slip

        near = get_close_matches(name, ("help", *COMMANDS), n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else "`b12track --help` lists the commands"
        return _tell(f"{quote(name)} is not a command; {hint}", USAGE)
    module: Any = _module(f"b12track.cli.commands.{name}{'_' if name in KEYWORDS else ''}")
    parser = parser_for(name)
    module.configure(parser)
    args = parser.parse_args([*before, *after])
    session = _session(args)
    try:
        code = module.run(session, args)
    except (Refused, StoreFault, OSError):
        raise
    except Exception:
        # Only where something went wrong that nobody foresaw.
        from b12track.usecases.transfer.doctor import blame_files

        blame_files(session.selection)
        raise
    session.tell_begun()
    if name not in ONLY_LOOKS:
        rewrite_followed(session)
    return DONE if code is None else int(code)


def _module(name: str) -> Any:
    """A module that is named only now; `importlib` would do the same for a hundred-and-fiftieth of what `log` takes."""
    return __import__(name, fromlist=["run"])


def rewrite_followed(session: Session) -> None:
    """After a save, the calendars and pages that follow the records; the save stands, whatever becomes of them."""
    from b12track.usecases.machine.remembered import FOLLOWED, is_kept

    if not is_kept(FOLLOWED):
        return  # the rest is loaded only for who has something that follows
    from b12track.usecases.machine import followed_files

    for followed in followed_files.rewrite_followed(session.selection.now):
        session.warn(followed_files.told_beside_a_save(followed))


def parser_for(name: str) -> ArgumentParser:
    """The parser of one command with the options that every command takes; its own are still to be added."""
    command = COMMANDS[name]
    parser = _Parser(
        prog=f"b12track {name}",
        description=command.help,
        epilog=show_examples(command.examples),
        formatter_class=help_formatter(),
        allow_abbrev=False,
    )
    add_common(parser)
    return parser


def _without_command(options: list[str]) -> int:
    longest = max(map(len, COMMANDS))
    overview: list[str] = []
    for heading, commands in GROUPS.items():
        listed = (f"  {name.ljust(longest)}  {command.help}" for name, command in commands.items())
        overview += [heading, *listed, ""]
    overview.append("`b12track help COMMAND` says more about a command, with an example.")
    parser = _Parser(
        prog="b12track",
        usage="b12track [COMMAND] [options]",
        description="B12 injections and symptoms: when is the next dose due, does it work, what to bring along.\n"
        "Without a command the app opens.",
        epilog="\n".join(overview),
        formatter_class=help_formatter(),
        allow_abbrev=False,
    )
    add_common(parser)
    parser.add_argument("--version", action="version", version=f"b12track {__version__}")
    session = _session(parser.parse_args(options))
    app: Any = _module("b12track.cli.door.open_app")  # the app is imported only when it is opened
    return int(app.open_app(session))


def _session(args: Namespace) -> Session:
    import os

    asked_now = args.now or os.environ.get("B12TRACK_NOW") or None
    if asked_now:
        from b12track.clock import read_moment

        read_moment(asked_now)
    return Session(Selection(args.file, args.person, asked_now), wants_json=args.json)


class _Parser(ArgumentParser):
    """Usage faults in the same one line as every other fault."""

    def error(self, message: str) -> NoReturn:
        from b12track.cli.door.usage import in_words  # only after a slip

        said = in_words(self, message)
        then = " " if said.endswith("?") else "; "
        sys.stderr.write(printable(f"{self.prog}: {said}{then}`{self.prog} --help` shows how") + "\n")
        raise SystemExit(USAGE)


def _tell(what: object, code: int) -> int:
    text = printable(" ".join(str(what).split("\n")))
    print(f"b12track: {text}", file=sys.stderr)
    return code


def failed(error: OSError, *, has_saved: bool = False) -> int:
    """Say what the system refused; where it names no file it is the answer that could not be written."""
    why = error.strerror or str(error)
    if error.filename:
        return _tell(f"{error.filename}: {why}{'; ' + _SAVED if has_saved else ''}", REFUSED)
    return _tell(f"the system: {why}; what was saved is kept, and `b12track history` shows it", REFUSED)


def _worded(fault: Refused | StoreFault) -> str:
    from b12track.cli.talk.refusals import worded  # only where something was refused

    return worded(fault)


def silence() -> None:
    """Whoever read along has left: let the last flush find somewhere to go."""
    import os

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
