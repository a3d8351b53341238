"""Print how often the verdicts are right on made-up histories: python tests/bench/simulate_verdicts.py.

Every promise of the design stands beside its rate. A rate of 5 in 100 is known to 1.4 with 1000 histories, to 0.6 with
5000; `--only compare` looks at the cells whose line has this word.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from verdict_rates import Cell, cells


def simulate(runs: int, seed: int, only: str = "") -> None:
    """Print one line for each kind of history."""
    print(f"{runs} histories each; a verdict spoke in so many of 100\n")
    for cell in cells():
        if only in cell.title:
            rate = cell.rate(cell.count(runs, seed), runs)
            print(f"{cell.title}  {100 * rate:5.1f}  {promise(cell)}".rstrip(), flush=True)


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
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the kinds of history whose line has this word")
    chosen = parser.parse_args()
    simulate(chosen.runs, chosen.seed, chosen.only)
