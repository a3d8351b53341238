"""`plan show`: the plan with its phases, its dates, and what was said about it."""

from typing import Any

from b12track.cli.commands.plan.words import show_plan
from b12track.cli.talk.session import Session
from b12track.domain.record import fields
from b12track.domain.rules.overview import Overview
from b12track.domain.rules.schedule import upcoming
from b12track.usecases.look.overview import look, next_facts
from b12track.usecases.plan.enter import PREVIEWED_DATES, earlier_plans


def show(session: Session) -> int:
    """Show the plan of one person."""
    overview = look(session.answering())
    if session.wants_json:
        session.json(facts(overview))
    else:
        show_plan(session, overview)
    return 0


def facts(overview: Overview) -> dict[str, Any]:
    """The plan for programs, as in the exchange document, with where it stands."""
    plan, record = overview.plan, overview.record
    known = next_facts(overview)
    dates = upcoming(overview.course, overview.today, PREVIEWED_DATES)
    return {
        **{key: known[key] for key in ("person", "today", "phase", "next")},
        "plan": fields.facts("plans", plan) if plan is not None else None,
        "upcoming": [
            {
                "from": each.window.opens.isoformat(),
                "by": each.window.closes.isoformat(),
                "phase": each.phase,
                "to_confirm": each.unconfirmed,
            }
            for each in dates
        ],
        **{
            kind: [
                fields.facts(kind, value)
                for value in getattr(record, kind)
                if plan is not None and value.plan_id == plan.id
            ]
            for kind in ("adjustments", "transitions")
        },
        "earlier": [fields.facts("plans", each) for each in earlier_plans(record, overview.today)],
    }
