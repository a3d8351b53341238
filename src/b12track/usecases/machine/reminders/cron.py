"""The reminder as lines in the user's crontab.

What always holds: the other lines stay as they are, to the byte; a crontab that cannot be read is not replaced.
"""

import shlex

from b12track.domain.record.faults import Refused
from b12track.usecases.machine.reminders import notifiers
from b12track.usecases.machine.reminders.setting import Setting
from b12track.usecases.machine.reminders.setup import Removal, Setup, Step, ran

_BEGIN = "# b12track remind: begin (taken out by b12track remind remove)"
_END = "# b12track remind: end"
_REMARK = "A check missed while the machine is off is not made up for; the app's first screen says so."


def setup(setting: Setting, argv: tuple[str, ...]) -> Setup:
    """The crontab as it is to be, with our lines at its end."""
    command = shlex.join(argv)
    if notifier := notifiers.found():
        call = notifiers.call_of(notifier, "b12track: the daily check did not run")
        words = [f"{name}={shlex.quote(value)}" for name, value in call.environment.items()]
        command += f" || [ $? -eq 3 ] || {' '.join([*words, shlex.join(call.argv)])}"
    # In a crontab a per cent sign ends the line.
    when = f"{setting.at.minute} {setting.at.hour} * * *"
    lines = f"{_BEGIN}\n{when} {command.replace('%', chr(92) + '%')}\n{_END}\n"
    others = without_ours(_crontab())
    whole = others + ("" if not others or others.endswith("\n") else "\n") + lines
    return Setup((), (Step(("crontab", "-"), whole),), f"# crontab -e\n{lines}", (_REMARK,))


def removal() -> Removal:
    """The crontab without our lines; without any, none."""
    there = _crontab()
    others = without_ours(there)
    if others == there:
        return Removal((), ())
    step = Step(("crontab", "-"), others) if others.strip() else Step(("crontab", "-r"))
    return Removal((), (), (step,))


def without_ours(crontab: str) -> str:
    """A crontab without the lines between our marks."""
    before, begin, rest = crontab.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    return before + after.removeprefix("\n") if begin and end else crontab


def _crontab() -> str:
    """What the user's crontab holds; nothing where there is none."""
    done = ran(Step(("crontab", "-l")))
    if done.ok:
        return done.out
    said = done.err.casefold()
    if "no crontab" in said or "can't open" in said:
        return ""
    raise Refused("", f"the crontab cannot be read: {done.err.splitlines()[-1]}", "nothing was changed")
