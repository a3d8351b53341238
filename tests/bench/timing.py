"""Whole processes, timed side by side in one run, because only their ratios last."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Job(NamedTuple):
    """A process to time: its words, and what it needs around it."""

    name: str
    words: Sequence[str]
    env: Mapping[str, str] = {}
    given: str = ""


def seconds_of(jobs: Sequence[Job], rounds: int) -> dict[str, float]:
    """The median of each job's time; the jobs take turns, so that a slow moment hits all of them."""
    taken: dict[str, list[float]] = {job.name: [] for job in jobs}
    for turn in range(rounds + 1):
        for job in jobs:
            env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **job.env}
            begin = time.perf_counter()
            done = subprocess.run(
                job.words, env=env, input=job.given, capture_output=True, text=True, check=False
            )
            if turn:  # the first turn only warms the caches
                taken[job.name].append(time.perf_counter() - begin)
            elif done.returncode:
                raise SystemExit(f"{job.name}: exit {done.returncode}: {done.stderr or done.stdout}")
    return {name: statistics.median(times) for name, times in taken.items()}
