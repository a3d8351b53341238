"""Which plan holds when: the plan in force on a day, and the plan that a dose belongs to.

What always holds: of plans set on one day the later in the list holds, and a plan that ended brings none back.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from b12track.domain.record.records import Plan

DAY = timedelta(days=1)


def plan_in_force(plans: Sequence[Plan], today: date) -> Plan | None:
    """The plan that holds on this day."""
    latest = latest_plan(plans, today)
    return latest if latest is not None and (latest.ended_on is None or today < latest.ended_on) else None


def latest_plan(plans: Sequence[Plan], today: date) -> Plan | None:
    """The plan set last up to this day, stopped or not."""
    latest: Plan | None = None
    for plan in plans:
        if plan.set_on <= today and (latest is None or plan.set_on >= latest.set_on):
            latest = plan
    return latest


def plan_to_come(plans: Sequence[Plan], today: date) -> Plan | None:
    """The next plan that is ordered and does not hold yet."""
    return min((plan for plan in plans if plan.set_on > today), key=lambda plan: plan.set_on, default=None)


def plan_of_dose(plans: Sequence[Plan], given_on: date) -> Plan | None:
    """The plan that a dose on this day was given under."""
    for plan, last_day in plans_that_held(plans):
        if plan.set_on <= given_on <= last_day:
            return plan
    return None


def plans_that_held(plans: Sequence[Plan]) -> Iterator[tuple[Plan, date]]:
    """Every plan that was ever in force, with the last day whose doses are its own."""
    held = {plan.set_on: plan for plan in plans}
    ordered = [held[day] for day in sorted(held)]
    for plan, following in zip(ordered, [*ordered[1:], None]):
        last_day = date.max
        if following is not None:
            last_day = following.set_on
            if not first_day_is_earlier_plans(plans, following):
                last_day -= DAY
        if plan.ended_on is not None and plan.ended_on <= last_day:
            handed_over = following is not None and plan.ended_on == following.set_on == last_day
            last_day = plan.ended_on if handed_over else plan.ended_on - DAY
        if last_day >= plan.set_on:
            yield plan, last_day


def first_day_is_earlier_plans(plans: Sequence[Plan], plan: Plan) -> bool:
    """Whether a dose on the day that this plan was set still belongs to the plan before it."""
    if plan.first_due <= plan.set_on:
        return False
    return plan_in_force(plans, plan.set_on - DAY) is not None
