"""Print how often the verdicts are right on made-up histories: python tests/bench/simulate_verdicts.py.

Every promise of the design stands beside its rate, and how far the rate may stray by chance (two standard errors); a
line with no promise is there to be known. A year that is looked at every day takes a hundred times as long as another
history, so `--years` says how many of those there are. `--only compare` looks at the cells whose line has this word.
"""

import sys
from argparse import ArgumentParser
from math import sqrt
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from verdict_rates import Cell, cells


def simulate(runs: int, years: int, seed: int, only: str = "") -> None:
    """Print one line for each kind of history, and what they amount to."""
    print(
        f"{runs} histories of each kind, {years} years looked at every day; a verdict spoke in so many of 100\n"
    )
    kept = promised = 0
    for cell in cells():
        if only not in cell.title:
            continue
        number = years if cell.verdict == "any flag" else runs
        share = cell.count(number, seed) / number
        rate = cell.rate(share)
        # Of several symptoms, what an error in the rate of one does to that of any.
        stray = 2 * sqrt(share * (1 - share) / number) * cell.symptoms * (1 - share) ** (cell.symptoms - 1)
        print(f"{cell.title}  {100 * rate:5.1f} ± {100 * stray:3.1f}  {promise(cell)}".rstrip(), flush=True)
        if cell.at_most is not None or cell.at_least is not None:
            promised += 1
            kept += (cell.at_least or 0.0) <= rate <= (1.0 if cell.at_most is None else cell.at_most)
    print(f"\n{promised} promises; the rate itself keeps {kept} of them")


def promise(cell: Cell) -> str:
    """What is promised of the cell, in words."""
    if cell.at_most is not None:
        return f"at most {100 * cell.at_most:.0f}"
    if cell.at_least is not None:
        return f"at least {100 * cell.at_least:.0f}"
    return ""


if __name__ == "__main__":
    parser = ArgumentParser(description="Print how often the verdicts are right on made-up histories.")
    parser.add_argument("--runs", type=int, default=1000, help="histories of each kind")
    parser.add_argument("--years", type=int, default=1000, help="years that are looked at every day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the kinds of history whose line has this word")
    chosen = parser.parse_args()
    simulate(chosen.runs, chosen.years, chosen.seed, chosen.only)
