"""`python -m b12track` is the same program."""

from b12track.cli.door.start import run

run()
