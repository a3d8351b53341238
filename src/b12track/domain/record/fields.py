"""The fields of every kind of record: one table, one row a field, from which all that knows of fields is made.

What always holds: a field is said once. From its row come the check, how it is written down, the column of a
spreadsheet, the JSON Schema, how it is typed and worded, whether and where it stands in a form, what `inject` and a
table from elsewhere call it, and whether a record without it has a gap. Beside its row a field has its attribute in
`records`, whose annotation says what it is in Python; `loading` makes values by that alone.

Decided: a row names its reader by a word, which `usecases.fields` has the function for, because a save loads this
table and may not pay for the readers.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from b12track.domain.record import field_types as f
from b12track.domain.record import records as r
from b12track.domain.record.field_types import Fault, FieldType, JsonSchema

# How a field is changed: in the form and by its name; by its name alone; never; or with the plan as a whole.
Changed = Literal["form", "typed", "kept", "whole"]


class Schema:
    """One kind of record: its fields by key, and by the attribute that each has in the value."""

    def __init__(self, fields: "Mapping[str, Field]") -> None:
        self.fields = fields
        self.attributes = {field.name: field for field in fields.values()}

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

    def dump(self, value: Any) -> dict[str, Any]:
        """The raw record of a value; what is as by default is left out."""
        defaults = value._field_defaults
        raw = {}
        for key, field in self.fields.items():
            attribute = field.name
            entry = getattr(value, attribute)
            if field.required or entry != defaults.get(attribute):
                raw[key] = field.type.dump(entry) if entry is not None else None
        return raw

    def facts(self, value: Any) -> dict[str, Any]:
        """A value for programs: every key, so that nobody need know what is meant where one is left out."""
        entries = ((key, field, getattr(value, field.name)) for key, field in self.fields.items())
        return {key: field.type.dump(entry) if entry is not None else None for key, field, entry in entries}

    def as_type(self) -> FieldType:
        """This schema as the type of a field of another one."""
        return FieldType(self.check, self.json_schema, self.dump)

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
    `label` is what people call it, `also` the names beside its key under which it is typed, the plainest first; `hint`
    stands in an empty field of a form, `told` where it is entered by its name; `gap` is what a record without it lacks.
    `reader` is how it is typed, where its type does not say so already; `rank` is where it stands in a form, the lowest
    first.
    """

    key: str
    type: FieldType
    required: bool = False
    since: int = 1
    parts: Schema | None = None
    label: str = ""
    also: tuple[str, ...] = ()
    reader: str = ""
    hint: str = ""
    told: str = ""
    gap: str = ""
    changed: Changed = "form"
    rank: int = 5

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


def _schema(*fields: Field) -> Schema:
    return Schema({field.key: field for field in fields})


def _id() -> Field:
    return Field("id", f.WORD, required=True, changed="kept")


def _note() -> Field:
    return Field("note", f.LINES)


_ROUTE = f.one_of("IM", "SC")
# The kinds of record that a document has only from a later version on.
KINDS_SINCE = {"treatments": 2}

PERSON = _schema(
    Field("name", f.WORD, required=True, label="Name"),
    Field("born", f.DAY, label="Born"),
    Field("timezone", f.TEXT, label="Time zone", reader="zone"),
    Field("indication", f.TEXT, label="Why the injections"),
    Field("cause", f.TEXT, label="Cause"),
    Field("neurological", f.FLAG, label="Neurological signs"),
    Field("prescriber", f.TEXT, label="Prescriber"),
    Field("clinic", f.TEXT, label="Clinic"),
    Field("codes", f.list_of(f.TEXT), label="Clinic's codes", reader="names"),
)

PHASE = _schema(
    Field("name", f.TEXT, required=True),
    Field("kind", f.one_of("repletion", "maintenance"), required=True),
    Field("dose_mcg", f.POSITIVE, since=2),
    Field("every", f.EVERY, required=True),
    Field("until", f.UNTIL),
)

REVIEW = _schema(
    Field("what", f.WORD, required=True),
    Field("after", f.LENGTH, required=True),
    Field("every", f.LENGTH),
)

SCHEMAS: Mapping[str, Schema] = {
    "symptom_kinds": _schema(
        Field("name", f.WORD, required=True, changed="kept"),
        Field("label", f.TEXT),
        Field("low", f.TEXT),
        Field("high", f.TEXT),
        Field("good", f.one_of("high", "low"), required=True, reader="good"),
        Field("shown", f.FLAG),
    ),
    "plans": _schema(
        _id(),
        Field("set_on", f.DAY, required=True, rank=1),
        Field("first_due", f.DAY, required=True, rank=1),
        Field("prescribed_by", f.TEXT, label="by", also=("by",)),
        Field("source", f.TEXT),
        Field("drug", f.WORD, required=True, reader="drug"),
        Field("dose_mcg", f.POSITIVE, required=True, label="dose", also=("dose",), reader="dose"),
        Field("route", _ROUTE, required=True, reader="route"),
        Field(
            "grace_days",
            f.NATURAL,
            label="grace",
            also=("grace",),
            reader="days",
            hint="days; a display setting, not medical advice",
        ),
        Field(
            "first_by",
            f.DAY,
            since=2,
            label="first until",
            reader="day ahead",
            rank=2,
            hint="the last day of the first window, where it has several",
        ),
        Field(
            "no_maintenance",
            f.FLAG,
            since=2,
            rank=2,
            hint="yes where loading is all there is and nobody plans more",
        ),
        Field("ended_on", f.DAY, label="ended"),
        Field("end_reason", f.LINES, label="reason", also=("reason",)),
        Field("phases", f.list_of(PHASE.as_type(), least=1), required=True, parts=PHASE, changed="whole"),
        Field("reviews", f.list_of(REVIEW.as_type()), parts=REVIEW, changed="whole"),
        Field("watch", f.list_of(f.TEXT), reader="names"),
    ),
    "injections": _schema(
        _id(),
        Field(
            "given_at",
            f.INSTANT,
            required=True,
            label="given",
            also=("at", "time", "date"),
            rank=1,
            told="when, such as 14:05, yesterday, 2026-01-31 09:30; now if left out",
        ),
        Field("time_known", f.FLAG, changed="typed"),
        Field("zone", f.TEXT, reader="zone", changed="typed"),
        Field("recorded_at", f.INSTANT, changed="kept"),
        Field("drug", f.WORD, required=True, reader="drug", rank=3, told="the drug; the plan's if left out"),
        Field(
            "dose_mcg",
            f.POSITIVE,
            required=True,
            label="dose",
            also=("dose",),
            reader="dose",
            rank=3,
            told="how much, with its unit, such as 1mg; the plan's dose if left out",
        ),
        Field(
            "strength_mcg_per_ml",
            f.POSITIVE,
            label="strength",
            also=("strength",),
            reader="strength",
            rank=3,
            gap="strength",
            told="such as 1000mcg/ml; the supply's or the last dose's if left out",
            hint="e.g. 1000mcg/ml",
        ),
        Field(
            "volume_ml",
            f.POSITIVE,
            label="volume",
            also=("volume",),
            reader="volume",
            rank=3,
            gap="volume",
            told="such as 1ml; worked out from dose and strength if left out",
            hint="e.g. 1ml",
        ),
        Field(
            "route",
            _ROUTE,
            required=True,
            reader="route",
            rank=2,
            told="IM (into muscle) or SC (under the skin); it has to be said each time",
        ),
        Field(
            "site",
            f.TEXT,
            reader="site",
            hint="such as left-thigh",
            rank=2,
            gap="site",
            told="where on the body, such as left-thigh",
        ),
        Field(
            "given_by",
            f.TEXT,
            also=("by",),
            gap="who gave it",
            told="who gave it, such as me or nurse",
            hint="e.g. self, nurse",
        ),
        Field("provider", f.TEXT, told="the name of the person who gave it"),
        Field(
            "location",
            f.TEXT,
            also=("place",),
            gap="where",
            told="where it was given, such as Riverside or home",
            hint="e.g. Riverside, home",
        ),
        Field(
            "lot",
            f.TEXT,
            reader="lot",
            hint="as on the label, or not known",
            rank=4,
            gap="lot",
            told='as on the label, or "not known"',
        ),
        Field(
            "expires",
            f.DAY,
            also=("expiry",),
            reader="expiry",
            hint="e.g. 05/2027, or not known",
            rank=4,
            gap="expiry",
            told='as on the label, or "not known"',
        ),
        Field(
            "container",
            f.TEXT,
            reader="container",
            rank=4,
            gap="container",
            told="single-dose or multi-dose; the supply's or the last dose's if left out",
            hint="single-dose or multi-dose",
        ),
        Field("counts", f.FLAG, hint="yes, or no where it is extra to the plan"),
        Field(
            "supply_id",
            f.TEXT,
            label="supply",
            also=("supply",),
            reader="supply",
            told="the supply it was taken from, by its id",
        ),
        Field("reaction", f.LINES, told="anything noticed afterwards"),
        Field("note", f.LINES, told="anything else"),
    ),
    "symptoms": _schema(
        _id(),
        Field("date", f.DAY, required=True),
        Field("recorded_at", f.INSTANT, since=2, changed="kept"),
        Field("scores", f.SCORES, required=True, changed="kept"),
        _note(),
    ),
    "labs": _schema(
        _id(),
        Field("date", f.DAY, required=True),
        Field("test", f.WORD, required=True),
        Field("comparator", f.one_of("<", ">", "<=", ">="), reader="comparator", changed="typed"),
        Field("value", f.NUMBER, required=True, also=("result",), reader="result"),
        Field("unit", f.TEXT, required=True, also=("units",), reader="unit"),
        Field("low", f.NUMBER, label="range from", reader="number"),
        Field("high", f.NUMBER, label="range to", reader="number"),
        Field("lab", f.TEXT),
        _note(),
    ),
    "visits": _schema(
        _id(),
        Field(
            "at", f.INSTANT, required=True, label="when", also=("when", "date", "time"), reader="moment ahead"
        ),
        Field("purpose", f.WORD, required=True, reader="purpose"),
        Field("with", f.TEXT, also=("who",)),
        Field("where", f.TEXT),
        _note(),
    ),
    "adjustments": _schema(
        _id(),
        Field("plan_id", f.WORD, required=True, changed="kept"),
        Field("recorded_on", f.DAY, required=True, label="decided"),
        Field("kind", f.one_of("skip", "move"), required=True, reader="adjustment"),
        Field("of", f.DAY, since=2, reader="day ahead", hint="the date it is about"),
        Field("due", f.DAY, label="new date", reader="day ahead"),
        Field("reason", f.LINES),
        Field("decided_by", f.TEXT, label="by", also=("by",)),
    ),
    "transitions": _schema(
        _id(),
        Field("plan_id", f.WORD, required=True, changed="kept"),
        Field(
            "to_phase",
            f.NATURAL,
            required=True,
            label="phase",
            also=("phase",),
            reader="phase",
            hint="1 is the first",
        ),
        Field("on", f.DAY, required=True, rank=1),
        Field("confirmed_by", f.TEXT, label="by", also=("by",)),
        Field("first_due", f.DAY, reader="day ahead"),
        Field("recorded_at", f.INSTANT, since=2, changed="kept"),
    ),
    "treatments": _schema(
        _id(),
        Field("name", f.WORD, required=True),
        Field("kind", f.one_of(*r.TREATMENT_KINDS), required=True, reader="treatment"),
        Field("from", f.DAY, required=True, also=("since", "start")),
        Field(
            "to",
            f.DAY,
            label="last day",
            also=("until", "end", "stopped"),
            reader="day ahead",
            hint="empty while it goes on",
        ),
        _note(),
    ),
    "supplies": _schema(
        _id(),
        Field("drug", f.TEXT, reader="drug"),
        Field("strength_mcg_per_ml", f.POSITIVE, label="strength", also=("strength",), reader="strength"),
        Field("volume_ml", f.POSITIVE, label="volume", also=("volume",), reader="volume"),
        Field("container", f.TEXT, reader="container"),
        Field("lot", f.TEXT, reader="lot", hint="as on the label, or not known"),
        Field(
            "expires",
            f.DAY,
            also=("expiry",),
            reader="label's last day",
            hint="as on the label, or not known",
        ),
        Field("count", f.NATURAL, reader="doses"),
        Field("opened_on", f.DAY, label="opened", also=("opened",)),
    ),
    "questions": _schema(
        _id(),
        Field("asked_on", f.DAY, required=True, label="asked", also=("asked",)),
        Field("text", f.FULL_LINES, required=True, label="question", also=("question",)),
        Field("answered_on", f.DAY, label="answered", also=("answered",), hint="the day it was answered"),
        Field("answer", f.LINES),
    ),
    "notes": _schema(
        _id(),
        Field("date", f.DAY, required=True),
        Field("text", f.FULL_LINES, required=True, also=("note",)),
    ),
}


def dump(kind: str, value: Any) -> dict[str, Any]:
    """The raw record of one value of this kind, for keeping."""
    return SCHEMAS[kind].dump(value)


def facts(kind: str, value: Any) -> dict[str, Any]:
    """One value of this kind for programs, with every key."""
    return SCHEMAS[kind].facts(value)
