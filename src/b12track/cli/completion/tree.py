"""What can be completed behind the words that are typed already: the tree that the completion scripts are made from.

It is read off the parsers themselves, so a new option is completed from the day it is there; only what argparse does
not know is added here: the vocabulary, and which records, people or names stand where.
"""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from b12track.cli.door.catalogue import COMMANDS
from b12track.domain.record.records import KINDS, TREATMENT_KINDS
from b12track.domain.reference.templates import TEMPLATES
from b12track.domain.typed.terms import CONTAINERS, LAB_UNITS, ROUTES


class Behind(NamedTuple):
    """What may stand in a place: known words, words of a kind that is asked for when it is needed, or a file."""

    words: tuple[str, ...] = ()
    kind: str = ""
    is_file: bool = False


class Option(NamedTuple):
    """An option, and what may stand behind it if anything does."""

    name: str
    behind: Behind | None


class Place(NamedTuple):
    """A command, or a command of a command: its options, and what may stand behind it, one after another.

    Where it `repeats`, the last of these may stand there as often as one likes.
    """

    options: tuple[Option, ...]
    behind: tuple[Behind, ...]
    repeats: bool = False


_OPTIONS: Mapping[str, Behind] = {
    "--person": Behind(kind="people"),
    "--route": Behind(tuple(ROUTES)),
    "--site": Behind(kind="sites"),
    "--drug": Behind(kind="drugs"),
    "--container": Behind(CONTAINERS),
    "--template": Behind(tuple(template.id for template in TEMPLATES)),
    "--supply": Behind(kind="supplies"),
    "--answer": Behind(kind="questions"),
    "--kind": Behind(KINDS),
    "--file": Behind(is_file=True),
    "--bring-back": Behind(kind="deleted"),
}
_OPTIONS_OF: Mapping[tuple[str, str], Behind] = {("treatment", "--kind"): Behind(TREATMENT_KINDS)}
_SYMPTOMS, _IDS, _PEOPLE = Behind(kind="symptoms"), Behind(kind="ids"), Behind(kind="people")
_PLACES: Mapping[str, tuple[Behind, ...]] = {
    "log": (Behind(kind="scores"),),
    "trends": (_SYMPTOMS,),
    "symptoms show": (_SYMPTOMS,),
    "symptoms hide": (_SYMPTOMS,),
    "lab": (Behind(kind="tests"), Behind(), Behind(tuple(LAB_UNITS))),
    "visit": (Behind(), Behind(("injection", "review", "blood test"))),
    "history": (_IDS,),
    "edit": (_IDS,),
    "delete": (_IDS,),
    "undelete": (Behind(kind="undeletable"),),
    "audit": (Behind(kind="injections"),),
    "supply open": (Behind(kind="stock"),),
    "treatment": (Behind(("stop",)), Behind(kind="treatments")),
    "plan templates": (Behind(tuple(template.id for template in TEMPLATES)),),
    "plan phase": (Behind(kind="phases"),),
    "people rename": (_PEOPLE,),
    "people forget": (_PEOPLE,),
}
_REPEAT = ("log", "trends", "symptoms show", "symptoms hide")


def places() -> dict[str, Place]:
    """Every place by the words that lead to it: "plan", "plan skip"."""
    from b12track.cli.door.main import KEYWORDS, parser_for

    found: dict[str, Place] = {}
    for name in COMMANDS:
        parser = parser_for(name)
        import_module(f"b12track.cli.commands.{name}{'_' if name in KEYWORDS else ''}").configure(parser)
        _add(found, name, parser)
    return found


def _add(found: dict[str, Place], path: str, parser: ArgumentParser) -> None:
    options: list[Option] = []
    behind: list[Behind] = []
    for action in parser._actions:  # argparse has no public way to list what it takes
        if action.help == "==SUPPRESS==":
            continue
        if isinstance(action, _SubParsersAction):
            behind.append(Behind(tuple(action.choices)))
            for name, below in action.choices.items():
                _add(found, f"{path} {name}", below)
        elif not action.option_strings:
            behind.append(Behind(tuple(map(str, action.choices or ())), is_file=action.type is Path))
        else:
            options += [
                Option(name, _value(path, name, action)) for name in action.option_strings if name != "-h"
            ]
    known = _PLACES.get(path, ())
    whole = (*known, *behind[len(known) :])
    found[path] = Place(tuple(options), whole, path in _REPEAT)


def _value(path: str, name: str, action: object) -> Behind | None:
    """What stands behind an option; None behind one that may stand alone."""
    if getattr(action, "nargs", None) in (0, "?"):
        return None
    choices = getattr(action, "choices", None)
    if choices:
        return Behind(tuple(map(str, choices)))
    if getattr(action, "type", None) is Path:
        return Behind(is_file=True)
    return _OPTIONS_OF.get((path, name)) or _OPTIONS.get(name, Behind())


def usual_values(found: Mapping[str, Place]) -> dict[str, Behind]:
    """What stands behind each option, in the first place that has it."""
    usual: dict[str, Behind] = {}
    for place in found.values():
        for option in place.options:
            if option.behind is not None:
                usual.setdefault(option.name, option.behind)
    return usual


def valued_options(found: Mapping[str, Place]) -> list[str]:
    """The options that are no switches."""
    return sorted(usual_values(found))
