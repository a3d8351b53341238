"""ASKED, LABS, TOGETHER and GAPS: what was entered beside the doses, and what is missing.

What always holds: a laboratory value stands with its own range and no judgement, and with the days since the last
injection; a gap is a fact about the record, not a reproach.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from b12track.domain.record.records import Lab
from b12track.domain.rules.audit import GAP_LABELS, Audit
from b12track.domain.rules.flags.plan import open_questions
from b12track.domain.rules.flags.visit import review_due
from b12track.domain.typed.amounts import show_number, show_range
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.compare_words import treatment_words
from b12track.domain.wording.phrases import days
from b12track.domain.wording.plan import move_question
from b12track.domain.wording.text import capital
from b12track.reports.page import Paragraph, Section, entered, fill, fold, join, say, section, several
from b12track.reports.scope import Scope

_MOST_QUESTIONS = 5
_MOST_BASELINES, _MOST_LAB_DATES, _MOST_PER_DATE = 2, 4, 7
_MOST_NOTES = 5
_MOST_TREATMENTS = 5
_MOST_OFF_DATE = 4
_MOST_DECISIONS = 3
_MOST_GAPS = 6
_MOST_DATED = 3
# What laboratories call these; everything else is shown as it was entered.
_TEST_NAMES = {name.casefold(): name for name in ("B12", "MMA", "Hb", "MCV", "TSH", "CRP", "HoloTC")}


def asked(scope: Scope, more: Sequence[str]) -> Section:
    """What the person wants to ask: the first thing on the page."""
    plans = {plan.id: plan for plan in scope.record.plans}
    asked = []
    for question in scope.record.questions:
        if question.asked_on > scope.today:
            continue
        if not question.is_open and (question.answered_on is None or question.answered_on <= scope.today):
            continue
        # What was asked about a move is answered by the move that was confirmed since.
        settled = [
            move_question(plans[move.plan_id].phases[move.to_phase].every)
            for move in scope.record.transitions
            if question.asked_on <= move.on <= scope.today
        ]
        if question.text not in settled:
            asked.append(question.text)
    texts = list(dict.fromkeys([*asked, *(text.strip() for text in more if text.strip())]))
    said = [say(entered(text, 200)) for text in texts]
    if len(said) > 1:
        said = [fill(phrases.NUMBERED, number=number, text=text) for number, text in enumerate(said, 1)]
    return section(phrases.ASKED, *fold(said, _MOST_QUESTIONS, phrases.MORE_QUESTIONS))


def labs(scope: Scope) -> Section:
    """The results of these days, a line a date; and of each test the last one before the first injection."""
    found = sorted((lab for lab in scope.record.labs if lab.date <= scope.today), key=lambda lab: lab.date)
    injected = sorted({i.given_on for i in scope.record.injections if i.given_on <= scope.today})
    # Of each test the last result before the first injection: what the others are held against.
    latest = {lab.test.casefold(): lab.id for lab in found if injected and lab.date < injected[0]}
    baseline = set(latest.values())
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
        what = phrases.MORE_RESULTS[left_out != 1]
        said.append(fill(phrases.AND_MORE, number=left_out, what=what))
    return section(phrases.LABS, *said)


def _results(scope: Scope, day: date, results: Sequence[Lab], injected: Sequence[date]) -> Paragraph:
    each = []
    for lab in results:
        # With its own range: no letter, no arrow, no colour.
        ends = show_range(lab.low, lab.high)
        each.append(
            fill(
                phrases.RESULT_WITH_RANGE if ends else phrases.RESULT,
                test=entered(_TEST_NAMES.get(lab.test.casefold(), lab.test), 20),
                value=f"{lab.comparator or ''}{show_number(lab.value)}",
                unit=entered(lab.unit, 12),
                range=ends,
            )
        )
    said = join(fold(each, _MOST_PER_DATE), ", ")
    if before := bisect_right(injected, day):
        ago = (day - injected[before - 1]).days
        since = phrases.AFTER_AN_INJECTION.format(days=days(ago)) if ago else phrases.ON_AN_INJECTION
    else:
        since = phrases.BEFORE_FIRST if injected else phrases.NO_INJECTION_RECORDED
    phrase = phrases.RESULTS_ALL if len(results) > 1 else phrases.RESULTS
    return fill(phrase, day=scope.on(day), results=said, since=since)


def together(scope: Scope) -> Section:
    """What happened meanwhile: doses off their date, dates skipped or moved, reviews that are missing, notes."""
    said = []
    met = [(i, scope.timings[i.id]) for i in scope.doses if i.id in scope.timings]
    for kind, phrase in phrases.OFF_DATE.items():
        off = [f"{scope.on(i.given_on)} ({days(timing.days)})" for i, timing in met if timing.kind == kind]
        if off:
            dates = ", ".join(off[-_MOST_OFF_DATE:])
            if len(off) > _MOST_OFF_DATE:
                dates = phrases.DATES_BEFORE.format(dates=dates, number=len(off) - _MOST_OFF_DATE)
            said.append(several(len(off), phrase, dates=dates))
    said += _decisions(scope)
    due = [say(entered(flag.text, 90)) for flag in review_due(scope.overview)]
    said += fold(due, _MOST_DECISIONS, phrases.MORE_REVIEWS)
    taken = [
        treatment
        for treatment in scope.record.treatments
        if treatment.first_on <= scope.today
        and (treatment.last_on is None or treatment.last_on >= scope.first)
    ]
    taken.sort(key=lambda treatment: treatment.first_on)
    named = [say(entered(capital(treatment_words(t, scope.today)), 80)) for t in taken]
    treatments = join(fold(named, _MOST_TREATMENTS, phrases.MORE_IN_THE_RECORD), "; ")
    dated = sorted(
        (note for note in scope.record.notes if scope.holds(note.date)), key=lambda note: note.date
    )
    latest = [say(f"{scope.on(note.date)} ", entered(note.text, 80)) for note in dated[-_MOST_NOTES:]]
    notes = join(latest, "; ")
    if left_out := len(dated) - len(latest):
        notes = several(left_out, phrases.EARLIER_NOTES, notes=notes)
    return section(
        phrases.TOGETHER,
        join(said),
        fill(phrases.TREATMENTS, treatments=treatments) if taken else None,
        fill(phrases.NOTES, notes=notes) if dated else None,
    )


def _decisions(scope: Scope) -> Iterator[Paragraph]:
    """Dates that were skipped or moved, with why and who decided it."""
    found = sorted(
        (a for a in scope.record.adjustments if scope.holds(a.recorded_on)), key=lambda a: a.recorded_on
    )
    for adjustment in found[-_MOST_DECISIONS:]:
        told = [adjustment.reason, adjustment.decided_by]
        because = join((say(entered(text, 40)) for text in told if text), "; ")
        why = fill(phrases.IN_BRACKETS, text=because) if because.runs else ""
        on, is_skip = scope.on(adjustment.recorded_on), adjustment.kind == "skip"
        if adjustment.due is None:
            yield fill(phrases.SKIPPED if is_skip else phrases.MOVED, day=on, why=why)
        else:
            to = phrases.SKIPPED_TO if is_skip else phrases.MOVED_TO
            yield fill(to, day=on, due=scope.on(adjustment.due), why=why)
    if len(found) > _MOST_DECISIONS:
        yield several(len(found) - _MOST_DECISIONS, phrases.EARLIER_DECISIONS)


def gaps(scope: Scope, audits: Sequence[Audit]) -> Section:
    """What the record of these days lacks or contradicts."""
    said = list(_missing(scope, audits))
    for code, how in phrases.CONTRADICTIONS.items():
        found = [audit.injection for audit in audits if any(c.code == code for c in audit.contradictions)]
        if found:
            dates = list(dict.fromkeys(scope.on(i.given_on) for i in found))
            when = phrases.IN_BRACKETS.format(text=", ".join(dates)) if len(found) <= _MOST_DATED else ""
            said.append(several(len(found), phrases.CONTRADICTED, how=how, when=when))
    # What the plan itself does not say; that the indication is missing was said above.
    plan, person = scope.overview.plan, scope.record.person
    with_indication = person._replace(indication=person.indication or phrases.NO_INDICATION)
    if plan is not None and (left := open_questions(scope.record._replace(person=with_indication), plan)):
        said.append(fill(phrases.LEFT_OPEN, questions=" ".join(left)))
    return section(phrases.GAPS, join(fold(said, _MOST_GAPS, phrases.MORE_GAPS)))


def _missing(scope: Scope, audits: Sequence[Audit]) -> Iterator[Paragraph]:
    """Fields that the same doses lack are said together."""
    if audits and not scope.record.person.indication:
        yield say(phrases.NO_INDICATION_ENTERED)
    lacking: dict[str, list[str]] = {}
    for audit in audits:
        for name in audit.gaps:
            if name != "indication":
                lacking.setdefault(name, []).append(audit.injection.id)
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, lacks in lacking.items():
        alike.setdefault(tuple(lacks), []).append(GAP_LABELS[name])
    for ids, labels in sorted(alike.items(), key=lambda entry: -len(entry[0])):
        listed = phrases.AND.join(filter(None, (", ".join(labels[:-1]), labels[-1])))
        if len(ids) == len(audits) > 1:
            yield fill(phrases.MISSING_FOR_ALL, what=capital(listed), number=len(ids))
        else:
            yield several(len(ids), phrases.MISSING, what=capital(listed))
