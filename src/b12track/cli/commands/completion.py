"""`completion`: a script that lets the shell complete commands, options and the words behind them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from b12track.cli.completion.tree import Option, Place, places
from b12track.cli.door.catalogue import COMMANDS
from b12track.cli.talk.session import Session

COLON = r"\:"  # zsh parts a word from its explanation with a plain one
_FIRST = ("--file", "--person", "--now", "--json", "--help", "--version")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "shell",
        choices=("bash", "zsh", "fish"),
        help="whose; source what is printed at the shell's start: `source <(b12track completion bash)`, "
        "in fish `b12track completion fish | source`",
    )


def run(session: Session, args: Namespace) -> None:
    """Print the script; it is sourced, or put where the shell looks."""
    script = {"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell]
    for line in script(places()).splitlines():
        session.line(line)


def _behind(found: Mapping[str, Place]) -> tuple[dict[str, tuple[str, ...]], list[str], list[str]]:
    """The options with known words behind them, with a file, and with any value."""
    options = {option for place in found.values() for option in place.options}
    known = {option.name: option.words for option in sorted(options) if option.words}
    files = sorted(option.name for option in options if option.is_file)
    return known, [*files, "-o"], sorted(option.name for option in options if option.has_value)


def _words(place: Place) -> str:
    return " ".join((*place.words, *(option.name for option in place.options)))


def _cases(found: Mapping[str, Place]) -> str:
    return "\n".join(f"    '{path}') words='{_words(place)}' ;;" for path, place in found.items())


def _path(found: Mapping[str, Place], valued: list[str], word: str) -> str:
    """The lines that find the command, and the command of the command, among the words before this one."""
    two = "|".join(f"'{path}'" for path in found if " " in path)
    return f"""    case {word} in
      {"|".join(valued)}|-o) ((index++)) ;;
      -*) ;;
      *)
        if [[ -z $place ]]; then place={word}
        else case "$place {word}" in {two}) place="$place {word}"; break ;; esac
        fi ;;
    esac"""


def _bash(found: Mapping[str, Place]) -> str:
    known, files, valued = _behind(found)
    values = "\n".join(f"    {name}) words='{' '.join(words)}' ;;" for name, words in known.items())
    return f"""_b12track() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} place= words= index
  for ((index = 1; index < COMP_CWORD; index++)); do
{_path(found, valued, "${COMP_WORDS[index]}")}
  done
  case $before in
    {"|".join(files)}) return ;;
{values}
    {"|".join(name for name in valued if name not in known and name not in files)}) return ;;
    *) case $place in
    '') words='{" ".join((*COMMANDS, *_FIRST))}' ;;
{_cases(found)}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ ${{COMPREPLY[0]}} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}}
complete -o default -F _b12track b12track
"""


def _zsh(found: Mapping[str, Place]) -> str:
    known, files, valued = _behind(found)
    listed = "\n".join(
        f"    '{name}:{_quoted(command.help).replace(':', COLON)}'" for name, command in COMMANDS.items()
    )
    values = "\n".join(
        f"    {name}) compadd -- {' '.join(words)}; return ;;" for name, words in known.items()
    )
    return f"""#compdef b12track
_b12track() {{
  local -a commands
  local before=$words[CURRENT-1] place= index wanted
  commands=(
{listed}
  )
  for ((index = 2; index < CURRENT; index++)); do
{_path(found, valued, "${words[index]}")}
  done
  case $before in
    {"|".join(files)}) _files; return ;;
{values}
    {"|".join(name for name in valued if name not in known and name not in files)}) _message 'a value'; return ;;
  esac
  if [[ -z $place ]]; then
    _describe command commands
    compadd -- {" ".join(_FIRST)}
    return
  fi
  case $place in
{_cases(found).replace("words=", "wanted=")}
  esac
  compadd -S '' -- ${{(M)${{=wanted}}:#*=}}
  compadd -- ${{${{=wanted}}:#*=}}
  case $place in {"|".join(f"'{path}'" for path, place in found.items() if place.has_file)}) _files ;; esac
}}
compdef _b12track b12track
"""


def _fish(found: Mapping[str, Place]) -> str:
    _, _, valued = _behind(found)
    two = " ".join(f"'{path}'" for path in found if " " in path)
    lines = [
        f"""function __b12track_at
  set -l place ''
  set -l is_value no
  for word in (commandline -opc)[2..-1]
    if test $is_value = yes
      set is_value no
      continue
    end
    switch $word
      case {" ".join(valued)} -o
        set is_value yes
      case '-*'
      case '*'
        if test -z "$place"
          set place $word
        else if contains -- "$place $word" {two}
          set place "$place $word"
        end
    end
  end
  test "$place" = "$argv[1]"
end
complete -c b12track -f
complete -c b12track -n '__b12track_at ""' -l version"""
    ]
    lines += [_fish_option("", option) for option in found["next"].options if option.name in _FIRST]
    for name, command in COMMANDS.items():
        lines.append(f"""complete -c b12track -n '__b12track_at ""' -a {name} -d '{_quoted(command.help)}'""")
    for path, place in found.items():
        if place.words:
            lines.append(f"{_fish_at(path)} -a '{' '.join(place.words)}'")
        if place.has_file:
            lines.append(f"{_fish_at(path)} -F")
        lines += [_fish_option(path, option) for option in place.options]
    return "\n".join(lines) + "\n"


def _fish_at(path: str) -> str:
    return f"""complete -c b12track -n '__b12track_at "{path}"'"""


def _fish_option(path: str, option: Option) -> str:
    if option.is_file:
        behind = " -r -F"
    elif option.words:
        behind = f" -x -a '{' '.join(option.words)}'"
    else:
        behind = " -x" if option.has_value else ""
    return f"{_fish_at(path)} -l {option.name[2:]}{behind}"


def _quoted(text: str) -> str:
    """Text that can stand within single quotes in zsh and fish."""
    return text.replace("'", "")
