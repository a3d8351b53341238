"""What Home says of this machine: a check of the reminder that was missed, a followed file that could not be written.

What always holds: a whole sentence each, with no path and no command in it; nothing where all is well.
"""

from datetime import datetime

from b12track.usecases.machine import followed_files
from b12track.usecases.machine.reminders import setting


def notices(now: datetime) -> tuple[str, ...]:
    """The sentences, the reminder's first; `now` is the machine's."""
    return (*setting.notices(now), *followed_files.troubles())
