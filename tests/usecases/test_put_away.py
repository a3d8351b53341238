"""Flags that were put away come back when their records change, and never hide what must stand."""

from pathlib import Path

import pytest

from b12track import paths
from b12track.domain.flag import Flag
from b12track.domain.intervals import Length
from b12track.domain.records import Review
from b12track.usecases.changes import edit_record
from b12track.usecases.desk import Desk
from b12track.usecases.faults import Refused
from b12track.usecases.overview import look
from b12track.usecases.put_away import bring_back, flags_now, put_away
from builders import EVERY_4_WEEKS, LOADING, doses, plan, record, skip
from stage import desk_of


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    given = doses("11-16", "11-18")
    whole = record(
        plan(LOADING, set_on="2026-11-16"),
        injections=given,
        adjustments=[skip("11-19", reason="flu", decided_by="Riverside")],
    )
    return desk_of(tmp_path, whole)


def codes(desk: Desk) -> tuple[set[str], set[str]]:
    flags = flags_now(desk, look(desk))
    return {flag.code for flag in flags.open}, {flag.code for flag in flags.away}


def the(desk: Desk, code: str) -> Flag:
    return next(flag for flag in flags_now(desk, look(desk)).open if flag.code == code)


def test_it_is_away_until_its_records_change(desk: Desk) -> None:
    put_away(desk, the(desk, "skipped"))
    assert "skipped" in codes(desk)[1]
    edit_record(desk, "a11-19", ["reason=a cold"])
    assert "skipped" in codes(desk)[0]


def test_a_change_that_its_words_do_not_show_brings_it_back_too(tmp_path: Path) -> None:
    early = record(plan(LOADING, set_on="2026-11-16"), injections=doses("11-16", "11-17"))
    desk = desk_of(tmp_path, early)
    put_away(desk, the(desk, "early_dose"))
    assert "early_dose" in codes(desk)[1]
    edit_record(desk, "i1117", ["note=asked the nurse"])
    assert "early_dose" in codes(desk)[0]


def test_a_count_of_days_that_goes_on_is_no_change(desk: Desk) -> None:
    put_away(desk, the(desk, "skipped"))
    later = Desk(desk.path, "2026-11-22T14:05+00:00")
    assert "skipped" in codes(later)[1]


@pytest.mark.parametrize("later", ["2026-11-28", "2027-01-02"])
def test_neither_its_last_day_nor_a_new_year_is_a_change(tmp_path: Path, later: str) -> None:
    until = LOADING._replace(until=Length("days", 12))
    ordered = plan(until, EVERY_4_WEEKS, set_on="2026-11-16", reviews=(Review("review", Length("days", 3)),))
    desk = desk_of(tmp_path, record(ordered, injections=doses("11-16", "11-17")))
    for code in ("transition_near", "early_dose", "review_due"):
        put_away(desk, the(desk, code))
    assert codes(Desk(desk.path, later))[0] & {"transition_near", "early_dose", "review_due"} == set()


def test_it_is_away_for_this_person_alone(desk: Desk, tmp_path: Path) -> None:
    put_away(desk, the(desk, "skipped"))
    (tmp_path / "other").mkdir()
    other = desk_of(tmp_path / "other", desk.record())
    assert "skipped" in codes(other)[0]


def test_it_can_be_brought_back(desk: Desk) -> None:
    flag = the(desk, "skipped")
    put_away(desk, flag)
    bring_back(desk, flag)
    assert "skipped" in codes(desk)[0]


def test_what_must_stand_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        put_away(desk, Flag("overdue", "urgent", "Overdue by 12 days."))


def test_what_is_remembered_is_the_owners_alone_and_apart_from_the_data(desk: Desk) -> None:
    before = desk.snapshot().revision
    put_away(desk, the(desk, "skipped"))
    folder = paths.state_folder() / "put-away"
    assert folder.stat().st_mode & 0o077 == 0
    assert [file.stat().st_mode & 0o777 for file in folder.iterdir()] == [0o600]
    assert desk.snapshot().revision == before


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', "\0"])
def test_losing_what_is_remembered_only_brings_flags_back(content: str, desk: Desk) -> None:
    put_away(desk, the(desk, "skipped"))
    for file in (paths.state_folder() / "put-away").iterdir():
        file.write_text(content)
    assert "skipped" in codes(desk)[0]


def test_a_folder_that_cannot_be_made_is_a_refusal(desk: Desk) -> None:
    paths.state_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.state_folder().write_text("a file where the folder should be")
    with pytest.raises(Refused, match="could not be put away"):
        put_away(desk, the(desk, "skipped"))
