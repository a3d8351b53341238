"""Confirming, moving to a phase, skipping, moving and stopping: what each does, and when it is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alex import alex, write_file
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.intervals import Window
from b12track.usecases.fields import Typing, read_rows
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan.change import Done, carry_out
from b12track.usecases.plan.foreseen import (
    Turn,
    before_and_after,
    count_again,
    foresee_confirm,
    foresee_date,
    foresee_phase,
    foresee_stop,
    passed_words,
)

LOADING = {"name": "Loading", "kind": "repletion", "every": {"weeks": 1}, "until": {"doses": 2}}
OPEN_LOADING = {"name": "Loading", "kind": "repletion", "every": {"weeks": 1}, "until": {"confirmed": True}}
MAINTENANCE = {"name": "Maintenance", "kind": "maintenance", "every": {"weeks": 8}}


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., PersonFile]:
    """Alex's file with other records of some kinds, at the end of a day."""

    def make(now: str, phases: list[dict[str, Any]] | None = None, **kinds: Any) -> PersonFile:
        raw = alex(**kinds)
        if phases is not None:
            raw["plans"][0]["phases"] = phases
            raw["transitions"] = []
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        write_file(path, raw)
        return PersonFile(path, now)

    return make


def decided(person_file: PersonFile, foresee: Callable[..., Turn], *, yes: bool = False, **said: Any) -> Done:
    """Carry out what was said, by the attributes of the record that it makes."""
    if foresee is foresee_stop:
        return carry_out(person_file, lambda overview, _: foresee(overview, **said))
    return carry_out(person_file, lambda overview, yes: foresee(overview, said, yes), yes)


def read(person_file: PersonFile, of: str, /, **typed: str) -> dict[str, Any]:
    """What somebody typed of a decision."""
    return read_rows(of, typed, Typing(None, person_file.record(), person_file.now, False))


def typed_phase(person_file: PersonFile, typed: str, *, yes: bool = False) -> Done:
    """The move to a phase as somebody typed it."""
    return decided(person_file, foresee_phase, yes=yes, **read(person_file, "transitions", to_phase=typed))


def taken_back(person_file: PersonFile, make: Callable[[], Done]) -> Done:
    """Make a change, and see that one undo brings back exactly what was there."""
    before = person_file.snapshot().exchange()
    done = make()
    assert done.saved.changed
    assert person_file.snapshot().exchange() != before
    person_file.file.undo()
    assert person_file.snapshot().exchange() == before
    person_file.file.redo()
    return done


def test_confirming_a_move_that_came_by_the_plan(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-20", phases=[LOADING, MAINTENANCE])
    done = taken_back(
        person_file, lambda: decided(person_file, foresee_confirm, confirmed_by="Dr Okafor", on=day("01-12"))
    )
    assert done.turn.before.course is not None and done.turn.before.course.to_confirm
    assert done.turn.after.course is not None and not done.turn.after.course.to_confirm
    was, now = before_and_after(done.turn.before, done.turn.after).split(" → ")
    assert was.endswith(" DAYS, if the move is confirmed"), "what changed is the word, not the days"
    assert "confirmed" not in now
    assert done.turn.before.status.window == done.turn.after.status.window
    assert person_file.snapshot().documents("transitions")[-1] == {
        "id": done.turn.value.id,
        "plan_id": "plan1",
        "to_phase": 1,
        "on": "2026-01-12",
        "confirmed_by": "Dr Okafor",
        "recorded_at": person_file.now.isoformat(),
    }
    assert done.saved.what == "confirmation of Maintenance"


def test_confirming_ends_a_phase_that_lasts_until_the_clinician_says_so(
    made: Callable[..., PersonFile],
) -> None:
    person_file = made("2026-01-20", phases=[OPEN_LOADING, MAINTENANCE])
    done = taken_back(person_file, lambda: decided(person_file, foresee_confirm, confirmed_by="Dr Okafor"))
    course = done.turn.after.course
    assert course is not None and course.phase.name == "Maintenance" and course.window is not None
    assert course.window.opens == day("03-09")


def test_a_phase_without_an_end_before_the_last_acts_alike(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-20", phases=[{**OPEN_LOADING, "until": None}, MAINTENANCE])
    assert decided(person_file, foresee_confirm).turn.value[2:4] == (1, day("01-20"))


@pytest.mark.parametrize(
    ("now", "phases", "on", "says"),
    [
        (
            "2026-01-06",
            [LOADING, MAINTENANCE],
            None,
            "there is nothing to confirm yet: Loading goes on",
        ),
        ("2026-01-20", [LOADING], None, "no further date in the plan"),
        ("2026-01-20", [MAINTENANCE], None, "Maintenance is the last phase of the plan"),
        (
            "2026-01-20",
            [LOADING, MAINTENANCE],
            "01-11",
            "before Maintenance began on Mon 12 Jan: write 12 Jan 2026",
        ),
        ("2026-01-20", [LOADING, MAINTENANCE], "01-21", "Wed 21 Jan 2026 is still to come"),
        (
            "2026-01-20",
            [LOADING, MAINTENANCE],
            "01-04",
            "before the plan began on Mon 5 Jan: write 5 Jan 2026",
        ),
        ("2026-01-04", [LOADING, MAINTENANCE], None, "no plan in force, the plan begins on Mon 5 Jan"),
    ],
)
def test_confirming_is_refused_where_there_is_nothing_to_confirm(
    made: Callable[..., PersonFile], now: str, phases: list[dict[str, Any]], on: str | None, says: str
) -> None:
    person_file = made(now, phases=phases)
    before = person_file.snapshot().exchange()
    with pytest.raises(Refused, match=says):
        decided(person_file, foresee_confirm, confirmed_by="Dr Okafor", on=day(on) if on else None)
    assert person_file.snapshot().exchange() == before


def test_what_is_confirmed_already_says_by_whom(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-20", phases=[LOADING, MAINTENANCE])
    decided(person_file, foresee_confirm, confirmed_by="Dr Okafor")
    with pytest.raises(Refused, match="Maintenance was already confirmed by Dr Okafor on Tue 20 Jan"):
        decided(person_file, foresee_confirm, confirmed_by="Dr Okafor")


def test_the_move_back_to_loading_counts_again(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-21", phases=[LOADING, MAINTENANCE])
    done = taken_back(
        person_file,
        lambda: decided(
            person_file, foresee_phase, to_phase=0, confirmed_by="Dr Okafor", first_due=day("01-23"), yes=True
        ),
    )
    assert done.turn.after.status.window == (day("01-23"), day("01-23"))
    assert count_again(done.turn) == "The count of Loading starts again: 0 of 2 since Wed 21 Jan, 2 before."


def test_doses_since_the_move_are_counted_apart_from_those_before(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21", phases=[LOADING, MAINTENANCE])
    done = decided(person_file, foresee_phase, to_phase=0, on=day("10-20"), yes=True)
    assert count_again(done.turn) == "The count of Loading starts again: 1 of 2 since Tue 20 Oct, 2 before."


def test_naming_the_phase_that_waits_for_a_word_confirms_it(made: Callable[..., PersonFile]) -> None:
    done = decided(made("2026-01-20", phases=[LOADING, MAINTENANCE]), foresee_phase, to_phase=1)
    assert done.turn.after.course is not None and not done.turn.after.course.to_confirm


def test_a_phase_that_was_left_is_gone_back_to_only_if_that_is_meant(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-21", phases=[LOADING, MAINTENANCE])
    with pytest.raises(
        NeedsYes, match="Loading is already over, and Maintenance has been in force since Mon 12 Jan"
    ):
        typed_phase(person_file, "1")
    assert typed_phase(person_file, "1", yes=True).saved.what == "move to Loading"


def test_loading_that_is_over_with_doses_lacking_is_asked_about_once(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-06", phases=[LOADING, MAINTENANCE])
    with pytest.raises(NeedsYes, match="1 of 2 loading doses are recorded"):
        typed_phase(person_file, "Maintenance")
    assert typed_phase(person_file, "Maintenance", yes=True).saved.changed
    until_said = made("2026-01-06", phases=[OPEN_LOADING, MAINTENANCE])
    assert decided(until_said, foresee_confirm).saved.changed, "it has no number of doses to hold it against"


def test_a_date_on_which_a_dose_was_given_is_refused(made: Callable[..., PersonFile]) -> None:
    said = "an injection of Fri 30 Oct is recorded, so Fri 30 Oct cannot be the next date"
    with pytest.raises(Refused, match=said):
        decided(
            made("2026-11-21"), foresee_date, kind="move", due=day("10-30"), decided_by="Riverside", yes=True
        )
    with pytest.raises(Refused, match=said):
        decided(
            made("2026-11-21"), foresee_date, kind="skip", decided_by="Riverside", due=day("10-30"), yes=True
        )
    with pytest.raises(Refused, match="first_due: " + said):
        decided(made("2026-11-21"), foresee_phase, to_phase=0, first_due=day("10-30"), yes=True)


def test_one_skip_names_the_dates_that_it_passes(made: Callable[..., PersonFile]) -> None:
    person_file = made("2027-04-20")
    done = decided(person_file, foresee_date, kind="skip", decided_by="Riverside", reason="flu")
    assert done.turn.passed == (date(2026, 12, 25), date(2027, 2, 19), date(2027, 4, 16))
    assert passed_words(done.turn) == "This skips 3 dates: Fri 25 Dec 2026, Fri 19 Feb and Fri 16 Apr."
    one = decided(made("2026-12-31"), foresee_date, kind="skip", decided_by="Riverside")
    assert one.turn.passed == (date(2026, 12, 25),) and passed_words(one.turn) == ""


def test_what_an_order_is_about_is_kept_and_when_a_move_was_written_down(
    made: Callable[..., PersonFile],
) -> None:
    person_file = made("2026-11-21")
    assert decided(person_file, foresee_date, kind="skip", decided_by="Riverside").turn.value[-1] == date(
        2026, 12, 25
    )
    assert person_file.snapshot().documents("adjustments")[-1]["of"] == "2026-12-25"
    typed_phase(person_file, "1", yes=True)
    assert person_file.snapshot().documents("transitions")[-1]["recorded_at"] == person_file.now.isoformat()


@pytest.mark.parametrize("typed", ["2", "Maintenance", " maintenance ", "main"])
def test_a_phase_is_named_by_its_number_or_its_name(made: Callable[..., PersonFile], typed: str) -> None:
    person_file = made("2026-01-06", phases=[LOADING, MAINTENANCE])
    done = typed_phase(person_file, typed, yes=True)
    assert done.turn.after.course is not None and done.turn.after.course.phase.name == "Maintenance"
    assert count_again(done.turn) == ""


@pytest.mark.parametrize("typed", ["0", "3", "-1", "", "ma", "nothing", "١", "1.0", "9" * 5000])
def test_another_phase_is_refused_with_those_there_are(made: Callable[..., PersonFile], typed: str) -> None:
    person_file = made("2026-01-06", phases=[LOADING, MAINTENANCE])
    with pytest.raises(Refused, match=r"phase: .*write one of 1 Loading, 2 Maintenance"):
        typed_phase(person_file, typed)


def test_two_phases_of_one_name_need_the_number(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-06", phases=[LOADING, {**LOADING, "name": "loading"}, MAINTENANCE])
    with pytest.raises(Refused, match="is the name of more than one phase"):
        typed_phase(person_file, "Loading")


def test_the_phase_in_force_is_refused_unless_its_date_is_said(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-06", phases=[LOADING, MAINTENANCE])
    with pytest.raises(Refused, match="Loading is already in force"):
        decided(person_file, foresee_phase, to_phase=0)
    done = decided(person_file, foresee_phase, to_phase=0, first_due=day("01-15"))
    assert done.turn.after.status.window == (day("01-15"), day("01-15"))


def test_a_complete_course_can_be_started_anew(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-01-20", phases=[LOADING])
    after = decided(person_file, foresee_phase, to_phase=0).turn.after
    assert after.status.name == "due", "nothing is due before it was ordered"
    assert after.status.window == Window(day("01-20"), day("01-20"))


def test_a_skip_moves_on_to_the_next_date(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-12-31")
    done = taken_back(
        person_file,
        lambda: decided(person_file, foresee_date, kind="skip", decided_by="Riverside", reason="flu"),
    )
    assert (
        before_and_after(done.turn.before, done.turn.after) == "OVERDUE 6 DAYS → in 50 days, Fri 19 Feb 2027"
    )
    assert done.saved.what == "skip of Fri 25 Dec 2026"


def test_a_skip_with_a_date_and_a_move_take_that_date(made: Callable[..., PersonFile]) -> None:
    for done in (
        decided(made("2026-11-21"), foresee_date, kind="skip", decided_by="Riverside", due=day("12-31")),
        decided(
            made("2026-11-21"),
            foresee_date,
            kind="move",
            due=day("12-31"),
            decided_by="Riverside",
            reason="holiday",
        ),
    ):
        assert done.turn.after.status.window == (day("12-31"), day("12-31"))


def test_an_adjustment_needs_a_name(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21")
    for by in ("", "   "):
        for kind, due in (("skip", ""), ("move", "2026-12-31")):
            typed = {"kind": kind, "decided_by": by, **({"due": due} if due else {})}
            with pytest.raises(Refused, match="by: nobody is named"):
                decided(person_file, foresee_date, **read(person_file, "adjustments", **typed))


def test_a_move_needs_its_date(made: Callable[..., PersonFile]) -> None:
    with pytest.raises(Refused, match="due: a move needs the new date: write the day it was moved to"):
        decided(made("2026-11-21"), foresee_date, kind="move", decided_by="Riverside")


def test_a_date_that_is_past_needs_a_yes(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21")
    with pytest.raises(NeedsYes, match="Fri 20 Nov is past"):
        decided(person_file, foresee_date, kind="move", due=day("11-20"), decided_by="Riverside")
    assert (
        decided(
            person_file, foresee_date, kind="move", due=day("11-20"), decided_by="Riverside", yes=True
        ).turn.after.status.name
        == "overdue"
    )


def test_of_several_orders_of_today_the_last_holds(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21")
    assert (
        decided(
            person_file, foresee_date, kind="skip", decided_by="Riverside", due=day("11-21")
        ).turn.after.status.name
        == "due"
    )
    assert (
        decided(
            person_file, foresee_date, kind="move", due=day("12-31"), decided_by="Riverside"
        ).turn.after.status.name
        == "upcoming"
    )
    assert (
        decided(
            person_file, foresee_date, kind="move", due=day("11-21"), decided_by="Riverside"
        ).turn.after.status.name
        == "due"
    )
    person_file = made("2026-11-21")
    assert (
        decided(person_file, foresee_phase, to_phase=1, first_due=day("11-21")).turn.after.status.name
        == "due"
    )


def test_a_move_to_the_same_date_and_a_move_of_none_are_refused(made: Callable[..., PersonFile]) -> None:
    with pytest.raises(Refused, match="Fri 25 Dec is already the date of the plan"):
        decided(made("2026-11-21"), foresee_date, kind="move", due=day("12-25"), decided_by="Riverside")
    complete = made("2026-01-20", phases=[LOADING])
    with pytest.raises(Refused, match="no further date in the plan to skip"):
        decided(complete, foresee_date, kind="skip", decided_by="Riverside")
    with pytest.raises(Refused, match="no further date in the plan to move"):
        decided(complete, foresee_date, kind="move", due=day("12-31"), decided_by="Riverside")


def test_a_stop_ends_the_plan_on_its_day(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21")
    done = taken_back(
        person_file, lambda: decided(person_file, foresee_stop, on=day("11-20"), reason="moved away")
    )
    assert done.turn.after.status.name == "stopped"
    assert before_and_after(done.turn.before, done.turn.after) == "IN 34 DAYS → plan stopped, Fri 20 Nov"
    plan = person_file.snapshot().documents("plans")[0]
    assert (plan["ended_on"], plan["end_reason"]) == ("2026-11-20", "moved away")
    with pytest.raises(Refused, match="no plan in force, the plan was stopped on Fri 20 Nov"):
        decided(person_file, foresee_stop)


def test_a_stop_is_not_dated_ahead_nor_before_the_plan(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21")
    for on in ("11-22", "01-04"):
        with pytest.raises(Refused, match=r"^on: "):
            decided(person_file, foresee_stop, on=day(on))
    assert decided(person_file, foresee_stop, on=day("01-05")).turn.after.status.name == "stopped"


def test_without_a_plan_everything_says_how_to_enter_one(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21", plans=[], adjustments=[], transitions=[])
    acts: list[Callable[[], Done]] = [
        lambda: decided(person_file, foresee_confirm),
        lambda: decided(person_file, foresee_phase, to_phase=0),
        lambda: decided(person_file, foresee_date, kind="skip", decided_by="Riverside"),
        lambda: decided(person_file, foresee_date, kind="move", due=day("12-31"), decided_by="Riverside"),
        lambda: decided(person_file, foresee_stop),
    ]
    for act in acts:
        with pytest.raises(Refused, match="no plan in force, none has been entered"):
            act()


def test_text_that_is_no_text_is_refused(made: Callable[..., PersonFile]) -> None:
    person_file = made("2026-11-21")
    with pytest.raises(Refused, match=r"^by: .*control character"):
        read(person_file, "adjustments", decided_by="\x1b[31mRiverside")
    with pytest.raises(Refused, match=r"^reason: .*control character"):
        decided(person_file, foresee_stop, reason="a\x00b")
