"""The layout of the bytes, TinyDB on top of them, and how little of them a command decodes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import Query
from tinydb.table import Document

from b12track.store.edits import Put
from b12track.store.file.layout import Header, State, encode, from_bytes, same, to_bytes
from b12track.store.file.snapshot import ASKED_OFTEN, LazyTables
from b12track.store.file.tables import RecordDatabase
from person_files import PersonFile, record

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXT
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=6,
)
CONTENT = st.dictionaries(
    st.sampled_from(["person", "plans", "symptoms 2025", "symptoms 2026", "notes"]),
    st.dictionaries(TEXT, VALUES, max_size=3),
    min_size=1,
)


@given(CONTENT, st.integers(0, 10**6), TEXT)
def test_a_state_comes_back_from_its_bytes(content: dict[str, Any], revision: int, token: str) -> None:
    state = State(Header(1, revision, token), {name: encode(table) for name, table in content.items()})
    data = to_bytes(state)
    assert from_bytes(data) == state
    whole = json.loads(data)
    assert whole.pop("b12track")["1"]["revision"] == revision
    assert whole == content
    assert data.count(b"\n") == len(content) + 2, "a line each, one for the header, one for the end"


@given(CONTENT, st.data())
def test_bytes_that_are_not_as_written_are_not_trusted(content: dict[str, Any], data: st.DataObject) -> None:
    written = to_bytes(State(Header(1, 3, "t"), {name: encode(table) for name, table in content.items()}))
    place = data.draw(st.integers(0, len(written) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != written[place]))
    changed = written[:place] + bytes([other]) + written[place + 1 :]
    state = from_bytes(changed)
    assert state is None or state == from_bytes(written)


@given(VALUES)
def test_a_record_is_the_same_as_itself_in_another_order(value: Any) -> None:
    assert same({"a": 1, "b": value}, {"b": value, "a": 1})
    assert not same({"a": 1, "b": value}, {"a": 1})
    assert not same({"a": 1}, None)
    assert same(None, None)


@pytest.fixture
def lazy() -> LazyTables:
    return LazyTables(
        {"plans": b'{"p1":{"id":"p1","n":1},"p2":{"id":"p2","n":2}}', "labs": b'{"l1":{"id":"l1"}}'}
    )


def test_tinydb_works_on_it_with_our_ids_and_without_a_cache(lazy: LazyTables) -> None:
    database = RecordDatabase(lazy)
    plans = database.records("plans")
    assert [str(found.doc_id) for found in plans.search(Query().n > 1)] == ["p2"]
    plans.put("p2", {"id": "p2", "n": 0})
    assert plans.search(Query().n > 1) == []
    plans.insert(Document({"id": "p3", "n": 7}, doc_id="p3"))  # type: ignore[arg-type]
    plans.remove(Query().n == 1)
    assert plans.search(Query().id == "p3") == [{"id": "p3", "n": 7}]
    assert lazy.encoded() == {
        "plans": b'{"p2":{"id":"p2","n":0},"p3":{"id":"p3","n":7}}',
        "labs": b'{"l1":{"id":"l1"}}',
    }


def test_tables_can_be_dropped(lazy: LazyTables) -> None:
    database = RecordDatabase(lazy)
    database.drop_table("labs")
    assert database.tables() == {"plans"}
    database.drop_tables()
    assert len(lazy) == 0
    assert lazy.encoded() == {}


def test_untouched_tables_keep_their_bytes_and_empty_ones_go() -> None:
    odd = LazyTables({"plans": b'{ "p1" : {} }', "labs": b'{"l1":{}}'})
    assert odd["plans"] == {"p1": {}}
    RecordDatabase(odd).records("labs").take("l1")
    assert odd.encoded() == {"plans": b'{ "p1" : {} }'}


@pytest.mark.parametrize("place", [0, 1, 2, 9])
def test_a_record_is_put_at_its_place(lazy: LazyTables, place: int) -> None:
    plans = RecordDatabase(lazy).records("plans")
    plans.place("new", {"id": "new"}, place)
    expected = ["p1", "p2"]
    expected.insert(place, "new")
    assert list(lazy["plans"]) == expected
    assert plans.place_of("new") == min(place, 2)


def test_a_daily_command_decodes_what_it_needs_and_no_more(
    person_file: PersonFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_file.save(
        *(Put("symptoms", record("symptoms", f"y{year}", date=f"{year}-07-01")) for year in range(1976, 2026))
    )
    decoded: list[bytes] = []
    loads = json.loads

    def counted(data: bytes) -> Any:
        decoded.append(data)
        return loads(data)

    monkeypatch.setattr(json, "loads", counted)
    assert len(person_file.file().read().documents("plans")) == 1
    assert not any(b'"date"' in data for data in decoded)
    decoded.clear()
    person_file.put("symptoms", "today", date="2026-03-04")
    logs = [data for data in decoded if b'"date":"' in data and b'"today"' not in data]
    assert len(logs) == 1, "the year that the log belongs to"
    decoded.clear()
    assert person_file.file().read().find("y1980") is not None
    assert len([data for data in decoded if b'"date"' in data]) == 2, "its year, and the copy"


def test_who_asks_often_finds_the_same_records() -> None:
    years = {
        f"symptoms {year}": encode({f"s{year}-01-01": {"id": f"s{year}-01-01"}}) for year in range(1990, 2020)
    }
    tables = LazyTables(years)
    for _ in range(2 * ASKED_OFTEN):
        assert tables.table_with("symptoms", "s2001-01-01") == "symptoms 2001"
        assert tables.table_with("symptoms", "s2021-01-01") is None
