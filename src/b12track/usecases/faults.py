"""The two ways a use case says no: a refusal, and a data file that cannot be used.

The faces know the store by this name alone.
"""

import sys

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.store.faults import StoreFault

__all__ = ["NeedsYes", "Refused", "StoreFault", "saves_made"]


def saves_made() -> int:
    """How many saves this run has put in place, whatever became of the answer."""
    saving = sys.modules.get("b12track.store.disk.saving")  # whoever only reads has not loaded it
    return saving.made() if saving is not None else 0
