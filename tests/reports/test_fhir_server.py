"""A clinic's server takes what is exported, and holds it once however often it is sent.

The server is a FHIR repository in memory from npm. Where node or its packages cannot be had, the test is skipped.
"""

import json
import os
import shutil
import subprocess
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from b12track.domain.record import document
from b12track.domain.record.records import Record
from b12track.domain.reference.demo import demo_record
from b12track.reports.fhir.bundle import bundle, entries
from documents import FULL

SERVER = Path(__file__).parent / "fhir_server"
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the program that takes a bundle, its packages beside it; `FHIR_SERVER` may name one."""
    if named := os.environ.get("FHIR_SERVER"):
        return Path(named)
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not here")
    folder = tmp_path_factory.mktemp("server")
    for name in ("package.json", "take.mjs"):
        shutil.copy(SERVER / name, folder / name)
    installed = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if installed.returncode:
        pytest.skip("the packages of the server cannot be had")
    return folder


def taken(server: Path, whole: Record, folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A record's bundle, and what the server said each time it was sent."""
    made = {**bundle(NOW), "entry": list(entries(whole, NOW, "a file"))}
    (folder / "bundle.json").write_text(json.dumps(made), encoding="utf-8")
    done = subprocess.run(
        ["node", "take.mjs", str(folder / "bundle.json")],
        cwd=server,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return made, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("which", ["every field", "the made-up year"])
def test_a_server_takes_a_bundle_twice_and_holds_it_once(server: Path, which: str, tmp_path: Path) -> None:
    whole = document.read(FULL) if which == "every field" else demo_record(NOW.date())
    made, (first, second) = taken(server, whole._replace(symptoms=whole.symptoms[:20]), tmp_path)
    counts = Counter(entry["resource"]["resourceType"] for entry in made["entry"])
    for answer in (first, second):
        assert set(answer["statuses"]) <= {"200", "201"}
        assert answer["counts"] == dict(counts)
        assert answer["dangling"] == []
