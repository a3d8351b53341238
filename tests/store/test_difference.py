"""The way from one state's records to another's and back, exact to the order of every table."""

import json
import random
from typing import Any

import pytest

from b12track.store.file.layout import encode
from b12track.store.file.snapshot import LazyTables
from b12track.store.history import difference
from b12track.store.history.changes import Draft
from b12track.store.history.steps import Step
from person_files import record

ROUNDS = 300

Tables = dict[str, dict[str, Any]]


def made_up(chance: random.Random) -> Tables:
    """Some records of three kinds in any order; a log may stand in one year here and in another there."""
    tables: Tables = {"person": {"person": {"name": "Alex"}}}
    for kind in ("injections", "notes"):
        ids = [f"{kind[0]}{number}" for number in chance.sample(range(7), chance.randrange(8))]
        if ids:
            tables[kind] = {id: record(kind, id, text=chance.choice("ab")) for id in ids}
    for number in chance.sample(range(7), chance.randrange(8)):
        year = chance.choice((2025, 2026))
        log = record("symptoms", f"s{number}", date=f"{year}-01-0{number + 1}")
        tables.setdefault(f"symptoms {year}", {})[log["id"]] = log
    return tables


def lines(tables: Tables) -> dict[str, bytes]:
    return {name: encode(table) for name, table in tables.items()}


def steps(draft: Draft, before: dict[str, bytes], after: dict[str, bytes]) -> list[Step]:
    old, new = (LazyTables(tables).records() for tables in (before, after))
    return difference.steps(draft, after, old, new)


def documents(draft: Draft) -> str:
    """Every table with its records in their order; that it lacks a table and that it is empty is the same."""
    return json.dumps({name: table for name, table in sorted(draft.tables.items()) if table})


@pytest.mark.parametrize("seed", range(4))
def test_the_way_leads_there_and_back_in_order(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        one, other = made_up(chance), made_up(chance)
        draft = Draft(LazyTables(lines(one)))
        before = documents(draft)
        taken = steps(draft, lines(one), lines(other))
        if taken:
            assert documents(draft) == documents(Draft(LazyTables(lines(other))))
        back = [draft.reverse(step) for step in reversed(taken)]
        assert documents(draft) == before
        for step in reversed(back):
            draft.reverse(step)
        if taken:
            assert documents(draft) == documents(Draft(LazyTables(lines(other))))


def test_what_need_not_move_stays() -> None:
    one = {"notes": {id: record("notes", id) for id in "abcdef"}}
    other = {"notes": {id: record("notes", id) for id in "bcxdefa"}}
    taken = steps(Draft(LazyTables(lines(one))), lines(one), lines(other))
    assert [(step.id, step.after is None) for step in taken] == [("a", True), ("x", False), ("a", False)]


def test_an_order_alone_is_no_way() -> None:
    one = {"notes": {id: record("notes", id) for id in "abc"}}
    other = {"notes": {id: record("notes", id) for id in "cab"}}
    assert steps(Draft(LazyTables(lines(one))), lines(one), lines(other)) == []
