"""The fields of every kind of record: one table, one row a field, from which all that knows of fields is made.

What always holds: a field is said once. From its row come the check, the column of a spreadsheet, the JSON Schema, how
it is typed and worded, whether and where it stands in a form, its option on the command line with what the help says,
what a table from elsewhere calls it, what is taken where nobody says it, and whether a record without it has a gap.
What a row can say is in `schema`. Beside its row a field has its attribute in `records`, whose annotation says what it
is in Python; `loading` makes values by that alone, and writes them down. What is typed as one and is more than one
field, such as a range, has a row as well.

Decided: a row names its reader by a word, which `usecases.fields` has the function for, because what checks a document
loads this table and may not pay for the readers.
"""

from collections.abc import Mapping
from typing import Any

from b12track.domain.record import field_types as f
from b12track.domain.record import records as r
from b12track.domain.record.schema import Field, Schema


def _schema(*fields: Field) -> Schema:
    return Schema({field.key: field for field in fields})


def _id() -> Field:
    return Field("id", f.WORD, required=True, changed="kept")


def _note(rank: int = 5) -> Field:
    return Field("note", f.LINES, told="a line to keep with it", rank=rank)


_ROUTE = f.one_of("IM", "SC")
_A_DAY = "e.g. yesterday, mon, 21 Nov"
# The kinds of record that a document has only from a later version on.
KINDS_SINCE = {"treatments": 2}

PERSON = _schema(
    Field("name", f.WORD, required=True, label="Name"),
    Field("born", f.DAY, label="Born", hint="e.g. 14 Mar 1971"),
    Field("timezone", f.TEXT, label="Time zone", reader="zone", hint="e.g. Europe/London"),
    Field("indication", f.TEXT, label="Why the injections", asked="Why", hint="e.g. vitamin B12 deficiency"),
    Field("cause", f.TEXT, label="Cause", hint="e.g. autoimmune gastritis, diet"),
    Field("neurological", f.FLAG, label="Neurological signs", asked="Nerves", reader="flag, if known"),
    Field("prescriber", f.TEXT, label="Prescriber"),
    Field("clinic", f.TEXT, label="Clinic"),
    Field(
        "codes",
        f.list_of(f.TEXT),
        label="Clinic's codes",
        asked="Codes",
        reader="names",
        hint="as stated by the clinic, e.g. E53.8",
    ),
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
            asked="When",
            also=("at", "time", "date"),
            rank=1,
            hint="now; e.g. 9:30, yesterday 6pm, tue 10:20",
            told="when, such as 14:05, yesterday, 2026-01-31 09:30; now if left out",
        ),
        Field("time_known", f.FLAG, changed="typed"),
        Field("zone", f.TEXT, reader="zone", changed="typed"),
        Field("recorded_at", f.INSTANT, changed="kept"),
        Field(
            "drug",
            f.WORD,
            required=True,
            reader="drug",
            rank=3,
            hint="e.g. hydroxocobalamin",
            told="the drug; the plan's if left out",
        ),
        Field(
            "dose_mcg",
            f.POSITIVE,
            required=True,
            label="dose",
            also=("dose",),
            reader="dose",
            rank=3,
            hint="e.g. 1 mg",
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
            asked="By",
            also=("by",),
            gap="who gave it",
            told="who gave it, such as me or nurse",
            hint="e.g. self, nurse",
        ),
        Field("provider", f.TEXT, hint="e.g. J. Hart", told="the name of the person who gave it"),
        Field(
            "location",
            f.TEXT,
            label="place",
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
            hint="e.g. 05/2027, 31 May 2027, or not known",
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
        Field("extra", f.FLAG, reader="extra", of=("counts",), changed="typed"),
        Field(
            "supply_id",
            f.TEXT,
            label="supply",
            asked="From",
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
        Field(
            "date",
            f.DAY,
            required=True,
            unsaid="today",
            rank=6,
            hint=_A_DAY,
            told="the day the blood was taken; today if left out",
        ),
        Field(
            "test",
            f.WORD,
            required=True,
            reader="test",
            hint="e.g. b12, mma, hb, folate",
            told="the test, such as b12, mma, hb",
        ),
        Field("comparator", f.one_of("<", ">", "<=", ">="), reader="comparator", changed="typed"),
        Field(
            "value",
            f.NUMBER,
            required=True,
            also=("result",),
            reader="result",
            hint="e.g. 412, <150",
            told='the result as a number; "<150" and ">2000" in quotes',
        ),
        Field(
            "unit",
            f.TEXT,
            required=True,
            also=("units",),
            reader="unit",
            hint="e.g. ng/L",
            told="the unit on the laboratory's sheet, such as ng/L",
        ),
        Field("low", f.NUMBER, label="range from", reader="number", changed="part"),
        Field("high", f.NUMBER, label="range to", reader="number", changed="part"),
        Field(
            "range",
            f.TEXT,
            reader="range",
            of=("low", "high"),
            hint="the sheet's own, e.g. 180-914 or <5",
            told="the laboratory's own range, such as 180-914",
        ),
        Field("lab", f.TEXT, label="laboratory", told="the name of the laboratory"),
        _note(rank=7),
    ),
    "visits": _schema(
        _id(),
        Field(
            "at",
            f.INSTANT,
            required=True,
            label="when",
            also=("when", "date", "time"),
            reader="moment ahead",
            hint="e.g. thursday 10:20, 1 Dec 9:00",
            told='the day and time, such as 2026-03-16 or "thursday 10:20" for next Thursday; a date may be past',
        ),
        Field(
            "purpose",
            f.WORD,
            required=True,
            reader="purpose",
            told="what it is for: injection, review, blood test, or other words",
        ),
        Field("with", f.TEXT, also=("who",), told="whom"),
        Field("where", f.TEXT, told="the clinic or place"),
        _note(),
    ),
    "adjustments": _schema(
        _id(),
        Field("plan_id", f.WORD, required=True, changed="kept"),
        Field(
            "recorded_on",
            f.DAY,
            required=True,
            label="decided",
            changed="later",
            rank=6,
            hint="e.g. 2 Nov 2026",
        ),
        Field("kind", f.one_of("skip", "move"), required=True, asked="The date", reader="adjustment", rank=1),
        Field(
            "of",
            f.DAY,
            since=2,
            label="date meant",
            reader="day ahead",
            changed="later",
            hint="the date it is about",
        ),
        Field(
            "due",
            f.DAY,
            label="new date",
            reader="day ahead",
            rank=2,
            hint="where to; if skipped, the date after it",
            told="the date of the next dose, if that was said; the plan's next one if left out",
        ),
        Field(
            "reason",
            f.LINES,
            asked="Why",
            rank=4,
            hint="e.g. flu, holiday, no stock",
            told="the reason, in a few words",
        ),
        Field(
            "decided_by",
            f.TEXT,
            label="by",
            asked="Who decided?",
            also=("by",),
            rank=3,
            needed=True,
            hint="e.g. Riverside",
            told="who decided it, such as Riverside",
        ),
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
            rank=1,
            hint="1 is the first",
            told="the phase of the plan: its number, counted from 1, or its name",
        ),
        Field(
            "on",
            f.DAY,
            required=True,
            asked="Decided on",
            rank=3,
            unsaid="today",
            hint=_A_DAY,
            told="the day it was decided; today if left out",
        ),
        Field(
            "confirmed_by",
            f.TEXT,
            label="by",
            asked="Who decided?",
            also=("by",),
            rank=2,
            needed=True,
            hint="e.g. Dr Okafor",
            told="who decided it, such as Dr Okafor",
        ),
        Field(
            "first_due",
            f.DAY,
            asked="Next dose",
            reader="day ahead",
            rank=4,
            hint="if empty, counted from the last dose",
            told="the date of the next dose, if that was said; counted from the last dose if left out",
        ),
        Field("recorded_at", f.INSTANT, since=2, changed="kept"),
    ),
    "treatments": _schema(
        _id(),
        Field(
            "name",
            f.WORD,
            required=True,
            hint="e.g. metformin, B12 tablets, iron",
            told="what is taken, such as metformin",
        ),
        Field(
            "kind",
            f.one_of(*r.TREATMENT_KINDS),
            required=True,
            reader="treatment",
            told=f"what kind it is: {', '.join(r.TREATMENT_KINDS)}",
        ),
        Field(
            "from",
            f.DAY,
            required=True,
            label="since",
            also=("since", "start"),
            hint="e.g. today, mon, 10 Feb",
            told="the first day it was taken, such as 2026-02-10",
        ),
        Field(
            "to",
            f.DAY,
            label="last day",
            also=("until", "end", "stopped"),
            hint="still taken",
            told="the last day it was taken; leave it out while it goes on",
        ),
        _note(),
    ),
    "supplies": _schema(
        _id(),
        Field("drug", f.TEXT, reader="drug", told="the drug; the plan's if left out"),
        Field(
            "strength_mcg_per_ml",
            f.POSITIVE,
            label="strength",
            also=("strength",),
            reader="strength",
            hint="e.g. 1000mcg/ml",
            told="the strength on the label, such as 1000mcg/ml",
        ),
        Field(
            "volume_ml",
            f.POSITIVE,
            label="volume",
            also=("volume",),
            reader="volume",
            hint="e.g. 1ml",
            told="the volume of one vial, such as 1ml",
        ),
        Field("container", f.TEXT, reader="container", told="single-dose or multi-dose"),
        Field(
            "lot",
            f.TEXT,
            reader="lot",
            hint="as on the label, or not known",
            told='the lot number on the label, or "not known"',
        ),
        Field(
            "expires",
            f.DAY,
            also=("expiry",),
            reader="label's last day",
            hint="e.g. 05/2027, 31 May 2027, or not known",
            told="the expiry date on the label: 2027-05-31, or 2027-05 for the end of that month",
        ),
        Field(
            "count",
            f.NATURAL,
            label="doses",
            reader="doses",
            needed=True,
            hint="e.g. 5",
            told="how many doses it holds",
        ),
        Field(
            "opened_on",
            f.DAY,
            label="opened",
            also=("opened",),
            hint="e.g. 3 Nov, for a vial of several doses",
            told="the day a vial was opened",
        ),
    ),
    "questions": _schema(
        _id(),
        Field(
            "asked_on",
            f.DAY,
            required=True,
            label="asked",
            also=("asked",),
            changed="later",
            unsaid="today",
            rank=6,
            hint=_A_DAY,
        ),
        Field(
            "text",
            f.FULL_LINES,
            required=True,
            label="question",
            also=("question",),
            rank=1,
            hint="e.g. Could the interval be discussed?",
            told='the question, such as "Could the interval be discussed?"',
        ),
        Field(
            "answered_on",
            f.DAY,
            label="answered",
            also=("answered",),
            changed="later",
            hint="today, where an answer is written",
        ),
        Field("answer", f.LINES, changed="later", rank=2, hint="what was said, once it was"),
    ),
    "notes": _schema(
        _id(),
        Field(
            "date",
            f.DAY,
            required=True,
            unsaid="today",
            rank=6,
            hint=_A_DAY,
            told="the day: 2026-01-31, yesterday, 3d-ago; today if left out",
        ),
        Field(
            "text",
            f.FULL_LINES,
            required=True,
            label="note",
            also=("note",),
            hint="e.g. a cold, on holiday, started metformin",
            told='the note, such as "started metformin"',
        ),
    ),
}


def table_of(kind: str) -> Schema:
    """The rows of a kind of record; the person is one of their own."""
    return PERSON if kind == "person" else SCHEMAS[kind]


def facts(kind: str, value: Any) -> dict[str, Any]:
    """One value of this kind for programs, with every key."""
    return SCHEMAS[kind].facts(value)
