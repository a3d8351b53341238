"""A form that entered a record changes it as well: it opens with what was typed then, and saves what differs.

What always holds: a field that is left alone is not touched; what is changed goes through the same readers and checks
as a change on the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from b12track.domain.record.faults import Refused
from b12track.domain.wording.record_names import name_of
from b12track.domain.wording.text import capital
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.form import Form
from b12track.tui.view import View

if TYPE_CHECKING:
    from b12track.usecases.edit.change import Edited
    from b12track.usecases.look.history import Item

T = TypeVar("T")


class EntryForm(Form[Any], Generic[T]):
    """A form for something new, or with `there` for what is there already."""

    # The fields by the names that a change knows them by.
    AMENDS: ClassVar[Mapping[str, str]] = {}

    def __init__(self, view: View, there: Item | None = None) -> None:
        super().__init__(view)
        self.there = there
        if there is not None:
            self.HEADING = capital(name_of(there.kind, there.value))

    @property
    def target(self) -> tuple[str, Any] | None:
        return (self.there.kind, self.there.value) if self.there is not None else None

    def begin(self) -> None:
        """Fill the fields with what is there; called once they are made."""
        for name, text in self.was.items():
            if attribute := self.AMENDS.get(name):
                field = getattr(self, attribute)
                field.begin_with(text)

    @property
    def was(self) -> dict[str, str]:
        """The fields of what is there as one would type them; nothing where it is still to be entered."""
        if self.there is None:
            return {}
        from b12track.usecases.fields import (
            typed_fields,  # most forms are for something new, and open without it
        )

        fields = typed_fields(self.there.kind, self.there.value, self.form_view.record)
        return {field.name: field.text for field in fields}

    def changes(self) -> dict[str, str]:
        """What differs, by the names that a change knows it by."""
        fields: dict[str, Field[Any]] = {
            name: getattr(self, attribute) for name, attribute in self.AMENDS.items()
        }
        return {
            name: field.text.strip() if isinstance(field, TextField) else str(field.read() or "")
            for name, field in fields.items()
            if field.is_changed
        }

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
        from b12track.usecases.fields import assignment

        changes = [assignment(name, text) for name, text in self.changes().items()]
        if not changes:
            raise unchanged()
        person_file = self.form_view.person_file
        return await self.write_or_ask(lambda yes: edit_record(person_file, there.id, changes, yes))

    def said(self, answer: Any) -> str:
        return self.entered(answer) if self.there is None else amended_words(answer)


def unchanged() -> Refused:
    """What is said where nothing differs."""
    return Refused("", "Nothing was changed", "write what is right, or leave the form")


def amended_words(edited: Edited) -> str:
    """What differs now."""
    said = "; ".join(str(difference) for difference in edited.differences)
    return f"{name_of(edited.kind, edited.after)}: {said}" if said else "nothing is different"
