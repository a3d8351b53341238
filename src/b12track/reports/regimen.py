"""WHY and PLAN: the reason for the injections, what was ordered and by whom, and what holds before and after.

What always holds: a plan that is not in force today says so; a move that nobody confirmed says so.
"""

from b12track.domain.record.intervals import Confirmed
from b12track.domain.record.records import Phase, Plan, Transition
from b12track.domain.rules.course import dose_of
from b12track.domain.rules.plans_in_force import latest_plan, reigns
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.intervals import show_every, show_until
from b12track.domain.wording.phrases import counted, days
from b12track.reports.layout import PLAN, WHY
from b12track.reports.page import Paragraph, Run, Section, entered, fold, join, say, section
from b12track.reports.scope import Scope

_MOST_PHASES = 4
_MOST_CODES = 5
_ROUTE_WORDS = {route: words.split(" (")[0] for route, words in ROUTES.items()}
_NEUROLOGICAL = {True: "yes", False: "no", None: "not entered"}


def why(scope: Scope) -> Section:
    """The reason for the injections, as it was entered."""
    person = scope.record.person
    if not (person.indication or person.cause or person.codes or person.neurological is not None):
        return section(WHY.title)
    parts = [
        say(entered(person.indication, 100)) if person.indication else say("indication not entered"),
        say(entered(person.cause, 100)),
        say(f"neurological: {_NEUROLOGICAL[person.neurological]}"),
    ]
    line = join((part for part in parts if part.runs), "; ")
    if person.codes:
        codes = join(fold([say(entered(code, 12)) for code in person.codes], _MOST_CODES, "more"), ", ")
        line = say(*line.runs, " (", *codes.runs, " as stated by the clinic)")
    return section(WHY.title, line)


def plan(scope: Scope) -> Section:
    """The plan in force, or what became of the last one."""
    found = scope.overview.plan or latest_plan(scope.record.plans, scope.today)
    coming = _coming(scope)
    if found is None:
        return section(PLAN.title, say("None in force today.") if coming else None, coming)
    line = join([_order(found), _phases(found), *_moves(scope, found), *_stopped(scope, found)])
    return section(PLAN.title, line, coming, _before(scope, found))


def _coming(scope: Scope) -> Paragraph | None:
    """The next plan that is ordered and does not hold yet."""
    ahead = [ordered for ordered in scope.record.plans if ordered.set_on > scope.today]
    if not ahead:
        return None
    found = min(ahead, key=lambda ordered: ordered.set_on)
    return join([say("To come:"), _order(found), _phases(found)])


def _order(found: Plan) -> Paragraph:
    who = entered(found.prescribed_by, 40) if found.prescribed_by else "prescriber not entered"
    source: list[str | Run] = [" (", entered(found.source, 40), ")"] if found.source else []
    dose = f" {show_dose(found.dose_mcg)} {_ROUTE_WORDS[found.route]}."
    return say(
        who, f", {show_date(found.set_on, weekday=False)}", *source, ": ", entered(found.drug, 40), dose
    )


def _phases(found: Plan) -> Paragraph:
    said = [_phase(phase, found) for phase in found.phases]
    shown = join(fold(said, _MOST_PHASES, "more phases", "more phase"), ", then ")
    grace = f" Grace {days(found.grace_days)}, a display setting." if found.grace_days else ""
    return say(*shown.runs, f".{grace}")


def _phase(phase: Phase, found: Plan) -> Paragraph:
    is_last = phase is found.phases[-1]
    until = phase.until if phase.until is not None or is_last else Confirmed()
    ends = f", {show_until(until)}" if until is not None else ""
    own = phase.dose_mcg
    each = f", {show_dose(own)} each" if own is not None and own != found.dose_mcg else ""
    return say(entered(phase.name, 24), f" {show_every(phase.every)}{ends}{each}")


def _moves(scope: Scope, found: Plan) -> list[Paragraph]:
    """What the clinician said about moves, and whether one still waits for that."""
    moves = sorted(
        (t for t in scope.record.transitions if t.plan_id == found.id and t.on <= scope.today),
        key=lambda t: t.on,
    )
    said = [_move(scope, found, move) for move in moves[-2:]]
    course = scope.overview.course
    if course is not None and course.to_confirm:
        said.append(say("The move to ", entered(course.phase.name, 24), " is not confirmed yet."))
    return said


def _move(scope: Scope, found: Plan, move: Transition) -> Paragraph:
    by: list[str | Run] = [" by ", entered(move.confirmed_by, 40)] if move.confirmed_by else []
    name = entered(found.phases[move.to_phase].name, 24)
    return say("Move to ", name, " confirmed", *by, f" {scope.on(move.on)}.")


def _stopped(scope: Scope, found: Plan) -> list[Paragraph]:
    if found.ended_on is None or found.ended_on > scope.today:
        return []
    reason: list[str | Run] = [" (", entered(found.end_reason, 80), ")"] if found.end_reason else []
    return [say(f"Stopped {scope.on(found.ended_on)}", *reason, "; no plan is in force.")]


def _before(scope: Scope, found: Plan) -> Paragraph | None:
    """Earlier plans that held within these days, the latest one in words."""
    earlier = [p for p, last in reigns(scope.record.plans) if p.set_on < found.set_on and last >= scope.first]
    if not earlier:
        return None
    last = earlier[-1]
    dose_mcg = dose_of(last, len(last.phases) - 1)
    dose = f" {show_dose(dose_mcg)} {_ROUTE_WORDS[last.route]}, {show_every(last.phases[-1].every)}."
    others = len(earlier) - 1
    more = f" {counted(others, 'more plan')} before it in these days." if others else ""
    return say(
        f"Before, from {show_date(last.set_on, weekday=False)}: ", entered(last.drug, 40), f"{dose}{more}"
    )
