"""What is said of a command that was typed wrongly: what was wrong with it, and what would be right.

argparse finds the fault and says it in its own words; these are ours, made of what the command's help says of the
words and options that are meant. Loaded only after a slip.
"""

import re
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from difflib import get_close_matches

from b12track.domain.typed.near import near_word
from b12track.domain.wording.phrases import several
from b12track.domain.wording.text import quote

# Where words are often typed that the command takes behind an option.
_BELONGS = {
    "b12track inject": "the time goes after --at, the place on the body after --site",
    "b12track lab": "the day goes after --date, a line of your own after --note, and a test of two words in quotes",
    "b12track edit": "a change is written as FIELD=VALUE, without blanks around the =",
    "b12track plan move": "a time of day is not part of the plan, and a reason goes after --reason",
    "b12track plan skip": "the plan knows its next date, and a reason goes after --reason",
}
# Units that people write after a blank, which the shell takes for another word.
_UNITS = frozenset(("mg", "mcg", "ug", "µg", "ml", "mcg/ml", "mg/ml", "days", "weeks", "d", "w"))

# Options that say the same with different commands: whoever mixes them up is told this command's own.
_SISTERS = (
    ("--date", "--at", "--on", "--from", "--since", "--day", "--when", "--time"),
    ("--note", "--reason", "--comment", "--text"),
)
_DAYS = ("WHEN", "DAY")


def in_words(parser: ArgumentParser, message: str) -> str:
    """The sentence for what argparse found."""
    if found := re.fullmatch(r"the following arguments are required: (.*)", message):
        names = [_shown(name) for name in found[1].split(", ")]
        if len(names) == 1:
            return f"{names[0]} is missing{_told(parser, names[0])}"
        example = re.search(r"^  (b12track .*)", parser.epilog or "", re.MULTILINE)
        return f"{several(names)} are missing" + (f": write it such as `{example[1]}`" if example else "")
    if found := re.fullmatch(
        r"argument ACTION: invalid choice: '(.*)' \(choose from .*\)", message, re.DOTALL
    ):
        (actions,) = (action for action in parser._actions if isinstance(action, _SubParsersAction))
        near = get_close_matches(found[1], actions.choices, n=1, cutoff=0.5)
        meant = f"did you mean `{parser.prog} {near[0]}`?" if near else f"write {', '.join(actions.choices)}"
        return f"{quote(found[1])} is not one of its commands; {meant}"
    if found := re.fullmatch(
        r"argument (.+?): invalid choice: '(.*)' \(choose from .*\)", message, re.DOTALL
    ):
        action = _called(parser, found[1])
        choices = [str(choice) for choice in action.choices or ()] if action is not None else []
        one = near_word(found[2].casefold(), choices, least=3, alike=0.6)
        # "ksh" is another shell than "zsh".
        is_slip = one is not None and one[:1] == found[2][:1].casefold()
        right = f"did you mean {one}?" if is_slip else f"write one of {', '.join(choices)}"
        return f"{_shown(found[1])}: {quote(found[2])} cannot be chosen; {right}"
    if found := re.fullmatch(r"argument (.+?): expected (?:one|at least one) argument", message):
        return f"{_shown(found[1])} needs something after it{_told(parser, found[1])}"
    if found := re.fullmatch(r"argument (.+?): not allowed with argument (.+)", message):
        return f"{_shown(found[1])} and {_shown(found[2])} do not go together; leave one of the two out"
    if found := re.fullmatch(r"argument (.+?): ignored explicit argument .*", message, re.DOTALL):
        return f"{_shown(found[1])} takes nothing after it; leave the = and what follows out"
    if found := re.fullmatch(r"unrecognized arguments: (.*)", message, re.DOTALL):
        return _not_understood(parser, found[1])
    return message


def _told(parser: ArgumentParser, name: str) -> str:
    """What the help says of it, where it says something."""
    action = _called(parser, name)
    if action is not None and isinstance(action, _SubParsersAction):
        return f": write {', '.join(action.choices)}"
    return f": {action.help}" if action is not None and action.help else ""


def _called(parser: ArgumentParser, name: str) -> Action | None:
    """The option or the word that argparse calls so."""
    actions = [
        action for each in _and_below(parser) for action in each._actions
    ]  # argparse lists them nowhere else
    for action in actions:
        if set(name.split("/")) & set(action.option_strings):
            return action
    return next((a for a in actions if not a.option_strings and name in (a.metavar, a.dest)), None)


def _shown(name: str) -> str:
    """An option by its longest name, a word by what the help calls it."""
    return max(name.split("/"), key=len)


def _not_understood(parser: ArgumentParser, words: str) -> str:
    first = words.partition(" ")[0]  # a word may be empty
    if not first.startswith("-"):
        if first.casefold() in _UNITS:
            return (
                f"{quote(words)} stands apart from its number: write the two in quotes, such as '2 {first}'"
            )
        belongs = _BELONGS.get(parser.prog, "")
        return f"{quote(words)} has no place here" + (f": {belongs}" if belongs else "")
    option = first.partition("=")[0]
    if option == "--yes":
        return "this command does not ask first, so there is nothing to say --yes to"
    known = {name.lstrip("-"): name for each in _and_below(parser) for name in each._option_string_actions}
    if sisters := next((each for each in _SISTERS if option in each), ()):
        if meant := next((sister for sister in sisters if sister in known.values()), ""):
            return f"{option} is not known here: did you mean {meant}?"
        place = next((a.metavar for a in parser._actions if a.metavar in _DAYS), None)
        return f"{option} is not known here" + (f": write the day without it, as {place}" if place else "")
    near = get_close_matches(option.lstrip("-"), sorted(known), n=1, cutoff=0.6)
    return f"{option} is not known here" + (f": did you mean {known[near[0]]}?" if near else "")


def _and_below(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """A command, and its own commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            yield from action.choices.values()
