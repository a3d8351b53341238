"""The reminder as a task of the Task Scheduler, on Windows.

A check that was missed because the machine was off runs as soon as it can. The task is given as XML by its published
shape, because the options of the command that makes tasks cannot say that.
"""

import subprocess
from datetime import date
from xml.etree import ElementTree

from b12track.store.disk.sidecars import this_machines_folder
from b12track.usecases.machine.reminders.setting import Setting
from b12track.usecases.machine.reminders.setup import File, Removal, Setup, Step

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_NAME = "b12track-remind"
_FIRST_DAY = date(2026, 1, 1)  # any day that is past: the task begins with the next time of day
_REMARK = "It runs only while you are logged in."


def setup(setting: Setting, argv: tuple[str, ...]) -> Setup:
    """The task's XML, and the command that takes it in."""
    text = xml_of(setting, argv)
    path = this_machines_folder() / "reminder-task.xml"
    step = Step(("schtasks", "/Create", "/TN", _NAME, "/XML", str(path), "/F"))
    shown = f"# {path}\n{text}\n{subprocess.list2cmdline(step.argv)}"
    return Setup((File(path, text.encode("utf-16")),), (step,), shown, (_REMARK,))


def removal() -> Removal:
    """Delete the task and its XML."""
    step = Step(("schtasks", "/Delete", "/TN", _NAME, "/F"))
    return Removal((step,), (this_machines_folder() / "reminder-task.xml",))


def xml_of(setting: Setting, argv: tuple[str, ...]) -> str:
    """The task by its published shape: every day at a time, for who is logged in, with no more rights than theirs."""
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    _add(task, "RegistrationInfo/Description", "b12track: is an injection due?")
    trigger = _add(task, "Triggers/CalendarTrigger")
    _add(trigger, "Enabled", "true")
    _add(trigger, "StartBoundary", f"{_FIRST_DAY.isoformat()}T{setting.clock}:00")
    _add(trigger, "ScheduleByDay/DaysInterval", "1")
    principal = _add(task, "Principals/Principal")
    principal.set("id", "Author")
    _add(principal, "LogonType", "InteractiveToken")
    _add(principal, "RunLevel", "LeastPrivilege")
    settings = _add(task, "Settings")
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"),
        ("Enabled", "true"),
        ("ExecutionTimeLimit", "PT10M"),
    ):
        _add(settings, name, value)
    actions = _add(task, "Actions")
    actions.set("Context", "Author")
    _add(actions, "Exec/Command", argv[0])
    _add(actions[0], "Arguments", subprocess.list2cmdline(argv[1:]))
    ElementTree.indent(task)
    return '<?xml version="1.0" encoding="UTF-16"?>\n' + ElementTree.tostring(task, encoding="unicode") + "\n"


def _add(parent: ElementTree.Element, path: str, text: str | None = None) -> ElementTree.Element:
    """An element below another, by the names that lead to it."""
    for name in path.split("/"):
        parent = ElementTree.SubElement(parent, name)
    parent.text = text
    return parent
