"""The reminder as a timer of the user's systemd.

A check that was missed because the machine was off is made up for at the next start. A second unit tells on the desktop
where the check could not even start, because the program was moved or taken away.
"""

import getpass
import os
from collections.abc import Sequence
from pathlib import Path

from b12track.usecases.machine.reminders import notifiers
from b12track.usecases.machine.reminders.setting import Setting
from b12track.usecases.machine.reminders.setup import File, Removal, Setup, Step, ran

_NAME = "b12track-remind"
_SYSTEMCTL = ("systemctl", "--user")
LOGGED_IN = "It runs only while you are logged in, or soon after you log in."


def setup(setting: Setting, argv: tuple[str, ...]) -> Setup:
    """A service, its timer, and what tells of a failure."""
    notifier = notifiers.found()
    fails = f"OnFailure={_NAME}-failed.service\n" if notifier else ""
    service = (
        f"[Unit]\nDescription=b12track: is an injection due?\n{fails}\n"
        f"[Service]\nType=oneshot\nExecStart={line_of(argv)}\n"
        "SuccessExitStatus=3\nTimeoutStartSec=5min\n"
    )
    timer = (
        f"[Unit]\nDescription=b12track: is an injection due? Every day at {setting.clock}\n\n"
        f"[Timer]\nOnCalendar=*-*-* {setting.clock}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    texts = {f"{_NAME}.service": service, f"{_NAME}.timer": timer}
    if notifier:
        call = notifiers.call_of(
            notifier, "b12track: the daily check did not run", ["Open b12track to look."]
        )
        texts[f"{_NAME}-failed.service"] = (
            "[Unit]\nDescription=b12track: tell that the daily check did not run\n\n"
            f"[Service]\nType=oneshot\nExecStart={line_of(call.argv)}\n"
        )
    files = tuple(File(_folder() / name, text.encode()) for name, text in texts.items())
    steps = (Step((*_SYSTEMCTL, "daemon-reload")), Step((*_SYSTEMCTL, "enable", "--now", f"{_NAME}.timer")))
    shown = "\n".join(f"# {file.path}\n{file.content.decode()}" for file in files)
    shown += "\n" + "\n".join(" ".join(step.argv) for step in steps)
    lingers = ran(Step(("loginctl", "show-user", getpass.getuser(), "--property=Linger"))).out.strip()
    return Setup(files, steps, shown, () if lingers == "Linger=yes" else (LOGGED_IN,))


def removal() -> Removal:
    """Turn the timer off and delete the units."""
    names = (f"{_NAME}.timer", f"{_NAME}.service", f"{_NAME}-failed.service")
    off = Step((*_SYSTEMCTL, "disable", "--now", f"{_NAME}.timer"))
    return Removal((off,), tuple(_folder() / name for name in names), (Step((*_SYSTEMCTL, "daemon-reload")),))


def line_of(argv: Sequence[str]) -> str:
    """A command as a unit spells it: nothing in it is taken for a variable, a specifier or a quote."""
    if set(argv[0]) & set("'\"\\"):  # which no program's name may hold here, so the shell starts it
        argv = ("/bin/sh", "-c", 'exec "$@"', "b12track", *argv)
    program, *words = (word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") for word in argv)
    return " ".join(f'"{word}"' for word in (program, *(word.replace("$", "$$") for word in words)))


def _folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "systemd" / "user"
