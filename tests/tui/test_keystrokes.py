"""The jobs of an evening and of a change of plan, on a terminal of their own: every key is counted.

What always holds: a key is what a terminal sends for one stroke; letters of names are not counted. What was saved is
read from the file once the app has left, never from the screen.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from app_terminal import AppTerminal
from b12track.domain.record.intervals import Doses, Span
from b12track.domain.record.records import Record
from b12track.usecases.person_file import PersonFile
from builders import ALEX, logs, plan, record
from made_up import DEMO
from stage import NOW, person_file_of
from tui_states import EVERY_8_WEEKS, NOTHING_OPEN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of another kind")
ENTER, SPACE = "\r", " "


class Job(NamedTuple):
    """What somebody wants done: the keys after any letters of a name, how many there may be, and what shows it."""

    keys: list[str]
    most: int
    is_done: Callable[[Record, Record], bool]
    record: Record | None = NOTHING_OPEN
    name: str = ""
    until: str = "Saved for"


def first_evening(_: Record, now: Record) -> bool:
    (plan_,) = now.plans
    given = [dose.given_on for dose in now.injections]
    return (
        now.person.name == "Sam"
        and plan_.phases[0].until == Doses(6)
        and plan_.phases[1].every == Span("weeks", 8, 8)
        and given == [date(2026, 11, day) for day in (16, 18, 20)]
    )


def scored(*days: int, **scores: int) -> Callable[[Record, Record], bool]:
    """On these days of November, and on no other, this was logged anew."""

    def is_done(was: Record, now: Record) -> bool:
        new = [log for log in now.symptoms if log not in was.symptoms]
        return [log.date.day for log in new] == list(days) and all(log.scores == scores for log in new)

    return is_done


def as_last_time(was: Record, now: Record) -> bool:
    before = max(was.injections, key=lambda dose: dose.given_at)
    (given,) = [dose for dose in now.injections if dose not in was.injections]
    return (given.given_on, given.route, given.given_by, given.location) == (
        date(2026, 11, 21),
        before.route,
        before.given_by,
        before.location,
    ) and given.site not in ("", before.site)


def in_the_left_thigh(was: Record, now: Record) -> bool:
    (given,) = [dose for dose in now.injections if dose not in was.injections]
    return (given.route, given.site) == ("IM", "left-thigh")


def every_6_weeks(was: Record, now: Record) -> bool:
    return len(now.plans) == len(was.plans) + 1 and now.plans[-1].phases[0].every == Span("weeks", 6, 6)


def unchanged(was: Record, now: Record) -> bool:
    return (now.symptoms, now.injections) == (was.symptoms, was.injections)


ALL_FOUR = {"energy": 4, "sleep": 5, "tingling": 3, "soreness": 0}
EVENING = [*"4530", ENTER]
# Logged every evening until three days ago.
MISSED = record(
    plan(EVERY_8_WEEKS),
    person=ALEX,
    symptoms=logs("2026-11-08", *[5] * 10),
)
JOBS = {
    "the first evening, half way through loading": Job(
        [
            *(ENTER, ENTER, "y"),  # the name; the zone; there is a plan
            *("h", ENTER, *"1 mg", ENTER, "m", ENTER),  # what, how much, into where
            *(
                "s",
                "m",
                ENTER,
                "6",
                ENTER,
                *"16 nov",
                ENTER,
            ),  # still in loading: how often, how many, since when
            *(SPACE, SPACE, SPACE, ENTER),  # the three that were given
            *(
                "8",
                "w",
                ENTER,
                "0",
                ENTER,
                ENTER,
                ENTER,
                ENTER,
            ),  # then; grace; who; where it is written; save
        ],
        45,
        first_evening,
        record=None,
        name="Sam",
    ),
    "how was today": Job(EVENING, 5, scored(21, **ALL_FOUR)),
    "an injection as last time": Job(["i", "=", ENTER], 3, as_last_time),
    "an injection by route and site": Job(["i", "m", "3", ENTER], 4, in_the_left_thigh),
    "the interval was changed": Job(["p", "a", "i", "6", "w", "\x13"], 12, every_6_weeks, record=DEMO),
    "three missed days": Job(
        ["[", *EVENING * 3], 18, scored(18, 19, 20, **ALL_FOUR), record=MISSED, until="log of Fri 20 Nov"
    ),
    "ten entered by mistake as one and nothing": Job(
        ["1", "0", "x", *"30", ENTER], 6, scored(21, energy=10, sleep=3, tingling=0)
    ),
    "a log taken back": Job([*EVENING, "u", ENTER], 7, unchanged, until="Undone for"),
}


def played(job: Job, home: Path, *, in_one_burst: bool) -> tuple[Record, Record]:
    """The record before and after."""
    was = Record(ALEX) if job.record is None else job.record
    words, path = ["--now", NOW], home / "sam.json"
    if job.record is not None:
        home.mkdir()
        path = person_file_of(home, job.record).path
        words += ["--file", str(path)]
    with AppTerminal(home, *words) as terminal:
        terminal.until(b"Name" if job.record is None else b"How was")
        keys = [*job.name, *job.keys]
        for stroke in ["".join(keys)] if in_one_burst else keys:
            terminal.type(stroke)
        terminal.until(job.until.encode())
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
    return was, PersonFile(path, NOW).record()


@pytest.mark.parametrize("in_one_burst", [False, True], ids=["one-by-one", "in-one-burst"])
@pytest.mark.parametrize("name", JOBS)
def test_a_job_takes_no_more_keys_than_it_may(
    name: str, in_one_burst: bool, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    job = JOBS[name]
    assert len(job.keys) <= job.most
    was, now = played(job, home, in_one_burst=in_one_burst)
    assert job.is_done(was, now)


def test_ten_is_mended_with_one_key() -> None:
    """`1` and `0` were typed for ten: `x` alone makes it so, and the row after it is scored next."""
    keys = JOBS["ten entered by mistake as one and nothing"].keys
    assert keys[:2] == ["1", "0"] and keys[2] == "x" and len(keys) == len(["1", "0", "3", "0", ENTER]) + 1
