"""How the app words a refusal: with its own places, and never with a command or an option of the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from b12track.domain.record.faults import Deed, Refused
from b12track.store.faults import StoreFault

# What else can be done, as one would do it here; what has no place in the app is not said.
DEEDS: Mapping[str, str] = {
    "add person": "",
    "add symptom": "add it to the symptoms first",
    "add supply": "enter one first",
    "all times": "choose everything",
    "another encoding": "",
    "as another": "",
    "backup": "",
    "begin": "begin with a plan or with the log",
    "begin phase": "move to a phase to start it again",
    "change by hand": "records can be changed one by one in the list",
    "change opening": "if that was wrong, change {of} in the list",
    "correct plan": "correct the plan on the plan's screen",
    "correct plan in force": "correct the present plan instead",
    "delete": "to take it out, delete it in the list",
    "delete first": "delete {of} in the list first",
    "delimiter": "",
    "deleted": "",
    "doctor": "",
    "drug": "write {of} as the drug",
    "encoding": "",
    "enter as new": "enter it as a new plan",
    "forget": "see what can be saved, or take the person off the list",
    "folder for all": "",
    "hide symptom": "to stop being asked about it, turn it off in the symptoms",
    "history": "the list shows all records",
    "import": "",
    "install extra": "",
    "map": "",
    "map columns": "",
    "move on": "move to {also} before that",
    "one file": "",
    "other headings": "",
    "other route": "{of} for {also}",
    "page in HTML": "end the name in .html for a page that prints as well",
    "person": "change what is known about them in the form for the person",
    "pick rows": "",
    "plan from file": "",
    "read words": "",
    "record injection first": "record it first",
    "replace": "",
    "restore": "",
    "route": "choose {of} for {also}",
    "say first due": "write the next date",
    "say it corrects": "correct the plan instead",
    "say kind": "",
    "say which file": "",
    "say who confirmed": "change who confirmed it in the list",
    "say whose": "",
    "set": "",
    "set plan from clinic": "",
    "set plan": "enter one on the plan's screen",
    "state": "",
    "state route": "",
    "symptoms": "",
    "take back first": "take that back first",
    "treatment": "",
    "undelete": "bring that back first",
    "was so": "",
    "which counts": "",
    "visit": "enter an appointment as a visit",
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
