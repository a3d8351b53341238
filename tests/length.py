"""How long a test runs that has two forms: the short one among all others, the long one with `pytest -m long`."""

LONG = False
