"""How the command line words a refusal: with its commands and options, and never with a key of the app."""

from collections.abc import Mapping, Sequence

from b12track.domain.record.faults import Deed, NeedsYes, Refused, in_one_line
from b12track.store.faults import StoreFault

# What else can be done, as one would type it. {of} and {also} are what it is done to.
DEEDS: Mapping[str, str] = {
    "add person": "`b12track people add` enters somebody new",
    "add symptom": "add it with `b12track symptoms add`",
    "add supply": "`b12track supply add` enters one",
    "all times": "--since all",
    "another encoding": "say which with --encoding, such as cp1252",
    "as another": "if they are one person, --as-another takes the records of {of} into the file of {also}",
    "backup": "`b12track backup` writes a copy",
    "begin": "begin with `b12track plan set` or `b12track log energy=5`; `b12track demo` is for a look around",
    "begin phase": "`b12track plan phase N` starts a phase anew",
    "change by hand": "`b12track doctor` says more; `b12track edit` and `b12track delete` change a record by hand",
    "change opening": "write `b12track edit {of} opened_on={also}` if that was wrong",
    "correct plan": "`b12track plan set --corrects` changes them",
    "correct plan in force": "--corrects changes the plan in force",
    "delete": "write `b12track delete {of}` if it is to go",
    "delete first": "first `b12track delete {of}`",
    "delimiter": "state another --delimiter",
    "deleted": "`b12track history --deleted` lists what can be brought back",
    "doctor": "`b12track doctor` says more",
    "drug": "write --drug {of}",
    "encoding": "say --encoding {of}",
    "enter as new": "leave --corrects out, and the plan is a new one",
    "forget": "`b12track doctor --person {of}` says what can be had again, `b12track people forget {of}` takes it off"
    " the list",
    "folder for all": "-o FOLDER for all",
    "hide symptom": "write `b12track symptoms hide {of}` to be asked no longer",
    "history": "`b12track history` lists them",
    "import": "`b12track import` reads it",
    "install extra": "install it where b12track was installed from, such as pip install '.[{of}]'",
    "map": "add --map {of}=COLUMN",
    "map columns": "name them, such as --map date=COLUMN,energy=COLUMN",
    "move on": "`b12track plan phase {of}` moves to {also} before that",
    "one file": "--map and --kind are for one file",
    "other headings": "--header-row says where the headings are",
    "other route": "--route {of} for {also}",
    "page in HTML": "--format html prints on one page too",
    "person": "`b12track person` shows and changes what is known of them",
    "pick rows": "pick the rows, such as --where {of}",
    "plan from file": "`b12track plan set --from` takes it",
    "read words": "if it stands for one, say --words {of}=…",
    "record injection first": "record it with `b12track inject --at DAY` first",
    "replace": "--replace takes the file's",
    "restore": "`b12track restore` takes it",
    "route": "write --route {of} for {also}",
    "say first due": "its next date with --first-due",
    "say it corrects": "say --corrects",
    "say kind": "say which with --kind",
    "say which file": "say which with --file {of}",
    "say whose": "say who is meant with --person NAME",
    "set": "--set {of}=VALUE",
    "set plan": "`b12track plan set` enters one",
    "state route": "--set route=IM states it for those that say none",
    "state": "say --{of} {also}",
    "symptoms": "`b12track symptoms` lists them",
    "take back first": "take that back first with `b12track undo` or `b12track delete`",
    "treatment": "enter it with `b12track treatment NAME --kind b12 --from DAY`",
    "undelete": "first `b12track undelete {of}`",
    "was so": "--yes if it was {of}",
    "which counts": "--several says which counts",
    "visit": "an appointment with `b12track visit`",
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
