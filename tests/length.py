"""How long a test runs that has two forms: the short one among all others, the long one with `pytest -m long`."""

LONG = False
# Far longer than anything takes on a busy machine: only what hangs is given up, so that it does not hold up the rest.
HANGS_AFTER_SECONDS = 1200.0
