"""The exchange document, field by field: one table that checks, loads and dumps every kind of record.

What always holds: `load` is only given what `check` passed, or what this program itself saved.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from b12track.domain.record import fields as f
from b12track.domain.record import records as r
from b12track.domain.record.fields import Fault, FieldType, JsonSchema


class Field(NamedTuple):
    """One key of a record; `attribute` is its name in the value where that differs.

    `since` is the version of the document that brought it, `parts` the schema of each entry where it is a list of them.
    """

    key: str
    type: FieldType
    required: bool = False
    attribute: str = ""
    since: int = 1
    parts: "Schema | None" = None


class Schema(NamedTuple):
    """One kind of record: the value it becomes and its fields by key."""

    make: Callable[..., Any]
    fields: Mapping[str, Field]

    def check(self, raw: Any, path: str) -> Iterator[Fault]:
        """Everything that is wrong with one raw record."""
        if not isinstance(raw, Mapping):
            yield Fault(path, "is not an object")
            return
        for key in raw:
            if key not in self.fields:
                yield Fault(f"{path}.{key}" if path else str(key), "is not a known key")
        for key, field in self.fields.items():
            value = raw.get(key)
            if value is not None:
                yield from field.type.check(value, f"{path}.{key}")
            elif field.required:
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

    def load(self, raw: Mapping[str, Any]) -> Any:
        """The value of a raw record that was checked."""
        values = {}
        for key, value in raw.items():
            if value is not None:
                field = self.fields[key]
                values[field.attribute or key] = field.type.load(value)
        return self.make(**values)

    def dump(self, value: Any) -> dict[str, Any]:
        """The raw record of a value; what is as by default is left out."""
        defaults = value._field_defaults
        raw = {}
        for key, field in self.fields.items():
            attribute = field.attribute or key
            entry = getattr(value, attribute)
            if field.required or entry != defaults.get(attribute):
                raw[key] = field.type.dump(entry) if entry is not None else None
        return raw

    def facts(self, value: Any) -> dict[str, Any]:
        """A value for programs: every key, so that nobody need know what is meant where one is left out."""
        entries = ((key, field, getattr(value, field.attribute or key)) for key, field in self.fields.items())
        return {key: field.type.dump(entry) if entry is not None else None for key, field, entry in entries}

    def as_type(self) -> FieldType:
        """This schema as the type of a field of another one."""
        return FieldType(self.check, self.json_schema, self.load, self.dump)

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


def _schema(make: Callable[..., Any], *fields: Field) -> Schema:
    return Schema(make, {field.key: field for field in fields})


def _optional(kind: FieldType, *keys: str) -> list[Field]:
    return [Field(key, kind) for key in keys]


def _required(kind: FieldType, *keys: str) -> list[Field]:
    return [Field(key, kind, required=True) for key in keys]


_ROUTE = f.one_of("IM", "SC")
# The kinds of record that a document has only from a later version on.
KINDS_SINCE = {"treatments": 2}

PERSON = _schema(
    r.Person,
    Field("name", f.WORD, required=True),
    Field("born", f.DAY),
    *_optional(f.TEXT, "timezone", "indication", "cause"),
    Field("neurological", f.FLAG),
    *_optional(f.TEXT, "prescriber", "clinic"),
    Field("codes", f.list_of(f.TEXT)),
)

PHASE = _schema(
    r.Phase,
    Field("name", f.TEXT, required=True),
    Field("kind", f.one_of("repletion", "maintenance"), required=True),
    Field("dose_mcg", f.POSITIVE, since=2),
    Field("every", f.EVERY, required=True),
    Field("until", f.UNTIL),
)

REVIEW = _schema(
    r.Review,
    Field("what", f.WORD, required=True),
    Field("after", f.LENGTH, required=True),
    Field("every", f.LENGTH),
)

SCHEMAS: Mapping[str, Schema] = {
    "symptom_kinds": _schema(
        r.SymptomKind,
        Field("name", f.WORD, required=True),
        *_optional(f.TEXT, "label", "low", "high"),
        Field("good", f.one_of("high", "low"), required=True),
        Field("shown", f.FLAG),
    ),
    "plans": _schema(
        r.Plan,
        Field("id", f.WORD, required=True),
        *_required(f.DAY, "set_on", "first_due"),
        *_optional(f.TEXT, "prescribed_by", "source"),
        Field("drug", f.WORD, required=True),
        Field("dose_mcg", f.POSITIVE, required=True),
        Field("route", _ROUTE, required=True),
        Field("grace_days", f.NATURAL),
        Field("first_by", f.DAY, since=2),
        Field("no_maintenance", f.FLAG, since=2),
        Field("ended_on", f.DAY),
        Field("end_reason", f.LINES),
        Field("phases", f.list_of(PHASE.as_type(), least=1), required=True, parts=PHASE),
        Field("reviews", f.list_of(REVIEW.as_type()), parts=REVIEW),
        Field("watch", f.list_of(f.TEXT)),
    ),
    "injections": _schema(
        r.Injection,
        Field("id", f.WORD, required=True),
        Field("given_at", f.INSTANT, required=True),
        Field("time_known", f.FLAG),
        Field("zone", f.TEXT),
        Field("recorded_at", f.INSTANT),
        Field("drug", f.WORD, required=True),
        Field("dose_mcg", f.POSITIVE, required=True),
        *_optional(f.POSITIVE, "strength_mcg_per_ml", "volume_ml"),
        Field("route", _ROUTE, required=True),
        *_optional(f.TEXT, "site", "given_by", "provider", "location", "lot"),
        Field("expires", f.DAY),
        Field("container", f.TEXT),
        Field("counts", f.FLAG),
        Field("supply_id", f.TEXT),
        *_optional(f.LINES, "reaction", "note"),
    ),
    "symptoms": _schema(
        r.SymptomLog,
        Field("id", f.WORD, required=True),
        Field("date", f.DAY, required=True),
        Field("recorded_at", f.INSTANT, since=2),
        Field("scores", f.SCORES, required=True),
        Field("note", f.LINES),
    ),
    "labs": _schema(
        r.Lab,
        Field("id", f.WORD, required=True),
        Field("date", f.DAY, required=True),
        Field("test", f.WORD, required=True),
        Field("comparator", f.one_of("<", ">", "<=", ">=")),
        Field("value", f.NUMBER, required=True),
        Field("unit", f.TEXT, required=True),
        *_optional(f.NUMBER, "low", "high"),
        Field("lab", f.TEXT),
        Field("note", f.LINES),
    ),
    "visits": _schema(
        r.Visit,
        Field("id", f.WORD, required=True),
        Field("at", f.INSTANT, required=True),
        Field("purpose", f.WORD, required=True),
        Field("with", f.TEXT, attribute="who"),
        Field("where", f.TEXT),
        Field("note", f.LINES),
    ),
    "adjustments": _schema(
        r.Adjustment,
        *_required(f.WORD, "id", "plan_id"),
        Field("recorded_on", f.DAY, required=True),
        Field("kind", f.one_of("skip", "move"), required=True),
        Field("of", f.DAY, since=2),
        Field("due", f.DAY),
        Field("reason", f.LINES),
        Field("decided_by", f.TEXT),
    ),
    "transitions": _schema(
        r.Transition,
        *_required(f.WORD, "id", "plan_id"),
        Field("to_phase", f.NATURAL, required=True),
        Field("on", f.DAY, required=True),
        Field("confirmed_by", f.TEXT),
        Field("first_due", f.DAY),
        Field("recorded_at", f.INSTANT, since=2),
    ),
    "treatments": _schema(
        r.Treatment,
        *_required(f.WORD, "id", "name"),
        Field("kind", f.one_of(*r.TREATMENT_KINDS), required=True),
        Field("from", f.DAY, required=True, attribute="first_on"),
        Field("to", f.DAY, attribute="last_on"),
        Field("note", f.LINES),
    ),
    "supplies": _schema(
        r.Supply,
        Field("id", f.WORD, required=True),
        Field("drug", f.TEXT),
        *_optional(f.POSITIVE, "strength_mcg_per_ml", "volume_ml"),
        *_optional(f.TEXT, "container", "lot"),
        Field("expires", f.DAY),
        Field("count", f.NATURAL, attribute="held"),
        Field("opened_on", f.DAY),
    ),
    "questions": _schema(
        r.Question,
        Field("id", f.WORD, required=True),
        Field("asked_on", f.DAY, required=True),
        Field("text", f.FULL_LINES, required=True),
        Field("answered_on", f.DAY),
        Field("answer", f.LINES),
    ),
    "notes": _schema(
        r.Note,
        Field("id", f.WORD, required=True),
        Field("date", f.DAY, required=True),
        Field("text", f.FULL_LINES, required=True),
    ),
}


def load(kind: str, raw: Mapping[str, Any]) -> Any:
    """The value of one checked record of this kind."""
    return SCHEMAS[kind].load(raw)


def dump(kind: str, value: Any) -> dict[str, Any]:
    """The raw record of one value of this kind, for keeping."""
    return SCHEMAS[kind].dump(value)


def facts(kind: str, value: Any) -> dict[str, Any]:
    """One value of this kind for programs, with every key."""
    return SCHEMAS[kind].facts(value)
