"""Print how often the three verdicts are right on made-up histories: python tests/bench/simulate_verdicts.py."""

import sys
from argparse import ArgumentParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from verdict_rates import Cell, cells


def simulate(runs: int, seed: int) -> None:
    """Print one line for each kind of history."""
    print(f"{runs} histories each; a verdict spoke in so many of 100\n")
    for cell in cells():
        print(
            f"{cell.title}  {100 * cell.count(runs, seed) / runs:5.1f}  {promise(cell)}".rstrip(), flush=True
        )


def promise(cell: Cell) -> str:
    """What is promised of the cell, in words."""
    if cell.at_most is not None:
        return f"at most {100 * cell.at_most:.0f}"
    if cell.at_least is not None:
        return f"at least {100 * cell.at_least:.0f}"
    return ""


if __name__ == "__main__":
    parser = ArgumentParser(description="Print how often the three verdicts are right on made-up histories.")
    parser.add_argument("--runs", type=int, default=1000, help="histories of each kind")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    simulate(chosen.runs, chosen.seed)
