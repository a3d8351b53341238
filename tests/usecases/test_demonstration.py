"""The made-up year as a file: gone afterwards, and undo is for what somebody does in it."""

import pytest

from b12track.domain import document
from b12track.domain.demo import demo_record
from b12track.store.faults import NothingLeft
from b12track.usecases.demonstration import demo_desk
from b12track.usecases.plan_changes import stop


def test_the_year_is_there_and_is_gone_afterwards() -> None:
    with demo_desk("2026-11-21") as desk:
        assert document.read(desk.snapshot().exchange()) == demo_record(desk.today)
        assert (desk.name, desk.now.isoformat()) == ("Alex", "2026-11-21T23:59:59+00:00")
    assert not desk.path.parent.exists()


def test_undo_takes_back_what_was_done_and_not_the_year() -> None:
    with demo_desk("2026-11-21") as desk:
        stop(desk)
        desk.file.undo()
        with pytest.raises(NothingLeft):
            desk.file.undo()
