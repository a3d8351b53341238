"""How the command line words a refusal: with its commands and options, and never with a key of the app."""

from collections.abc import Mapping, Sequence

from b12track.domain.record.faults import Deed, NeedsYes, Refused, in_one_line
from b12track.store.faults import StoreFault

# What else can be done, as one would type it. {of} and {also} are what it is done to.
DEEDS: Mapping[str, str] = {
    "add person": "`b12track people add NAME` enters somebody new",
    "add symptom": "add it with `b12track symptoms add`",
    "add supply": "`b12track supply add` enters one",
    "all times": "write --since all for everything",
    "another encoding": "name it with --encoding, such as cp1252",
    "as another": "if they are the same person, --as-another takes the records of {of} into the file of {also}",
    "backup": "`b12track backup` writes a copy",
    "begin": "begin with `b12track plan set` or `b12track log energy=5`, or look around with `b12track demo`",
    "begin phase": "`b12track plan phase N` starts a phase again",
    "change by hand": "`b12track doctor` says more, and `b12track edit` or `b12track delete` changes a record by hand",
    "change opening": "if that was wrong, write `b12track edit {of} opened_on={also}`",
    "correct plan": "`b12track plan set --corrects` changes the plan",
    "correct plan in force": "add --corrects to change the plan in force",
    "delete": "to take it out, write `b12track delete {of}`",
    "delete first": "delete that first with `b12track delete {of}`",
    "delimiter": "say what stands between the columns with --delimiter",
    "deleted": "`b12track history --deleted` lists what can be brought back",
    "doctor": "`b12track doctor` says more",
    "drug": "write --drug {of}",
    "encoding": "add --encoding {of}",
    "enter as new": "leave --corrects out to enter it as a new plan",
    "forget": "`b12track doctor --person {of}` says what can be saved, and `b12track people forget {of}` takes the"
    " name off the list",
    "folder for all": "name a folder with -o FOLDER to write them all",
    "hide symptom": "to stop being asked about it, write `b12track symptoms hide {of}`",
    "history": "`b12track history` lists the records",
    "import": "`b12track import` reads such a file",
    "install extra": "install it from the folder b12track was installed from, such as pip install '.[{of}]'",
    "map": "add --map {of}=COLUMN",
    "map columns": "say which columns to take, such as --map date=COLUMN,energy=COLUMN",
    "move on": "move to {also} before that with `b12track plan phase {of}`",
    "one file": "--map and --kind are for one file",
    "other headings": "say with --header-row where the headings are",
    "other route": "write --route {of} for {also}",
    "page in HTML": "--format html makes a page that prints as well",
    "person": "`b12track person` shows and changes what is known about them",
    "pick rows": "choose the rows, such as with --where {of}",
    "plan from file": "`b12track plan set --from` reads such a file",
    "read words": "if it stands for one, add --words {of}=…",
    "record injection first": "record it with `b12track inject --at DAY` first",
    "replace": "--replace takes the file's",
    "restore": "`b12track restore` reads such a file",
    "route": "write --route {of} for {also}",
    "say first due": "say the next date with --first-due",
    "say it corrects": "add --corrects",
    "say kind": "say which one with --kind",
    "say which file": "choose one with --file {of}",
    "say who confirmed": "`b12track edit {of} by=WHO` says who confirmed it",
    "say whose": "say who is meant with --person NAME",
    "set": "add --set {of}=VALUE",
    "set plan from clinic": "enter it with `b12track plan set`, because every date follows from it",
    "set plan": "enter one with `b12track plan set`",
    "state route": "--set route=IM sets it where none is said",
    "state": "add --{of} {also}",
    "symptoms": "`b12track symptoms` lists the symptoms",
    "take back first": "take that back first with `b12track undo` or `b12track delete`",
    "treatment": "enter it with `b12track treatment NAME --kind b12 --from DAY`",
    "undelete": "bring that back first with `b12track undelete {of}`",
    "was so": "add --yes if it was {of}",
    "which counts": "--several says which counts",
    "visit": "enter an appointment with `b12track visit`",
}
# Fields that are options here.
OPTIONS = {
    "file": "--file",
    "header-row": "--header-row",
    "kind": "--kind",
    "map": "--map",
    "now": "--now",
    "scale": "--scale",
    "set": "--set",
    "several": "--several",
    "sheet": "--sheet",
    "whose": "--person",
    "within": "--within",
    "words": "--words",
}


def worded(fault: Refused | StoreFault, *, with_field: bool = True) -> str:
    """A refusal in one line; what a yes would do stands last."""
    if isinstance(fault, StoreFault):
        return fault.worded(_said)
    hints = (*fault.hints, f"--yes {fault.does}") if isinstance(fault, NeedsYes) else fault.hints
    field = OPTIONS.get(fault.field, fault.field)
    return Refused(field, fault.sentence, *hints).worded(_said, with_field=with_field)


def with_hints(why: str, hints: Sequence[Deed]) -> str:
    """Why a row of a file did not come in, and what would be right."""
    return in_one_line((why,), hints, _said)


def _said(deed: Deed) -> str:
    return DEEDS[deed.name].format(of=deed.of, also=deed.also)
