"""Records to make pages of: a made-up year, one that fills every list, one that means harm, names of many scripts."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from b12track.domain.record.intervals import Confirmed, Doses, Length, Span, Weekdays
from b12track.domain.record.records import (
    Adjustment,
    Injection,
    Lab,
    Note,
    Person,
    Phase,
    Plan,
    Question,
    Record,
    Review,
    SymptomKind,
    SymptomLog,
    Transition,
    Visit,
)
from b12track.domain.reference.demo import demo_record
from b12track.reports.page import ChartSpot, CycleSpot, Drawings, Paragraph, ScoreRow, Scores, Summary
from b12track.reports.scope import Since
from b12track.reports.summary import summarise
from b12track.usecases.look.charts import draw_spots

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
LONG = "An evening on which nothing went as it should, told at length because it mattered then. " * 60
HOSTILE = (
    "=cmd|'/c calc'!A1 <script>alert(1)</script> </style><img src=http://example.org/x onerror=alert(1)> "
    '#import "x" $x^2$ [a](http://example.org) ![b](//example.org) `c` **d** _e_ ~~f~~ | g | &amp; &lt;b&gt; '
    "\u202eevil\u202c \u2067x\u2069 \u200f \\u{202e} {{7*7}} %s @user #1 www.example.org"
)
NAMES = {
    "polish": "Zażółć Gęśląjaźń-Żurawska",
    "greek": "Ἀλέξανδρος Παπαδόπουλος",
    "chinese": "王小明",
    "arabic": "محمد بن عبد الله",
    "hebrew": "יעל כהן",
    "devanagari": "अनिता शर्मा",
    "thai": "สมชาย ใจดี",
    "emoji": "Åsa 👩‍👩‍👧 O'Brien",
}


def made_up_year() -> Record:
    """The year of the demo, as of `TODAY`."""
    return demo_record(TODAY)


def named(name: str) -> Record:
    """The made-up year with this name in every place that takes one."""
    record = made_up_year()
    return record._replace(
        person=record.person._replace(name=name, prescriber=name, clinic=name),
        plans=tuple(plan._replace(prescribed_by=name) for plan in record.plans),
        notes=(Note("n1", date(2026, 2, 10), name),),
        questions=(Question("q1", date(2026, 3, 1), f"{name}, 5?"),),
    )


def hostile() -> Record:
    """The made-up year with text that means harm in every place that takes text."""
    return _with_text(made_up_year(), HOSTILE)


def crowded(text: str = LONG) -> Record:
    """Three years with more of everything than a page has room for, each text as long as this one."""
    record = _with_text(_full(), text)
    return record._replace(person=record.person._replace(name=text[:200]))


def given(
    id: str,
    on: date,
    *,
    drug: str = "hydroxocobalamin",
    site: str = "left-thigh",
    hour: int = 9,
    counts: bool = True,
    reaction: str = "",
) -> Injection:
    """A dose on a day."""
    at = datetime(on.year, on.month, on.day, hour, 30, tzinfo=UTC)
    return Injection(
        id,
        at,
        drug,
        1000,
        "IM",
        recorded_at=at,
        site=site,
        counts=counts,
        reaction=reaction,
        given_by="nurse",
    )


def _with_text(record: Record, text: str) -> Record:
    line = text[:200].strip()
    return record._replace(
        person=record.person._replace(
            name=line, indication=line, cause=line, prescriber=line, clinic=line, codes=(line,) * 8
        ),
        symptom_kinds=(
            *record.symptom_kinds,
            SymptomKind("energy", line, line, line, "high"),
            SymptomKind("tingling", line, line, line, "low"),
        ),
        plans=tuple(
            plan._replace(
                prescribed_by=line,
                source=line,
                drug=line,
                end_reason=line,
                phases=tuple(phase._replace(name=line) for phase in plan.phases),
                reviews=(Review(line, Length("months", 3)),),
                watch=(line, "energy"),
            )
            for plan in record.plans
        ),
        injections=tuple(
            injection._replace(
                drug=line,
                site=injection.site if number % 3 else line,
                given_by=line,
                provider=line,
                location=line,
                lot=line,
                reaction=text,
                note=text,
            )
            for number, injection in enumerate(record.injections)
        ),
        labs=tuple(lab._replace(test=line, unit=line[:20], lab=line, note=text) for lab in record.labs),
        visits=tuple(
            visit._replace(purpose=line, who=line, where=line, note=text) for visit in record.visits
        ),
        adjustments=tuple(a._replace(reason=line, decided_by=line) for a in record.adjustments),
        transitions=tuple(t._replace(confirmed_by=line) for t in record.transitions),
        questions=tuple(q._replace(text=text) for q in record.questions),
        notes=tuple(note._replace(text=text) for note in record.notes),
    )


def _full() -> Record:
    start = TODAY - timedelta(days=1000)
    phases = (
        Phase("Loading", "repletion", Weekdays((0, 2, 4)), Doses(6)),
        Phase("Weekly", "repletion", Span("weeks", 1, 1), Confirmed()),
        Phase("Fortnightly", "maintenance", Span("weeks", 2, 2), Length("months", 3)),
        Phase("Monthly", "maintenance", Span("months", 1, 1), Length("months", 3)),
        Phase("Maintenance", "maintenance", Span("weeks", 8, 12), None),
    )
    days = [start + timedelta(days=2 * number) for number in range(6)]
    days += [start + timedelta(days=20 + 23 * number + number % 5) for number in range(42)]
    kinds = tuple(SymptomKind(f"own{n}", f"Own symptom {n}", "none", "worst", "low") for n in range(9))
    return Record(
        person=Person("Alex", neurological=False),
        symptom_kinds=kinds,
        plans=(
            Plan("p0", start, start, "cyanocobalamin", 1000, "IM", phases, grace_days=3),
            Plan(
                "p1",
                TODAY - timedelta(days=300),
                TODAY - timedelta(days=300),
                "hydroxocobalamin",
                1000,
                "IM",
                phases,
            ),
            Plan(
                "p2",
                TODAY - timedelta(days=200),
                TODAY - timedelta(days=200),
                "hydroxocobalamin",
                1000,
                "SC",
                phases,
            ),
        ),
        injections=tuple(
            given(
                f"i{n}",
                day,
                site=("left-thigh", "right-thigh", "left-deltoid", "left-abdomen")[n % 4],
                counts=n % 9 > 0,
            )
            for n, day in enumerate(days)
            if day <= TODAY
        ),
        symptoms=tuple(
            SymptomLog(
                f"s{n}",
                start + timedelta(days=n),
                {
                    "energy": (n * 7) % 11,
                    "tingling": (n * 5) % 11,
                    "sleep": n % 10,
                    **{f"own{k}": (n * (k + 1)) % 11 for k in range(9)},
                },
            )
            for n in range(1000)
            if n % 6
        ),
        labs=tuple(
            Lab(
                f"l{n}",
                start + timedelta(days=25 * n - 3),
                f"test {n % 10}",
                100.5 + n,
                "ng/L",
                low=80.25,
                high=914.75,
            )
            for n in range(40)
        )
        + tuple(
            Lab(f"m{n}", TODAY - timedelta(days=3), f"test {n}", 5, "ng/L", "<", 1, 9) for n in range(12)
        ),
        visits=(Visit("v1", NOW + timedelta(days=3), "injection", "J. Hart", "Riverside"),),
        adjustments=tuple(
            Adjustment(
                f"a{n}",
                "p2",
                TODAY - timedelta(days=90 - n),
                "skip" if n % 2 else "move",
                None if n % 2 else TODAY,
            )
            for n in range(8)
        ),
        transitions=(
            Transition("t1", "p2", 1, TODAY - timedelta(days=150)),
            Transition("t2", "p2", 2, TODAY - timedelta(days=100)),
        ),
        questions=tuple(Question(f"q{n}", TODAY, f"Question {n}?") for n in range(12)),
        notes=tuple(Note(f"n{n}", TODAY - timedelta(days=9 * n), f"note {n}") for n in range(30)),
    )


def page_of(
    record: Record,
    since: Since = None,
    questions: Sequence[str] = (),
    amended: Mapping[str, str] | None = None,
    now: datetime = NOW,
) -> tuple[Summary, Drawings]:
    """A page with its chart."""
    summary = summarise(record, now, since, questions, amended)
    return summary, draw_spots(record, summary.spots)


def section_of(record: Record, title: str, **asked: Any) -> str:
    """The words of one section, a line a paragraph."""
    summary, _ = page_of(record, **asked)
    (found,) = [section for section in summary.sections if section.title == title]
    return "\n".join(block.text for block in found.blocks if isinstance(block, Paragraph))


def facts_of(summary: Summary) -> list[str]:
    """Every piece of text on the page, in order, spaces taken out: formats break lines where they like."""
    header = summary.header
    texts = [header.name.text, header.born, header.record_no, header.printed, header.subject.text]
    for section in summary.sections:
        texts.append(section.title)
        for block in section.blocks:
            match block:
                case Paragraph():
                    texts.append(block.text)
                case Scores():
                    texts += [*block.headings, *(cell for row in block.rows for cell in _cells(row))]
                case ChartSpot() | CycleSpot():
                    texts.append(block.caption.text)
    return [bare(text) for text in (*texts, summary.closing) if text]


def bare(text: str) -> str:
    """A text without anything that only lays it out."""
    invisible = "\u200b\u200e\u2068\u2069"
    return "".join(char for char in text if not char.isspace() and char not in invisible)


def in_order(facts: list[str], text: str) -> str | None:
    """The first fact that does not stand in the text after those before it; none if all of them do."""
    place = 0
    for fact in facts:
        found = text.find(fact, place)
        if found < 0:
            return fact
        place = found + len(fact)
    return None


def _cells(row: ScoreRow) -> tuple[str, ...]:
    return (
        (row.label.text, row.missing)
        if row.missing
        else (row.label.text, row.start, row.now, row.change, row.verdict)
    )
