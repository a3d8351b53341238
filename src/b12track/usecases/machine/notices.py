"""What Home says of this machine: a check of the reminder that was missed, a followed file that could not be written.

What always holds: a whole sentence each, with no path and no command in it; nothing where all is well.
"""

from collections.abc import Sequence
from datetime import datetime

from b12track import clock
from b12track.domain.rules.flag import Flag
from b12track.usecases.machine import followed_files
from b12track.usecases.machine.reminders import setting


def notices(now: datetime) -> tuple[str, ...]:
    """The sentences, the reminder's first; `now` is the machine's."""
    return (*setting.notices(now), *followed_files.troubles())


def with_notices(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags with what this machine has to say, behind what is urgent."""
    said = tuple(Flag("this_machine", "warning", text) for text in notices(clock.machine_now()))
    urgent = sum(flag.severity == "urgent" for flag in flags)
    return (*flags[:urgent], *said, *flags[urgent:])
