"""Programs that are killed while they save, that save at the same time, and that read meanwhile."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from length import LONG
from person_files import PersonFile

SAVER = Path(__file__).with_name("saver.py")
KILLS = 300 if LONG else 40
ENTRIES = 200 if LONG else 60


def saver(person_file: PersonFile, name: str, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, SAVER, person_file.path, name, str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.long
def test_nothing_that_was_saved_is_lost_to_a_kill(tmp_path: Path) -> None:
    person_file = PersonFile(tmp_path / "alex.json")
    person_file.file().create({"name": "Alex"})
    chance = random.Random(12)
    saved: list[str] = []
    for kill in range(KILLS):
        if kill % 20 == 0:  # a short file again, so that every part of a save has its share of the time
            for path in (person_file.path, person_file.journal):
                path.unlink(missing_ok=True)
            person_file.file().create({"name": "Alex"})
            saved = []
        with saver(person_file, "n", kill * 1000, 999) as child:
            assert child.stdout is not None
            told = [child.stdout.readline().strip()]
            timer = threading.Timer(chance.uniform(0, 0.03), child.kill)
            timer.start()
            told += [line.strip() for line in child.stdout]
            timer.join()
        saved += [f"n{number}" for number in told if number]
        there = person_file.ids("notes")
        assert there[: len(saved)] == saved, f"kill {kill}"
        assert len(there) <= len(saved) + 1, "at most the one that was not yet told"
        saved = there
        if len(saved) > 1:
            person_file.undo()
            assert person_file.ids("notes") == saved[:-1]
            person_file.redo()
        assert person_file.ids("notes") == saved


@pytest.mark.long
def test_programs_that_save_at_once_lose_nothing_and_readers_see_whole_states(tmp_path: Path) -> None:
    person_file = PersonFile(tmp_path / "alex.json")
    person_file.file().create({"name": "Alex"})
    with saver(person_file, "a", 0, ENTRIES) as one, saver(person_file, "b", 0, ENTRIES) as other:
        seen, reads = 0, 0
        while one.poll() is None or other.poll() is None:
            now = person_file.ids("notes")
            assert len(now) >= seen
            for name in "ab":
                mine = [id for id in now if id.startswith(name)]
                assert mine == [f"{name}{number}" for number in range(len(mine))]
            seen, reads = len(now), reads + 1
        assert reads > 1
    assert (one.returncode, other.returncode) == (0, 0)
    assert sorted(person_file.ids("notes")) == sorted(f"{name}{n}" for name in "ab" for n in range(ENTRIES))
    assert person_file.file().read().revision == 1 + 2 * ENTRIES
    person_file.undo()
    assert len(person_file.ids("notes")) == 2 * ENTRIES - 1


def test_threads_that_share_a_file_lose_nothing(person_file: PersonFile) -> None:
    file = person_file.file()

    def work(name: str) -> None:
        from b12track.store.edits import Change, Put

        for number in range(10):
            edit = Put("notes", {"id": f"{name}{number}"})
            file.change(lambda _, edit=edit: Change("entry", (edit,)))  # type: ignore[misc]

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(file.read().documents("notes")) == 30
