"""How the app words a refusal: with its own places, and never with a command or an option of the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from b12track.domain.record.faults import Deed, Refused
from b12track.store.faults import StoreFault

# What else can be done, as one would do it here; what has no place in the app is not said.
DEEDS: Mapping[str, str] = {
    "add person": "",
    "add symptom": "add it among the symptoms",
    "add supply": "enter one first",
    "all times": "take everything",
    "another encoding": "",
    "as another": "",
    "backup": "",
    "begin": "begin with a plan or with the log",
    "begin phase": "move to a phase to start it anew",
    "change by hand": "a record can be changed by hand in the list",
    "change opening": "change {of} in the list if that was wrong",
    "correct plan": "correct the plan on its own screen",
    "correct plan in force": "correct the plan in force instead",
    "delete": "delete it in the list if it is to go",
    "delete first": "delete {of} in the list first",
    "delimiter": "",
    "deleted": "",
    "doctor": "",
    "drug": "write {of} as the drug",
    "encoding": "",
    "enter as new": "enter it as a new plan",
    "forget": "look at what can be had again, or take the person off the list",
    "folder for all": "",
    "hide symptom": "turn it off among the symptoms to be asked no longer",
    "history": "the list has them",
    "import": "",
    "install extra": "",
    "map": "",
    "map columns": "",
    "move on": "move to {also} before that",
    "one file": "",
    "other headings": "",
    "other route": "{of} for {also}",
    "page in HTML": "end the name in .html for a page that prints as well",
    "person": "what is known of them has a form of its own",
    "pick rows": "",
    "plan from file": "",
    "read words": "",
    "record injection first": "record it first",
    "replace": "",
    "restore": "",
    "route": "choose {of} for {also}",
    "say first due": "write its next date",
    "say it corrects": "correct the plan instead",
    "say kind": "",
    "say which file": "",
    "say whose": "",
    "set": "",
    "set plan": "enter one on the plan's screen",
    "state": "",
    "state route": "",
    "symptoms": "",
    "take back first": "take that back first",
    "treatment": "",
    "undelete": "bring that back first",
    "was so": "",
    "which counts": "",
    "visit": "an appointment is entered as a visit",
}


def worded(fault: Refused | StoreFault, *, with_field: bool = True) -> str:
    """A refusal in one line; a form leaves out the field that it stands beside."""
    if isinstance(fault, StoreFault):
        return by_name(fault.worded(_said), fault.files)
    return by_name(fault.worded(_said, with_field=with_field), fault.files)


def by_name(text: str, files: Sequence[Path]) -> str:
    """The text with each file by its name alone: where it lies is nothing that the app speaks of."""
    for file in sorted(files, key=lambda file: len(str(file)), reverse=True):  # one may lie in another
        text = text.replace(str(file), file.name)
    return text


def _said(deed: Deed) -> str:
    return DEEDS[deed.name].format(of=deed.of, also=deed.also)
