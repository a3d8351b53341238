"""Edits applied to the tables in memory, each with what it takes to go back.

Going back is itself done by edits that can be gone back on, so undo, redo and undo again are one operation:
`reverse` of what was done last. A record that comes back stands where it stood.
"""

import json

from b12track.store.edits import PERSON, Edit, Record, Remove, id_of
from b12track.store.faults import UndoConflict
from b12track.store.file.layout import encode, kind_of, same, table_for
from b12track.store.file.snapshot import LazyTables
from b12track.store.file.tables import RecordDatabase
from b12track.store.history.steps import Step


class Draft:
    """The tables of a change in the making; who drops it has changed nothing."""

    def __init__(self, tables: LazyTables) -> None:
        """Begin with these tables, which are the draft's own from now on."""
        self.tables = tables
        self._database = RecordDatabase(tables)

    def apply(self, edit: Edit) -> Step | None:
        """Do an edit and return what it did; None if it makes no difference."""
        if isinstance(edit, Remove):
            if edit.kind == PERSON:
                raise ValueError("a data file without its person is none")
            return self._set(edit.kind, edit.id, None, None)
        record: Record = json.loads(encode(edit.document))  # ours, and as it will be read back
        return self._set(edit.kind, edit.id, record, None)

    def apply_ours(self, edit: Edit) -> Step | None:
        """Do an edit whose record is the draft's own already, decoded from bytes and held by nobody else."""
        if isinstance(edit, Remove):
            return self.apply(edit)
        return self._set(edit.kind, edit.id, edit.document, None)

    def take(self, kind: str, id: str) -> Step:
        """Take a record that is there out."""
        done = self._set(kind, id, None, None)
        assert done is not None, "who takes a record has seen it there"
        return done

    def place(self, kind: str, document: Record, at: int) -> Step:
        """Save a record that is not there so that it comes to stand at this place."""
        record: Record = json.loads(encode(document))
        done = self._set(kind, id_of(kind, record), record, at)
        assert done is not None, "who places a record has seen that it is not there"
        return done

    def arrange(self, table: str, wanted: dict[str, Record]) -> list[Step]:
        """Put the records that a table lacks among those it has, in an order in which those stand already."""
        here, kind = self.tables.get(table, {}), kind_of(table)
        came = [Step(kind, id, None, record, None) for id, record in wanted.items() if id not in here]
        self.tables[table] = wanted
        return came

    def reverse(self, step: Step) -> Step:
        """Take a step back and return that; UndoConflict if the record is not as the step left it."""
        if not same(self._found(step.kind, step.id)[1], step.after):
            raise UndoConflict(
                f"{step.id} in {step.kind} is no longer as this change left it: another program changed it since"
            )
        done = self._set(step.kind, step.id, step.before, step.at)
        assert done is not None, "a step that made no difference is not kept"
        return done

    def _set(self, kind: str, id: str, record: Record | None, at: int | None) -> Step | None:
        old_table, before = self._found(kind, id)
        if same(before, record):
            return None
        new_table = None if record is None else table_for(kind, record)
        left = None
        if old_table is not None and old_table != new_table:
            left = self._database.records(old_table).place_of(id)
            self._database.records(old_table).take(id)
        if record is not None and new_table is not None:
            if at is None or old_table == new_table:
                self._database.records(new_table).put(id, record)
            else:
                self._database.records(new_table).place(id, record, at)
        self.tables.moved(kind, id, new_table)
        return Step(kind, id, before, record, left)

    def _found(self, kind: str, id: str) -> tuple[str | None, Record | None]:
        table = self.tables.table_with(kind, id)
        return table, None if table is None else self._database.records(table).record(id)
