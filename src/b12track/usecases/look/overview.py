"""Everything as of now: the value that every answer and every screen starts from, and its facts for programs."""

from typing import TYPE_CHECKING, Any

from b12track.domain.rules.course import Course
from b12track.domain.rules.doubt import Doubt
from b12track.domain.rules.overview import Overview, latest_log, overview_of
from b12track.usecases.person_file import PersonFile

if TYPE_CHECKING:
    from b12track.domain.rules.flag import Flag


def look(person_file: PersonFile) -> Overview:
    """The person's state as of the file's moment, and what was not certain when that was seen."""
    record = person_file.record()
    return overview_of(record, person_file.now, person_file.doubts_seen)


def next_facts(overview: Overview) -> dict[str, Any]:
    """What `next --json` says."""
    plan, last, timing = overview.plan, overview.last, overview.last_timing
    of_plan = ("id", "drug", "dose_mcg", "route", "prescribed_by")
    return {
        "person": overview.record.person.name,
        "today": overview.today.isoformat(),
        "plan": {key: getattr(plan, key) for key in of_plan} if plan is not None else None,
        "phase": _phase(overview.course),
        "next": _next(overview),
        "last": {
            "id": last.id,
            "given_at": last.given_at.isoformat(),
            "days_ago": overview.days_since_last,
            "timing": timing._asdict() if timing is not None else None,
        }
        if last is not None
        else None,
        "not_certain": [doubt_facts(doubt) for doubt in overview.doubts],
    }


def status_facts(overview: Overview) -> dict[str, Any]:
    """What `status --json` says."""
    from b12track.domain.rules.flags import flags_of  # the rules and the numbers; `next` does without them

    log, visit = latest_log(overview.record, overview.today), overview.visit
    return {
        **next_facts(overview),
        "visit": {"id": visit.id, "at": visit.at.isoformat(), "purpose": visit.purpose}
        if visit is not None
        else None,
        "flags": [flag_facts(flag) for flag in flags_of(overview)],
        "latest": {"date": log.date.isoformat(), "scores": dict(log.scores)} if log is not None else None,
    }


def doubt_facts(doubt: Doubt) -> dict[str, str]:
    """What is not certain, for programs."""
    return {"code": doubt.code, "text": doubt.text}


def flag_facts(flag: "Flag") -> dict[str, Any]:
    """A flag for programs."""
    return {
        "code": flag.code,
        "severity": flag.severity,
        "text": flag.text,
        "records": list(flag.records),
    }


def _phase(course: Course | None) -> dict[str, Any] | None:
    if course is None:
        return None
    stretch = course.stretch
    return {
        "index": stretch.phase,
        "name": course.phase.name,
        "kind": course.phase.kind,
        "doses_given": stretch.given,
        "doses_planned": course.doses_planned,
        "dose_mcg": course.dose_mcg,
        "started": stretch.started.isoformat() if stretch.started else None,
        "ends": course.ends.isoformat() if course.ends else None,
    }


def _next(overview: Overview) -> dict[str, Any]:
    status, course = overview.status, overview.course
    if status.window is None or course is None:
        return {"status": status.name}
    from b12track.domain.rules.sites import suggested_site  # only facts name it

    return {
        "status": status.name,
        "from": status.window.opens.isoformat(),
        "by": status.window.closes.isoformat(),
        "days_until": status.days_until,
        "days_overdue": status.days_overdue,
        "doses_behind": status.doses_behind,
        "to_confirm": course.to_confirm,
        "suggested_site": suggested_site(overview.record, course.plan.route, overview.today),
    }
