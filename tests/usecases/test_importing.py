"""Taking in CSV: our own files back as they were, other people's files as they were said to be, or a refusal."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alex import NOW, alex, read_file, write_file
from b12track.cli.talk.refusals import worded
from b12track.domain.record import document
from b12track.domain.record.faults import Refused
from b12track.domain.record.fields import SCHEMAS
from b12track.usecases.people import Selection
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.csv.table import Stated, Unstated
from b12track.usecases.transfer.export import export, export_to
from b12track.usecases.transfer.import_file import import_file
from b12track.usecases.transfer.import_records import Choices, Imported
from documents import FULL, MINIMAL
from hostile import HOSTILE, LINES, TEXT, WORDS
from length import LONG


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where Alex's file is."""
    path = tmp_path / "data" / "alex.json"
    path.parent.mkdir()
    write_file(path, alex())
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Where a file is to be begun."""
    (tmp_path / "new").mkdir()
    return tmp_path / "new" / "alex.json"


Bring = Callable[..., Imported]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Import a file of these rows."""

    def bring(path: Path, *rows: str, data: bytes | None = None, **said: Any) -> Imported:
        source = tmp_path / "rows.csv"
        source.write_bytes("\n".join(rows).encode() if data is None else data)
        choices = {key: said.pop(key) for key in Choices._fields if key in said}
        return import_file(Selection(path, None, NOW), source, Stated(**said), Choices(**choices))

    return bring


def outcomes(done: Imported) -> list[tuple[str, str]]:
    return [(row.where, row.outcome) for row in done.rows]


def logs(path: Path) -> dict[str, dict[str, int]]:
    return {log["date"]: log["scores"] for log in read_file(path)["symptoms"]}


# Our own files


def whole(raw: dict[str, Any]) -> Any:
    return document.read(raw)


def through_a_folder(raw: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The document after it was exported as a folder of CSV and imported into a file that was not there."""
    write_file(folder / "old.json", raw)
    export_to(PersonFile(folder / "old.json", NOW), "csv", folder / "out")
    import_file(Selection(folder / "new.json", None, NOW), folder / "out", Stated(), Choices())
    return read_file(folder / "new.json")


@pytest.mark.parametrize("raw", [FULL, MINIMAL, alex()])
def test_a_folder_of_every_kind_comes_back_as_it_was(raw: dict[str, Any], tmp_path: Path) -> None:
    assert whole(through_a_folder(raw, tmp_path)) == whole(raw)


def test_records_from_a_folder_have_their_fields_in_the_order_of_the_document(tmp_path: Path) -> None:
    back = through_a_folder(FULL, tmp_path)
    for kind, table in SCHEMAS.items():
        order = list(table.fields)
        assert all(list(record) == sorted(record, key=order.index) for record in back[kind]), kind


@pytest.mark.long
@settings(
    max_examples=300 if LONG else 15,
)
@given(st.one_of(LINES, st.sampled_from(HOSTILE)), TEXT, WORDS)
def test_hostile_text_comes_back_to_the_last_character(
    tmp_path_factory: pytest.TempPathFactory, note: str, line: str, word: str
) -> None:
    line = line if line.strip() else ""
    raw = {
        **MINIMAL,
        "person": {"name": "Alex", "indication": line, "codes": [line, word]},
        "symptom_kinds": [{"name": word, "label": line, "low": line, "good": "low"}],
        "plans": [{**FULL["plans"][0], "source": line, "end_reason": note, "watch": [line, word]}],
        "symptoms": [{"id": "s1", "date": "2026-01-05", "scores": {word: 3, "energy": 4}, "note": note}],
        "questions": [{"id": word, "asked_on": "2026-01-05", "text": "x" + note, "answer": note}],
    }
    assert whole(through_a_folder(raw, tmp_path_factory.mktemp("folder"))) == whole(raw)


def test_the_same_folder_again_changes_nothing_and_one_undo_takes_the_first_back(
    path: Path, tmp_path: Path
) -> None:
    before = read_file(path)
    export_to(PersonFile(path, NOW), "csv", tmp_path / "out")
    again = import_file(Selection(path, None, NOW), tmp_path / "out", Stated(), Choices())
    assert again.saved is not None and not again.saved.changed
    assert {row.outcome for row in again.rows} == {"same"}
    other = tmp_path / "new.json"
    write_file(other, {**MINIMAL, "notes": [{"id": "n0", "date": "2025-01-01", "text": "first"}]})
    import_file(Selection(other, None, NOW), tmp_path / "out", Stated(), Choices())
    assert len(read_file(other)["notes"]) == 2
    PersonFile(other, NOW).file.undo()
    assert read_file(other) == {**MINIMAL, "notes": [{"id": "n0", "date": "2025-01-01", "text": "first"}]}
    assert read_file(path) == before


@pytest.mark.parametrize(
    "kind", ["injections", "symptoms", "labs", "visits", "notes", "questions", "supplies"]
)
def test_one_kind_comes_back_also_without_its_ids(kind: str, path: Path, bring: Bring) -> None:
    data = export(PersonFile(path, NOW), "csv", kind)
    assert {row.outcome for row in bring(path, data=data).rows} == {"same"}
    import csv
    import io

    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    place = rows[0].index("id")
    text = io.StringIO()
    csv.writer(text).writerows([cell for at, cell in enumerate(row) if at != place] for row in rows)
    assert {row.outcome for row in bring(path, data=text.getvalue().encode(), kind=kind).rows} == {"same"}


def test_a_record_with_its_id_and_other_content_is_refused_by_row_until_it_is_to_be_replaced(
    path: Path, bring: Bring
) -> None:
    rows = ["id,date,text", "note1,2026-02-10,stopped metformin", "note2,2026-03-01,flu"]
    before = read_file(path)
    with pytest.raises(
        Refused, match=r"rows.csv: row 2: is here already, but differs \(text\); nothing was changed"
    ):
        bring(path, *rows)
    assert read_file(path) == before
    assert outcomes(bring(path, *rows, skip_refused=True)) == [("row 2", "refused"), ("row 3", "new")]
    assert outcomes(bring(path, *rows, replace=True)) == [("row 2", "replaced"), ("row 3", "same")]


def test_a_file_that_a_german_spreadsheet_saved_comes_in_as_it_was_said_to_be(
    path: Path, bring: Bring
) -> None:
    rows = ["id;date;test;value;unit", "l2;05.03.2026;ferritin;7,5;ug/L"]
    with pytest.raises(
        Unstated, match=r'row 2, column "date": 05.03.2026 can be read as 5 Mar 2026 or 3 May 2026'
    ):
        bring(path, *rows)
    with pytest.raises(Refused, match=r'row 2, column "value": 7,5 is not a number such as 7.5'):
        bring(path, *rows, dates="dmy")
    done = bring(path, *rows, dates="dmy", decimal="comma")
    assert done.remarks == ("Columns divided by semicolon.",)
    assert read_file(path)["labs"][-1] == {
        "id": "l2",
        "date": "2026-03-05",
        "test": "ferritin",
        "value": 7.5,
        "unit": "ug/L",
    }


def test_references_are_held_against_what_is_here_and_what_comes(path: Path, bring: Bring) -> None:
    header = "id,plan_id,to_phase,on"
    with pytest.raises(Refused, match="row 2: plan_id: there is no plan 'p9'"):
        bring(path, header, "t9,p9,0,2026-03-01")
    with pytest.raises(Refused, match=r"row 2: to_phase: the plan has \d phases?"):
        bring(path, header, "t9,plan1,7,2026-03-01")
    rows = [header, "t9,plan1,0,2026-03-01", "t8,p9,0,2026-03-01"]
    assert outcomes(bring(path, *rows, skip_refused=True)) == [("row 2", "new"), ("row 3", "refused")]


def test_what_only_holds_with_a_refused_row_is_refused_with_it(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "out"
    export_to(PersonFile(path, NOW), "csv", folder)
    (folder / "plans.csv").write_text(
        (folder / "plans.csv").read_text("utf-8").replace("plan1", "plan2").replace("IM", "IV"), "utf-8"
    )
    (folder / "transitions.csv").write_text("id,plan_id,to_phase,on\nt9,plan2,0,2026-03-01\n", "utf-8")
    done = import_file(Selection(path, None, NOW), folder, Stated(), Choices(skip_refused=True))
    refused = {row.where: row.why for row in done.rows if row.outcome == "refused"}
    assert refused == {
        'plans.csv, row 2, column "route"': "'IV' is not one of IM, SC",
        "transitions.csv, row 2": "plan_id: there is no plan 'plan2'",
    }


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["date,energy", "2026-01-05,11"], 'row 2, column "energy": 11 is not a whole number from 0 to 10'),
        (["date,energy", "", "2026-01-05,x"], 'row 3, column "energy": "x" is not a whole number'),
        (["date,energy", "2026-02-30,5"], 'row 2, column "date": 2026-02-30 is not a date'),
        (["date,energy", "5.1.26,5"], 'row 2, column "date": 5.1.26 has a year of two digits'),
        (["date,energy", "soon,5"], 'row 2, column "date": "soon" is not a date: write it as 2026-04-03'),
        (["date,energy", ",5"], 'row 2, column "date": is missing'),
        (["date,energy", "2026-01-05,5,6"], "row 2: has 3 cells where the header has 2"),
        (["date,energy", '2026-01-05,"5'], "row 2 cannot be divided into cells: unexpected end of data"),
        (["date,energy,energy", "2026-01-05,5,5"], 'row 1: column "energy" is there twice'),
        (
            ["date,vigour", "2026-01-05,5"],
            'row 1 has the columns "date", "vigour", which b12track did not write itself',
        ),
        (["id,date,vigour,note", "s1,2026-01-05,5,"], 'row 1: column "vigour" is not a known symptom'),
        (["date,text", '2026-01-05,"a\x07b"'], 'row 2, column "text": has the control character'),
        (
            ["id,given_at,drug,dose_mcg,route", "i9,2026-01-05,x,1000,IM"],
            "row 2, column \"given_at\": '2026-01-05'",
        ),
        (
            ["id,given_at,drug,dose_mcg,route", "i9,2026-01-05T09:30Z,x,-5,IM"],
            'column "dose_mcg": -5 is not more',
        ),
        (
            ["id,date,energy,note", "s9,2026-11-20,1,"],
            "row 2: there is already a log of Fri 20 Nov 2026, log2",
        ),
        (["id,date,text", "n9,2026-01-05,a", "n9,2026-01-06,b"], "row 3: is here already, but differs"),
        ([""], "is empty"),
    ],
)
def test_bad_input_gets_a_sentence_the_row_and_the_column(
    path: Path, bring: Bring, rows: list[str], says: str
) -> None:
    before = read_file(path)
    with pytest.raises(Refused) as refused:
        bring(path, *rows)
    assert str(refused.value).startswith("rows.csv: ")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert read_file(path) == before


@pytest.mark.parametrize(
    ("rows", "choices"),
    [
        (["id,date,text"], {}),
        (["date,energy", "2026-02-10,eleven"], {"skip_refused": True}),
    ],
)
def test_no_file_is_begun_for_no_record(
    empty: Path, bring: Bring, rows: list[str], choices: dict[str, bool]
) -> None:
    done = bring(empty, *rows, **choices)
    assert (done.saved, done.created) == (None, None)
    assert not empty.exists()


def test_nothing_is_begun_where_nothing_comes_in(empty: Path, bring: Bring) -> None:
    with pytest.raises(Refused):
        bring(empty, "date,energy", "2026-01-05,11")
    assert outcomes(bring(empty, "date,energy", "2026-01-05,10", dry_run=True)) == [("row 2", "new")]
    assert not empty.exists()
    done = bring(empty, "date,energy", "2026-01-05,10")
    assert (done.created, done.name) == (empty, "me")


def test_another_persons_folder_is_refused(path: Path, tmp_path: Path) -> None:
    write_file(tmp_path / "mum.json", {**MINIMAL, "person": {"name": "Mum"}})
    export_to(PersonFile(tmp_path / "mum.json", NOW), "csv", tmp_path / "out")
    with pytest.raises(Refused, match="out: is Mum's, and the file here is Alex's"):
        import_file(Selection(path, None, NOW), tmp_path / "out", Stated(), Choices())


def test_an_own_symptom_is_known_from_its_own_file(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "symptoms.csv").write_text("id,date,itch,note\ns1,2026-01-05,4,\n", "utf-8")
    with pytest.raises(Refused, match='column "itch" is not a known symptom'):
        import_file(Selection(path, None, NOW), folder, Stated(), Choices())
    (folder / "symptom_kinds.csv").write_text("name,good\nitch,low\n", "utf-8")
    import_file(Selection(path, None, NOW), folder, Stated(), Choices())
    assert logs(path)["2026-01-05"] == {"itch": 4}


def test_own_symptoms_that_are_here_already_stay_as_they_are(tmp_path: Path, bring: Bring) -> None:
    path = tmp_path / "alex.json"
    write_file(path, alex(symptom_kinds=[{"name": "itch", "label": "Itch", "good": "low"}]))
    export_to(PersonFile(path, NOW), "csv", tmp_path / "out")
    again = import_file(Selection(path, None, NOW), tmp_path / "out", Stated(), Choices())
    assert again.saved is not None and not again.saved.changed
    done = bring(path, "name,label,good", "itch,Itch,low", "cold,Cold hands,low", kind="symptom_kinds")
    assert outcomes(done) == [("row 2", "same"), ("row 3", "new")]
    with pytest.raises(Refused, match="row 2: is here already, but differs"):
        bring(path, "name,label,good", "itch,Itch,high", kind="symptom_kinds")


def test_a_folder_with_nothing_of_ours_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"holds no file such as symptoms.csv"):
        import_file(Selection(path, None, NOW), tmp_path, Stated(), Choices())


# Files from elsewhere

GERMAN = {"date": "Datum", "energy": "Energie", "note": "Notiz"}


def test_a_foreign_file_is_read_as_its_columns_were_named(path: Path, bring: Bring) -> None:
    rows = ["Datum;Wetter;Energie;Notiz", "13.01.2026;schön;3;müde", "14.01.2026;;;nur Notiz"]
    done = bring(path, *rows, columns=GERMAN)
    assert outcomes(done) == [("row 2", "new"), ("row 3", "new")]
    assert logs(path)["2026-01-13"] == {"energy": 3}
    assert [log["note"] for log in read_file(path)["symptoms"][-2:]] == ["müde", "nur Notiz"]
    assert [log["id"] for log in read_file(path)["symptoms"][-2:]] == ["s2026-01-13", "s2026-01-14"]
    again = bring(path, *rows, columns=GERMAN)
    assert again.saved is not None and not again.saved.changed


def test_a_day_takes_what_it_lacks_and_keeps_what_it_has(path: Path, bring: Bring) -> None:
    named = {"date": "day", "energy": "e", "sleep": "s"}
    done = bring(path, "day,e,s", "2026-11-19,4,7", "2026-11-20,,8", columns=named)
    assert outcomes(done) == [("row 2", "added"), ("row 3", "added")]
    assert logs(path) == {
        "2026-11-19": {"energy": 4, "tingling": 2, "sleep": 7},
        "2026-11-20": {"energy": 5, "sleep": 8},
    }
    assert read_file(path)["symptoms"][1]["note"] == "headache"
    other = r"row 2: is here already, but differs \(scores\); nothing was changed"
    with pytest.raises(Refused, match=other) as refused:
        bring(path, "day,e,s", "2026-11-19,9,7", columns=named)
    assert worded(refused.value).endswith("nothing was changed: --replace takes the file's")
    bring(path, "day,e,s", "2026-11-19,9,7", columns=named, replace=True)
    assert logs(path)["2026-11-19"] == {"energy": 9, "tingling": 2, "sleep": 7}


def test_two_rows_of_a_day_go_together_unless_they_differ(path: Path, bring: Bring) -> None:
    named = {"date": "day", "energy": "e", "sleep": "s"}
    rows = ["day,e,s", "2026-01-13 08:00,,7", "2026-01-13 21:30,4,"]
    done = bring(path, *rows, columns=named)
    assert [(row.where, row.outcome, row.why) for row in done.rows] == [
        ("row 2", "new", ""),
        ("row 3", "joined", "goes with row 2"),
    ]
    assert logs(path)["2026-01-13"] == {"sleep": 7, "energy": 4}
    with pytest.raises(Refused, match="row 3: row 2 has other scores or another note for Wed 14 Jan 2026"):
        bring(path, "day,e,s", "2026-01-14,5,", "2026-01-14,4,", columns=named)


DOSES = {"date": "when", "dose": "amount", "route": "how"}
DRUG = {"drug": "hydroxocobalamin"}


def test_a_foreign_dose_file_says_units_and_routes_in_its_own_words(path: Path, bring: Bring) -> None:
    rows = [
        "when,clock,amount,how,where,vial,by",
        "2026-02-05,9:30 pm,1 mg,Intramuscular,Left deltoid,A1,nurse",
        '2026-03-05,,"0,5 mg",i.m.,,,',
    ]
    named = {**DOSES, "time": "clock", "site": "where", "lot": "vial", "by": "by"}
    done = bring(path, *rows, columns=named, values=DRUG)
    assert outcomes(done) == [("row 2", "new"), ("row 3", "new")]
    first, second = read_file(path)["injections"][-2:]
    assert {key: value for key, value in first.items() if key != "id"} == {
        "given_at": "2026-02-05T21:30:00+00:00",
        "drug": "hydroxocobalamin",
        "dose_mcg": 1000,
        "route": "IM",
        "site": "left-deltoid",
        "lot": "A1",
        "given_by": "nurse",
    }
    assert (second["time_known"], second["dose_mcg"]) == (False, 500)
    again = bring(path, *rows, columns=named, values=DRUG)
    assert again.saved is not None and not again.saved.changed


def test_a_dose_without_a_time_is_the_one_of_its_day(path: Path, bring: Bring) -> None:
    assert outcomes(bring(path, "when,amount,how", "2026-01-05,1mg,IM", columns=DOSES, values=DRUG)) == [
        ("row 2", "same")
    ]


def test_another_dose_on_a_day_is_refused_until_it_is_meant(path: Path, bring: Bring) -> None:
    row = ["when,amount,how", "2026-01-05,2mg,IM"]
    with pytest.raises(
        Refused, match=r"row 2: is here already, but differs \(given_at, time_known, dose_mcg\)"
    ):
        bring(path, *row, columns=DOSES, values=DRUG)
    assert outcomes(bring(path, *row, columns=DOSES, values=DRUG, dry_run=True, yes=True)) == [
        ("row 2", "new")
    ]
    two = ["when,amount,how", "2026-02-05 09:00,1mg,IM", "2026-02-05 12:00,1mg,IM"]
    with pytest.raises(
        Refused, match="row 3: a second injection on Thu 5 Feb 2026, beside row 2; "
    ) as refused:
        bring(path, *two, columns=DOSES, values=DRUG)
    assert worded(refused.value).endswith(": add --yes if it was given")
    assert len(bring(path, *two, columns=DOSES, values=DRUG, yes=True).rows) == 2


def test_two_doses_of_a_day_of_which_one_is_here_are_never_made_one(path: Path, bring: Bring) -> None:
    rows = ["when,amount,how", "2026-01-05,1mg,IM", "2026-01-05 20:15,1mg,IM"]
    second = "row 3: a second injection on Mon 5 Jan 2026, beside row 2; nothing was changed"
    before = read_file(path)["injections"]
    for replace in (False, True):
        with pytest.raises(Refused, match=second):
            bring(path, *rows, columns=DOSES, values=DRUG, replace=replace)
    assert outcomes(bring(path, *rows, columns=DOSES, values=DRUG, replace=True, yes=True)) == [
        ("row 2", "same"),
        ("row 3", "new"),
    ]
    after = read_file(path)["injections"]
    assert after[:-1] == before and after[-1]["given_at"].startswith("2026-01-05T20:15")


def test_each_record_is_counted_once_however_many_rows_say_it(path: Path, bring: Bring) -> None:
    rows = [
        "when,amount,how",
        "2026-02-05,1mg,IM",
        "2026-02-05,1mg,IM",
        "2026-01-05,1mg,IM",
        "2026-01-05,1mg,IM",
    ]
    for first in ("new", "same"):
        done = bring(path, *rows, columns=DOSES, values=DRUG)
        assert [(row.outcome, row.why) for row in done.rows] == [
            (first, ""),
            ("joined", "says the same as row 2"),
            ("same", ""),
            ("joined", "says the same as row 4"),
        ]
    logs = ["d,e,s", "2026-01-05,9,", "2026-01-05,,7", "2026-01-05,,7", "2026-01-06,4,", "2026-01-06,,6"]
    bring(path, "d,e", "2026-01-05,4", columns={"date": "d", "energy": "e"})
    done = bring(path, *logs, columns={"date": "d", "energy": "e", "sleep": "s"}, skip_refused=True)
    assert [(row.where, row.outcome, row.why.partition(":")[0]) for row in done.rows] == [
        ("row 2", "refused", "is here already, but differs (scores)"),
        ("row 3", "added", "scores"),
        ("row 4", "joined", "goes with row 3"),
        ("row 5", "new", ""),
        ("row 6", "joined", "goes with row 5"),
    ]


def test_a_bare_number_is_read_where_the_field_names_its_unit(path: Path, bring: Bring) -> None:
    with pytest.raises(Refused, match='row 2, column "amount": dose: 1000 has no unit'):
        bring(path, "when,amount,how", "2026-02-05,1000,IM", columns=DOSES, values=DRUG)
    named = {
        "date": "when",
        "dose_mg": "amount",
        "route": "how",
        "volume_ml": "ml",
        "strength_mcg_per_ml": "c",
    }
    bring(path, "when,amount,how,ml,c", "2026-02-05,1,IM,2,500", columns=named, values=DRUG)
    assert read_file(path)["injections"][-1]["dose_mcg"] == 1000
    with pytest.raises(Refused, match=r"row 2: dose: 1 mg \(1000 mcg\) is not 500 mcg/mL × 1 mL"):
        bring(path, "when,amount,how,ml,c", "2026-02-06,1,IM,1,500", columns=named, values=DRUG)


def test_a_dose_far_from_the_plans_is_taken_in_only_where_it_is_meant(path: Path, bring: Bring) -> None:
    named, said = {"date": "when", "dose_mg": "amount"}, {**DRUG, "route": "IM"}
    rows = ("when,amount", "2026-02-05,1000", "2026-02-12,0.1", "2026-02-19,0.5", "2025-12-01,1000")
    with pytest.raises(
        Refused,
        match=r"row 2: dose: 1000 mg \(1000000 mcg\) is ten times or more of the plan's 1 mg \(1000 mcg\); "
        r"row 3: dose: 100 mcg is a tenth or less of the plan's 1 mg \(1000 mcg\); nothing",
    ) as refused:
        bring(path, *rows, columns=named, values=said)
    assert worded(refused.value).endswith(": add --yes if it was so")
    dry = bring(path, *rows, columns=named, values=said, dry_run=True)
    assert [outcome for _, outcome in outcomes(dry)] == ["refused", "refused", "new", "new"]
    assert len(bring(path, *rows, columns=named, values=said, yes=True).rows) == 4


def test_a_cell_that_says_its_own_unit_is_taken_at_its_word(path: Path, bring: Bring) -> None:
    named = {"date": "when", "dose_mg": "amount", "volume_ml": "ml"}
    said = {**DRUG, "route": "IM"}
    bring(path, "when,amount,ml", "2026-02-05,1 mg,1ml", "2026-02-12,500mcg,", columns=named, values=said)
    assert [given["dose_mcg"] for given in read_file(path)["injections"][-2:]] == [1000, 500]
    with pytest.raises(Refused, match='column "amount": dose: 1g has the unit "g", not mcg or mg'):
        bring(path, "when,amount,ml", "2026-02-19,1g,", columns=named, values=said)


@pytest.mark.parametrize(
    ("cell", "decimal", "dose"),
    [
        ("0,5", None, 500),
        ("0.5", None, 500),
        ("1.500", "point", 1500),
        ("1.500", "comma", 1_500_000),
        ("1,500", "comma", 1500),
        ("1,500", "point", 1_500_000),
        ("1.234,5", None, 1_234_500),
        ("1.000", "point", 1000),
        ("0.125", None, 125),
        ("12", "comma", 12_000),
    ],
)
def test_a_number_is_read_in_the_only_way_or_in_the_stated_one(
    path: Path, bring: Bring, cell: str, decimal: Any, dose: float
) -> None:
    named = {"date": "when", "dose_mg": "amount"}
    said = {**DRUG, "route": "IM"}
    bring(path, "when;amount", f"2026-02-05;{cell}", columns=named, values=said, decimal=decimal, yes=True)
    assert read_file(path)["injections"][-1]["dose_mcg"] == dose


@pytest.mark.parametrize("cell", ["1.500", "1,500", "12.345"])
def test_a_number_of_two_readings_is_never_guessed(path: Path, bring: Bring, cell: str) -> None:
    with pytest.raises(Unstated, match=r"can be read as .* or .*"):
        bring(
            path,
            "when;amount",
            f"2026-02-05;{cell}",
            columns={"date": "when", "dose_mg": "amount"},
            values={**DRUG, "route": "IM"},
        )


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("03/04/2026", "dmy", "2026-04-03"),
        ("03/04/2026", "mdy", "2026-03-04"),
        ("2026/4/3", None, "2026-04-03"),
        ("2026-04-03T10:15:00", None, "2026-04-03"),
        ("13.4.2026", None, "2026-04-13"),
        ("4/13/2026", None, "2026-04-13"),
        ("03/03/2026", None, "2026-03-03"),
        ("3 Apr 2026", None, "2026-04-03"),
        ("Fri 3 April 2026", None, "2026-04-03"),
        ("3. 4. 2026", "dmy", "2026-04-03"),
    ],
)
def test_a_date_is_read_in_the_only_way_or_in_the_stated_one(
    path: Path, bring: Bring, cell: str, order: Any, day: str
) -> None:
    bring(path, "d,e", f"{cell},1", columns={"date": "d", "energy": "e"}, dates=order)
    assert logs(path)[day] == {"energy": 1}


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["03/04/2026"], "can be read as 3 Apr 2026 or 4 Mar 2026"),
        (["13/04/2026", "03/04/2026"], 'row 2, column "d": 13/04/2026 is day first)'),
        (["13/04/2026", "04/13/2026"], "is day first and"),
    ],
)
def test_a_date_of_two_readings_is_never_guessed(
    path: Path, bring: Bring, cells: list[str], says: str
) -> None:
    with pytest.raises(Refused) as refused:
        bring(path, "d,e", *(f"{cell},1" for cell in cells), columns={"date": "d", "energy": "e"})
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "said", "says"),
    [
        (["d,e", "13/04/2026,1"], {"dates": "mdy"}, "13/04/2026 is not a date when read month first"),
        (["d,e", "13/04/2026,1"], {"dates": "ymd"}, "is not written with the year first, as you said"),
        (["d,e", "2027-04-13,1"], {}, 'row 2, column "d": Tue 13 Apr 2027 is still to come'),
        (["d,e", "1850-04-13,1"], {}, "1850-04-13 is before the year 1900"),
        (["d,e", "2026-01-13,"], {}, "row 2: has no score and no note"),
        (["d,e", "2026-01-13"], {}, "row 2: has 1 cells where the header has 2"),
        (["d,f", "2026-01-13,1"], {}, 'the column "e" for energy is not in row 1, which has "d", "f"'),
        (["d,e,e", "2026-01-13,1,1"], {}, 'the column "e" for energy is there twice'),
        (
            ["d,e", "2026-01-13,1"],
            {"columns": {"energy": "e"}},
            "the date is not said",
        ),
        (
            ["d,e", "2026-01-13,1"],
            {"values": {"date": "2026-01-13"}, "columns": {"energy": "e"}},
            "its own date",
        ),
        (
            ["d,e", "2026-01-13,1"],
            {"columns": {"date": "d", "vim": "e"}, "kind": "symptoms"},
            'map: "vim" is not a',
        ),
        (
            ["d,e", "2026-01-13,1"],
            {"columns": {"date": "d"}, "kind": "injections"},
            "the drug is not said",
        ),
        (["d,e", "2026-01-13,1"], {"columns": {"date": "d"}, "kind": "symptoms"}, "no column is a symptom"),
        (
            ["d,e", "2026-01-13,1"],
            {"columns": {"date": "d", "note": "e"}},
            "could belong to symptoms, injections or tests",
        ),
        (
            ["d,e;f|g", "2026-01-13,1"],
            {},
            "could be divided into columns in 3 ways",
        ),
        (["d;e", "2026-01-13;1"], {"delimiter": "comma"}, "row 1 has only one column when it is divided at"),
    ],
)
def test_what_cannot_be_read_says_what_to_say(
    path: Path, bring: Bring, rows: list[str], said: dict[str, Any], says: str
) -> None:
    before = read_file(path)
    with pytest.raises(Refused) as refused:
        bring(path, *rows, **{"columns": {"date": "d", "energy": "e"}, **said})
    assert says in str(refused.value), str(refused.value)
    assert "\n" not in str(refused.value)
    assert read_file(path) == before


@pytest.mark.parametrize(
    ("encoding", "stated"), [("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-8-sig", None), ("utf-8", None)]
)
def test_letters_are_utf_8_or_as_stated(path: Path, bring: Bring, encoding: str, stated: str | None) -> None:
    data = "d,e,n\n2026-01-13,1,müde\n".encode(encoding)
    named = {"date": "d", "energy": "e", "note": "n"}
    if stated is not None:
        with pytest.raises(Refused, match=r"is not UTF-8|text"):
            bring(path, data=data, columns=named)
    bring(path, data=data, columns=named, encoding=stated)
    assert read_file(path)["symptoms"][-1]["note"] == "müde"


def test_the_hint_of_excel_is_a_statement(path: Path, bring: Bring) -> None:
    bring(path, data=b"sep=|\r\nd,x|e\r\n2026-01-13|4\r\n", columns={"date": "d,x", "energy": "e"})
    assert logs(path)["2026-01-13"] == {"energy": 4}


def test_a_time_is_on_the_clock_of_the_persons_zone(path: Path, bring: Bring) -> None:
    said = {"columns": {"date": "d"}, "values": {**DRUG, "route": "SC", "dose": "1mg"}}
    bring(path, "d", "2026-07-05 09:30", **said)
    assert read_file(path)["injections"][-1]["given_at"] == "2026-07-05T09:30:00+01:00"
    with pytest.raises(Refused, match='row 2, column "d": time: 01:30 does not exist on Sun 29 Mar 2026'):
        bring(path, "d", "2026-03-29 01:30", **said)
    bring(path, "d", "2026-03-30 00:00:00", **said)
    assert read_file(path)["injections"][-1]["time_known"] is False


# Size


def test_twenty_thousand_rows_come_in_and_say_how_far_they_are(path: Path, bring: Bring) -> None:
    days = [date(1970, 1, 1) + timedelta(days=number) for number in range(20_000)]
    rows = ["date,energy,sleep,note", *(f"{day},5,4,so so" for day in days)]
    told: list[tuple[int, int]] = []
    bring(path, *rows, progress=lambda done, total: told.append((done, total)))
    again = bring(path, *rows)
    assert again.saved is not None and not again.saved.changed
    assert len(read_file(path)["symptoms"]) == 20_002
    assert told[0] == (0, 20_000) and len(told) == 20


# Anything at all

_CELLS = st.one_of(
    st.sampled_from(
        ["2026-01-05", "05/01/2026", "5", "11", "7,5", "1.500", "=1+1", '"', "'", "", "é", "\n", "\t"]
    ),
    st.text(max_size=5),
)
_FILES = st.one_of(
    st.binary(max_size=80),
    st.lists(st.lists(_CELLS, max_size=4), max_size=4).map(
        lambda rows: "\n".join(";".join(row) for row in [["d", "e", "n"], *rows]).encode("utf-8", "replace")
    ),
    st.lists(st.lists(_CELLS, max_size=4), max_size=4).map(
        lambda rows: "\n".join(",".join(row) for row in [["id", "date", "text"], *rows]).encode(
            "utf-8", "replace"
        )
    ),
)
_SAID = st.fixed_dictionaries(
    {
        "columns": st.sampled_from(
            [{}, {"date": "d", "energy": "e", "note": "n"}, {"date": "d", "dose_mg": "e"}]
        ),
        "values": st.sampled_from([{}, {"drug": "x", "route": "IM"}, {"drug": "=x", "route": "IV"}]),
        "kind": st.sampled_from([None, "symptoms", "injections", "notes", "person"]),
        "dates": st.sampled_from([None, "dmy", "mdy", "ymd"]),
        "decimal": st.sampled_from([None, "comma", "point"]),
        "delimiter": st.sampled_from([None, "comma", "semicolon"]),
    }
)


@pytest.mark.long
@settings(
    max_examples=3000 if LONG else 150,
)
@given(_FILES, _SAID, st.booleans())
def test_no_rows_make_it_do_anything_but_import_or_refuse(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, said: dict[str, Any], skip_refused: bool
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    write_file(folder / "alex.json", FULL)
    before = read_file(folder / "alex.json")
    (folder / "rows.csv").write_bytes(data)
    selection = Selection(folder / "alex.json", None, NOW)
    try:
        import_file(selection, folder / "rows.csv", Stated(**said), Choices(skip_refused=skip_refused))
    except Refused as refused:
        assert "\n" not in str(refused)
        assert read_file(folder / "alex.json") == before
    else:
        assert list(document.check(read_file(folder / "alex.json"))) == []
        again = import_file(
            selection, folder / "rows.csv", Stated(**said), Choices(skip_refused=skip_refused)
        )
        assert again.saved is not None and not again.saved.changed
