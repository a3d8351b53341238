"""The desktop's own notification: notify-send, osascript, or PowerShell's toast.

What always holds: the text is handed over as an argument (to PowerShell in its environment), never as script and never
as markup; a notifier that hangs is given up on.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

_SECONDS = 30
_MAC_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
_TITLE, _TEXT = "B12TRACK_NOTE_TITLE", "B12TRACK_NOTE_TEXT"
# Fixed: it reads the text from its environment and makes text nodes of it.
_WINDOWS_SCRIPT = f"""
$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$template = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($template)
$lines = $toast.GetElementsByTagName('text')
$null = $lines.Item(0).AppendChild($toast.CreateTextNode($env:{_TITLE}))
$null = $lines.Item(1).AppendChild($toast.CreateTextNode($env:{_TEXT}))
$from = '{{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}}\\WindowsPowerShell\\v1.0\\powershell.exe'
$note = [Windows.UI.Notifications.ToastNotification]::new($toast)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($from).Show($note)
""".replace("\\\\", "\\")


class Call(NamedTuple):
    """A notifier as it is called: its words, and what is added to its environment."""

    argv: tuple[str, ...]
    environment: dict[str, str]


def found() -> str:
    """The notifier of this machine, where it lies; nothing where there is none."""
    name = {"darwin": "osascript", "win32": "powershell"}.get(sys.platform, "notify-send")
    return shutil.which(name) or ""


def notify(title: str, lines: Sequence[str] = ()) -> str:
    """Show a note; why not, if it could not be shown."""
    program = found()
    if not program:
        return "there is no program here that shows notifications"
    call = call_of(program, title, lines)
    try:
        done = subprocess.run(
            call.argv,
            env={**os.environ, **call.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "the desktop did not answer"
    except OSError as error:
        return error.strerror or str(error)
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return "" if done.returncode == 0 else said[-1] if said else f"it ended with {done.returncode}"


def call_of(program: str, title: str, lines: Sequence[str] = ()) -> Call:
    """How the notifier at this place is called with a note."""
    text = "\n".join(lines)
    name = PureWindowsPath(program).stem.casefold()  # which parts at both kinds of slashes
    if name == "osascript":
        script = tuple(word for line in _MAC_SCRIPT for word in ("-e", line))
        head, _, said = title.partition(": ")
        return Call((program, *script, head, "\n".join(filter(None, (said, text)))), {})
    if name == "powershell":
        fixed = ("-NoProfile", "-NonInteractive", "-Command", _WINDOWS_SCRIPT)
        return Call((program, *fixed), {_TITLE: title, _TEXT: text})
    # The body may hold markup, by the published rules of notifications; so what is text is written as text.
    body = (escape(text, quote=False),) if text else ()
    return Call((program, "--app-name=b12track", "--", title, *body), _bus())


def _bus() -> dict[str, str]:
    """Where the desktop listens, for a scheduler that does not say so."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or not hasattr(os, "getuid"):
        return {}
    bus = Path(f"/run/user/{os.getuid()}/bus")
    return {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"} if bus.exists() else {}
