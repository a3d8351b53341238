"""Flags that were put away come back when their records change, and never hide what must stand."""

from pathlib import Path

import pytest

from b12track import paths
from b12track.domain.record.faults import Refused
from b12track.domain.record.intervals import Length
from b12track.domain.record.records import Review
from b12track.domain.rules.flag import Flag
from b12track.usecases.edit.change import edit_record
from b12track.usecases.look.overview import look
from b12track.usecases.machine.put_away_flags import bring_back, flags_now, put_away
from b12track.usecases.person_file import PersonFile
from builders import EVERY_4_WEEKS, LOADING, doses, plan, record, skip
from stage import person_file_of


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "home"))


@pytest.fixture
def person_file(tmp_path: Path) -> PersonFile:
    given = doses("11-16", "11-18")
    whole = record(
        plan(LOADING, set_on="2026-11-16"),
        injections=given,
        adjustments=[skip("11-19", reason="flu", decided_by="Riverside")],
    )
    return person_file_of(tmp_path, whole)


def codes(person_file: PersonFile) -> tuple[set[str], set[str]]:
    flags = flags_now(person_file, look(person_file))
    return {flag.code for flag in flags.open}, {flag.code for flag in flags.away}


def the(person_file: PersonFile, code: str) -> Flag:
    return next(flag for flag in flags_now(person_file, look(person_file)).open if flag.code == code)


def test_it_is_away_until_its_records_change(person_file: PersonFile) -> None:
    put_away(person_file, the(person_file, "skipped"))
    assert "skipped" in codes(person_file)[1]
    edit_record(person_file, "a11-19", ["reason=a cold"])
    assert "skipped" in codes(person_file)[0]


def test_a_change_that_its_words_do_not_show_brings_it_back_too(tmp_path: Path) -> None:
    early = record(plan(LOADING, set_on="2026-11-16"), injections=doses("11-16", "11-17"))
    person_file = person_file_of(tmp_path, early)
    put_away(person_file, the(person_file, "early_dose"))
    assert "early_dose" in codes(person_file)[1]
    edit_record(person_file, "i1117", ["note=asked the nurse"])
    assert "early_dose" in codes(person_file)[0]


def test_a_count_of_days_that_goes_on_is_no_change(person_file: PersonFile) -> None:
    put_away(person_file, the(person_file, "skipped"))
    later = PersonFile(person_file.path, "2026-11-22T14:05+00:00")
    assert "skipped" in codes(later)[1]


@pytest.mark.parametrize("later", ["2026-11-28", "2027-01-02"])
def test_neither_its_last_day_nor_a_new_year_is_a_change(tmp_path: Path, later: str) -> None:
    until = LOADING._replace(until=Length("days", 12))
    ordered = plan(until, EVERY_4_WEEKS, set_on="2026-11-16", reviews=(Review("review", Length("days", 3)),))
    person_file = person_file_of(tmp_path, record(ordered, injections=doses("11-16", "11-17")))
    for code in ("transition_near", "early_dose", "review_due"):
        put_away(person_file, the(person_file, code))
    assert (
        codes(PersonFile(person_file.path, later))[0] & {"transition_near", "early_dose", "review_due"}
        == set()
    )


def test_it_is_away_for_this_person_alone(person_file: PersonFile, tmp_path: Path) -> None:
    put_away(person_file, the(person_file, "skipped"))
    (tmp_path / "other").mkdir()
    other = person_file_of(tmp_path / "other", person_file.record())
    assert "skipped" in codes(other)[0]


def test_it_can_be_brought_back(person_file: PersonFile) -> None:
    flag = the(person_file, "skipped")
    put_away(person_file, flag)
    bring_back(person_file, flag)
    assert "skipped" in codes(person_file)[0]


def test_what_must_stand_is_refused(person_file: PersonFile) -> None:
    with pytest.raises(Refused):
        put_away(person_file, Flag("overdue", "urgent", "Overdue by 12 days."))


def test_what_is_remembered_is_the_owners_alone_and_apart_from_the_data(person_file: PersonFile) -> None:
    before = person_file.snapshot().revision
    put_away(person_file, the(person_file, "skipped"))
    folder = paths.state_folder() / "put-away"
    assert folder.stat().st_mode & 0o077 == 0
    assert [file.stat().st_mode & 0o777 for file in folder.iterdir()] == [0o600]
    assert person_file.snapshot().revision == before


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', "\0"])
def test_losing_what_is_remembered_only_brings_flags_back(content: str, person_file: PersonFile) -> None:
    put_away(person_file, the(person_file, "skipped"))
    for file in (paths.state_folder() / "put-away").iterdir():
        file.write_text(content)
    assert "skipped" in codes(person_file)[0]


def test_a_folder_that_cannot_be_made_is_a_refusal(person_file: PersonFile) -> None:
    paths.state_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.state_folder().write_text("a file where the folder should be")
    with pytest.raises(Refused, match="could not be put away"):
        put_away(person_file, the(person_file, "skipped"))
