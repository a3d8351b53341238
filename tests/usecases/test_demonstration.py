"""The made-up year as a file: gone afterwards, and undo is for what somebody does in it."""

import pytest

from b12track.domain.record import document
from b12track.domain.reference.demo import demo_record
from b12track.store.faults import NothingLeft
from b12track.usecases.plan.change import carry_out
from b12track.usecases.plan.foreseen import foresee_stop
from b12track.usecases.transfer.demo import demo_person_file


def test_the_year_is_there_and_is_gone_afterwards() -> None:
    with demo_person_file("2026-11-21") as person_file:
        assert document.read(person_file.snapshot().exchange()) == demo_record(person_file.today)
        assert (person_file.name, person_file.now.isoformat()) == ("Alex", "2026-11-21T23:59:59+00:00")
    assert not person_file.path.parent.exists()


def test_undo_takes_back_what_was_done_and_not_the_year() -> None:
    with demo_person_file("2026-11-21") as person_file:
        carry_out(person_file, lambda overview, _: foresee_stop(overview))
        person_file.file.undo()
        with pytest.raises(NothingLeft):
            person_file.file.undo()
