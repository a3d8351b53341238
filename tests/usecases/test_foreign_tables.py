"""Tables of other programs, in the shapes that these programs write: what they say comes in, and nothing else."""

import builtins
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alex import NOW, alex, read_file, write_file
from b12track.cli.talk.refusals import worded
from b12track.domain.record import document
from b12track.domain.record.faults import Refused
from b12track.domain.typed.terms import BUILTIN_SYMPTOMS
from b12track.store.edits import Change, Put
from b12track.usecases.people import Selection
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.csv.scale import read_scale
from b12track.usecases.transfer.csv.table import Stated, Unstated
from b12track.usecases.transfer.import_file import import_file
from b12track.usecases.transfer.import_records import Choices, Imported
from length import LONG
from spreadsheets import Rows, ods, xlsx

FOREIGN = Path(__file__).parent / "foreign"
Bring = Callable[..., Imported]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where Alex's file is: with the plan alone."""
    path = tmp_path / "data" / "alex.json"
    path.parent.mkdir()
    write_file(path, alex(injections=[], symptoms=[], labs=[]))
    return path


@pytest.fixture
def bring(path: Path, tmp_path: Path) -> Bring:
    """Import a file that is there, rows or bytes, as they were said to be."""

    def bring(source: str | bytes | list[str], name: str = "table.csv", **said: Any) -> Imported:
        if isinstance(source, str):
            file = FOREIGN / source
        else:
            file = tmp_path / name
            file.write_bytes("\n".join(source).encode() if isinstance(source, list) else source)
        choices = {key: said.pop(key) for key in Choices._fields if key in said}
        said = {
            key: tuple(value.items()) if key == "where" and isinstance(value, dict) else value
            for key, value in said.items()
        }
        return import_file(Selection(path, None, NOW), file, Stated(**said), Choices(**choices))

    return bring


def scores(path: Path) -> dict[str, dict[str, int]]:
    return {log["date"]: log["scores"] for log in read_file(path)["symptoms"]}


def results(path: Path) -> list[dict[str, Any]]:
    return [{key: value for key, value in lab.items() if key != "id"} for lab in read_file(path)["labs"]]


# Bearable: a row for each thing that was rated

BEARABLE = {"date": "date formatted"}


def test_a_row_about_something_else_is_never_taken_for_the_symptom(path: Path, bring: Bring) -> None:
    before = read_file(path)
    with pytest.raises(Refused, match='the column "category" says what each row is about') as refused:
        bring("bearable.csv", columns={**BEARABLE, "energy": "rating/amount"}, scales={"": "1-5"})
    assert worded(refused.value).endswith("choose the rows, such as with --where category=Mood")
    one = ["date,category,detail,rating/amount", "2026-01-05,Symptom,Brain fog (Moderate),2"]
    with pytest.raises(Refused, match='the column "category" says what each row is about'):
        bring(one, columns={"date": "date", "energy": "rating/amount"})
    with pytest.raises(Refused, match='the column "detail" says what each row is about'):
        bring(
            "bearable.csv",
            columns={**BEARABLE, "fog": "rating/amount"},
            where={"category": "Symptom"},
            scales={"": "0-4"},
        )
    assert read_file(path) == before


def test_bearable_comes_in_symptom_by_symptom(path: Path, bring: Bring) -> None:
    named = {**BEARABLE, "energy": "rating/amount", "note": "notes"}
    done = bring("bearable.csv", columns=named, where={"category": "energy"}, scales={"": "1-5"})
    assert done.remarks == (
        "3 of 12 rows chosen.",
        "Scale of energy: 1-5 turned into 0-10: 1 is 0, 2 is 2, 3 is 5, 4 is 8, 5 is 10.",
    )
    fog = {"columns": {**BEARABLE, "fog": "rating/amount"}, "scales": {"": "0-4"}}
    picked = {"where": {"detail": "Brain fog*"}}
    with pytest.raises(
        Refused, match="row 5: row 4 has other scores or another note for Mon 5 Jan 2026; "
    ) as refused:
        bring("bearable.csv", **fog, **picked)
    assert worded(refused.value).endswith(": --several says which counts")
    bring("bearable.csv", **fog, **picked, several="highest")
    assert scores(path) == {
        "2026-01-05": {"energy": 2, "fog": 8},
        "2026-01-06": {"energy": 8, "fog": 10},
        "2026-01-07": {"energy": 10},
    }
    again = bring("bearable.csv", **fog, **picked, several="highest")
    assert again.saved is not None and not again.saved.changed


def test_dates_with_their_ordinals_are_read(path: Path, bring: Bring) -> None:
    bring(
        "bearable.csv",
        columns={"date": "date", "energy": "rating/amount"},
        where={"category": "Energy"},
        scales={"": "1-5"},
    )
    assert list(scores(path)) == ["2026-01-05", "2026-01-06", "2026-01-07"]


@pytest.mark.parametrize(
    ("several", "fog", "note"),
    [("first", 2, "a\nb"), ("last", 6, "a\nb"), ("highest", 7, "a\nb"), ("lowest", 1, "a\nb")],
)
def test_of_several_scores_on_a_day_the_one_counts_that_was_said(
    path: Path, bring: Bring, several: Any, fog: int, note: str
) -> None:
    rows = ["d,f,n", "2026-01-05,2,a", "2026-01-05,7,a", "2026-01-05,1,b", "2026-01-05,6,", "2026-01-06,x,"]
    done = bring(rows, columns={"date": "d", "fog": "f", "note": "n"}, several=several, skip_refused=True)
    assert [row.outcome for row in done.rows] == ["new", "joined", "joined", "joined", "refused"]
    assert read_file(path)["symptoms"] == [
        {"id": "s2026-01-05", "date": "2026-01-05", "scores": {"fog": fog}, "note": note}
    ]


def test_rows_of_a_day_that_is_here_already_all_go_in(path: Path, bring: Bring) -> None:
    here = {"id": "s1", "date": "2026-01-05", "scores": {"energy": 4}, "note": "here"}
    PersonFile(path, NOW).save(lambda _snapshot, _record: Change("a log", (Put("symptoms", here),)))
    named = {"date": "d", "energy": "e", "sleep": "s", "fog": "f"}
    rows = ["d,e,s,f", "2026-01-05,,7,", "2026-01-05,9,,", "2026-01-05,,,1", "2026-01-05,,6,"]
    done = bring(rows, columns=named, skip_refused=True)
    assert [(row.outcome, row.why.partition(":")[0]) for row in done.rows] == [
        ("added", "scores"),
        ("refused", "is here already, but differs (scores)"),
        ("joined", "goes with row 2"),
        ("refused", "row 2 has other scores or another note for Mon 5 Jan 2026"),
    ]
    assert scores(path) == {"2026-01-05": {"energy": 4, "sleep": 7, "fog": 1}}
    bring(rows[:4], columns=named, replace=True)
    assert read_file(path)["symptoms"] == [
        {"id": "s1", "date": "2026-01-05", "scores": {"energy": 9, "sleep": 7, "fog": 1}, "note": "here"}
    ]


# Daylio: a word for the mood


def test_daylio_comes_in_by_its_words(path: Path, bring: Bring) -> None:
    named = {"date": "full_date", "mood": "mood", "note": "note"}
    with pytest.raises(
        Refused, match='column "mood": "rad" is not a whole number from 0 to 10; row 3'
    ) as refused:
        bring("daylio.csv", columns=named)
    assert worded(refused.value).endswith(": if it stands for one, add --words rad=…")
    words = {"rad": "10", "Good": "8", "meh": "5", "bad": "2", "awful": "0"}
    done = bring("daylio.csv", columns=named, words=words)
    assert done.remarks == (
        "Scale of mood: by its words: rad is 10, good is 8, meh is 5, bad is 2, awful is 0.",
    )
    assert scores(path) == {
        "2026-01-05": {"mood": 8},
        "2026-01-06": {"mood": 0},
        "2026-01-07": {"mood": 5},
        "2026-01-08": {"mood": 10},
    }
    with pytest.raises(Refused, match='"meh" is not a whole number from 0 to 10, nor one of the words rad'):
        bring("daylio.csv", columns=named, words={"rad": "10"})
    with pytest.raises(Refused, match='words: "rad": 11 is not a whole number from 0 to 10'):
        bring("daylio.csv", columns=named, words={"rad": "11"})


# MedTimer: a row for each reminder


def test_medtimer_comes_in_without_other_medicines_and_without_what_was_not_taken(
    path: Path, bring: Bring
) -> None:
    named = {"date": "Taken (ISO 8601)", "dose": "Dosage", "note": "Notes"}
    said = {"columns": named, "values": {"drug": "hydroxocobalamin", "route": "IM"}}
    with pytest.raises(Refused, match='the column "Name" says what each row is about'):
        bring("medtimer.csv", **said)
    drug = {"Name": "Hydroxocobalamin"}
    with pytest.raises(Refused, match=r'row 4, column "Taken \(ISO 8601\)": is missing'):
        bring("medtimer.csv", **said, where=drug)
    done = bring("medtimer.csv", **said, where={**drug, "Taken (ISO 8601)": "*"})
    assert [row.where for row in done.rows] == ["row 2", "row 5"]
    first, summer = read_file(path)["injections"]
    assert {key: value for key, value in first.items() if key != "id"} == {
        "given_at": "2026-02-04T09:12:00+00:00",
        "drug": "hydroxocobalamin",
        "dose_mcg": 1000,
        "route": "IM",
        "note": "left thigh",
    }
    assert summer["given_at"] == "2026-07-05T00:40:00+01:00", "on the clock where it was given"


def test_a_row_of_another_medicine_is_never_taken_for_the_drug(path: Path, bring: Bring) -> None:
    rows = ["when,Medicine,how much", "2026-02-04,Vitamin D,1 mg"]
    said = {
        "columns": {"date": "when", "dose": "how much"},
        "values": {"drug": "hydroxocobalamin", "route": "IM"},
    }
    with pytest.raises(Refused, match='the column "Medicine" says what each row is about'):
        bring(rows, **said)
    bring([rows[0], "2026-02-04,Hydroxocobalamin amp.,1 mg"], **said)
    assert len(read_file(path)["injections"]) == 1


# A hospital's sheet

HOSPITAL = {
    "date": "Collected",
    "test": "Test",
    "value": "Result",
    "unit": "Units",
    "range": "Reference range",
    "note": "Comment",
}
NAMES = {"Serum vitamin B12": "b12", "Serum ferritin": "ferritin"}


def test_a_hospitals_sheet_comes_in_below_its_titles(path: Path, bring: Bring) -> None:
    said = {"columns": HOSPITAL, "dates": "dmy", "words": NAMES}
    done = bring("hospital.csv", **said)
    assert [(row.where, row.why) for row in done.rows if row.outcome == "left"] == [
        ("row 9", "has no result")
    ]
    assert "Headings read from row 5." in done.remarks
    assert results(path) == [
        {
            "date": "2026-03-02",
            "test": "b12",
            "comparator": ">",
            "value": 1476,
            "unit": "ng/L",
            "low": 180,
            "high": 914,
        },
        {"date": "2026-03-02", "test": "ferritin", "value": 12.5, "unit": "ug/L", "low": 15, "high": 150},
        {
            "date": "2026-03-02",
            "test": "Serum folate",
            "value": 3.9,
            "unit": "ug/L",
            "low": 4,
            "note": "repeat in 3 months",
        },
        {"date": "2026-02-16", "test": "Haemoglobin", "value": 128, "unit": "g/L", "low": 130, "high": 170},
        {"date": "2026-02-16", "test": "b12", "value": 140, "unit": "ng/L", "low": 180, "high": 914},
    ]
    again = bring("hospital.csv", **said)
    assert again.saved is not None and not again.saved.changed
    PersonFile(path, NOW).file.undo()
    assert "labs" not in read_file(path) or read_file(path)["labs"] == []


# The same with a column a day
BY_DATE = {"test": "Test", "unit": "Units", "range": "Reference range"}


def test_a_sheet_with_a_column_a_date_is_read_and_shown_before(path: Path, bring: Bring) -> None:
    said = {"columns": BY_DATE, "dates": "dmy", "words": NAMES, "decimal": "comma"}
    looked = bring("hospital-by-date.csv", dry_run=True, **said)
    assert [(each.field, each.heading, each.cell, each.becomes) for each in looked.mapped] == [
        ("test", "Test", "Serum vitamin B12", "b12"),
        ("unit", "Units", "ng/L", "ng/L"),
        ("range", "Reference range", "180 - 914", "180-914"),
        ("result of Mon 2 Mar 2026", "02/03/2026", "> 1476", ">1476"),
        ("result of Mon 16 Feb 2026", "16/02/2026", "140 (L)", "140"),
        ("result of Wed 4 Nov 2026", "04/11/2026", "33", "33"),
    ]
    assert not read_file(path).get("labs")
    done = bring("hospital-by-date.csv", **said)
    assert [(row.where, row.why) for row in done.rows if row.outcome == "left"] == [
        ("row 7", "has no result")
    ]
    b12 = {"test": "b12", "unit": "ng/L", "low": 180, "high": 914}
    ferritin = {"test": "ferritin", "unit": "ug/L", "low": 15, "high": 150}
    blood = {"test": "Haemoglobin", "unit": "g/L", "low": 130, "high": 170}
    assert results(path) == [
        {"date": "2026-03-02", "comparator": ">", "value": 1476, **b12},
        {"date": "2026-02-16", "value": 140, **b12},
        {"date": "2026-03-02", "value": 12.5, **ferritin},
        {"date": "2026-11-04", "value": 33, **ferritin},
        {"date": "2026-03-02", "value": 128, **blood},
        {"date": "2026-11-04", "value": 131, **blood},
    ]
    again = bring("hospital-by-date.csv", **said)
    assert again.saved is not None and not again.saved.changed


def test_a_column_a_date_takes_nothing_for_something_else(bring: Bring) -> None:
    named = {"test": "Test", "unit": "Units"}
    head = "Test,Units,2026-03-02,Comment,3 Nov 2026 08:40,2027-01-04"
    done = bring([head, "B12,ng/L,140,haemolysed,pending,"], columns=named, skip_refused=True)
    assert [(row.where, row.why) for row in done.rows if row.outcome == "refused"] == [
        ('row 2, column "3 Nov 2026 08:40"', '"pending" is not a number such as 140 or <150')
    ]
    done = bring([head, "B12,ng/L,140,,150 pmol/L,"], columns=named, dry_run=True)
    assert [row.why for row in done.rows] == ["is given in pmol/L and also in ng/L"]
    done = bring([head, "B12,ng/L,140,,,150"], columns=named, dry_run=True)
    assert [row.outcome for row in done.rows] == ["refused"] and "still to come" in done.rows[0].why
    done = bring([head, ",ng/L,140,,,"], columns=named, dry_run=True)
    assert [row.why for row in done.rows] == ["is missing"]
    with pytest.raises(Unstated, match="row 1: 02/03/2026 can be read as 2 Mar 2026 or 3 Feb 2026"):
        bring(["Test,Units,02/03/2026", "B12,ng/L,140"], columns=named)
    with pytest.raises(Refused, match="the date is not said"):
        bring(["Test,Units,Result", "B12,ng/L,140"], columns=named)


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_spreadsheet_with_a_column_a_date(
    path: Path, bring: Bring, make: Callable[[dict[str, Rows]], bytes]
) -> None:
    rows: Rows = [["Test", "Units", date(2026, 3, 2), date(2026, 2, 3)], ["B12", "ng/L", 210, 140]]
    bring(make({"Labs": rows}), "labs.xlsx", columns={"test": "Test", "unit": "Units"})
    assert [(lab["date"], lab["value"]) for lab in results(path)] == [
        ("2026-03-02", 210),
        ("2026-02-03", 140),
    ]


def test_a_result_that_is_here_is_known_however_its_test_is_written(bring: Bring) -> None:
    rows = ["d,t,v,u", "2026-03-02,B12,140,ng/L"]
    named = {"date": "d", "test": "t", "value": "v", "unit": "u"}
    bring(rows, columns=named)
    assert [row.outcome for row in bring([rows[0], "2026-03-02,b12 ,140,ng/l"], columns=named).rows] == [
        "same"
    ]


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        ("140", {"value": 140, "unit": "ng/L"}),
        ("<150", {"comparator": "<", "value": 150, "unit": "ng/L"}),
        ("> 2000 pg/ml", {"comparator": ">", "value": 2000, "unit": "pg/mL"}),
        ("≤5,5 umol/L", {"comparator": "<=", "value": 5.5, "unit": "umol/L"}),
        ("0,40 µmol/L", {"value": 0.4, "unit": "umol/L"}),
        ("152 L", {"value": 152, "unit": "ng/L"}),
        ("152 pmol/L (H)", {"value": 152, "unit": "pmol/L"}),
        ("*152", {"value": 152, "unit": "ng/L"}),
    ],
)
def test_a_result_is_read_with_its_mark_and_its_unit(
    path: Path, bring: Bring, cell: str, result: dict[str, Any]
) -> None:
    bring(
        ["d;v (ng/L)", f"2026-03-02;{cell}"],
        columns={"date": "d", "value": "v (ng/L)"},
        values={"test": "b12"},
    )
    assert results(path) == [{"date": "2026-03-02", "test": "b12", **result}]


@pytest.mark.parametrize(
    ("row", "said", "says"),
    [
        (
            "2026-03-02,b12,haemolysed,ng/L,",
            {},
            'row 2, column "v": "haemolysed" is not a number such as 140',
        ),
        (
            "2026-03-02,b12,140,,",
            {},
            'row 2, column "v": the unit is missing; nothing was changed: add --map unit=COLUMN, or add --set unit',
        ),
        ("2026-03-02,b12,140 pmol/L,ng/L,", {}, 'row 2, column "v": is given in pmol/L and also in ng/L'),
        ("2026-03-02,b12,140,ng/L,180-914 pmol/L", {}, "is given in ng/L and also in pmol/L"),
        ("2026-03-02,b12,140,furlongs,", {}, 'row 2, column "u": unit: "furlongs" is not one of'),
        ("2026-03-02,b12,140,ng/L,914-180", {}, "begins above its end"),
        ("2026-03-02,b12,140,ng/L,see note", {}, '"see note" is not a range: write it as 180-914, <5 or >3'),
        ("2026-03-02,b12,1.234,ng/L,", {}, "add --decimal comma or point"),
        ("2027-03-02,b12,140,ng/L,", {}, "is still to come"),
        ("2026-03-02,,140,ng/L,", {}, 'row 2, column "t": is missing'),
        ("2026-03-02,b12,140,ng/L,", {"scales": {"": "1-5"}}, "--scale: is for scores, not for labs"),
        (
            "2026-03-02,b12,140,ng/L,",
            {"columns": {"date": "d", "test": "t"}},
            "the value is not said: add --map value",
        ),
    ],
)
def test_a_result_that_cannot_be_read_says_why(
    path: Path, bring: Bring, row: str, said: dict[str, Any], says: str
) -> None:
    named = {"date": "d", "test": "t", "value": "v", "unit": "u", "range": "r"}
    with pytest.raises(Refused) as refused:
        bring(["d,t,v,u,r", row], **{"columns": named, **said})
    assert says in worded(refused.value), worded(refused.value)
    assert read_file(path).get("labs", []) == []


def test_a_column_for_each_test_and_a_day_for_all_rows(path: Path, bring: Bring) -> None:
    rows = [
        "Date;Vitamin B12 (ng/L);Ferritin [ug/L];Hb",
        "2026-03-02;140;n/a;130 g/L",
        "2026-04-02;<150;12,5;-",
    ]
    named = {"date": "Date", "b12": "Vitamin B12 (ng/L)", "ferritin": "Ferritin [ug/L]", "haemoglobin": "Hb"}
    bring(rows, columns=named, kind="labs")
    assert [(each["date"][5:], each["test"], each["value"]) for each in results(path)] == [
        ("03-02", "b12", 140),
        ("03-02", "haemoglobin", 130),
        ("04-02", "b12", 150),
        ("04-02", "ferritin", 12.5),
    ]
    one_draw = ["Test,Result", "MMA,0.40 umol/L", "folate,3.9 ug/L"]
    bring(one_draw, columns={"test": "Test", "value": "Result"}, values={"date": "2026-05-02"})
    assert [each["test"] for each in results(path) if each["date"] == "2026-05-02"] == ["MMA", "folate"]


def test_an_unknown_unit_is_taken_where_it_is_meant(path: Path, bring: Bring) -> None:
    rows = ["d,t,v,u", "2026-03-02,reticulocytes,42,10*9/L"]
    bring(rows, columns={"date": "d", "test": "t", "value": "v", "unit": "u"}, yes=True)
    assert results(path)[0]["unit"] == "10*9/L"


# Scales


@pytest.mark.parametrize(
    ("scale", "turned"),
    [
        ("1-5", {1: 0, 2: 2, 3: 5, 4: 8, 5: 10}),
        ("0-4", {0: 0, 1: 2, 2: 5, 3: 8, 4: 10}),
        ("5-1", {5: 0, 4: 2, 3: 5, 2: 8, 1: 10}),
        ("0-100", {0: 0, 5: 0, 15: 2, 25: 2, 50: 5, 85: 8, 96: 10, 100: 10}),
        ("1-10", {1: 0, 2: 1, 10: 10}),
        ("1 to 7", {1: 0, 2: 2, 3: 3, 4: 5, 5: 7, 6: 8, 7: 10}),
    ],
)
def test_a_scale_is_turned_into_whole_scores_alike_at_both_ends(
    path: Path, bring: Bring, scale: str, turned: dict[int, int]
) -> None:
    days = {theirs: f"2026-01-{number:02}" for number, theirs in enumerate(turned, 1)}
    rows = ["d,e", *(f"{day},{theirs}" for theirs, day in days.items())]
    bring(rows, columns={"date": "d", "energy": "e"}, scales={"": scale})
    assert {theirs: scores(path)[day]["energy"] for theirs, day in days.items()} == turned
    stated = read_scale(scale)
    for value in range(min(stated), max(stated) + 1):
        from fractions import Fraction

        there, opposite = Fraction(value), Fraction(sum(stated) - value)
        assert stated.turn(there) + stated.turn(opposite) == 10


WEEK = [f"2026-01-{day:02}" for day in range(1, 9)]


@pytest.mark.parametrize(
    ("heading", "cells", "says"),
    [
        (
            "Energy",
            "12345123",
            'no number in the column "Energy" is over 5: its scale may end there: add --scale 0-10',
        ),
        (
            "Energy",
            "12341234",
            "is over 4: its scale may end there: add --scale 0-10 or 0-4 or 1-4",
        ),
        ("Energy (1-5)", "4", 'the column "Energy (1-5)" is on 1-5: add --scale 1-5'),
        ("Energy out of 5", "4", "is on a scale of 5: add --scale 0-5 or 1-5"),
        ("Energy", ["4/5"], "4/5 is on a scale of 5: add --scale 0-5 or 1-5"),
        ("Energy", ["45%"], "45% lies between two scores: add --scale 0-100"),
    ],
)
def test_a_scale_that_may_be_another_is_asked_for(
    path: Path, bring: Bring, heading: str, cells: Any, says: str
) -> None:
    rows = [f"Date;{heading}", *(f"{day};{cell}" for day, cell in zip(WEEK, cells))]
    with pytest.raises(Unstated) as unstated:
        bring(rows, columns={"date": "Date", "energy": heading})
    assert says in worded(unstated.value), worded(unstated.value)
    assert unstated.value.option == "scale"
    assert read_file(path).get("symptoms", []) == []


@pytest.mark.parametrize(
    ("heading", "cells", "scale", "scores_of"),
    [
        ("Energy", ["3/10", "40%", "7,0", "N/A", " 5 "], None, [3, 4, 7, None, 5]),
        ("Energy (0-10)", "12345123", None, [1, 2, 3, 4, 5, 1, 2, 3]),
        ("Energy /10", "12345123", None, [1, 2, 3, 4, 5, 1, 2, 3]),
        ("Energy", "12345126", None, [1, 2, 3, 4, 5, 1, 2, 6]),
        ("Energy", ["4/5", "2"], "1-5", [8, 2]),
        ("Energy", ["45%", "40"], "0-100", [4, 4]),
        ("Energy", ["0.45", "1"], "0-1", [4, 10]),
        ("Energy", "1234512", "0-10", [1, 2, 3, 4, 5, 1, 2]),
    ],
)
def test_a_score_is_read_on_the_scale_that_it_says_or_that_was_stated(
    path: Path, bring: Bring, heading: str, cells: Any, scale: str | None, scores_of: list[int | None]
) -> None:
    rows = [f"Date;{heading};Note", *(f"{day};{cell};x" for day, cell in zip(WEEK, cells))]
    bring(
        rows, columns={"date": "Date", "energy": heading, "note": "Note"}, scales={"": scale} if scale else {}
    )
    assert [log["scores"].get("energy") for log in read_file(path)["symptoms"]] == scores_of


@pytest.mark.parametrize(
    ("cells", "said", "says"),
    [
        (["6"], {"scales": {"": "1-5"}}, 'column "e": 6 is not a whole number from 1 to 5'),
        (["0"], {"scales": {"": "1-5"}}, "0 is not a whole number from 1 to 5"),
        (["3.5"], {"scales": {"": "1-5"}}, "3.5 is not a whole number from 1 to 5"),
        (["3/10"], {"scales": {"": "1-5"}}, "3/10 is on a scale of 10, not on 1-5"),
        (["40%"], {"scales": {"": "1-5"}}, "40% is on a scale of 100, not on 1-5"),
        (["140%"], {}, "140% is not a share from 0% to 100%"),
        (["12/10"], {}, "12/10 is not a score from 0 to 10"),
        (
            ["1", "0.4"],
            {"scales": {"": "0-100"}},
            "0.4 is a share of 1, as a spreadsheet keeps 40%: add --scale 0-1",
        ),
        (["7.5"], {}, "7.5 is not a whole number from 0 to 10"),
        (["5"], {"scales": {"": "5"}}, "--scale: 5 is not a scale: write its two ends, such as 1-5"),
        (["5"], {"scales": {"sleep": "1-5"}}, '--scale: "sleep" is not one of the columns you named'),
        (
            ["5"],
            {"columns": {}, "scales": {"": "1-5"}},
            "--scale: is only for a table whose columns you named",
        ),
        (["5"], {"columns": {}, "several": "last"}, "--several: is only for a table whose columns you named"),
    ],
)
def test_a_score_on_another_scale_is_refused(
    path: Path, bring: Bring, cells: list[str], said: dict[str, Any], says: str
) -> None:
    rows = ["d,e", *(f"{day},{cell}" for day, cell in zip(WEEK, cells))]
    with pytest.raises(Refused) as refused:
        bring(rows, **{"columns": {"date": "d", "energy": "e"}, **said})
    assert says in worded(refused.value), worded(refused.value)
    assert read_file(path).get("symptoms", []) == []


def test_a_scale_that_nobody_stated_is_said_with_its_highest_score(bring: Bring) -> None:
    done = bring(["d,e", "2026-01-05,4", "2026-01-06,2"], columns={"date": "d", "energy": "e"})
    assert done.remarks == ("Scale of energy: 0-10, taken as it is; the highest is 4.",)


def test_each_symptom_may_have_its_own_scale(path: Path, bring: Bring) -> None:
    named = {"date": "d", "energy": "e", "fog": "f", "sleep": "s"}
    done = bring(
        ["d,e,f,s", "2026-01-05,4,1,50"], columns=named, scales={"": "1-5", "fog": "4-0", "sleep": "0-100"}
    )
    assert scores(path) == {"2026-01-05": {"energy": 8, "fog": 8, "sleep": 5}}
    assert [remark.partition(":")[0] for remark in done.remarks] == [
        "Scale of energy",
        "Scale of fog",
        "Scale of sleep",
    ]


# Picking rows


def test_rows_are_picked_by_any_of_their_words(path: Path, bring: Bring) -> None:
    rows = [
        "d,what,e",
        "2026-01-05,Energy am,1",
        "2026-01-06,ENERGY PM,2",
        "2026-01-07,mood,3",
        "2026-01-08,,4",
    ]
    named = {"date": "d", "energy": "e"}
    bring(rows, columns=named, where=(("what", "energy am"), ("WHAT", "*pm")))
    assert scores(path) == {"2026-01-05": {"energy": 1}, "2026-01-06": {"energy": 2}}
    with pytest.raises(Refused, match='no row has "sleep" in the column "what", which has "Energy am"'):
        bring(rows, columns=named, where=(("what", "sleep"),))
    with pytest.raises(Refused, match='the column "why" is not in row 1'):
        bring(rows, columns=named, where=(("why", "sleep"),))


# Headings


def test_headings_are_where_they_were_said_to_be(path: Path, bring: Bring) -> None:
    rows = ["My diary,,", "", "Date,Energy,Sleep", "2026-01-05,6,7"]
    named = {"date": "Date", "energy": "Energy"}
    assert bring(rows, columns=named).remarks[0] == "Headings read from row 3."
    assert scores(path) == {"2026-01-05": {"energy": 6}}
    bring(["2026-01-06,5", "2026-01-07,6"], columns={"date": "A", "energy": "B"}, header_rows=(0, 0))
    assert scores(path)["2026-01-06"] == {"energy": 5}
    with pytest.raises(Refused, match=r"header-row: table.csv has nothing in row 2"):
        bring(rows, columns=named, header_rows=(2, 2))
    with pytest.raises(
        Refused, match='the column "Energy" for energy is not in row 4, which has 2026-01-05, 6, 7'
    ):
        bring(rows, columns={"energy": "Energy", "date": "2026-01-05"}, header_rows=(4, 4))


DIARY: Rows = [
    ["B12 diary", None, None, None, None, None],
    [None, None, None, None, None, None],
    ["Date", "Morning", None, "Evening", None, "Note"],
    [None, "Sleep", "Energy", "Energy", "Pins and needles", None],
    [date(2026, 1, 5), 7, 4, 3, "2", "slow"],
    [datetime.fromisoformat("2026-01-06T21:30"), 6, None, 5, "N/A", None],
]
EVENING = {
    "date": "Date",
    "sleep": "Morning Sleep",
    "energy": "evening energy",
    "tingling": "Pins and needles",
    "note": "Note",
}
MERGED = ("A1:F1", "A3:A4", "B3:C3", "D3:E3", "F3:F4")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("diary.xlsx", xlsx({"Diary": DIARY}, MERGED)),
        ("diary.ods", ods({"Diary": DIARY})),
        (
            "diary.csv",
            "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in DIARY).encode(),
        ),
    ],
)
def test_a_diary_with_merged_headings_comes_in_from_any_spreadsheet(
    path: Path, bring: Bring, name: str, data: bytes
) -> None:
    with pytest.raises(Refused, match='the column "Morning Sleep" for sleep is not in row'):
        bring(data, name, columns=EVENING)
    done = bring(data, name, columns=EVENING, header_rows=(3, 4))
    assert [(each.field, each.heading, each.becomes) for each in done.mapped][:3] == [
        ("date", "Date", "Mon 5 Jan 2026"),
        ("sleep", "Morning Sleep", "7 of 10"),
        ("energy", "Evening Energy", "3 of 10"),
    ]
    assert scores(path) == {
        "2026-01-05": {"sleep": 7, "energy": 3, "tingling": 2},
        "2026-01-06": {"sleep": 6, "energy": 5},
    }
    assert read_file(path)["symptoms"][0]["note"] == "slow"
    with pytest.raises(
        Refused, match='the column "Energy" for energy is there twice, in the columns C and D'
    ):
        bring(data, name, columns={**EVENING, "energy": "Energy"}, header_rows=(3, 4))


def test_a_merged_day_is_the_day_of_all_its_rows(path: Path, bring: Bring) -> None:
    rows: Rows = [["Date", "Sleep", "Energy"], [date(2026, 1, 5), 7, None], [None, None, 4]]
    bring(
        xlsx({"x": rows}, ["A2:A3"]), "d.xlsx", columns={"date": "Date", "sleep": "Sleep", "energy": "Energy"}
    )
    assert scores(path) == {"2026-01-05": {"sleep": 7, "energy": 4}}


def test_a_sheet_is_named_where_there_are_several(path: Path, bring: Bring) -> None:
    rows: Rows = [["d", "e"], [date(2026, 1, 5), 6]]
    book = xlsx({"Diary": rows, "Labs": [["x"]], "Empty": []})
    named = {"date": "d", "energy": "e"}
    with pytest.raises(Unstated, match=r"b.xlsx: has 2 sheets"):
        bring(book, "b.xlsx", columns=named)
    with pytest.raises(Refused, match=r'sheet: b.xlsx has no sheet "Diery": it has "Diary", "Labs", "Empty"'):
        bring(book, "b.xlsx", columns=named, sheet="Diery")
    with pytest.raises(Refused, match=r"sheet: table.csv is a text file and has no sheets"):
        bring(["d,e"], columns=named, sheet="Diary")
    done = bring(book, "b.xlsx", columns=named, sheet="diary")
    assert done.remarks[0] == 'Sheet "Diary".'
    assert scores(path) == {"2026-01-05": {"energy": 6}}


def test_numbers_and_times_of_a_sheet_are_read_in_one_way_only(path: Path, bring: Bring) -> None:
    rows: Rows = [
        ["when", "mg", "ml", "how"],
        [datetime.fromisoformat("2026-02-05T09:30"), 1.125, 2, "IM"],
        [date(2026, 2, 12), 0.5, 1.5, "SC"],
    ]
    named = {"date": "when", "dose_mg": "mg", "volume_ml": "ml", "route": "how"}
    bring(xlsx({"x": rows}), "d.xlsx", columns=named, values={"drug": "hydroxocobalamin"})
    first, second = read_file(path)["injections"]
    assert (first["given_at"], first["dose_mcg"], first["volume_ml"]) == (
        "2026-02-05T09:30:00+00:00",
        1125,
        2,
    )
    assert (second["time_known"], second["dose_mcg"], second["volume_ml"]) == (False, 500, 1.5)


def test_our_own_table_may_come_back_from_a_spreadsheet(path: Path, bring: Bring) -> None:
    rows: Rows = [["id", "date", "energy", "note"], ["s9", date(2026, 1, 5), 6, "from a sheet"]]
    for data, name in ((xlsx({"x": rows}), "s.xlsx"), (ods({"x": rows}), "s.ods")):
        bring(data, name)
        assert read_file(path)["symptoms"] == [
            {"id": "s9", "date": "2026-01-05", "scores": {"energy": 6}, "note": "from a sheet"}
        ]


@pytest.mark.parametrize("data", [b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 locked", xlsx({"x": []})])
def test_what_is_no_spreadsheet_says_so_in_a_line(bring: Bring, data: bytes) -> None:
    with pytest.raises(Refused, match=r"d.xlsx: (is not a spreadsheet that can be read|is empty)") as refused:
        bring(data, "d.xlsx", columns={"date": "d", "energy": "e"})
    assert "\n" not in str(refused.value)


def test_the_extra_that_is_missing_is_named_in_a_line(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Refused, match="needs the extra `sheets`: save the sheet as CSV"):
        bring(xlsx({"x": [["d"]]}), "d.xlsx", columns={"date": "d", "energy": "e"})


# Dates


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("5.1.26", "dmy", "2026-01-05"),
        ("1/5/26", "mdy", "2026-01-05"),
        ("26-01-05", "ymd", "2026-01-05"),
        ("5/1/98", "dmy", "1998-01-05"),
        ("5/1/27 21:30", "dmy", "1927-01-05"),
        ("8th Dec 2025", None, "2025-12-08"),
        ("2026-01-05T21:00:00Z", None, "2026-01-05"),
    ],
)
def test_a_date_is_read_in_the_order_that_was_stated(
    path: Path, bring: Bring, cell: str, order: Any, day: str
) -> None:
    bring(["d,e", f"{cell},6"], columns={"date": "d", "energy": "e"}, dates=order)
    assert list(scores(path)) == [day]


def test_a_year_of_two_digits_asks_for_the_order(path: Path, bring: Bring) -> None:
    with pytest.raises(Unstated, match=r"5.1.26 has a year of two digits"):
        bring(["d,e", "5.1.26,6"], columns={"date": "d", "energy": "e"})
    said = {"columns": {"date": "d", "expires": "x"}, "values": {"drug": "x", "route": "IM", "dose": "1mg"}}
    bring(["d,x", "5.1.26,31.5.27"], **said, dates="dmy")
    assert read_file(path)["injections"][0]["expires"] == "2027-05-31", "what expires is still to come"


# What the mapping does is shown


def test_how_a_table_is_understood_can_be_shown_before_it_is_done(path: Path, bring: Bring) -> None:
    before = read_file(path)
    done = bring("hospital.csv", columns=HOSPITAL, dates="dmy", words=NAMES, dry_run=True)
    assert [(each.field, each.heading, each.cell, each.becomes) for each in done.mapped] == [
        ("date", "Collected", "02/03/2026 08:40", "Mon 2 Mar 2026 08:40"),
        ("test", "Test", "Serum vitamin B12", "b12"),
        ("value", "Result", ">1476", ">1476"),
        ("unit", "Units", "ng/L", "ng/L"),
        ("range", "Reference range", "180 - 914", "180-914"),
        ("note", "Comment", "repeat in 3 months", "repeat in 3 months"),
    ]
    assert read_file(path) == before


def test_own_symptoms_tell_what_a_table_is_of(tmp_path: Path) -> None:
    path = tmp_path / "alex.json"
    write_file(path, alex(symptom_kinds=[{"name": "itch", "label": "Itch", "good": "low"}]))
    (tmp_path / "t.csv").write_text("d,i\n2026-01-05,6\n", "utf-8")
    stated = Stated(columns={"date": "d", "itch": "i"})
    import_file(Selection(path, None, NOW), tmp_path / "t.csv", stated, Choices())
    assert scores(path)["2026-01-05"] == {"itch": 6}
    assert "itch" not in [kind.name for kind in BUILTIN_SYMPTOMS]


# Anything at all

_WORDS = st.sampled_from(
    [
        "2026-01-05",
        "5.1.26",
        "4",
        "4/5",
        "40%",
        "0.4",
        "N/A",
        "rad",
        "<150 ng/L",
        "180-914",
        "1.234",
        "b12",
        "",
        " ",
        "\n",
    ]
)
_HEADINGS = st.sampled_from(["d", "e", "e (1-5)", "category", "Energy /5", "v (ng/L)", "", "name"])
_ROWS = st.lists(st.lists(_WORDS, min_size=1, max_size=4), max_size=5)
_SAID = st.fixed_dictionaries(
    {
        "columns": st.dictionaries(
            st.sampled_from(
                ["date", "energy", "note", "test", "value", "unit", "range", "dose", "route", "b12"]
            ),
            _HEADINGS.filter(bool),
            max_size=4,
        ),
        "values": st.sampled_from(
            [{}, {"test": "b12", "unit": "ng/L"}, {"drug": "x", "route": "IM", "dose": "1mg"}]
        ),
        "kind": st.sampled_from([None, "symptoms", "injections", "labs"]),
        "dates": st.sampled_from([None, "dmy", "ymd"]),
        "scales": st.sampled_from([{}, {"": "1-5"}, {"energy": "5-0"}, {"": "0-1"}, {"": "x"}]),
        "words": st.sampled_from([{}, {"rad": "9"}, {"b12": "cobalamin"}]),
        "where": st.sampled_from([(), (("category", "*"),), (("d", "2026*"), ("d", "5*"))]),
        "header_rows": st.sampled_from([None, (0, 0), (1, 2), (2, 2)]),
        "several": st.sampled_from([None, "highest", "first"]),
    }
)


@pytest.mark.long
@settings(
    max_examples=3000 if LONG else 100,
)
@given(
    st.lists(_HEADINGS, min_size=1, max_size=4), _ROWS, _SAID, st.sampled_from(["csv", "xlsx", "ods", "cut"])
)
def test_no_table_makes_it_do_anything_but_import_or_refuse(
    tmp_path_factory: pytest.TempPathFactory,
    headings: list[str],
    rows: list[list[str]],
    said: dict[str, Any],
    form: str,
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    write_file(folder / "alex.json", alex())
    before = read_file(folder / "alex.json")
    cells = [headings, *rows]
    data = {
        "csv": lambda: "\n".join(";".join(row) for row in cells).encode(),
        "xlsx": lambda: xlsx({"x": cells}, ["A1:B1"]),
        "ods": lambda: ods({"x": cells}),
        "cut": lambda: xlsx({"x": cells})[:-30],
    }[form]()
    (folder / "t.csv").write_bytes(data)
    selection = Selection(folder / "alex.json", None, NOW)

    def take() -> Imported:
        return import_file(selection, folder / "t.csv", Stated(**said), Choices(skip_refused=True))

    try:
        take()
    except Refused as refused:
        assert "\n" not in str(refused)
        assert read_file(folder / "alex.json") == before
    else:
        assert list(document.check(read_file(folder / "alex.json"))) == []
        again = take()
        assert again.saved is not None and not again.saved.changed


def test_a_column_of_which_nothing_can_be_read_is_not_called_empty(bring: Bring) -> None:
    done = bring(["d,m", "2026-01-13,", "2026-01-14,rad"], columns={"date": "d", "mood": "m"}, dry_run=True)
    assert [(each.field, each.cell, each.becomes) for each in done.mapped][1] == ("mood", "rad", "")


def test_a_scale_that_is_ours_is_taken_as_it_is(bring: Bring) -> None:
    named = {"date": "d", "energy": "e"}
    done = bring(["d,e", "2026-01-14,4"], columns=named, scales={"": "0-10"}, dry_run=True)
    assert "Scale of energy: 0-10, taken as it is." in done.remarks


def test_a_slip_in_the_name_of_a_field_is_told(bring: Bring) -> None:
    with pytest.raises(Refused, match='"enery" is not a field: did you mean energy'):
        bring(["d,e", "2026-01-14,4"], columns={"date": "d", "enery": "e"})
