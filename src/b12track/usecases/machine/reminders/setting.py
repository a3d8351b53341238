"""The reminder as it was installed, and its last run: what this machine keeps of them, and what follows.

What always holds: a check counts as missed only where one was to run after the reminder was installed, and half an
hour has gone by since.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from b12track.domain.typed.dates import show_date, show_time
from b12track.usecases.machine.remembered import recall, remember

_SETTING, _RUN = "reminder", "reminder-run"
_PATIENCE = timedelta(minutes=30)


class Setting(NamedTuple):
    """What was asked for: when, how far ahead, whether people are named, and what carries the check there."""

    kind: str
    at: time
    within_days: int = 0
    names: bool = False
    installed_at: datetime | None = None

    @property
    def clock(self) -> str:
        """The time of day, as the scheduler and people read it."""
        return f"{self.at:%H:%M}"


class Run(NamedTuple):
    """One run of the check: what it said if it said something, how many people it saw, and why it failed if it did."""

    at: datetime
    code: int
    said: str = ""
    people: int = 0
    failed: str = ""
    unsaid: str = ""


def installed() -> Setting | None:
    """The reminder that is installed on this machine."""
    kept = recall(_SETTING)
    try:
        return Setting(
            str(kept["kind"]),
            time.fromisoformat(kept["at"]),
            int(kept["within_days"]),
            bool(kept["names"]),
            datetime.fromisoformat(kept["installed_at"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def keep(setting: Setting, now: datetime) -> None:
    """Remember what was installed; OSError."""
    kept = {**setting._asdict(), "at": setting.clock, "installed_at": now.isoformat()}
    remember(_SETTING, kept)


def forget() -> None:
    """No reminder is installed any more; OSError."""
    remember(_SETTING, {})


def last_run() -> Run | None:
    """The last run of the check."""
    kept: Mapping[str, Any] = recall(_RUN)
    try:
        return Run(**{**kept, "at": datetime.fromisoformat(kept["at"])})
    except (KeyError, TypeError, ValueError):
        return None


def keep_run(run: Run) -> None:
    """Remember a run; OSError."""
    remember(_RUN, {**run._asdict(), "at": run.at.isoformat()})


def missed_check(now: datetime) -> str:
    """What Home says where the last check did not run; `now` is the machine's."""
    setting, run = installed(), last_run()
    if setting is None or setting.installed_at is None:
        return ""
    wanted = datetime.combine(now.date(), setting.at, now.tzinfo)
    if wanted + _PATIENCE > now:
        wanted -= timedelta(days=1)
    if wanted <= setting.installed_at or (run is not None and run.at >= wanted):
        return ""
    when = f"{show_date(wanted.date(), now.date())}, {setting.clock}"
    if run is None:
        return f"The reminder's check of {when} did not run, and none before it."
    return f"The reminder's check of {when} did not run. The last one was on {_when(run, now)}."


def failed_check(now: datetime) -> str:
    """What Home says where the last check ran and failed, or could not be said on the desktop."""
    run = last_run()
    if run is None or not (run.failed or run.unsaid):
        return ""
    what = (
        "could not look at the records"
        if run.failed
        else "had something to say, but no notification could be shown"
    )
    return f"The reminder's check of {_when(run, now)} {what}."


def notices(now: datetime) -> Sequence[str]:
    """What Home says of the reminder, a sentence each."""
    return [
        sentence for sentence in (missed_check(now), failed_check(now) if installed() else "") if sentence
    ]


def _when(run: Run, now: datetime) -> str:
    return f"{show_date(run.at.date(), now.date())}, {show_time(run.at)}"
