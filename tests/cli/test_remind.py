"""`remind`: what each scheduler is given, read by programs that others wrote; the check, and what it says."""

import json
import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from alex import alex, write_file
from b12track.usecases.machine.reminders import notifiers, setting, setup
from b12track.usecases.machine.reminders.setting import missed_check, notices
from command_line import Run

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the schedulers here are made of shell scripts"
)

RECORDS = 'printf "%s\\n" "$0" "$@" >> "$CALLS"; printf -- "---\\n" >> "$CALLS"\n'


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A machine that has only these programs; each notes how it was called."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user" / ".config"))
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "bin").mkdir()
    (tmp_path / "user").mkdir()

    def make(**programs: str) -> None:
        for name, body in programs.items():
            path = tmp_path / "bin" / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{RECORDS}{body}\n", "utf-8")
            path.chmod(0o755)

    return make


def calls(tmp_path: Path) -> list[list[str]]:
    """How the machine's programs were called."""
    path = tmp_path / "calls"
    said = path.read_text("utf-8") if path.exists() else ""
    return [
        [Path(lines[0]).name, *lines[1:]]
        for call in said.split("---\n")
        if (lines := call.removesuffix("\n").split("\n")) != [""]
    ]


def remove(folder: Path, pattern: str) -> None:
    """Take files and folders away."""
    for path in folder.glob(pattern):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


CRON = """
case "$1" in
  -l) if [ -e "$HOME/tab" ]; then while IFS= read -r line; do printf '%s\\n' "$line"; done < "$HOME/tab"
      else echo "no crontab for me" >&2; exit 1; fi ;;
  -r) : > "$HOME/tab" ;;
  -) : > "$HOME/tab"; while IFS= read -r line; do printf '%s\\n' "$line" >> "$HOME/tab"; done ;;
esac
"""
SHOWS = ""


@pytest.fixture
def overdue(home: Path) -> None:
    """Mum's dose is overdue, Alex's is not; Bo has no plan."""
    home.mkdir()
    write_file(home / "alex.json", alex())
    write_file(home / "mum.json", {**alex(), "injections": [], "person": {"name": "Mum & <b>Dad</b>"}})
    write_file(home / "bo.json", {"format": "b12track", "version": 1, "person": {"name": "Bo"}})


@pytest.mark.usefixtures("overdue")
class TestNow:
    """The check, run once."""

    def test_names_nobody_unless_that_was_asked_for(
        self, run: Run, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        machine(notify_send=SHOWS)
        said = run("remind", "now")
        assert (said.code, said.out, said.err) == (0, "Something is due.\n", "")
        assert calls(tmp_path) == [["notify-send", "--app-name=b12track", "--", "b12track: something is due"]]

    def test_with_names_what_a_name_holds_is_text(
        self, run: Run, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        machine(notify_send=SHOWS)
        said = run("remind", "now", "--names")
        assert said.code == 0 and "Mum & <b>Dad</b>: overdue by" in said.out and "Bo" not in said.out
        ((_, _, _, title, body),) = calls(tmp_path)
        assert title == "b12track: something is due"
        assert body.startswith("Mum &amp; &lt;b&gt;Dad&lt;/b&gt;: overdue by ")

    def test_within_says_what_comes(self, run: Run, machine: Callable[..., None], home: Path) -> None:
        machine(notify_send=SHOWS)
        remove(home, "mum.json*")
        assert "nothing is due, as far as the records say" in run("remind", "now").out
        assert run("remind", "now", "--within", "34d").out == "Something is due soon.\n"

    def test_nothing_to_say_is_said_to_nobody(
        self, run: Run, machine: Callable[..., None], home: Path, tmp_path: Path
    ) -> None:
        machine(notify_send=SHOWS)
        remove(home, "mum.json*")
        assert run("remind", "now", "--scheduled") == (0, "", "")
        assert calls(tmp_path) == []

    def test_what_is_not_certain_is_three(
        self, run: Run, machine: Callable[..., None], home: Path, tmp_path: Path
    ) -> None:
        machine(notify_send=SHOWS)
        (home / "alex.json").write_text("{", "utf-8")
        said = run("remind", "now")
        assert said.code == 3
        assert calls(tmp_path)[0][3] == "b12track: something is due, and not everything is certain"
        remove(home, "mum.json*")
        assert run("remind", "now").out == "It is not certain whether something is due.\n"

    def test_records_that_are_gone_are_missed(
        self, run: Run, machine: Callable[..., None], home: Path
    ) -> None:
        machine(notify_send=SHOWS)
        run("remind", "now")
        remove(home, "*.json*")
        for _ in range(2):
            said = run("remind", "now")
            assert (said.code, said.out) == (3, "The records were not found where they used to be.\n")

    def test_a_check_that_fails_says_so(
        self, run: Run, machine: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        machine(notify_send=SHOWS)

        def broken(*_: Any) -> None:
            raise RuntimeError("of somebody's notes")

        monkeypatch.setattr("b12track.usecases.machine.reminders.check.see", broken)
        said = run("remind", "now", "--scheduled")
        assert (said.code, said.out) == (3, "The daily check failed; open b12track to look.\n")
        assert "notes" not in said.out + said.err
        assert calls(tmp_path)[0][3] == "b12track: the daily check failed; open b12track to look"

    def test_where_nothing_can_be_shown_it_is_said_and_remembered(
        self, run: Run, machine: Callable[..., None]
    ) -> None:
        machine()
        said = run("remind", "now")
        assert (said.code, said.out) == (0, "Something is due.\n")
        assert "could not be shown on the desktop: there is no program here" in said.err
        machine(notify_send='echo "no desktop" >&2; exit 1')
        assert "no desktop" in run("remind", "now").err
        assert "It could not be shown on the desktop: no desktop." in run("remind", "status").out

    def test_brings_what_is_followed_up_to_date(
        self, run: Run, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        machine(notify_send=SHOWS)
        run("share", "-o", "b12.html", "--follow")
        run("remind", "now", now="2026-11-22T08:00:00+00:00")
        assert "Sun 22 Nov 2026" in (tmp_path / "b12.html").read_text("utf-8")
        assert "Kept up to date: the page" in run("remind", "status").out

    def test_is_about_everybody(
        self, run: Run, machine: Callable[..., None], home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        machine(notify_send=SHOWS)
        assert "a reminder is for everybody on this machine" in run("remind", "now", "--person", "Alex").err
        monkeypatch.setenv("B12TRACK_FILE", str(home / "alex.json"))
        assert run("remind", "now").out == "Something is due.\n"
        assert "nothing is due" in run("remind", "now", "--file", str(home / "alex.json")).out

    def test_for_programs(self, run: Run, machine: Callable[..., None]) -> None:
        machine(notify_send=SHOWS)
        facts = json.loads(run("remind", "now", "--json").out)
        assert facts == {
            "code": 0,
            "said": "b12track: something is due",
            "people": [],
            "notified": True,
            "why_not": None,
        }

    def test_carries_only_what_says_where_the_data_lies(
        self, run: Run, machine: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        machine(notify_send=SHOWS)
        assert run("remind", "now", "--carry=PATH=/x").code == 1
        monkeypatch.setenv("B12TRACK_HOME", str(tmp_path / "elsewhere"))
        assert run("remind", "now", f"--carry=B12TRACK_HOME={tmp_path / 'home'}").out == "Something is due.\n"


def test_nobody_yet_is_no_failure(run: Run, machine: Callable[..., None]) -> None:
    machine(notify_send=SHOWS)
    said = run("remind", "now")
    assert (said.code, said.out) == (0, "The check ran: nobody is entered yet.\n")
    assert "Nobody was entered yet." in run("remind", "status").out


class TestInstall:
    """Setting it up, looking how it is, and taking it away."""

    def test_cron_keeps_every_other_line(
        self, run: Run, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        machine(crontab=CRON, notify_send=SHOWS)
        tab = tmp_path / "user" / "tab"
        tab.write_text("# mine\n5 4 * * * echo 100\\%\n", "utf-8")
        said = run("remind", "install", "--at", "7:30", "--within", "3d", "--names", "--yes")
        assert said.code == 0, said.err
        assert (
            "The reminder is set up: every day at 07:30, by cron, also for what is due within 3 days; it names"
            in said.out
        )
        lines = tab.read_text("utf-8").splitlines()
        assert lines[:2] == ["# mine", "5 4 * * * echo 100\\%"] and len(lines) == 5
        assert lines[3].startswith("30 7 * * * ")
        carried = shlex.quote(f"--carry=B12TRACK_HOME={tmp_path / 'home'}")
        assert f"{carried} " in lines[3]
        assert " --within=3d --names || [ $? -eq 3 ] || " in lines[3]
        assert calls(tmp_path)[-1][3] == "b12track: this is how the reminder looks"
        run("remind", "install", "--yes")
        assert sum("remind now" in line for line in tab.read_text("utf-8").splitlines()) == 1
        assert (
            run("remind", "remove").out
            == "The reminder is removed: this machine no longer looks by itself.\n"
        )
        assert tab.read_text("utf-8") == "# mine\n5 4 * * * echo 100\\%\n"
        assert run("remind", "remove").out == "No reminder is set up on this machine.\n"

    def test_a_crontab_that_cannot_be_read_is_not_replaced(
        self, run: Run, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        machine(crontab='echo "you are not allowed" >&2; exit 1')
        said = run("remind", "install", "--yes")
        assert said.code == 1 and "the crontab cannot be read: you are not allowed" in said.err
        assert all(call[1] == "-l" for call in calls(tmp_path))

    def test_systemd_is_chosen_where_it_answers(
        self, run: Run, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        machine(systemctl="", crontab=CRON, notify_send=SHOWS, loginctl='echo "Linger=no"')
        said = run("remind", "install", "--yes")
        assert "by systemd" in said.out and "only while you are logged in" in said.out
        folder = tmp_path / "user" / ".config" / "systemd" / "user"
        assert sorted(path.name for path in folder.iterdir()) == [
            "b12track-remind-failed.service",
            "b12track-remind.service",
            "b12track-remind.timer",
        ]
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())
        assert ["systemctl", "--user", "enable", "--now", "b12track-remind.timer"] in calls(tmp_path)
        run("remind", "remove")
        assert list(folder.iterdir()) == []
        assert ["systemctl", "--user", "disable", "--now", "b12track-remind.timer"] in calls(tmp_path)

    def test_a_scheduler_that_refuses_leaves_nothing(
        self, run: Run, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        machine(systemctl='[ "$2" = show-environment ] || { echo "Access denied" >&2; exit 1; }')
        said = run("remind", "install", "--yes")
        assert said.code == 1 and "systemctl refused: Access denied: nothing was installed" in said.err
        assert not list((tmp_path / "user").rglob("*b12track*"))
        assert "No reminder is set up" in run("remind", "status").out

    def test_asks_first(self, run: Run, machine: Callable[..., None], tmp_path: Path) -> None:
        machine(crontab=CRON, notify_send=SHOWS)
        said = run("remind", "install", stdin="no\n")
        assert (
            said.code == 0 and "remind now --scheduled" in said.out and "No reminder was set up." in said.out
        )
        assert run("remind", "install").code == 1, "no answer is no yes"
        assert not (tmp_path / "user" / "tab").exists() and not (tmp_path / "home").exists()
        assert "The reminder is set up" in run("remind", "install", stdin="yes\n").out

    def test_windows_and_macos_are_told_in_their_words(
        self, run: Run, machine: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        machine(schtasks="", launchctl="", osascript="", powershell="")
        monkeypatch.setattr(notifiers, "found", lambda: str(tmp_path / "bin" / "osascript"))
        assert "by launchd" in run("remind", "install", "--yes", "--kind", "launchd").out
        (agent,) = (tmp_path / "user" / "Library" / "LaunchAgents").iterdir()
        assert calls(tmp_path)[0][:2] == ["launchctl", "bootstrap"] and calls(tmp_path)[0][3] == str(agent)
        assert calls(tmp_path)[1][0] == "osascript"
        run("remind", "install", "--yes", "--at", "9:00", "--kind", "launchd")
        assert [call[1] for call in calls(tmp_path)[2:4]] == ["bootout", "bootstrap"]
        run("remind", "remove")
        assert not agent.exists()
        monkeypatch.setattr(notifiers, "found", lambda: str(tmp_path / "bin" / "powershell"))
        assert "by the Task Scheduler" in run("remind", "install", "--yes", "--kind", "tasks").out
        call = next(call for call in calls(tmp_path) if call[0] == "schtasks")
        assert call[1:5] == ["/Create", "/TN", "b12track-remind", "/XML"]
        assert ElementTree.fromstring(Path(call[5]).read_bytes()) is not None
        run("remind", "remove")
        assert not Path(call[5]).exists()

    def test_for_programs(self, run: Run, machine: Callable[..., None]) -> None:
        machine(crontab=CRON, notify_send=SHOWS)
        facts = json.loads(run("remind", "install", "--yes", "--json").out)
        assert facts == {
            "kind": "cron",
            "at": "08:00",
            "within_days": 0,
            "names": False,
            "tried": True,
            "why_not": None,
        }
        run("remind", "now")
        status = json.loads(run("remind", "status", "--json").out)
        assert status["installed"]["at"] == "08:00" and status["last"]["code"] == 0
        assert status["missed"] is None and status["follows"] == []
        assert json.loads(run("remind", "remove", "--json").out) == {"removed": True}

    def test_a_desktop_that_does_not_answer_is_given_up_on(
        self, machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        machine(crontab=CRON, notify_send=SHOWS)

        def hangs(*_: Any, **__: Any) -> None:
            raise subprocess.TimeoutExpired("notify-send", 30)

        monkeypatch.setattr(subprocess, "run", hangs)
        assert notifiers.notify("b12track: something is due") == "the desktop did not answer"
        assert setup.ran(setup.Step(("crontab", "-l"))).err == "it did not answer"

    @pytest.mark.parametrize("kind", setup.KINDS)
    def test_show_only_prints(
        self, run: Run, machine: Callable[..., None], tmp_path: Path, kind: str
    ) -> None:
        machine(crontab=CRON, notify_send=SHOWS)
        for words in (("install", "--show", "--kind", kind), ("show",)):
            said = run("remind", *words)
            assert said.code == 0 and "--scheduled" in said.out and "\\x" not in said.out
        assert not list((tmp_path / "user").rglob("*")) and not (tmp_path / "home").exists()

    def test_without_any_scheduler_it_names_the_other_ways(
        self, run: Run, machine: Callable[..., None]
    ) -> None:
        machine()
        said = run("remind", "install", "--yes")
        assert said.code == 1 and "`b12track remind now`" in said.err and "calendar" in said.err

    @pytest.mark.parametrize("at", ["noonish", "25:00", "tomorrow"])
    def test_a_time_that_is_none(self, run: Run, machine: Callable[..., None], at: str) -> None:
        machine(crontab=CRON)
        said = run("remind", "install", "--at", at, "--yes")
        assert said.code == 1 and said.err.startswith("b12track: --at: ")

    @pytest.mark.usefixtures("overdue")
    def test_who_has_no_plan_is_told(self, run: Run, machine: Callable[..., None]) -> None:
        machine(crontab=CRON, notify_send=SHOWS)
        assert (
            "Bo has no plan yet, so there is nothing to remind of." in run("remind", "install", "--yes").out
        )


WANTED = setting.Setting("", time(7, 5), 3, True)
ODD = ('/opt/odd $dir/50% "x"/it\'s \\ b12track', "remind", "now", "--carry=B12TRACK_HOME=/home/a b/$HOME %h")


def odd_program(folder: Path, body: str = "") -> tuple[str, ...]:
    """A command whose words hold what shells and units take for something else; it notes how it was called."""
    program = folder / 'odd 50% it\'s "x" b12track'
    program.write_text(f"#!/bin/sh\nCALLS='{folder / 'calls'}'\n{RECORDS}{body}\n", "utf-8")
    program.chmod(0o755)
    return (str(program), *ODD[1:])


class TestShapes:
    """Each scheduler's file, read by a program that others wrote."""

    @pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
    def test_systemd_takes_the_units(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from b12track.usecases.machine.reminders import systemd

        monkeypatch.setattr(notifiers, "found", lambda: "/bin/true")
        argv = odd_program(tmp_path)
        for file in systemd.setup(WANTED, argv).files:
            (tmp_path / file.path.name).write_bytes(file.content)
        units = [str(path) for path in sorted(tmp_path.glob("b12track-*"))]
        assert len(units) == 3
        done = subprocess.run(
            ["systemd-analyze", "--user", "verify", *units],
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        ours = [line for line in done.stderr.splitlines() if "b12track" in line]
        assert ours == [], done.stderr
        at = subprocess.run(
            ["systemd-analyze", "calendar", "*-*-* 07:05:00"], capture_output=True, text=True, check=True
        )
        assert "07:05:00" in at.stdout

    @pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
    def test_systemd_says_which_unit_is_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "b12track-remind.service").write_text("[Service]\nType=oneshot\nExecStart=b12\n", "utf-8")
        done = subprocess.run(
            ["systemd-analyze", "--user", "verify", str(tmp_path / "b12track-remind.service")],
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0, "or the test above would show nothing"

    def test_a_unit_spells_every_word_so_that_it_is_only_a_word(self) -> None:
        from b12track.usecases.machine.reminders.systemd import line_of

        assert line_of(["/a b", 'x"y\\z', "50%", "$HOME"]) == '"/a b" "x\\"y\\\\z" "50%%" "$$HOME"'

    def test_launchd_runs_once_a_day_and_no_name_is_script(self, tmp_path: Path) -> None:
        from b12track.usecases.machine.reminders import launchd

        argv = odd_program(tmp_path, "exit 3")
        (file,) = launchd.setup(WANTED, argv).files
        agent = plistlib.loads(file.content)
        assert agent["StartCalendarInterval"] == {"Hour": 7, "Minute": 5}
        shell, c, script, name, *words = agent["ProgramArguments"]
        assert (shell, c, tuple(words)) == ("/bin/sh", "-c", argv)
        assert "odd" not in script and "$HOME %h" not in script
        done = subprocess.run([shell, c, script, name, *words], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), "not certain is no failure"
        assert calls(tmp_path)[0][1:] == list(argv[1:])

    def test_cron_runs_the_line_and_tells_what_could_not_start(
        self, machine: Callable[..., None], tmp_path: Path
    ) -> None:
        from b12track.usecases.machine.reminders import cron

        machine(crontab=CRON, notify_send=SHOWS)
        argv = odd_program(tmp_path, "exit 3")
        (step,) = cron.setup(WANTED, argv).steps
        _, line, _ = (step.stdin or "").splitlines()
        assert line.startswith("5 7 * * * ")
        # What cron makes of a line: an escaped per cent sign is one, and the rest goes to the shell.
        command = line.removeprefix("5 7 * * * ").replace("\\%", "%")
        assert "%" not in line.replace("\\%", "")
        subprocess.run(["/bin/sh", "-c", command], check=True)
        assert [call[1:] for call in calls(tmp_path)][-1] == list(argv[1:])
        Path(argv[0]).unlink()
        subprocess.run(["/bin/sh", "-c", command], check=True, stderr=subprocess.DEVNULL)
        assert calls(tmp_path)[-1][-1] == "b12track: the daily check did not run"

    @pytest.mark.skipif(shutil.which("crontab") is None, reason="cron is not installed")
    def test_a_real_crontab_takes_the_lines(self, tmp_path: Path) -> None:
        from b12track.usecases.machine.reminders import cron

        tab = tmp_path / "tab"
        tab.write_text(cron.setup(WANTED, odd_program(tmp_path)).shown, "utf-8")
        check = ["crontab", "-n", tab.name]  # which takes no name longer than a hundred letters
        done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
        if "invalid option" in done.stderr:
            pytest.skip("this crontab cannot check a file without installing it")
        assert done.returncode == 0, done.stderr
        tab.write_text("61 7 * * * true\n", "utf-8")
        wrong = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert wrong.returncode != 0, "or the test above would show nothing"

    def test_the_windows_task_has_its_published_shape(self) -> None:
        from b12track.usecases.machine.reminders import tasks

        argv = (
            "C:\\Program Files\\b12track.exe",
            "remind",
            "now",
            "--carry=B12TRACK_HOME=C:\\Users\\A & <B>",
        )
        text = tasks.xml_of(WANTED, argv)
        task = ElementTree.fromstring(text.encode("utf-16"))
        assert_shaped(task)
        space = {"t": tasks.NAMESPACE}
        assert task.findtext("t:Triggers/t:CalendarTrigger/t:StartBoundary", "", space).endswith("T07:05:00")
        assert task.findtext("t:Actions/t:Exec/t:Command", "", space) == argv[0]
        words = task.findtext("t:Actions/t:Exec/t:Arguments", "", space)
        assert words == 'remind now "--carry=B12TRACK_HOME=C:\\Users\\A & <B>"'
        (principal,) = task.findall("t:Principals/t:Principal", space)
        (actions,) = task.findall("t:Actions", space)
        assert principal.get("id") == actions.get("Context")

    def test_text_is_an_argument_of_every_notifier(self) -> None:
        hostile = ['"; do shell script "x', "$(x) `x` & <x>"]
        mac = notifiers.call_of("/usr/bin/osascript", "b12track: something is due", hostile)
        *script, title, text = mac.argv[1:]
        assert not any("do shell" in word for word in script) and title == "b12track"
        assert text == "\n".join(["something is due", *hostile])
        windows = notifiers.call_of("C:\\powershell.exe", "b12track: something is due", hostile)
        assert not any("do shell" in word or "$(x)" in word for word in windows.argv)
        assert windows.environment == {
            "B12TRACK_NOTE_TITLE": "b12track: something is due",
            "B12TRACK_NOTE_TEXT": "\n".join(hostile),
        }


# The Task Scheduler's schema, as far as it is used: the children of each element, and whether their order counts.
SHAPE: dict[str, tuple[tuple[str, ...], bool]] = {
    "Task": (("RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"), False),
    "RegistrationInfo": (("URI", "SecurityDescriptor", "Source", "Date", "Author", "Description"), False),
    "Triggers": (("CalendarTrigger",), True),
    "CalendarTrigger": (
        (
            *("Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit"),
            *("RandomDelay", "ScheduleByDay"),
        ),
        True,
    ),
    "ScheduleByDay": (("DaysInterval",), True),
    "Principals": (("Principal",), True),
    "Principal": (("UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"), False),
    "Settings": (
        (
            *("AllowStartOnDemand", "MultipleInstancesPolicy", "DisallowStartIfOnBatteries"),
            *("StopIfGoingOnBatteries", "StartWhenAvailable", "Enabled", "Hidden", "ExecutionTimeLimit"),
        ),
        False,
    ),
    "Actions": (("Exec",), True),
    "Exec": (("Command", "Arguments", "WorkingDirectory"), False),
}


def assert_shaped(element: ElementTree.Element) -> None:
    """Whether an element has the children that the schema gives it, each once and where its order counts in order."""
    name = element.tag.partition("}")[2]
    children = [child.tag.partition("}")[2] for child in element]
    allowed, ordered = SHAPE.get(name, ((), True))
    assert set(children) <= set(allowed) and len(set(children)) == len(children), f"{name}: {children}"
    assert not ordered or children == sorted(children, key=allowed.index), f"{name}: {children}"
    for child in element:
        assert_shaped(child)


class TestMissed:
    """What Home says of a check that did not run."""

    @pytest.fixture(autouse=True)
    def _installed(self, home: Path) -> None:  # noqa: ARG002 - it says where things are kept
        wanted = setting.Setting("cron", time(8))
        setting.keep(wanted, datetime.fromisoformat("2026-11-19T20:00:00+00:00"))

    @staticmethod
    def at(text: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-{text}:00+00:00")

    def test_none_before_the_first_one_was_to_run(self) -> None:
        assert missed_check(self.at("19T21:00")) == ""
        assert missed_check(self.at("20T08:15")) == "", "it may be running"
        assert "of Fri 20 Nov, 08:00 did not run, and none before it" in missed_check(self.at("20T08:30"))

    def test_the_last_one_is_named(self) -> None:
        setting.keep_run(setting.Run(self.at("20T08:00"), 0))
        assert missed_check(self.at("21T07:59")) == ""
        assert missed_check(self.at("21T09:00")) == (
            "The reminder's check of Sat 21 Nov, 08:00 did not run. The last one was on Fri 20 Nov, 08:00."
        )
        setting.keep_run(setting.Run(self.at("21T08:59"), 0))
        assert notices(self.at("21T09:00")) == []

    def test_a_failure_is_told_until_one_runs(self) -> None:
        setting.keep_run(setting.Run(self.at("21T08:00"), 3, failed="OSError"))
        assert notices(self.at("21T09:00")) == [
            "The reminder's check of Sat 21 Nov, 08:00 could not look at the records."
        ]
        setting.keep_run(setting.Run(self.at("21T08:00"), 0, "something is due", unsaid="no desktop"))
        assert "no notification could be shown" in notices(self.at("21T09:00"))[0]

    def test_none_where_no_reminder_is_installed(self) -> None:
        setting.forget()
        assert notices(self.at("25T09:00")) == []


NEEDED = ("Xvfb", "dbus-run-session", "dunst", "dunstctl", "notify-send")


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"one of {', '.join(NEEDED)} is not installed")
@pytest.mark.usefixtures("overdue")
def test_a_real_desktop_shows_the_note_as_text(home: Path, tmp_path: Path) -> None:
    script = f"""
        exec 3>"{tmp_path}/display"
        Xvfb -displayfd 3 -nolisten tcp >/dev/null 2>&1 & screen=$!
        until [ -s "{tmp_path}/display" ]; do kill -0 $screen || exit 9; done
        read number < "{tmp_path}/display"
        export DISPLAY=":$number"
        dbus-run-session -- sh -c '
          "$0" -m b12track remind now --names >/dev/null; dunstctl close-all; dunstctl history' "{sys.executable}"
        kill $screen
    """
    done = subprocess.run(
        ["sh", "-c", script],
        env={**os.environ, "B12TRACK_HOME": str(home), "B12TRACK_NOW": "2026-11-21", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "overdue by 246 days" in done.stdout, done.stdout + done.stderr
    assert "Mum &amp; &lt;b&gt;Dad&lt;/b&gt;: overdue" in done.stdout, "as markup it would be shown in bold"
