"""The command line's door: help, slips, broken pipes, completion, and never a traceback."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from b12track import __version__
from b12track.cli.door import main as door
from b12track.cli.door.catalogue import COMMANDS, GROUPS
from command_line import Run


def test_version_and_overview(run: Run) -> None:
    assert run("--version").out == f"b12track {__version__}\n"
    shown = run("--help").out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_help_stands_under_headings_of_what_people_do(run: Run) -> None:
    shown = run("help").out
    assert shown == run("--help").out
    assert [shown.index(heading) for heading in GROUPS] == sorted(shown.index(heading) for heading in GROUPS)


@pytest.mark.parametrize(
    ("typed", "program"),
    [
        (("help", "plan"), "b12track plan "),
        (("help", "plan", "skip"), "b12track plan skip "),
        (("plan", "skip", "--help"), "b12track plan skip "),
        (("help", "--now", "log"), "b12track log "),
    ],
)
def test_help_is_of_what_is_named(run: Run, typed: tuple[str, ...], program: str) -> None:
    said = run(*typed)
    assert said.code == 0 and said.out.startswith(f"usage: {program}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("plan", "skp"), "did you mean `b12track plan skip`?"),
        (("help", "plan", "skp"), "did you mean `b12track plan skip`?"),
        (("supply", "xyz"), "write add, open, list"),
        (("plan", "a\x1b[2Jb"), "is not one of its commands"),
    ],
)
def test_a_slip_in_the_second_word_names_what_there_is(run: Run, typed: tuple[str, ...], said: str) -> None:
    found = run(*typed)
    assert (
        found.code == 2 and said in found.err and len(found.err.splitlines()) == 1 and "\x1b" not in found.err
    )


@pytest.mark.usefixtures("alex_file")
@pytest.mark.parametrize(
    ("on_a_terminal", "environment", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    on_a_terminal: bool,
    environment: dict[str, str],
    coloured: bool,
) -> None:
    for name in ("NO_COLOR", "WT_SESSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    late = "2027-06-01T09:00:00+00:00"
    plain = {command: run(*command, now=late).out for command in (("next",), ("status",), ("people",))}
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda _: on_a_terminal, raising=False)
    for command, without in plain.items():
        shown = run(*command, now=late).out
        assert ("\x1b[1;31m" in shown) is coloured, command
        said = re.sub(r"\x1b\[[0-9;]*m", "", shown)
        assert said.split() == without.split(), "the words say it without the colour"


def test_a_slip_is_met_with_the_near_commands(run: Run) -> None:
    said = run("nxt")
    assert said.code == 2 and "did you mean next" in said.err
    assert "--help" in run("zzzzzz").err


def test_usage_is_one_line(run: Run) -> None:
    said = run("next", "--bogus")
    assert said.code == 2 and len(said.err.splitlines()) == 1 and "--help" in said.err
    said = run("next", "--bogus\x1b[2J")
    assert "\x1b" not in said.err


def test_without_a_terminal_it_says_how_to_begin(run: Run, home: Path) -> None:
    said = run()
    assert said.code == 0 and "begin with `b12track plan set`" in said.out and not home.exists()
    run("people", "add", "Mum")
    said = run()
    assert said.code == 0 and "`b12track next` says when the next dose is due" in said.out


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (KeyboardInterrupt(), 1, "stopped"),
        (OSError(28, "No space left on device", "page.html"), 1, "page.html: No space left on device"),
    ],
)
def test_what_stops_a_command_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int, said: str
) -> None:
    def dispatch(_: list[str]) -> int:
        raise fault

    monkeypatch.setattr(door, "_dispatch", dispatch)
    found = run("next")
    assert found.code == code and said in found.err and len(found.err.splitlines()) == 1


def test_a_fault_of_the_program_itself_is_one_line_without_what_it_held(tmp_path: Path) -> None:
    broken = (
        "import sys; from b12track.cli.door import main, start\n"
        "def dispatch(_): raise KeyError('a private note')\n"
        "main._dispatch = dispatch; sys.argv = ['b12track', 'next']; start.run()"
    )
    env = {"B12TRACK_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", broken], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert "KeyError in " in done.stderr and "private" not in done.stderr


def test_installed_program_survives_a_reader_that_left(tmp_path: Path) -> None:
    program = f'"{sys.executable}" -m b12track completion bash | head -n 1'
    env = {"B12TRACK_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", program], env=env, capture_output=True, text=True, check=True)
    assert done.stderr == "" and done.stdout.startswith("# Completion of b12track")


def test_a_character_that_the_terminal_lacks_is_shown_as_an_escape(tmp_path: Path) -> None:
    env = {"B12TRACK_HOME": str(tmp_path), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "b12track"]
    subprocess.run([*words, "people", "add", "Łu"], env=env, capture_output=True, check=True)
    for more in ([], ["--json"]):
        done = subprocess.run([*words, "next", *more], env=env, capture_output=True, text=True, check=True)
        assert "\\u0141" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_every_command_and_its_options(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    assert all(name in script for name in COMMANDS)
    assert "--check" in script or "-l check" in script


def test_bash_completes_commands_and_options(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash").out, "utf-8")
    asked = (
        f"source {shlex.quote(str(script))}; "
        "COMP_WORDS=(b12track --person Alex ne); COMP_CWORD=3; _b12track; echo ${COMPREPLY[@]}; "
        "COMP_WORDS=(b12track next --ch); COMP_CWORD=2; _b12track; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["next", "--check"]


@pytest.mark.parametrize("word", ["--person=--", "--file=--", "--note=--", "--now=--"])
def test_two_hyphens_are_no_value(run: Run, home: Path, word: str) -> None:
    for argv in ((word, "note", "x"), ("log", "energy=5", word), (word,)):
        said = run(*argv)
        assert (said.code, said.out) == (2, "")
        assert said.err == f"b12track: {word}: nothing stands after the =: write a value\n"
    assert not home.exists()


def _installed(home: Path, command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """The program as a shell starts it; its standard error is taken apart from what `command` does with it."""
    env = {"B12TRACK_HOME": str(home), "PATH": "/usr/bin:/bin", **more}
    program = f'b12track() {{ "{sys.executable}" -m b12track "$@"; }}; {command}; echo "code $?" >&3'
    whole = f"exec 3>&1; {program}"
    return subprocess.run(["sh", "-c", whole], env=env, capture_output=True, text=True, check=True)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("b12track note x >&-", 0),
        ("b12track note x >&- 2>&-", 0),
        ("b12track note x <&- >&- 2>&-", 0),
        ("b12track next >&-", 1),
        ("b12track nexxt 2>&-", 2),
        ("b12track log <&-", 1),
    ],
)
def test_a_program_that_is_started_without_its_streams_does_its_work(
    tmp_path: Path, command: str, code: int
) -> None:
    done = _installed(tmp_path / "home", command)
    assert done.stdout.splitlines()[-1] == f"code {code}"
    assert "Traceback" not in done.stderr and "fault of b12track" not in done.stderr
    if "note" in command:
        assert "note: x" in _installed(tmp_path / "home", "b12track history").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on this system")
@pytest.mark.parametrize("more", [{}, {"PYTHONUNBUFFERED": "1"}])
def test_an_answer_that_cannot_be_written_is_one_line(tmp_path: Path, more: dict[str, str]) -> None:
    done = _installed(tmp_path / "home", "b12track note x > /dev/full", **more)
    assert done.stdout == "code 1\n"
    assert done.stderr.splitlines()[-1] == (
        "b12track: the system: No space left on device; what was saved is kept, and `b12track history` shows it"
    )
    assert "Traceback" not in done.stderr
    assert "note: x" in _installed(tmp_path / "home", "b12track history").stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("inject", "--rout", "IM"), "did you mean --route?"),
        (("plan", "skip", "--by", "x", "--resaon=flu"), "did you mean --reason?"),
        (("next", "--al"), "did you mean --all?"),
    ],
)
def test_a_slip_in_an_option_is_answered_with_the_near_one(
    run: Run, words: tuple[str, ...], says: str
) -> None:
    said = run(*words)
    assert said.code == 2 and says in said.err and len(said.err.splitlines()) == 1
    assert "did you mean" not in run("next", "--zzzzzz").err


def test_help_is_a_word_too(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "inject").out == run("inject", "--help").out
    assert run("help", "nexxt").code == 2
    assert run("nexxt").err == 'b12track: "nexxt" is not a command; did you mean next?\n'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("inject", "today"),
            '"today" has no place here: the time goes after --at, the place on the body after --site',
        ),
        (
            ("inject", "--dose", "1", "mg"),
            "\"mg\" stands apart from its number: write the two in quotes, such as '2 mg'",
        ),
        (("inject", "left", "arm"), '"left arm" has no place here: the time goes after --at'),
        (("lab", "b12", "412"), "UNIT is missing: the unit on the laboratory's sheet, such as ng/L"),
        (
            ("lab",),
            "TEST and VALUE are missing: write it such as `b12track lab b12 412 ng/L --range 180-914`",
        ),
        (("plan", "skip"), "--by is missing: who decided it, such as Riverside"),
        (("people", "add"), "NAME is missing: the person's name; a first name is enough"),
        (("undo", "--yes"), "this command does not ask first, so there is nothing to say --yes to"),
        (("inject", "--route"), "--route needs something after it: IM (into muscle) or SC (under the skin)"),
        (("export", "cvs"), 'format: "cvs" cannot be chosen; did you mean csv?'),
        (("report", "--format", "doc"), '--format: "doc" cannot be chosen; write one of txt, md, html, pdf'),
        (
            ("plan", "set", "--corrects", "--new"),
            "--new and --corrects do not go together; leave one of the two out",
        ),
        (("next", "--all=yes"), "--all takes nothing after it"),
        (("backup", "--zzzz"), "--zzzz is not known here; `b12track backup --help` shows how"),
        (
            ("plan", "skp"),
            '"skp" is not one of its commands; did you mean `b12track plan skip`? `b12track plan',
        ),
        (("nxt",), '"nxt" is not a command; did you mean next?'),
        (("hepl",), '"hepl" is not a command; did you mean help'),
        (("completion", "ksh"), '"ksh" cannot be chosen; write one of bash, zsh, fish'),
        (("log", "--on", "yesterday", "energy=3"), "--on is not known here: did you mean --date?"),
        (("inject", "--route", "IM", "--date", "yesterday"), "--date is not known here: did you mean --at?"),
        (("history", "--from", "yesterday"), "--from is not known here: did you mean --since?"),
        (("plan", "confirm", "--date", "today"), "--date is not known here: did you mean --on?"),
        (
            ("visit", "--date", "tomorrow", "injection"),
            "--date is not known here: write the day without it, as WHEN",
        ),
        (("next", "--date", "today"), "--date is not known here; `b12track next --help` shows how"),
        (("audit", "", ""), '"" has no place here; `b12track audit --help` shows how'),
    ],
)
def test_what_was_typed_wrongly_is_told_in_the_words_of_the_help(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    done = run(*words)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert said in done.err and "argument" not in done.err
