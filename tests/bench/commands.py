"""How long the commands of every day take, as ratios to `python -c "import tinydb"`, next to `task` and `jrnl`.

The commands of every day have budgets as ratios, on the folder where people's files lie and, for `next`, also with
`--file`. What is asked for once in a while has budgets in seconds: the page, an import, a merge.

Run it with `python tests/bench/commands.py [--rounds N]`. Nothing is asserted: a figure is a figure of this machine.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from io import StringIO
from pathlib import Path

from made import LARGE, SMALL, TODAY, records, write_records
from timing import Job, seconds_of

from b12track.cli.door.main import main as b12track

BUDGETS = {
    ("next", SMALL): 1.8,
    ("next", LARGE): 2.2,
    ("next--file", SMALL): 1.8,
    ("next--file", LARGE): 2.2,
    ("copy", SMALL): 2.5,
    ("copy", LARGE): 4.0,
    ("log", SMALL): 2.0,
    ("log", LARGE): 2.5,
}
SECONDS = {
    ("html", SMALL): 0.1,
    ("html", LARGE): 0.2,
    ("pdf", SMALL): 0.2,
    ("pdf", LARGE): 0.3,
    ("import", 0): 1.5,
    ("merge", 0): 1.0,
}
COPY = "alex.sync-conflict-20261121-140501-ABCDEFG.json"
BASE = "import tinydb"
# A command that begins a new file each time it is run, in a folder of its own.
FRESH = (
    "import sys, tempfile; folder = tempfile.mkdtemp(prefix=sys.argv.pop(1)); "
    "sys.argv += ['--file', folder + '/new.json']; from b12track.cli.door.start import run; run()"
)


# A merge of two files, on copies of their own each time.
MERGE = (
    "import shutil, sys, tempfile; folder = tempfile.mkdtemp(prefix=sys.argv.pop(1)); "
    "shutil.copy(sys.argv.pop(1), folder + '/here.json'); "
    "sys.argv += ['--file', folder + '/here.json']; from b12track.cli.door.start import run; run()"
)


def do(*words: str) -> None:
    """Run a command that prepares what is timed."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        code = b12track([*words, "--now", TODAY.isoformat()])
    if code:
        raise SystemExit(f"{' '.join(words)}: exit {code}")


def copy_job(folder: Path, file: Path, count: int) -> Job:
    """`next` in a folder where a conflict copy lies, ten changes apart on either side."""
    home = folder / f"home-{count}"
    home.mkdir()
    for path in (home / "alex.json", folder / "there.json"):
        shutil.copy(file, path)
        for number in range(10):
            day = TODAY - timedelta(days=number + (30 if path.parent == home else 1))
            do("log", f"sleep={number}", "--date", day.isoformat(), "--file", str(path))
    shutil.move(folder / "there.json", home / COPY)
    program = [sys.executable, "-c", "from b12track.cli.door.start import run; run()"]
    return Job(f"copy {count}", [*program, "next", "--now", TODAY.isoformat()], {"B12TRACK_HOME": str(home)})


def merge_job(folder: Path, file: Path) -> Job:
    """Two files of fifty years in which every day was changed, here and there another symptom."""
    for name, symptom in (("here", "energy"), ("there", "sleep")):
        raw = records(LARGE)
        for log in raw["symptoms"]:
            log["scores"][symptom] = (log["scores"][symptom] + 1) % 11
        (folder / f"{name}-changed.json").write_text(json.dumps(raw), "utf-8")
        shutil.copy(file, folder / f"{name}.json")
        do(
            "import",
            str(folder / f"{name}-changed.json"),
            "--replace",
            "--yes",
            "--file",
            str(folder / f"{name}.json"),
        )
    words = [str(folder / "merged"), str(folder / "here.json"), "merge", str(folder / "there.json")]
    return Job(f"merge {LARGE}", [sys.executable, "-c", MERGE, *words])


def jobs_of(folder: Path, count: int) -> list[Job]:
    """The two commands of every day, with a copy and without, and the page, on a file of so many records."""
    home = folder / f"data-{count}"
    file = home / "b12track" / "alex.json"
    file.parent.mkdir(parents=True)
    do("import", str(write_records(count, folder / f"{count}.json")), "--file", str(file))
    copy = copy_job(folder, file, count)
    now = ["--now", TODAY.isoformat()]
    common = ["--file", str(file), *now]
    # Where people's files lie where nothing says otherwise: finding that out is part of what is promised.
    default = {"XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(folder / "state")}
    program = [sys.executable, "-c", "from b12track.cli.door.start import run; run()"]
    return [
        Job(f"next {count}", [*program, "next", *now], default),
        Job(f"next--file {count}", [*program, "next", *common]),
        copy,
        Job(f"log {count}", [*program, "log", "energy=5", *now], default),
        *(
            Job(f"{format} {count}", [*program, "report", "--format", format, "-o", page, "--yes", *common])
            for format in ("html", "pdf")
            for page in (str(folder / f"page.{format}"),)
        ),
    ]


def import_jobs(folder: Path) -> list[Job]:
    """The whole document, and a spreadsheet of its days, brought into a file that is not there yet."""
    whole = folder / f"{LARGE}.json"
    rows = [
        f"{log['date']},{log['scores']['energy']}" for log in json.loads(whole.read_text("utf-8"))["symptoms"]
    ]
    (folder / "days.csv").write_text("\n".join(["day,energy", *rows]), "utf-8")
    program = [sys.executable, "-c", FRESH, str(folder / "fresh"), "import"]
    mapped = ["--kind", "symptoms", "--map", "date=day,energy=energy"]
    return [
        Job(f"import JSON {LARGE}", [*program, str(whole)]),
        Job(f"import CSV {LARGE}", [*program, str(folder / "days.csv"), *mapped]),
    ]


def task_job(folder: Path, count: int) -> Job | None:
    """`task next` on as many tasks, where Taskwarrior is installed."""
    if shutil.which("task") is None:
        return None
    (folder / "taskrc").write_text(f"data.location={folder / 'task'}\nconfirmation=off\n", "utf-8")
    (folder / "task").mkdir()
    env = {"TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder / "task")}
    tasks = [{"description": f"log {n}", "status": "pending"} for n in range(count)]
    given = json.dumps(tasks)
    subprocess.run(
        ["task", "import", "-"],
        env={**os.environ, **env},
        input=given,
        text=True,
        check=True,
        capture_output=True,
    )
    return Job("task next", ["task", "next", "limit:5"], env)


def jrnl_job(folder: Path, count: int) -> Job | None:
    """`jrnl` writing an entry into a journal of as many, where it is installed."""
    if shutil.which("jrnl") is None:
        return None
    lines = (f"[2020-01-{n % 28 + 1:02d} 09:00] Day {n}.\nenergy 5\n\n" for n in range(count))
    (folder / "journal.txt").write_text("".join(lines), "utf-8")
    config = f"journals:\n  default:\n    journal: {folder / 'journal.txt'}\nversion: v4.2\n"
    (folder / "jrnl.yaml").write_text(config, "utf-8")
    return Job("jrnl", ["jrnl", "--config-file", str(folder / "jrnl.yaml"), "energy 5"])


def main() -> None:
    """Time everything in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = [Job(BASE, [sys.executable, "-c", BASE])]
        jobs += [job for count in (SMALL, LARGE) for job in jobs_of(folder, count)]
        seconds = seconds_of(jobs, rounds)
        others = [
            *import_jobs(folder),
            merge_job(folder, folder / f"data-{LARGE}" / "b12track" / "alex.json"),
        ]
        others += [job for job in (task_job(folder, LARGE), jrnl_job(folder, LARGE)) if job is not None]
        seconds |= seconds_of(others, max(rounds // 5, 1))
    base = seconds.pop(BASE)
    print(f"{'':20}{'ms':>8}{'ratio':>8}{'budget':>8}")
    print(f"{BASE:20}{base * 1000:8.1f}{1:8.2f}")
    for label, taken in seconds.items():
        command, _, size = label.partition(" ")
        key = (command, int(size)) if size.isdecimal() and command != "merge" else (command, 0)
        budget = f"{SECONDS[key]:g} s" if key in SECONDS else BUDGETS.get(key, "")
        print(f"{label:20}{taken * 1000:8.1f}{taken / base:8.2f}{budget:>8}")
    for name in {"task", "jrnl"} - {label.split()[0] for label in seconds}:
        print(f"{name}: not installed here, so not measured")


if __name__ == "__main__":
    main()
