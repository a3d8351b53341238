"""The program as it is installed: start light, run one command, leave at once.

Decided, for answers that are asked for every morning: no garbage is collected while a command runs (it is over before
it pays; the app turns it on again), and the process leaves without taking its modules apart. Both together are a
sixth of what `b12track next` takes. Everything that was saved is on the disk by then, and the output is flushed.
"""

import gc
import os
import sys
from typing import NoReturn

gc.disable()


def run() -> NoReturn:
    """Run the command that was typed and leave with its exit code."""
    from b12track.cli.main import main, silence  # after the collector is off

    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        silence()
    os._exit(code)
