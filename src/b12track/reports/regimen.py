"""WHY and PLAN: the reason for the injections, what was ordered and by whom, and what holds before and after.

What always holds: a plan that is not in force today says so; a move that nobody confirmed says so.
"""

from b12track.domain.record.intervals import Confirmed
from b12track.domain.record.records import Plan
from b12track.domain.rules.course import dose_of
from b12track.domain.rules.plans_in_force import latest_plan, plan_to_come, plans_that_held
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.intervals import show_every, show_until
from b12track.domain.wording.phrases import days
from b12track.reports.page import Paragraph, Section, entered, fill, fold, join, say, section, several
from b12track.reports.scope import Scope

_MOST_PHASES = 4
_MOST_CODES = 5
_ROUTE_WORDS = {route: words.split(" (")[0] for route, words in ROUTES.items()}


def why(scope: Scope) -> Section:
    """The reason for the injections, as it was entered."""
    person = scope.record.person
    if not (person.indication or person.cause or person.codes or person.neurological is not None):
        return section(phrases.WHY)
    parts = [
        say(entered(person.indication, 100)) if person.indication else say(phrases.NO_INDICATION),
        say(entered(person.cause, 100)),
        say(phrases.NEUROLOGICAL[person.neurological]),
    ]
    line = join((part for part in parts if part.runs), "; ")
    if person.codes:
        codes = join(fold([say(entered(code, 12)) for code in person.codes], _MOST_CODES), ", ")
        line = fill(phrases.CODES, reason=line, codes=codes)
    return section(phrases.WHY, line)


def plan(scope: Scope) -> Section:
    """The plan in force, or what became of the last one."""
    found = scope.overview.plan or latest_plan(scope.record.plans, scope.today)
    following, coming = plan_to_come(scope.record.plans, scope.today), None
    if following is not None:
        coming = join([say(phrases.TO_COME), _order(following), _phases(following)])
    if found is None:
        return section(phrases.PLAN, say(phrases.NO_PLAN_TODAY) if coming else None, coming)
    said = [_order(found), _phases(found)]
    # What the clinician said about moves, and whether one still waits for that.
    moves = [t for t in scope.record.transitions if t.plan_id == found.id and t.on <= scope.today]
    for move in sorted(moves, key=lambda t: t.on)[-2:]:
        phrase = phrases.CONFIRMED_BY if move.confirmed_by else phrases.CONFIRMED
        name, who = entered(found.phases[move.to_phase].name, 24), entered(move.confirmed_by, 40)
        said.append(fill(phrase, name=name, who=who, day=scope.on(move.on)))
    course = scope.overview.course
    if course is not None and course.to_confirm:
        said.append(fill(phrases.NOT_CONFIRMED, name=entered(course.phase.name, 24)))
    if found.ended_on is not None and found.ended_on <= scope.today:
        reason = fill(phrases.IN_BRACKETS, text=entered(found.end_reason, 80)) if found.end_reason else ""
        said.append(fill(phrases.STOPPED, day=scope.on(found.ended_on), reason=reason))
    return section(phrases.PLAN, join(said), coming, _before(scope, found))


def _order(found: Plan) -> Paragraph:
    return fill(
        phrases.ORDER,
        who=entered(found.prescribed_by, 40) if found.prescribed_by else phrases.NO_PRESCRIBER,
        day=show_date(found.set_on, weekday=False),
        source=fill(phrases.IN_BRACKETS, text=entered(found.source, 40)) if found.source else "",
        drug=entered(found.drug, 40),
        dose=show_dose(found.dose_mcg),
        route=_ROUTE_WORDS[found.route],
    )


def _phases(found: Plan) -> Paragraph:
    said = []
    for phase in found.phases:
        is_last = phase is found.phases[-1]
        until = phase.until if phase.until is not None or is_last else Confirmed()
        name, every = entered(phase.name, 24), show_every(phase.every)
        if until is not None:
            each = fill(phrases.PHASE_UNTIL, name=name, every=every, until=show_until(until))
        else:
            each = fill(phrases.PHASE, name=name, every=every)
        if phase.dose_mcg is not None and phase.dose_mcg != found.dose_mcg:
            each = fill(phrases.EACH, phase=each, dose=show_dose(phase.dose_mcg))
        said.append(each)
    shown = join(fold(said, _MOST_PHASES, phrases.MORE_PHASES), phrases.THEN)
    if not found.grace_days:
        return fill(phrases.PHASES, phases=shown)
    return fill(phrases.PHASES_WITH_GRACE, phases=shown, days=days(found.grace_days))


def _before(scope: Scope, found: Plan) -> Paragraph | None:
    """Earlier plans that held within these days, the latest one in words."""
    earlier = [
        p
        for p, last in plans_that_held(scope.record.plans)
        if p.set_on < found.set_on and last >= scope.first
    ]
    if not earlier:
        return None
    last = earlier[-1]
    said = fill(
        phrases.BEFORE,
        day=show_date(last.set_on, weekday=False),
        drug=entered(last.drug, 40),
        dose=show_dose(dose_of(last, len(last.phases) - 1)),
        route=_ROUTE_WORDS[last.route],
        every=show_every(last.phases[-1].every),
    )
    others = len(earlier) - 1
    return join([said, several(others, phrases.PLANS_BEFORE)]) if others else said
