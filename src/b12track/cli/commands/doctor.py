"""`doctor`: look the data file over and say what is found; nothing is changed."""

from argparse import ArgumentParser, Namespace

from b12track.cli.session import Session

_UNUSABLE = 3
_LONGEST = 30


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--all", action="store_true", help="list every record that looks odd, however many")


def run(session: Session, args: Namespace) -> int:
    """Say what was found; exit 3 if the file cannot be used."""
    from b12track.usecases.doctor import examine

    examined = examine(session.selection)
    if session.wants_json:
        session.json(
            {
                "path": str(examined.path),
                "usable": examined.usable,
                "findings": [{**each._asdict(), "records": list(each.records)} for each in examined.findings],
            }
        )
        return 0 if examined.usable else _UNUSABLE
    session.say(f"Looked at {examined.path}; nothing was changed.")
    odd = [each for each in examined.findings if each.level == "look"]
    hidden = odd[_LONGEST:] if not args.all else []
    shown = [each for each in examined.findings if each not in hidden]
    session.rows([(each.level, _text(each.text, each.records)) for each in shown])
    if hidden:
        session.say(f"and {len(hidden)} more to look at: --all lists them")
    return 0 if examined.usable else _UNUSABLE


def _text(text: str, records: tuple[str, ...]) -> str:
    return f"{text} ({', '.join(records)})" if records else text
