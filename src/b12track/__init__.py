"""b12track: when is the next B12 injection due, does it work, and what to bring to the appointment."""

__version__ = "0.2.0"
