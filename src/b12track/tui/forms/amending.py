"""A form that enters a record, made of the rows of its kind, and changes it as well.

What always holds: which fields there are, in which order, what they are called and how they are read is said by the
table; a form adds what is special about some of them. Where it changes a record it opens with what was typed then and
saves what differs: a field that is left alone is not touched, and what is changed goes through the same readers and
checks as a change on the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.widget import Widget

from b12track.domain.record import field_types
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import table_of
from b12track.domain.wording.record_names import day_of, name_of
from b12track.domain.wording.text import capital
from b12track.tui.forms.fields import Field
from b12track.tui.forms.form import Form
from b12track.tui.forms.rows import row_field
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, enter
from b12track.usecases.fields import assignment, reader_of, rows_entered, rows_in_forms, typed_text

if TYPE_CHECKING:
    from b12track.usecases.edit.change import Edited
    from b12track.usecases.look.history import Item

T = TypeVar("T")


class EntryForm(Form[Any], Generic[T]):
    """A form for something new, or with `there` for what is there already."""

    KIND: ClassVar[str]

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
    """A form that has the rows of its kind, all of them, one beneath the other.

    What has to be said of a day begins with today, and what was written last time is a key away.
    """

    def __init__(
        self,
        view: View,
        there: Item | None = None,
        *,
        first: Mapping[str, str] | None = None,
        special: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """`first` is what fields begin with where something new is entered, `special` what is special about some."""
        super().__init__(view, there)
        entries = getattr(view.record, self.KIND)
        last = max(entries, key=lambda value: day_of(self.KIND, value) or date.min, default=None)
        for row in rows_entered(self.KIND) if there is None else rows_in_forms(self.KIND):
            said = dict((special or {}).get(row.key, {}))
            if there is None:
                said["value"] = (first or {}).get(row.key, "")
                if row.required and row.type == field_types.DAY:
                    said["value"] = said["value"] or "today"
                if last is not None and reader_of(row) == "text" and not row.required:
                    said["last"] = typed_text(row, last)
            self.row(row.key, **said)

    def compose_fields(self) -> Iterable[Widget]:
        return self.rows.values()

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
