"""`python -m b12track` is the same program."""

from b12track.cli.start import run

run()
