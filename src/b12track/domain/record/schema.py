"""What is said of a field in its row, and what follows from the rows of a kind: whether a raw record is one of it.

What always holds: a schema is made of its rows and of nothing else; the rows themselves are in `fields`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from b12track.domain.record import records as r
from b12track.domain.record.field_types import Fault, FieldType, JsonSchema
from b12track.domain.record.loading import raw_of

# Where a field is said: in the forms and by its name; there, but only of what is there already; by its name and, in the
# forms, as a part of what is typed as one; by its name alone; never; or with the plan as a whole.
Changed = Literal["form", "later", "part", "typed", "kept", "whole"]


class Schema:
    """One kind of record: its rows by key, and its fields, also by the attribute that each has in the value.

    A row that is no field is what is typed as one and is more than one.
    """

    def __init__(self, rows: "Mapping[str, Field]") -> None:
        self.rows = rows
        self.fields = {key: row for key, row in rows.items() if not row.of}
        self.attributes = {field.name: field for field in self.fields.values()}
        # What checking asks of each, at hand: of fifty years of days every key is looked at.
        self._checks = [(key, field.type.check, field.required) for key, field in self.fields.items()]

    def check(self, raw: Any, path: str) -> Iterator[Fault]:
        """Everything that is wrong with one raw record."""
        if not isinstance(raw, Mapping):
            yield Fault(path, "is not an object")
            return
        if not self.fields.keys() >= raw.keys():
            for key in raw:
                if key not in self.fields:
                    yield Fault(f"{path}.{key}" if path else str(key), "is not a known key")
        for key, check, required in self._checks:
            value = raw.get(key)
            if value is not None:
                for fault in check(value, key):
                    yield Fault(f"{path}.{fault.path}", fault.text)
            elif required:
                yield Fault(f"{path}.{key}", "is missing")

    def too_new(self, raw: Mapping[str, Any], path: str, version: int) -> Iterator[Fault]:
        """The keys of a raw record that was checked which a document of this version does not have."""
        for key, field in self.fields.items():
            if key not in raw:
                continue
            if field.since > version:
                yield Fault(f"{path}.{key}", f"is not a known key of version {version}")
            elif field.parts is not None:
                for index, entry in enumerate(raw[key] or ()):
                    yield from field.parts.too_new(entry, f"{path}.{key}[{index}]", version)

    def facts(self, value: Any) -> dict[str, Any]:
        """A value for programs: every key, so that nobody need know what is meant where one is left out."""
        return {key: raw_of(getattr(value, field.name)) for key, field in self.fields.items()}

    def as_type(self) -> FieldType:
        """This schema as the type of a field of another one."""
        return FieldType(self.check, self.json_schema)

    def json_schema(self) -> JsonSchema:
        """What JSON Schema says of one raw record: each key, those that must be there, and no others."""
        properties = {}
        for key, field in self.fields.items():
            kind = field.type.json_schema()
            properties[key] = kind if field.required else {"anyOf": [kind, {"type": "null"}]}
        return {
            "type": "object",
            "properties": properties,
            "required": [key for key, field in self.fields.items() if field.required],
            "additionalProperties": False,
        }


class Field(NamedTuple):
    """One key of a record.

    `since` is the version of the document that brought it, `parts` the schema of each entry where it is a list of them.
    `label` is what people call it, `asked` what a form asks instead of that; `also` are the names beside its key under
    which it is typed, the plainest first. `hint` stands in an empty field of a form, `told` in the help and where it is
    lacking; `gap` is what a record without it lacks. `reader` is how it is typed, where its type does not say so;
    `rank` is where it stands, the lowest first. `needed` is what entering has to say though a record may lack it,
    `unsaid` what is taken where nobody says it, as it would be typed. `of` are the fields that are typed as this one.
    """

    key: str
    type: FieldType
    required: bool = False
    since: int = 1
    parts: Schema | None = None
    label: str = ""
    asked: str = ""
    also: tuple[str, ...] = ()
    reader: str = ""
    hint: str = ""
    told: str = ""
    gap: str = ""
    changed: Changed = "form"
    rank: int = 5
    needed: bool = False
    unsaid: str = ""
    of: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the value."""
        return r.ATTRIBUTES.get(self.key, self.key)

    @property
    def plain(self) -> str:
        """The one word under which it is typed."""
        return self.also[0] if self.also and "_" in self.key else self.key

    @property
    def called(self) -> str:
        """What people call it."""
        return self.label or self.key.replace("_", " ")

    @property
    def names(self) -> frozenset[str]:
        """Every name under which it is typed, what people call it among them."""
        return frozenset((self.key, *self.also, self.called.casefold().replace(" ", "_")))

    @property
    def must_be_said(self) -> bool:
        """Whether nothing can be entered without it."""
        return (self.required or self.needed) and not self.unsaid
