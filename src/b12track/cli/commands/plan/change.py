"""`plan confirm`, `phase`, `skip`, `move` and `stop`: what was decided about the plan in force.

What always holds: what was typed is read on the newest records, and the answer shows the state before and after.
"""

from argparse import Namespace

from b12track.cli.door.rows import typed_rows
from b12track.cli.talk.answers import tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.records import Adjustment, Plan
from b12track.domain.rules.overview import Overview
from b12track.domain.typed.dates import read_date
from b12track.domain.wording.record_names import one_line
from b12track.usecases.fields import Typing, read_rows
from b12track.usecases.look.overview import next_facts
from b12track.usecases.plan import foreseen
from b12track.usecases.plan.change import carry_out
from b12track.usecases.plan.foreseen import Turn

_DECISIONS = {
    "confirm": ("transitions", foreseen.foresee_confirm),
    "phase": ("transitions", foreseen.foresee_phase),
    "skip": ("adjustments", foreseen.foresee_date),
    "move": ("adjustments", foreseen.foresee_date),
}


def change_plan(session: Session, args: Namespace) -> None:
    """Save what was decided, and say what follows from it."""
    person_file = session.person_file()  # what has no plan yet is not begun for the sake of a refusal
    if args.action == "stop":
        on = read_date(args.on, person_file.today, field="on") if args.on is not None else None
        turn, saved = carry_out(
            person_file, lambda overview, _: foreseen.foresee_stop(overview, on, args.reason)
        )
    else:
        kind, foresee = _DECISIONS[args.action]
        typed = typed_rows(session, args, kind)

        def decide(overview: Overview, yes: bool) -> Turn:
            foreseen.course_in_force(overview)  # a phase that is typed is one of its plan
            said = read_rows(kind, typed, Typing(None, overview.record, overview.now, yes))
            return foresee(overview, said, yes)

        turn, saved = carry_out(person_file, decide, args.yes)
    if session.wants_json:
        session.json(
            {
                "saved": turn.what,
                "id": turn.value.id,
                "before": next_facts(turn.before),
                "after": next_facts(turn.after),
                "passed": [on.isoformat() for on in turn.passed],
            },
            warning=saved.warning,
        )
        return
    value, who, reason = turn.value, "", ""
    if isinstance(value, Plan):
        reason = value.end_reason
    elif isinstance(value, Adjustment):
        who, reason = f", by {value.decided_by}", value.reason
    else:
        who = f", by {value.confirmed_by}" if value.confirmed_by else ", who said so is not recorded"
    why = f" ({one_line(reason)})" if reason else ""
    tell_saved(session, person_file.name, f"{turn.what}{who}{why}", saved.changed, saved.warning)
    session.say(foreseen.before_and_after(turn.before, turn.after))
    if passed := foreseen.passed_words(turn):
        session.say(passed)
    if again := foreseen.count_again(turn):
        session.say(again)
