"""`plan set`: enter a plan by answering questions, or from a file with one plan."""

from argparse import Namespace

from b12track.cli.commands.plan.questions import (
    Asking,
    ask_correction,
    ask_last,
    ask_new,
)
from b12track.cli.commands.plan.words import show_foreseen, show_retimed
from b12track.cli.talk.answers import choice, tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import NeedsYes, Refused, unsaid
from b12track.domain.record.records import Plan
from b12track.domain.reference.templates import find
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.text import capital
from b12track.usecases.look.overview import look, next_facts
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan import enter
from b12track.usecases.plan.enter import Foreseen, Mode, Order, PlanSet
from b12track.usecases.plan.foreseen import before_and_after
from b12track.usecases.transfer.json_files import read_json


def set_plan(session: Session, args: Namespace) -> None:
    """Ask for a plan or read one, show what it does, and save it."""
    given = enter.read_plan(read_json(args.source)) if args.source is not None else None
    template = find(args.template) if args.template is not None else None
    if given is not None and template is not None:
        raise Refused(
            "--template",
            "a template is shown beside the questions, and --from asks none",
            "leave one of the two out",
        )
    if given is None and args.loading_over:
        raise Refused("--loading-over", "it goes with --from alone", "leave it out: b12track asks")
    person_file = session.person_file(writing=True)
    asking = Asking(session, look(person_file), template)
    corrected = _corrected(session, person_file, args)
    if given is not None:
        order = _from_file(asking, given, "new" if corrected is None else "corrects", args)
    elif corrected is not None:
        order = ask_correction(asking, corrected)
    else:
        order = ask_new(asking)
    order = order._replace(begins_with_first=args.begin_first)
    order, foreseen, yes = _foreseen(session, person_file, order, args.yes)
    keeps_start = order.mode == "corrects" and not order.begins_with_first
    if given is not None and keeps_start and foreseen.plan.set_on != given.set_on:
        session.warn(f"A correction keeps the start of the plan, {show_date(foreseen.plan.set_on)}.")
    if not session.wants_json:
        show_foreseen(session, foreseen)
    if session.is_interactive and not session.agree("Save this plan?"):
        raise Refused("", "nothing was saved")
    _tell(session, person_file, order, enter.set_plan(person_file, order, yes=yes))


def _tell(session: Session, person_file: PersonFile, order: Order, done: PlanSet) -> None:
    """What was saved, and what comes of it."""
    foreseen, saved = done
    if session.wants_json:
        facts = {"saved": saved.what, "id": foreseen.plan.id, "after": next_facts(foreseen.after)}
        session.json(facts, warning=saved.warning)
        return
    tell_saved(session, person_file.name, saved.what, saved.changed, saved.warning)
    session.say(before_and_after(foreseen.before, foreseen.after))
    if foreseen.earlier and not session.is_interactive:
        session.say(
            f"{enter.earlier_words(foreseen)} To count from there, say it again with --corrects "
            "--begin-first."
        )
    if order.last is not None:
        session.say(
            "The last injection was recorded too. `b12track audit` lists what is still missing in its record."
        )
    if order.questions:
        session.say("The question for the appointment was added. `b12track ask` lists your questions.")
    if order.mode == "corrects" or foreseen.retimed:
        show_retimed(session, foreseen.retimed, person_file.today)


def _foreseen(
    session: Session, person_file: PersonFile, order: Order, yes: bool
) -> tuple[Order, Foreseen, bool]:
    """What an order would do, and whether a person agreed to what is unusual in it.

    A person is asked once about each thing; a script is refused what is unusual, and told of the doses that lie before.
    """
    try:
        foreseen = enter.foresee_plan(look(person_file), order, yes=yes)
    except NeedsYes as doubt:
        if not session.is_interactive:
            raise
        session.say(f"{capital(doubt.worded(unsaid))}.")
        if not session.agree("Is that right?"):
            raise Refused("", "nothing was saved") from None
        return _foreseen(session, person_file, order, True)
    if foreseen.earlier and session.is_interactive:
        session.say(enter.earlier_words(foreseen))
        if session.agree("Begin the plan with the first of them?"):
            return _foreseen(session, person_file, order._replace(begins_with_first=True), yes)
    return order, foreseen, yes


def _corrected(session: Session, person_file: PersonFile, args: Namespace) -> Plan | None:
    """The plan that it corrects, in force or the next one to begin; none where it is a new one."""
    today = person_file.today
    plan = enter.correctable(person_file.record(), today)
    if args.corrects and plan is None:
        raise Refused(
            "", "there is no plan in force to correct", "leave --corrects out, and the plan is a new one"
        )
    if args.corrects or args.new or plan is None:
        return None if args.new else plan
    there = f"a plan begins {show_date(plan.set_on, today)}" if plan.set_on > today else "a plan is in force"
    if args.source is not None and not session.is_interactive:
        raise Refused(
            "",
            there,
            "add --corrects if this corrects it (same id and start), or --new if it is a new plan",
        )
    session.say(
        f"{capital(there)}: {plan.drug} {show_dose(plan.dose_mcg)}, "
        f"{plan.prescribed_by or 'prescriber not entered'}, {show_date(plan.set_on, today, weekday=False)}."
    )
    answer = choice(session, "Does this correct that plan, or is it a new one?", ("correct", "new"))
    return plan if answer == "correct" else None


def _from_file(asking: Asking, given: Plan, mode: Mode, args: Namespace) -> Order:
    """The plan of a file; a person who is there is asked whether its loading is over."""
    session = asking.session
    order = Order(given, mode, args.loading_over, args.by)
    kinds = [phase.kind for phase in given.phases]
    may_be_over = kinds[0] == "repletion" and "maintenance" in kinds and mode == "new"
    if not order.loading_over and session.is_interactive and may_be_over:
        over = session.agree("Is loading already over?")
        by = asking.text("Who said so? (Enter: not known)", "by") if over else ""
        order = order._replace(loading_over=over, confirmed_by=by)
    if order.loading_over and session.is_interactive:
        last = ask_last(asking, given)
        order = order._replace(last=last if last is not None and not last.id else None)
    return order
