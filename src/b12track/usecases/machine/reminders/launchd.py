"""The reminder as an agent of the user's launchd, on macOS.

A check that fell into the machine's sleep is made up for when it wakes; one while it was off is not. The shell's script
is fixed: the check and its words are its arguments. It tells on the desktop where the check could not even start.
"""

import os
import plistlib
import shlex
from pathlib import Path

from b12track.usecases.machine.reminders import notifiers
from b12track.usecases.machine.reminders.setting import Setting
from b12track.usecases.machine.reminders.setup import File, Removal, Setup, Step

LABEL = "b12track.remind"
_SCRIPT = '"$@"; case $? in 0|3) exit 0;; esac; exec '
_REMARK = "It runs only while you are logged in; a check missed while the machine is off is not made up for."


def setup(setting: Setting, argv: tuple[str, ...]) -> Setup:
    """The agent's property list, and the commands that load it."""
    call = notifiers.call_of("/usr/bin/osascript", "b12track: the daily check did not run")
    agent = {
        "Label": LABEL,
        "ProgramArguments": ["/bin/sh", "-c", _SCRIPT + shlex.join(call.argv), "b12track-remind", *argv],
        "StartCalendarInterval": {"Hour": setting.at.hour, "Minute": setting.at.minute},
        "ProcessType": "Background",
    }
    file = File(_path(), plistlib.dumps(agent, sort_keys=False))
    domain = _domain()
    steps = (Step(("launchctl", "bootstrap", domain, str(file.path))),)
    shown = f"# {file.path}\n{file.content.decode()}\n" + " ".join(steps[0].argv)
    return Setup((file,), steps, shown, (_REMARK,))


def removal() -> Removal:
    """Unload the agent and delete its list."""
    return Removal((Step(("launchctl", "bootout", f"{_domain()}/{LABEL}")),), (_path(),))


def _domain() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 501}"


def _path() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
