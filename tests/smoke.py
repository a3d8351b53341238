"""Every command of an installed b12track, run once as a stranger would; the first that fails is named.

Run by `.ci/run` with the Python of an environment that holds the wheel and nothing else. The app is not opened: its
part of the smoke run is that its modules can be imported, stylesheets and all.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("b12track")
PLAN = """{"set_on": "2026-11-16", "first_due": "2026-11-16", "prescribed_by": "Dr Okafor", "drug": "hydroxocobalamin",
"dose_mcg": 1000, "route": "IM", "phases": [{"name": "M", "kind": "maintenance", "every": {"weeks": 8}}]}"""
ANY = range(4)
STEPS: list[tuple[list[str], range | tuple[int, ...]]] = [
    (["--version"], (0,)),
    (["--help"], (0,)),
    (["next"], (1,)),
    (["people", "add", "Alex"], (0,)),
    (["plan", "set", "--from", "plan.json"], (0,)),
    (["plan", "show"], (0,)),
    (["plan", "templates"], (0,)),
    (["next", "--check"], (20,)),
    (["inject", "--route", "IM", "--at", "monday"], (0,)),
    (["log", "energy=5", "--note", "a day"], (0,)),
    (["lab", "b12", "140", "ng/L"], (0,)),
    (["visit", "thursday 10:20", "injection"], (0,)),
    (["note", "started metformin"], (0,)),
    (["treatment", "metformin", "--kind", "medicine", "--from", "2026-02-10"], (0,)),
    (["ask", "How long?"], (0,)),
    (["supply", "add", "--strength", "1000mcg/ml", "--volume", "1ml", "--count", "5"], (0,)),
    (["symptoms"], (0,)),
    (["status", "--json"], (0,)),
    (["history"], (0,)),
    (["audit"], (0,)),
    (["trends"], (0,)),
    (["report"], (0,)),
    (["report", "--format", "html", "-o", "page.html"], (0,)),
    (["report", "--format", "pdf", "-o", "page.pdf"], (1,)),  # the extra is not there, and it says so
    (["export", "json", "-o", "all.json"], (0,)),
    (["export", "csv", "-o", "csv"], (0,)),
    (["export", "ics", "-o", "all.ics"], (0,)),
    (["export", "fhir", "-o", "all-fhir.json"], (0,)),
    (["export", "ics", "-o", "follows.ics", "--follow"], (0,)),
    (["share", "-o", "b12.html"], (0,)),
    (["remind", "show", "--json"], ANY),  # there may be no scheduler
    (["remind", "status"], (0,)),
    (["import", "all.json", "--dry-run"], (0,)),
    (["edit", "s2026-11-21", "energy=6"], (0,)),
    (["delete", "s2026-11-21"], (0,)),
    (["undelete", "s2026-11-21"], (0,)),
    (["undo"], (0,)),
    (["redo"], (0,)),
    (["person"], (0,)),
    (["people"], (0,)),
    (["backup", "-o", "backup.json"], (0,)),
    (["restore", "backup.json", "--yes"], (0,)),
    (["doctor"], (0,)),
    (["merge", "all.json"], ANY),
    (["demo"], (0,)),
    (["completion", "bash"], (0,)),
    (["completion", "zsh"], (0,)),
    (["completion", "fish"], (0,)),
]


def main() -> None:
    """Run the steps one after the other in an empty home."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.json").write_text(PLAN, "utf-8")
        env = {
            "HOME": name,
            "PATH": os.environ["PATH"],
            "B12TRACK_NOW": "2026-11-21T19:30",
            "LANG": "C.UTF-8",
        }
        for words, expected in STEPS:
            done = subprocess.run(
                [PROGRAM, *words], cwd=folder, env=env, capture_output=True, text=True, input="", check=False
            )
            if done.returncode not in expected or "Traceback" in done.stderr:
                raise SystemExit(
                    f"b12track {' '.join(words)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
                )
        tried = {words[0] for words, _ in STEPS}
        from b12track.cli.door.catalogue import COMMANDS

        if missed := set(COMMANDS) - tried:
            raise SystemExit(f"commands that the smoke run leaves out: {', '.join(sorted(missed))}")
        subprocess.run([sys.executable, "-c", "import b12track.tui.app"], check=True)
    print(f"{len(STEPS)} commands of the installed program answered as they should")


if __name__ == "__main__":
    main()
