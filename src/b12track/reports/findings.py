"""ASKED, LABS, TOGETHER and GAPS: what was entered beside the doses, and what is missing.

What always holds: a laboratory value stands with its own range and no judgement, and with the days since the last
injection; a gap is a fact about the record, not a reproach.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from b12track.domain.record.records import Adjustment, Lab, Question, Treatment
from b12track.domain.rules.audit import GAP_LABELS, Audit
from b12track.domain.rules.flags.plan import open_questions
from b12track.domain.rules.flags.visit import review_due
from b12track.domain.typed.amounts import show_number, show_range
from b12track.domain.wording.compare_words import treatment_words
from b12track.domain.wording.phrases import counted, days
from b12track.domain.wording.plan import move_question
from b12track.domain.wording.text import capital
from b12track.reports.layout import ASKED, GAPS, LABS, TOGETHER
from b12track.reports.page import Paragraph, Run, Section, entered, fold, join, say, section
from b12track.reports.scope import Scope

_MOST_QUESTIONS = 5
_MOST_BASELINES, _MOST_LAB_DATES, _MOST_PER_DATE = 2, 4, 7
_MOST_NOTES = 5
_MOST_TREATMENTS = 5
_MOST_OFF_DATE = 4
_MOST_DECISIONS = 3
_MOST_GAPS = 6
_MOST_DATED = 3
# In the order in which they are said; a dose that was early stands under TOGETHER.
_CONTRADICTIONS = {
    "drug": "of another drug than the plan's",
    "dose": "of another amount than the plan's",
    "route": "by another route than the plan's",
    "label_route": "by a route that the product's labels do not name",
    "volume": "whose amount is not strength × volume",
    "expired": "from a lot past its expiry",
    "same_day": "on a day with another one",
    "entered_late": "entered more than a week later",
}
# What laboratories call these; everything else is shown as it was entered.
_TEST_NAMES = {name.casefold(): name for name in ("B12", "MMA", "Hb", "MCV", "TSH", "CRP", "HoloTC")}


def asked(scope: Scope, more: Sequence[str]) -> Section:
    """What the person wants to ask: the first thing on the page."""
    asked = [q.text for q in scope.record.questions if q.asked_on <= scope.today and _was_open(scope, q)]
    texts = list(dict.fromkeys([*asked, *(text.strip() for text in more if text.strip())]))
    numbered = len(texts) > 1
    said = [
        say(f"{number}. " if numbered else "", entered(text, 200)) for number, text in enumerate(texts, 1)
    ]
    return section(
        ASKED.title,
        *fold(said, _MOST_QUESTIONS, "more questions in the record", "more question in the record"),
    )


def _was_open(scope: Scope, question: Question) -> bool:
    """Whether nobody had answered by the day of the page, in words or by what was recorded."""
    if not question.is_open and (question.answered_on is None or question.answered_on <= scope.today):
        return False
    return question.text not in _settled(scope, question.asked_on)


def _settled(scope: Scope, asked_on: date) -> Iterator[str]:
    """The questions about moves that were confirmed since they were asked."""
    plans = {plan.id: plan for plan in scope.record.plans}
    for move in scope.record.transitions:
        if asked_on <= move.on <= scope.today:
            yield move_question(plans[move.plan_id].phases[move.to_phase].every)


def labs(scope: Scope) -> Section:
    """The results of these days, a line a date; and of each test the last one before the first injection."""
    found = sorted((lab for lab in scope.record.labs if lab.date <= scope.today), key=lambda lab: lab.date)
    injected = sorted({i.given_on for i in scope.record.injections if i.given_on <= scope.today})
    baseline = _baseline(found, injected)
    by_date: dict[date, list[Lab]] = {}
    for lab in found:
        if scope.holds(lab.date) or lab.id in baseline:
            by_date.setdefault(lab.date, []).append(lab)
    first = [day for day, results in by_date.items() if any(lab.id in baseline for lab in results)]
    first = first[-_MOST_BASELINES:]
    later = [day for day in by_date if day not in first]
    shown = sorted([*first, *later[len(first) - _MOST_LAB_DATES :]])
    said = [_results(scope, day, by_date[day], injected) for day in shown]
    if left_out := len(found) - sum(len(by_date[day]) for day in shown):
        said.append(say(f"… and {counted(left_out, 'more result')} in the record"))
    return section(LABS.title, *said)


def _baseline(found: Sequence[Lab], injected: Sequence[date]) -> set[str]:
    """Of each test the last result before the first injection: what the others are held against."""
    latest = {lab.test.casefold(): lab.id for lab in found if injected and lab.date < injected[0]}
    return set(latest.values())


def _results(scope: Scope, day: date, results: Sequence[Lab], injected: Sequence[date]) -> Paragraph:
    said = join(fold([say(*_result(lab)) for lab in results], _MOST_PER_DATE, "more"), ", ")
    every = "all " if len(results) > 1 else ""
    return say(f"{scope.on(day)} ", *said.runs, f", {every}{_since_injection(day, injected)}")


def _result(lab: Lab) -> list[str | Run]:
    """One result with its own range: no letter, no arrow, no colour."""
    ends = show_range(lab.low, lab.high)
    name = entered(_TEST_NAMES.get(lab.test.casefold(), lab.test), 20)
    return [
        name,
        f" {lab.comparator or ''}{show_number(lab.value)} ",
        entered(lab.unit, 12),
        f" ({ends})" if ends else "",
    ]


def _since_injection(day: date, injected: Sequence[date]) -> str:
    before = bisect_right(injected, day)
    if not before:
        return "before the first recorded injection" if injected else "no injection recorded"
    since = (day - injected[before - 1]).days
    return f"{days(since)} after an injection" if since else "on the day of an injection"


def together(scope: Scope) -> Section:
    """What happened meanwhile: doses off their date, dates skipped or moved, reviews that are missing, notes."""
    said = join([*_off_date(scope), *_decisions(scope), *_reviews(scope)])
    return section(TOGETHER.title, said, _treatments(scope), _notes(scope))


def _off_date(scope: Scope) -> Iterator[Paragraph]:
    for kind in ("late", "early"):
        met = [(i, scope.timings[i.id]) for i in scope.doses if i.id in scope.timings]
        off = [f"{scope.on(i.given_on)} ({days(timing.days)})" for i, timing in met if timing.kind == kind]
        if off:
            before = f" and {len(off) - _MOST_OFF_DATE} before" if len(off) > _MOST_OFF_DATE else ""
            yield say(f"{counted(len(off), 'dose')} {kind}: {', '.join(off[-_MOST_OFF_DATE:])}{before}.")


def _decisions(scope: Scope) -> Iterator[Paragraph]:
    """Dates that were skipped or moved, with why and who decided it."""
    found = sorted(
        (a for a in scope.record.adjustments if scope.holds(a.recorded_on)), key=lambda a: a.recorded_on
    )
    for adjustment in found[-_MOST_DECISIONS:]:
        yield _decision(scope, adjustment)
    if len(found) > _MOST_DECISIONS:
        yield say(f"{len(found) - _MOST_DECISIONS} earlier dates skipped or moved are in the record.")


def _decision(scope: Scope, adjustment: Adjustment) -> Paragraph:
    word = "skipped" if adjustment.kind == "skip" else "moved"
    to = f" to {scope.on(adjustment.due)}" if adjustment.due is not None else ""
    told = join((say(entered(text, 40)) for text in (adjustment.reason, adjustment.decided_by) if text), "; ")
    why: list[str | Run] = [" (", *told.runs, ")"] if told.runs else []
    return say(f"{scope.on(adjustment.recorded_on)} a date was {word}{to}", *why, ".")


def _reviews(scope: Scope) -> list[Paragraph]:
    """Reviews that were asked for and are not recorded."""
    return fold(
        [say(entered(flag.text, 90)) for flag in review_due(scope.overview)],
        _MOST_DECISIONS,
        "more reviews.",
        "more review.",
    )


def _treatments(scope: Scope) -> Paragraph | None:
    """What was taken beside the injections in these days."""
    taken = [t for t in scope.record.treatments if t.first_on <= scope.today and not _was_over(scope, t)]
    taken.sort(key=lambda treatment: treatment.first_on)
    said = [say(entered(capital(treatment_words(t, scope.today)), 80)) for t in taken]
    return say(*join(fold(said, _MOST_TREATMENTS, "more in the record"), "; ").runs, ".") if said else None


def _was_over(scope: Scope, treatment: Treatment) -> bool:
    return treatment.last_on is not None and treatment.last_on < scope.first


def _notes(scope: Scope) -> Paragraph | None:
    notes = sorted(
        (note for note in scope.record.notes if scope.holds(note.date)), key=lambda note: note.date
    )
    said = [say(f"{scope.on(note.date)} ", entered(note.text, 80)) for note in notes[-_MOST_NOTES:]]
    left_out = len(notes) - len(said)
    more = f"; {counted(left_out, 'earlier note')} in the record" if left_out else ""
    return say("Notes: ", *join(said, "; ").runs, f"{more}.") if said else None


def gaps(scope: Scope, audits: Sequence[Audit]) -> Section:
    """What the record of these days lacks or contradicts."""
    said = [*_missing(scope, audits), *_contradictions(scope, audits), *_left_open(scope)]
    return section(GAPS.title, join(fold(said, _MOST_GAPS, "more; the audit lists all of them.")))


def _missing(scope: Scope, audits: Sequence[Audit]) -> Iterator[Paragraph]:
    """Fields that the same doses lack are said together."""
    if audits and not scope.record.person.indication:
        yield say("Indication not entered.")
    lacking: dict[str, list[str]] = {}
    for audit in audits:
        for name in audit.gaps:
            if name != "indication":
                lacking.setdefault(name, []).append(audit.injection.id)
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, lacks in lacking.items():
        alike.setdefault(tuple(lacks), []).append(GAP_LABELS[name])
    for ids, labels in sorted(alike.items(), key=lambda entry: -len(entry[0])):
        listed = " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
        number = f"all {len(ids)}" if len(ids) == len(audits) > 1 else str(len(ids))
        doses = "dose" if len(ids) == 1 else "doses"
        yield say(f"{capital(listed)} missing for {number} {doses}.")


def _contradictions(scope: Scope, audits: Sequence[Audit]) -> Iterator[Paragraph]:
    for code, words in _CONTRADICTIONS.items():
        found = [audit.injection for audit in audits if any(c.code == code for c in audit.contradictions)]
        if found:
            dates = list(dict.fromkeys(scope.on(i.given_on) for i in found))
            when = f" ({', '.join(dates)})" if len(found) <= _MOST_DATED else ""
            yield say(f"{counted(len(found), 'dose')} {words}{when}.")


def _left_open(scope: Scope) -> Iterator[Paragraph]:
    """What the plan itself does not say; that the indication is missing was said above."""
    plan = scope.overview.plan
    person = scope.record.person
    said = scope.record._replace(person=person._replace(indication=person.indication or "not entered"))
    if plan is not None and (found := open_questions(said, plan)):
        yield say(f"The plan as entered leaves open: {' '.join(found)}")
