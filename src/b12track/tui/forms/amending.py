"""A form that enters a record, made of the rows of its kind, and changes it as well.

What always holds: which fields there are, in which order, what they are called and how they are read is said by the
table; a form adds what is special about some of them. Where it changes a record it opens with what was typed then and
saves what differs: a field that is left alone is not touched, and what is changed goes through the same readers and
checks as a change on the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.widget import Widget

from b12track.domain.record import field_types
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import table_of
from b12track.domain.record.schema import Field as Row
from b12track.domain.wording.record_names import day_of, name_of
from b12track.domain.wording.text import capital
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.form import Form
from b12track.tui.forms.rows import row_field
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, enter
from b12track.usecases.fields import (
    Typing,
    assignment,
    read_row,
    reader_of,
    rows_entered,
    rows_in_forms,
    typed_text,
)

if TYPE_CHECKING:
    from b12track.usecases.edit.change import Edited
    from b12track.usecases.look.history import Item

T = TypeVar("T")


class EntryForm(Form[Any], Generic[T]):
    """A form for something new, or with `there` for what is there already."""

    KIND: str

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view)
        self.there = there
        # The fields by the keys of their rows.
        self.rows: dict[str, Field[Any]] = {}
        if there is not None:
            self.HEADING = capital(name_of(there.kind, there.value))

    @property
    def target(self) -> tuple[str, Any] | None:
        return (self.there.kind, self.there.value) if self.there is not None else None

    def row(self, key: str, **special: Any) -> Any:
        """The field for a row, with what this form knows better; it opens with what is there."""
        row, there = table_of(self.KIND).rows[key], self.there
        field = row_field(row, self.form_view, there.value if there is not None else None, **special)
        if there is not None:
            field.begin_with(typed_text(row, there.value))
        self.rows[key] = field
        return field

    def make_rows(
        self,
        first: Mapping[str, str] | None = None,
        special: Mapping[str, Mapping[str, Any]] | None = None,
        apart: Sequence[str] = (),
    ) -> None:
        """Make the fields for the rows of the kind, but for those `apart`, in their order.

        Where something new is entered, `first` is what fields begin with, a day that has to be said with today, and
        what was written the last time is a key away. `special` is what this form knows better about some.
        """
        for row in rows_entered(self.KIND) if self.there is None else rows_in_forms(self.KIND):
            if row.key in apart:
                continue
            said = dict((special or {}).get(row.key, {}))
            if self.there is None:
                begins = "today" if row.required and row.type == field_types.DAY else ""
                said["value"] = (first or {}).get(row.key, "") or begins
                said["last"] = self.last_time(row)
            self.row(row.key, **said)

    def last_time(self, row: Row) -> str:
        """What was written in this row the last time, where that is a help."""
        if reader_of(row) != "text" or row.required:
            return ""
        known = getattr(self.form_view.record, self.KIND)
        last = max(known, key=lambda value: day_of(self.KIND, value) or date.min, default=None)
        return typed_text(row, last) if last is not None else ""

    def compose_fields(self) -> Iterable[Widget]:
        return self.rows.values()

    def values(self) -> dict[str, Any]:
        """What the fields say, by the attributes of the record; Refused where one cannot be read."""
        values: dict[str, Any] = {}
        for key, field in self.rows.items():
            said = field.read()
            if isinstance(field, TextField):
                values |= said or {}
            elif said:
                now = Typing(None, self.form_view.record, self.form_view.now, False)
                values |= read_row(table_of(self.KIND).rows[key], said, now)
        return values

    def changes(self) -> dict[str, str]:
        """What differs, by the names that a change knows it by."""
        return {key: field.typed.strip() for key, field in self.rows.items() if field.is_changed}

    async def enter(self) -> T | None:
        """Save something new."""
        raise NotImplementedError

    def entered(self, answer: T) -> str:
        """What the app says of something new."""
        raise NotImplementedError

    async def save(self) -> Any:
        if (there := self.there) is None:
            return await self.enter()
        from b12track.usecases.edit.change import edit_record  # most forms are for something new

        changes = [assignment(name, text) for name, text in self.changes().items()]
        if not changes:
            raise unchanged()
        person_file = self.form_view.person_file
        return await self.write_or_ask(lambda yes: edit_record(person_file, there.id, changes, yes))

    def said(self, answer: Any) -> str:
        return self.entered(answer) if self.there is None else amended_words(answer)


class RowsForm(EntryForm[Entered]):
    """A form that has the rows of its kind, all of them, one beneath the other."""

    def __init__(
        self,
        view: View,
        there: Item | None = None,
        *,
        first: Mapping[str, str] | None = None,
        special: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        super().__init__(view, there)
        self.make_rows(first, special)

    async def enter(self) -> Entered | None:
        typed = {key: field.typed for key, field in self.rows.items() if field.typed.strip()}
        return await self.write_or_ask(lambda yes: enter(self.form_view.person_file, self.KIND, typed, yes))


def unchanged() -> Refused:
    """What is said where nothing differs."""
    return Refused("", "Nothing was changed", "write what is right, or leave the form")


def amended_words(edited: Edited) -> str:
    """What differs now."""
    said = "; ".join(str(difference) for difference in edited.differences)
    return f"{name_of(edited.kind, edited.after)}: {said}" if said else "nothing is different"
