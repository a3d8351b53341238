"""How the rules say no.

A refusal is one line for a person: what was wrong and what would be right. Whoever raises it has changed nothing.
"""


class Refused(ValueError):
    """What was asked for cannot be done; the message says what was wrong and what would be right."""


class NeedsYes(Refused):
    """Plausible but unusual: refused until the person says that it is meant (`--yes`)."""
