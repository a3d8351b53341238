"""The two ways a use case says no: a refusal, and a data file that cannot be used.

The faces know the store by this name alone.
"""

from b12track.domain.record.faults import NeedsYes, Refused
from b12track.store.faults import StoreFault

__all__ = ["NeedsYes", "Refused", "StoreFault"]
