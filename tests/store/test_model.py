"""A data file against a model: a list of whole documents and a finger in it."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from b12track.domain.record.records import KINDS
from b12track.store.edits import Edit, Put, Remove
from b12track.store.faults import NothingLeft
from length import LONG
from person_files import PersonFile, record

IDS = st.sampled_from(["a", "b", "c", "d", 'e"', "energy"])
VALUES = st.one_of(st.none(), st.booleans(), st.integers(0, 2), st.sampled_from([0.0, 1.0, "x", "Zoë\n"]))
CHOSEN_KINDS = st.sampled_from(["plans", "symptoms", "symptoms", "notes", "symptom_kinds"])
DATES = st.sampled_from(["2024-12-31", "2025-01-01", "2025-06-01", "2026-01-01"])


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    kind, id = draw(CHOSEN_KINDS), draw(IDS)
    if draw(st.integers(0, 3)) == 0:
        return Remove(kind, id)
    dated = {"date": draw(DATES)} if kind == "symptoms" else {}
    return Put(kind, record(kind, id, value=draw(VALUES), **dated))


Tables = dict[str, dict[str, dict[str, Any]]]


def applied(tables: Tables, edit: Edit) -> Tables:
    """The same in a few plain lines: dictionaries keep their order, and a table is a kind or a year of logs."""
    copied = {name: dict(table) for name, table in tables.items()}
    of_kind = [name for name in copied if name.split()[0] == edit.kind]
    here = next((name for name in of_kind if edit.id in copied[name]), None)
    name = edit.kind
    if isinstance(edit, Put) and edit.kind == "symptoms":
        name = f"symptoms {edit.document['date'][:4]}"
    if here is not None and (isinstance(edit, Remove) or here != name):
        del copied[here][edit.id]
    if isinstance(edit, Put):
        old = copied.get(name, {}).get(edit.id)
        if old is None or json.dumps(old, sort_keys=True) != json.dumps(edit.document, sort_keys=True):
            copied.setdefault(name, {})[edit.id] = edit.document
    return copied


def document(tables: Tables) -> str:
    lists = {
        kind: [each for name in sorted(tables) if name.split()[0] == kind for each in tables[name].values()]
        for kind in KINDS
    }
    person = {"format": "b12track", "version": 2, "person": {"name": "Alex"}}
    return json.dumps({**person, **{kind: records for kind, records in lists.items() if records}})


class Against(RuleBasedStateMachine):
    """Any sequence of changes, undos and redos, each through a newly opened file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.person_file = PersonFile(Path(self.folder.name) / "alex.json")
        self.person_file.file().create({"name": "Alex"})
        self.past: list[Tables] = []
        self.now: Tables = {}
        self.future: list[Tables] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(done=st.lists(edits(), min_size=1, max_size=4))
    def change(self, done: list[Edit]) -> None:
        after, touched = self.now, False
        for edit in done:
            before, after = after, applied(after, edit)
            touched = touched or document(before) != document(after)
        assert self.person_file.save(*done).changed == touched
        if touched:
            self.past.append(self.now)
            self.now, self.future = after, []

    @rule()
    def undo(self) -> None:
        if not self.past:
            with pytest.raises(NothingLeft):
                self.person_file.undo()
            return
        self.person_file.undo()
        self.future.append(self.now)
        self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        if not self.future:
            with pytest.raises(NothingLeft):
                self.person_file.redo()
            return
        self.person_file.redo()
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule()
    def edit_by_hand(self) -> None:
        content = json.loads(self.person_file.path.read_text())
        self.person_file.path.write_text(json.dumps(content, indent=2))

    @invariant()
    def the_document_is_the_models(self) -> None:
        assert json.dumps(self.person_file.exchange()) == document(self.now)


TestAgainstTheModel = pytest.mark.long(Against.TestCase)
TestAgainstTheModel.settings = settings(
    max_examples=400 if LONG else 40,
    stateful_step_count=25,
)
