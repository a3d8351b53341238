"""Every command in one table: what it is for, and an example that works.

Help, completion and the README are made from it; the module of a command is imported only when it is run. The
commands stand in the order and under the headings of what people do.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """One command: its one-line help and its examples, without the program's name."""

    help: str
    examples: tuple[str, ...]


GROUPS: dict[str, dict[str, Command]] = {
    "When is it due, and how is it going?": {
        "next": Command(
            "When is the next dose due? The answer in a line or two.", ("next", "next --all --check")
        ),
        "status": Command(
            "Next dose, last injection, next visit, what needs attention, latest scores.",
            ("status", "status --json"),
        ),
        "history": Command(
            "Everything that is recorded, newest first.", ("history --kind injections --since 2026-01-01",)
        ),
        "trends": Command(
            "A chart and the numbers: does it work, does it wear off, did a change help?",
            ("trends energy --since 2026-01-01", "trends energy --compare"),
        ),
    },
    "Write something down": {
        "log": Command(
            "Save how a day was, in scores from 0 to 10.", ("log energy=6 sleep=7", "log --date yesterday")
        ),
        "inject": Command("Record an injection that was given.", ("inject --route IM --site left-thigh",)),
        "lab": Command("Record a laboratory result.", ("lab b12 412 ng/L --range 180-914",)),
        "visit": Command("Record an appointment.", ('visit "thursday 10:20" injection --with "J. Hart"',)),
        "note": Command(
            "Write a line for a day: an illness, a holiday, a change.", ('note "started metformin"',)
        ),
        "treatment": Command(
            "Record what is taken beside the injections: tablets, folate, iron, a medicine.",
            (
                "treatment metformin --kind medicine --from 2026-02-10",
                "treatment stop metformin",
                "treatment",
            ),
        ),
        "ask": Command(
            "Keep questions for the next appointment.", ('ask "Could the interval be discussed?"', "ask")
        ),
        "supply": Command(
            "Keep count of vials and ampoules at home.",
            ("supply add --strength 1000mcg/ml --volume 1ml --count 5", "supply list"),
        ),
    },
    "The plan, the symptoms, the person": {
        "plan": Command(
            "Show or enter the plan; confirm a phase, skip or move a date, stop it.",
            ("plan show", "plan set"),
        ),
        "symptoms": Command(
            "Choose which symptoms are asked about; add your own.", ("symptoms", "symptoms show fog")
        ),
        "person": Command(
            "Show or change what is known about the person: name, time zone, why.",
            ("person", "person timezone=Europe/London"),
        ),
    },
    "Mend a mistake": {
        "edit": Command("Change a record.", ("edit i4k2m9qd7x site=left-thigh",)),
        "delete": Command("Delete a record; `undo` brings it back.", ("delete i4k2m9qd7x",)),
        "undelete": Command(
            "Bring back a record that was deleted; nothing else changes.",
            ("undelete i4k2m9qd7x",),
        ),
        "undo": Command("Take back the latest change.", ("undo",)),
        "redo": Command("Bring back what undo took back.", ("redo",)),
    },
    "Bring it to the clinic, or to another program": {
        "report": Command(
            "Make the one page to bring to an appointment.",
            (
                "report",
                "report --format html -o page.html",
                "report --diary --month december -o diary.pdf",
            ),
        ),
        "audit": Command(
            "Check injection records for what is missing or does not agree.", ("audit", "audit --json")
        ),
        "export": Command(
            "Write the records to a file: JSON, CSV, calendar or FHIR.",
            ("export json -o alex.json", "export ics -o b12.ics --follow", "export schema"),
        ),
        "share": Command(
            "Make a page for a caregiver's phone: everybody's next date.",
            ("share -o b12.html", "share -o b12.html --follow"),
        ),
        "import": Command("Read records from a file.", ("import alex.json --dry-run", "import alex.json")),
    },
    "People, copies and this machine": {
        "people": Command(
            "Show everybody on this machine, most urgent first; add somebody.", ("people", "people add Mum")
        ),
        "backup": Command("Write a copy of everything to a file.", ("backup",)),
        "restore": Command(
            "Go back to a backup; what would change is shown first.", ("restore alex-2026-11-21.json",)
        ),
        "merge": Command(
            "Join what was entered on two machines.",
            ("merge", "merge alex.sync-conflict-20261121-140501-ABCDEFG.json"),
        ),
        "doctor": Command(
            "Check the data file and say what is wrong, if anything.", ("doctor", "doctor --rescue last.json")
        ),
        "remind": Command(
            "Set up a daily reminder on this machine.",
            ("remind install", "remind install --at 07:30 --within 3d", "remind status"),
        ),
        "completion": Command(
            "Let the Tab key complete commands in bash, zsh or fish.", ("completion bash",)
        ),
        "demo": Command("Look around in a made-up year; nothing is saved.", ("demo",)),
    },
}

COMMANDS: dict[str, Command] = {name: command for group in GROUPS.values() for name, command in group.items()}

# After any other command the files that follow the records are brought up to date.
ONLY_LOOKS = frozenset(
    {
        "next",
        "status",
        "history",
        "trends",
        "audit",
        "backup",
        "report",
        "export",
        "share",
        "remind",
        "demo",
        "completion",
    }
)
