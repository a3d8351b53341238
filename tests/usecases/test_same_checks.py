"""Whatever entering refuses, changing refuses: the same question, for every kind of record."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from alex import NOW
from b12track.domain.record import field_types
from b12track.domain.record.faults import NeedsYes, Refused
from b12track.domain.record.records import KINDS
from b12track.domain.rules import entry
from b12track.usecases.edit.change import edit_record
from b12track.usecases.enter.daily_log import log_symptoms
from b12track.usecases.enter.entries import answer_question, ask_question, enter
from b12track.usecases.enter.injection import record_injection
from b12track.usecases.enter.injection_draft import Given, draft_injection
from b12track.usecases.enter.supplies import open_supply
from b12track.usecases.fields import editable
from b12track.usecases.person_file import PersonFile
from b12track.usecases.plan.change import carry_out
from b12track.usecases.plan.foreseen import Turn, foresee_date, foresee_phase, foresee_stop

TODAY = date.fromisoformat(NOW[:10])
TO_COME = TODAY + timedelta(days=160)
PAST = date(2020, 1, 1)


def answer(person_file: PersonFile, day: date) -> None:
    answer_question(person_file, "que1", "yes", day)


IRON = {"name": "iron", "kind": "iron", "from": "today"}


def twice(person_file: PersonFile) -> None:
    enter(person_file, "treatments", IRON)


def decided(person_file: PersonFile, foresee: Callable[..., Turn], **said: Any) -> None:
    carry_out(person_file, lambda overview, yes: foresee(overview, said, yes))


def inject(person_file: PersonFile, **given: Any) -> None:
    draft = draft_injection(person_file.record(), person_file.now, Given(route="IM", **given))
    record_injection(person_file, draft)


ENTERED: tuple[tuple[str, str, Callable[[PersonFile], object], str], ...] = (
    (
        "symptoms",
        f"date={TO_COME}",
        lambda file: log_symptoms(file, TO_COME, {"energy": 5}),
        "is still to come",
    ),
    (
        "labs",
        f"date={TO_COME}",
        lambda file: enter(file, "labs", {"date": str(TO_COME), "test": "b12", "value": "1", "unit": "ng/L"}),
        "is still to come",
    ),
    (
        "notes",
        f"date={TO_COME}",
        lambda file: enter(file, "notes", {"date": str(TO_COME), "text": "x"}),
        "is still to come",
    ),
    (
        "questions",
        f"answered_on={TO_COME}",
        lambda file: answer(file, TO_COME),
        "is still to come",
    ),
    (
        "questions",
        f"answered_on={PAST}",
        lambda file: answer(file, PAST),
        "is before it was asked",
    ),
    ("supplies", f"opened_on={TO_COME}", lambda file: open_supply(file, "sup1", TO_COME), "is still to come"),
    (
        "supplies",
        "count=0",
        lambda file: enter(file, "supplies", {"count": "0"}),
        "0 is not a whole number from 1",
    ),
    (
        "treatments",
        f"from={TO_COME}",
        lambda file: enter(file, "treatments", {"name": "iron", "kind": "iron", "from": str(TO_COME)}),
        "is still to come",
    ),
    (
        "treatments",
        f"to={PAST}",
        lambda file: enter(file, "treatments", IRON | {"to": str(PAST)}),
        "when it began",
    ),
    ("treatments", "name=Iron", twice, "iron is entered already"),
    ("questions", "text=Why?", lambda file: ask_question(file, "why?"), "is there already"),
    (
        "plans",
        f"ended_on={TO_COME}",
        lambda file: carry_out(file, lambda overview, _: foresee_stop(overview, TO_COME)),
        "is still to come",
    ),
    (
        "transitions",
        f"on={TO_COME}",
        lambda file: decided(file, foresee_phase, to_phase=1, confirmed_by="Dr Okafor", on=TO_COME),
        "is still to come",
    ),
    (
        "transitions",
        f"on={PAST}",
        lambda file: decided(file, foresee_phase, to_phase=1, confirmed_by="Dr Okafor", on=PAST),
        "before",
    ),
    (
        "adjustments",
        "by=",
        lambda file: decided(file, foresee_date, kind="move", due=TO_COME, decided_by=""),
        "nobody is named",
    ),
    (
        "adjustments",
        f"due={PAST}",
        lambda file: decided(file, foresee_date, kind="move", due=PAST, decided_by="Riverside"),
        "is past",
    ),
    (
        "injections",
        "strength=50mcg/ml",
        lambda file: inject(file, strength_mcg_per_ml=50, volume_ml=1),
        "is not",
    ),
    (
        "injections",
        "dose=100mg strength= volume=",
        lambda file: inject(file, dose_mcg=100_000),
        "ten times or more",
    ),
)


@pytest.mark.parametrize(("kind", "typed", "deed", "says"), ENTERED)
def test_what_entering_refuses_changing_refuses(
    person_file: PersonFile, kind: str, typed: str, deed: Callable[[PersonFile], object], says: str
) -> None:
    id = next(iter(getattr(person_file.record(), kind)), None)
    if id is None and kind == "treatments":
        id = enter(person_file, "treatments", IRON | {"name": "metformin"}).value
    assert id is not None
    if kind in ("treatments", "questions"):
        first = {"treatments": IRON, "questions": {"text": "Why?"}}[kind]
        enter(person_file, kind, first)
    if kind == "adjustments":
        edit_record(person_file, id.id, ["by=Riverside"])
    before = person_file.snapshot().exchange()
    with pytest.raises(Refused) as entered:
        deed(person_file)
    with pytest.raises(Refused) as changed:
        edit_record(person_file, id.id, typed.split())
    assert says in str(entered.value) and says in str(changed.value)
    assert isinstance(entered.value, NeedsYes) == isinstance(changed.value, NeedsYes)
    assert person_file.snapshot().exchange() == before


def test_of_every_day_it_is_said_whether_it_must_have_come() -> None:
    """A new day of a record is either among those that must have come, or one that may lie ahead."""
    ahead = {
        ("injections", "expires"),
        ("supplies", "expires"),
        ("treatments", "to"),
        ("plans", "set_on"),
        ("plans", "first_due"),
        ("plans", "first_by"),
        ("adjustments", "of"),
        ("adjustments", "due"),
        ("transitions", "first_due"),
    }
    come = {(kind, field) for kind, days in entry.MUST_HAVE_COME.items() for _, field, _ in days}
    days = {
        (kind, name)
        for kind in KINDS
        for name, field in editable(kind).items()
        if field.type == field_types.DAY
    }
    assert days == ahead | (come - {("person", "born")})
