"""DOSES: the last one, the next one, and how those of these days met their dates.

What always holds: overdue means that no injection is recorded, and the page says so; a date that rests on an
unconfirmed move says so too; "in turn" is said only where it is true.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from b12track.domain.record.intervals import Doses
from b12track.domain.record.records import Injection, Phase, Plan
from b12track.domain.rules.course import Stretch, walk
from b12track.domain.rules.overview import INJECTION_VISIT, next_visit
from b12track.domain.rules.plans_in_force import plans_that_held
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.typed.terms import SITES, site_label
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.phrases import ago, days, window_text
from b12track.reports.page import Paragraph, Section, entered, fill, fold, join, say, section, several
from b12track.reports.scope import Scope

_MOST_INTERVALS = 14
_MOST_PHASES = 4
_MOST_SITES = 5
_FEWEST_IN_TURN = 4


def doses(scope: Scope) -> Section:
    """The last dose, the next one, and how those of these days met their dates."""
    given = scope.overview.last
    last = say(phrases.NOT_KNOWN_IF_ANY if scope.overview.doubts else phrases.NO_INJECTION)
    if given is not None:
        when = ago(scope.overview.days_since_last or 0)
        last = fill(phrases.LAST, day=show_date(given.given_on, scope.today), ago=when)
    stays = _stays(scope)
    counts = _phase_counts(scope, stays)
    # Doses that no phase counts.
    kinds = [scope.timings[i.id].kind for i in scope.doses if i.id in scope.timings]
    numbers = {
        phrases.EXTRA: sum(not i.counts for i in scope.doses),
        phrases.OUTSIDE: sum(i.counts and i.id not in scope.timings for i in scope.doses),
        phrases.AFTER_LAST: kinds.count("after_course"),
    }
    counts += [fill(phrase, number=number) for phrase, number in numbers.items() if number]
    counts += [*_intervals(scope, stays), *_places(scope.doses)]
    return section(phrases.DOSES, join([last, _next(scope)]), join(counts))


def _next(scope: Scope) -> Paragraph:
    course, status = scope.overview.course, scope.overview.status
    if status.name in ("no_plan", "stopped"):
        return say(phrases.NO_DATE)
    if status.window is None:
        return say(phrases.NO_FURTHER_DATE)
    said = say(_wanted(scope))
    if course is not None and course.to_confirm:
        said = fill(phrases.IF_CONFIRMED, next=said, name=entered(course.phase.name, 24))
    visit = next_visit(scope.record, scope.today, INJECTION_VISIT)
    if visit is None:
        return fill(phrases.NO_VISIT, next=said)
    named = [say(entered(text, 40)) for text in (visit.who, visit.where) if text]
    return fill(phrases.VISIT, next=said, details=join([say(show_when(visit.at, scope.today)), *named], ", "))


def _wanted(scope: Scope) -> str:
    """When the next dose is wanted, and how that stands to today."""
    status, when = scope.overview.status, window_text(scope.overview)
    if status.name == "due" and status.window is not None:
        opens, closes = status.window
        left = (closes - scope.today).days
        if opens == closes:
            return phrases.NEXT_DUE_TODAY.format(when=when)
        return (phrases.NEXT_DUE if left else phrases.NEXT_LAST_DAY).format(when=when, days=days(left))
    if status.name not in ("late", "overdue"):
        return phrases.NEXT.format(when=when)
    past = phrases.PAST[status.name].format(when=when, days=days(status.days_overdue))
    # An extra dose of the date that was due, or later, stands beside it as the last one.
    last = scope.overview.last
    extra_since = last is not None and status.window is not None and last.given_on >= status.window.opens
    none = phrases.NONE_THAT_COUNTS_SINCE if extra_since else phrases.NONE_SINCE
    none = phrases.NOT_KNOWN_SINCE if scope.overview.doubts else none
    past, later = none.format(past=past), status.doses_behind - 1
    return phrases.LATER_DATES[later != 1].format(past=past, number=later) if later > 0 else past


class _Stay(NamedTuple):
    """One stay in a phase that has doses in these days."""

    plan: Plan
    phase: Phase
    stretch: Stretch
    doses: list[Injection]


def _stays(scope: Scope) -> list[_Stay]:
    found = []
    for ordered, last_day in plans_that_held(scope.record.plans):
        if ordered.set_on > scope.today or last_day < scope.first:
            continue
        course = walk(scope.record, ordered, min(last_day, scope.today))
        in_plan = {id for id, timing in course.timings.items() if timing.kind != "after_course"}
        for stretch in course.stretches:
            started, ended = stretch.started, stretch.last_given_on
            if started is not None and ended is not None and ended >= scope.first:
                given = [i for i in scope.doses if i.id in in_plan and started <= i.given_on <= ended]
                found.append(_Stay(ordered, ordered.phases[stretch.phase], stretch, given))
    return found


def _phase_counts(scope: Scope, stays: Sequence[_Stay]) -> list[Paragraph]:
    """How far each phase came, and how its doses met their dates; under which plan, where there are several."""
    said = []
    shown = stays[-_MOST_PHASES:]
    told_plan = stays[-1].plan if stays and stays[0].plan is stays[-1].plan else None
    for ordered, phase, stretch, given in shown:
        timing = _timing(scope, given)
        if isinstance(phase.until, Doses):
            number = phrases.OF_DOSES.format(given=stretch.given, number=phase.until.number)
            told = "" if timing == phrases.ON_TIME.format(number=len(given)) else timing
        else:
            number, told = str(len(given)), timing
        phrase = phrases.PHASE_TIMING if told else phrases.PHASE_COUNT
        came = fill(phrase, name=entered(phase.name, 24), number=number, timing=told)
        if ordered is not told_plan:
            came = fill(phrases.UNDER_PLAN, day=show_date(ordered.set_on, weekday=False), phase=came)
        told_plan = ordered
        said.append(came)
    if left_out := len(stays) - len(shown):
        said.insert(0, several(left_out, phrases.EARLIER_PHASES))
    return said


def _timing(scope: Scope, given: Sequence[Injection]) -> str:
    """ "on time 4, late 1 (7 days)"."""
    found = [scope.timings[i.id] for i in given if i.id in scope.timings]
    parts = []
    for kind in ("on_time", "late", "early"):
        off = sorted(timing.days for timing in found if timing.kind == kind)
        if off and kind == "on_time":
            parts.append(phrases.ON_TIME.format(number=len(off)))
        elif off:
            how_far = days(off[0])
            if off[0] != off[-1]:
                how_far = phrases.DAYS_FROM_TO.format(low=off[0], high=off[-1])
            parts.append(phrases.OFF_TIME[kind].format(number=len(off), days=how_far))
    return ", ".join(parts)


def _intervals(scope: Scope, stays: Sequence[_Stay]) -> list[Paragraph]:
    """The days between the counted doses; those of loading only while there are no others."""
    counted = sorted({i.given_on for i in scope.record.injections if i.counts and i.given_on <= scope.today})
    loading = {i.given_on for stay in stays if stay.phase.kind == "repletion" for i in stay.doses}
    pairs = [(low, high) for low, high in pairwise(counted) if high >= scope.first]
    gaps = [(high - low).days for low, high in [p for p in pairs if p[1] not in loading] or pairs]
    if not gaps:
        return []
    if len(gaps) == 1:
        return [fill(phrases.INTERVAL, days=days(gaps[0]))]
    shown = gaps[-_MOST_INTERVALS:]
    phrase = phrases.INTERVALS if shown == gaps else phrases.LAST_INTERVALS
    return [fill(phrase, days=" ".join(map(str, shown)), number=len(shown), all=len(gaps))]


def _places(given: Sequence[Injection]) -> list[Paragraph]:
    """Routes and sites; "in turn" is said of the two sides of one part of the body, not of fewer than four doses."""
    if not given:
        return []
    routes = Counter(i.route for i in given).most_common()
    route = (
        phrases.ALL_BY.format(route=routes[0][0])
        if len(routes) == 1
        else ", ".join(f"{name} {number}" for name, number in routes)
    )
    in_order = [i.site for i in given]
    if len(given) >= _FEWEST_IN_TURN and all(site in SITES for site in in_order):
        parts = {site.split("-")[1] for site in in_order}
        if len(parts) == 1 and all(one != other for one, other in pairwise(in_order)):
            return [fill(phrases.IN_TURN, route=route, parts=phrases.SIDES[parts.pop()])]
    sites = Counter(in_order)
    said = [say(entered(site_label(site), 24), f" {number}") for site, number in sites.most_common() if site]
    shown = fold(said, _MOST_SITES, phrases.MORE_SITES)
    if sites[""]:
        shown.append(say(f"{phrases.SITE_NOT_RECORDED} {sites['']}"))
    return [fill(phrases.BY_SITE, route=route, sites=join(shown, ", "))]
