"""Setting the reminder up: which scheduler is there, what it is given, and taking it away again.

What always holds: nothing is written before it was shown; a scheduler that refuses leaves nothing of ours behind; what
others wrote in the same place stays as it is. The command has its whole path, because a scheduler knows few folders.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from b12track.domain.record.faults import Refused
from b12track.usecases.machine.reminders.setting import Setting

KINDS = ("systemd", "launchd", "tasks", "cron")
# What says where the data lies; a scheduler starts the check without them, so the check is handed what they say.
CARRIED = ("B12TRACK_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
_SECONDS = 30


class File(NamedTuple):
    """A file that a scheduler reads."""

    path: Path
    content: bytes


class Step(NamedTuple):
    """A command that tells a scheduler, and what it is given to read."""

    argv: tuple[str, ...]
    stdin: str | None = None


class Setup(NamedTuple):
    """What is written and told to set the reminder up, what to show of it, and what to know about it."""

    files: tuple[File, ...]
    steps: tuple[Step, ...]
    shown: str
    remarks: tuple[str, ...] = ()


class Removal(NamedTuple):
    """What is told, deleted and then told to take the reminder away."""

    first: tuple[Step, ...]
    files: tuple[Path, ...]
    then: tuple[Step, ...] = ()


def kind_here() -> str:
    """The scheduler of this machine; nothing where there is none."""
    if sys.platform == "darwin":
        return "launchd" if shutil.which("launchctl") else ""
    if sys.platform == "win32":
        return "tasks" if shutil.which("schtasks") else ""
    if shutil.which("systemctl") and ran(Step(("systemctl", "--user", "show-environment"))).ok:
        return "systemd"
    return "cron" if shutil.which("crontab") else ""


def setup_of(setting: Setting, argv: Sequence[str]) -> Setup:
    """What a kind of scheduler needs to run this command every day."""
    if control := next((word for word in argv if not word.isprintable()), ""):
        raise Refused("", f"{control!r} contains a character that no scheduler accepts", "use another path")
    return _module(setting.kind).setup(setting, tuple(argv))


def removal_of(kind: str) -> Removal:
    """What takes the reminder away again."""
    return _module(kind).removal()


def command(setting: Setting, file: Path | None = None) -> tuple[str, ...]:
    """The check as a scheduler runs it: the program's whole path, and what carries the data folder."""
    words = [*program(), "remind", "now", "--scheduled"]
    for name in CARRIED:
        if value := os.environ.get(name):
            words.append(f"--carry={name}={Path(value).expanduser().absolute()}")
    if file is not None:
        words.append(f"--file={file.absolute()}")
    if setting.within_days:
        words.append(f"--within={setting.within_days}d")
    return (*words, *(("--names",) if setting.names else ()))


def program() -> tuple[str, ...]:
    """How this very b12track is started, from anywhere."""
    started = Path(sys.argv[0] or ".").absolute()
    if started.stem.casefold() == "b12track" and started.is_file() and os.access(started, os.X_OK):
        return (str(started),)
    # Without a window of its own, where the system would open one.
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return (str(quiet) if quiet.is_file() else sys.executable, "-m", "b12track")


def carry(pairs: Sequence[str]) -> None:
    """Take over what says where the data lies, as the scheduler hands it on."""
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in CARRIED or not value:
            raise Refused("carry", f"{name} is not one of {', '.join(CARRIED)}")
        os.environ[name] = value


def put_in_place(setup: Setup, *, instead_of: str = "") -> None:
    """Write the files and tell the scheduler, in the place of what one kind had; where it refuses, nothing stays."""
    written: list[Path] = []
    if instead_of:
        take_away(removal_of(instead_of))
    try:
        for file in setup.files:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            written.append(file.path)
            fd = os.open(file.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(fd, "wb") as out:
                out.write(file.content)
        for step in setup.steps:
            tell(step)
    except (Refused, OSError) as fault:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            where = f"{fault.filename}: " if fault.filename else ""
            raise Refused("", f"{where}{fault.strerror or fault}", "nothing was installed") from None
        raise


def take_away(removal: Removal) -> None:
    """Tell the scheduler and delete the files; what is gone already is no fault."""
    for step in removal.first:
        ran(step)
    for path in removal.files:
        path.unlink(missing_ok=True)
    for step in removal.then:
        tell(step)


class Ran(NamedTuple):
    """What came of a command."""

    ok: bool
    out: str
    err: str


def ran(step: Step) -> Ran:
    """Run a command of the system's and hear what it says."""
    try:
        done = subprocess.run(
            step.argv,
            input=(step.stdin or "").encode(),
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ran(False, "", "it did not answer")
    except OSError as error:
        return Ran(False, "", error.strerror or str(error))
    out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    return Ran(done.returncode == 0, out, err.strip() or f"it ended with {done.returncode}")


def tell(step: Step) -> None:
    """Run a command that must succeed."""
    done = ran(step)
    if not done.ok:
        raise Refused("", f"{step.argv[0]} refused: {done.err.splitlines()[-1]}", "nothing was installed")


class Scheduler(Protocol):
    """What each kind of scheduler has a module for."""

    def setup(self, setting: Setting, argv: tuple[str, ...]) -> Setup:
        """What it needs to run a command every day."""

    def removal(self) -> Removal:
        """What takes that away again."""


def _module(kind: str) -> Scheduler:
    return cast("Scheduler", import_module(f"b12track.usecases.machine.reminders.{kind}"))
