"""`status`: next dose, last injection, next visit, phase, flags and the latest scores."""

from argparse import ArgumentParser, Namespace

from b12track.cli.commands.next import unanswered
from b12track.cli.talk.session import Session
from b12track.domain.record.kinds import all_kinds
from b12track.domain.rules.flag import SHAPES
from b12track.domain.rules.flags import flags_of
from b12track.domain.rules.overview import Overview, latest_log
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import show_date, show_when
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.domain.wording.headline import headline_of, progress_of
from b12track.domain.wording.intervals import show_every
from b12track.domain.wording.phrases import ago, none_recorded
from b12track.domain.wording.record_names import show_timing
from b12track.usecases.look.everybody import UNUSABLE, Seen, see
from b12track.usecases.look.overview import status_facts

NOTHING_OPEN = (
    "Nothing open in the record. b12track does not watch for danger signs: the help in the app lists them."
)


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--all", action="store_true", help="everybody, worst first")


def run(session: Session, args: Namespace) -> int:
    """Answer for one person, or for everybody in one table."""
    people = see(session.everybody())
    if session.wants_json:
        facts = [
            status_facts(seen.overview) if seen.overview is not None else unanswered(seen) for seen in people
        ]
        session.json(facts if args.all or len(facts) > 1 else facts[0])
    else:
        for seen in people:
            session.tell_doubts(seen.doubts)
            if seen.both_sides:
                session.say(seen.both_sides)
        if len(people) > 1 or people[0].overview is None:
            _show_table(session, people)
        else:
            show_one(session, people[0].overview)
    return UNUSABLE if any(seen.overview is None for seen in people) else 0


def _show_table(session: Session, people: list[Seen]) -> None:
    rows = []
    for seen in people:
        if seen.overview is None:
            rows.append((seen.name, "? STATUS UNKNOWN", "", "", ""))
            continue
        overview = seen.overview
        when, visit = ("not known", "not known") if overview.doubts else ("none", "no visit")
        if last := overview.last:
            when = f"{show_date(last.given_on, overview.today)} ({overview.days_since_last} d)"
        if overview.visit:
            visit = show_date(overview.visit.on, overview.today)
        count = len(flags_of(overview))
        rows.append((seen.name, str(headline_of(overview)), when, visit, f"{count} open"))
    session.table(rows, ("Name", "Next dose", "Last injection", "Next visit", "Flags"))


def show_one(session: Session, overview: Overview) -> None:
    """One person's state, line by line."""
    record, today = overview.record, overview.today
    session.line(f"{record.person.name}, {show_date(today)}")
    rows = [("Next dose", str(headline_of(overview)))]
    plan, course = overview.plan, overview.course
    if plan is not None and course is not None:
        ordered = f", ordered by {plan.prescribed_by}" if plan.prescribed_by else ""
        rows.append(("Plan", f"{plan.drug} {show_dose(course.dose_mcg)}, {ROUTES[plan.route]}{ordered}"))
        phase = f"{course.phase.name}, {show_every(course.phase.every)}; {progress_of(overview)}"
        if course.to_confirm:
            phase += "; the move is not confirmed yet"
        if course.last_day is not None:
            phase += f"; until {show_date(course.last_day, today)}"
        rows.append(("Phase", phase))
    if last := overview.last:
        when = (show_date(last.given_on, today), ago(overview.days_since_last or 0), site_label(last.site))
        rows.append(("Last", ", ".join(filter(None, (*when, show_timing(overview.last_timing))))))
    else:
        rows.append(("Last", none_recorded(overview)))
    if visit := overview.visit:
        said = (visit.purpose, show_when(visit.at, today), visit.who, visit.where)
        rows.append(("Visit", ", ".join(filter(None, said))))
    else:
        rows.append(("Visit", "not known" if overview.doubts else "none recorded"))
    if log := latest_log(record, today):
        labels = {kind.name: kind.label for kind in all_kinds(record)}
        scores = ", ".join(f"{labels.get(name, name)} {score}" for name, score in log.scores.items())
        rows.append(("Latest scores", f"{show_date(log.date, today)}: {scores}"))
    else:
        rows.append(("Latest scores", "not known" if overview.doubts else "none yet"))
    session.rows(rows)
    found = flags_of(overview)
    session.line()
    if not found:
        session.say(NOTHING_OPEN)
    session.rows([(f"{SHAPES[flag.severity]} {flag.severity}", flag.text) for flag in found])
