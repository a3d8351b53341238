"""`remind`: a daily check that the machine itself runs, and what follows the records here."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from datetime import time
from typing import Any

from b12track import clock
from b12track.cli.door.options import add_action
from b12track.cli.talk.session import Session
from b12track.domain.record.faults import Refused
from b12track.domain.typed.answers import read_days
from b12track.domain.typed.dates import read_time_of_day, show_date, show_time
from b12track.domain.wording.phrases import days
from b12track.domain.wording.text import capital, printable
from b12track.usecases.machine.followed_files import followed_files
from b12track.usecases.machine.reminders import notifiers, setting, setup
from b12track.usecases.machine.reminders.setting import Setting

_MOST_DAYS = 366
_NAMES = {
    "systemd": "systemd",
    "launchd": "launchd",
    "tasks": "the Task Scheduler",
    "cron": "cron",
}


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command; without an action it tells how things are."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    install = add_action(
        actions,
        "install",
        "let this machine look every day and say on the desktop what is due",
        "remind install",
        "remind install --at 07:30 --within 3d",
        "remind install --show",
    )
    install.add_argument(
        "--at", default="08:00", metavar="TIME", help="the time of day: 07:30, 8am; 08:00 if left out"
    )
    _add_check_options(install)
    install.add_argument(
        "--kind", choices=setup.KINDS, help="the scheduler to use; the one found on this machine if left out"
    )
    install.add_argument("--show", action="store_true", help="only show what would be written")
    install.add_argument("--yes", action="store_true", help="set it up without asking")
    add_action(actions, "show", "show what would be written on this machine", "remind show")
    add_action(
        actions,
        "status",
        "show what is set up, the last run, and which files are kept up to date",
        "remind status",
    )
    now = add_action(actions, "now", "look once, now, and say on the desktop what is due", "remind now")
    _add_check_options(now)
    now.add_argument("--scheduled", action="store_true", help=SUPPRESS)
    now.add_argument("--carry", action="append", default=[], metavar="NAME=FOLDER", help=SUPPRESS)
    add_action(actions, "remove", "remove the daily check", "remind remove")


def _add_check_options(parser: ArgumentParser) -> None:
    parser.add_argument("--within", metavar="DAYS", help="also say what is due this soon: 3d, 1 week")
    parser.add_argument(
        "--names", action="store_true", help="name the people; without this the reminder names nobody"
    )


def run(session: Session, args: Namespace) -> int:
    """Do what was asked; remind is about everybody."""
    if session.selection.person is not None:
        raise Refused("--person", "a reminder is for everybody on this machine", "leave it out")
    if args.action in ("install", "show"):
        return _install(session, args)
    if args.action == "now":
        return _now(session, args)
    if args.action == "remove":
        return _remove(session)
    return _status(session)


def _install(session: Session, args: Namespace) -> int:
    now = clock.machine_now()
    only_show = args.action == "show" or args.show
    if args.action == "show":
        kept = setting.installed()
        wanted = kept if kept is not None else Setting(setup.kind_here(), time(8))
    else:
        within = read_days(args.within, "--within", _MOST_DAYS) if args.within is not None else 0
        at = read_time_of_day(args.at, "--at")
        wanted = Setting(args.kind or setup.kind_here(), at, within, args.names)
    if not wanted.kind:
        raise Refused(
            "",
            "this machine has none of the programs that could run a daily check (systemd, cron, "
            "launchd, Task Scheduler)",
            "`b12track remind now` looks once; `b12track export ics --all -o b12.ics --follow` keeps a "
            "calendar "
            "that reminds you",
        )
    found = setup.setup_of(wanted, setup.command(wanted, session.selection.file))
    if only_show:
        _show_text(found.shown)
        return 0
    if not args.yes:
        session.say(f"This would be written, for {_NAMES[wanted.kind]}:")
        session.line()
        _show_text(found.shown)
        session.line()
        for remark in found.remarks:
            session.say(remark)
        if not session.agree("Write it, and turn it on?"):
            session.say("No reminder was set up.")
            return 0
    kept = setting.installed()
    if kept is not None:
        setting.forget()  # until the new one stands
    setup.put_in_place(found, instead_of=kept.kind if kept is not None else "")
    setting.keep(wanted, now)
    unsaid = notifiers.notify("b12track: this is how the reminder looks")
    if session.wants_json:
        session.json({**_facts_of(wanted), "tried": not unsaid, "why_not": unsaid or None})
        return 0
    from b12track.usecases.machine.reminders.check import without_plan

    session.say(f"The reminder is set up: {_described(wanted)}.")
    session.say(
        f"A test notification could not be shown: {unsaid}. The check runs all the same; `b12track "
        "remind status` "
        "shows what it found."
        if unsaid
        else "A test notification was sent: you should see it on the screen now."
    )
    for remark in found.remarks:
        session.say(remark)
    for name in without_plan(session.selection):
        session.say(f"{name} has no plan yet, so there is nothing to remind of.")
    return 0


def _now(session: Session, args: Namespace) -> int:
    setup.carry(args.carry)
    from b12track.usecases.machine.reminders.check import in_words, run_check

    within = read_days(args.within, "--within", _MOST_DAYS) if args.within is not None else 0
    now = clock.now_for(None, session.selection.now)
    checked = run_check(session.selection, now, within_days=within, names=args.names)
    if session.wants_json:
        session.json(
            {
                "code": checked.code,
                "said": checked.note.title if checked.note is not None else None,
                "people": list(checked.note.lines) if checked.note is not None else [],
                "notified": checked.note is not None and not checked.run.unsaid,
                "why_not": checked.run.unsaid or None,
            }
        )
        return checked.code
    if checked.note is not None or not args.scheduled:
        session.say(in_words(checked))
    if checked.run.unsaid:
        session.warn(f"It could not be shown on the desktop: {checked.run.unsaid}.")
    return checked.code


def _remove(session: Session) -> int:
    kept = setting.installed()
    kind = kept.kind if kept is not None else setup.kind_here()
    if kind:
        setup.take_away(setup.removal_of(kind))
    if kept is not None:
        setting.forget()
    if session.wants_json:
        session.json({"removed": kept is not None})
    else:
        session.say(
            "The reminder is removed: this machine no longer looks by itself."
            if kept is not None
            else "No reminder is set up on this machine."
        )
    return 0


def _status(session: Session) -> int:
    now = clock.now_for(None, session.selection.now)
    kept, last, followed = setting.installed(), setting.last_run(), followed_files()
    if session.wants_json:
        session.json(
            {
                "installed": _facts_of(kept) if kept is not None else None,
                "last": {**last._asdict(), "at": last.at.isoformat()} if last is not None else None,
                "missed": setting.missed_check(now) or None,
                "follows": [
                    {
                        "target": str(each.target),
                        "format": each.format,
                        "data": str(each.data),
                        "everybody": each.of_everybody,
                        "trouble": each.trouble or None,
                    }
                    for each in followed
                ],
            }
        )
        return 0
    if kept is None:
        session.say("No reminder is set up on this machine. `b12track remind install` sets one up.")
    else:
        session.say(f"The reminder is set up: {_described(kept)}.")
    if last is None:
        session.say("The check has not run yet.")
    else:
        when = f"{show_date(last.at.date(), now.date())}, {show_time(last.at)}"
        nothing = "Nothing was due, as far as the records say" if last.people else "Nobody was entered yet"
        unsaid = f" It could not be shown on the desktop: {last.unsaid}." if last.unsaid else ""
        session.say(f"Last run: {when}. {capital(last.said) or nothing}.{unsaid}")
    if missed := setting.missed_check(now):
        session.say(missed)
    for each in followed:
        whose = "for everybody" if each.of_everybody else f"for {each.data.name}"
        trouble = f" The last time it could not be written: {each.trouble}." if each.trouble else ""
        session.say(f"Kept up to date: the {each.noun} {each.target}, {whose}.{trouble}", whole=[each.target])
    if not followed:
        session.say("No calendar and no page is kept up to date here.")
    return 0


def _described(kept: Setting) -> str:
    within = f", also for what is due within {days(kept.within_days)}" if kept.within_days else ""
    names = "it names the people" if kept.names else "it names nobody"
    return f"every day at {kept.clock}, by {_NAMES.get(kept.kind, kept.kind)}{within}; {names}"


def _facts_of(kept: Setting) -> dict[str, Any]:
    return {"kind": kept.kind, "at": kept.clock, "within_days": kept.within_days, "names": kept.names}


def _show_text(text: str) -> None:
    for line in text.rstrip("\n").split("\n"):
        print(printable(line, lines=True))  # as it will be written, tabs too
