"""`completion`: a script that lets the shell complete commands and options."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from b12track.cli.catalogue import COMMANDS
from b12track.cli.session import Session


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(session: Session, args: Namespace) -> None:
    """Print the script; it is sourced, or put where the shell looks."""
    script = {"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell]
    for line in script({name: _words(name) for name in COMMANDS}).splitlines():
        session.line(line)


def _words(name: str) -> list[str]:
    """The options and the sub-commands of a command."""
    from b12track.cli.main import KEYWORDS, parser_for

    parser = parser_for(name)
    import_module(f"b12track.cli.commands.{name}{'_' if name in KEYWORDS else ''}").configure(parser)
    words: list[str] = []
    for action in parser._actions:  # argparse has no public way to list what it takes
        words.extend(option for option in action.option_strings if option.startswith("--"))
        if action.choices is not None and not action.option_strings:
            words.extend(str(choice) for choice in action.choices)
    return sorted(set(words))


def _bash(words: dict[str, list[str]]) -> str:
    cases = "\n".join(f"    {name}) words='{' '.join(options)}' ;;" for name, options in words.items())
    return f"""_b12track() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} command= words= index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case ${{COMP_WORDS[index]}} in
      --file|--person|--now) ((index++)) ;;
      -*) ;;
      *) command=${{COMP_WORDS[index]}}; break ;;
    esac
  done
  case $command in
    '') words='{" ".join(words)} --file --person --now --json --help --version' ;;
{cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _b12track b12track
"""


def _zsh(words: dict[str, list[str]]) -> str:
    listed = "\n".join(f"    '{name}:{_quoted(COMMANDS[name].help)}'" for name in words)
    cases = "\n".join(
        f"    {name}) compadd -- {' '.join(options)}; _files ;;" for name, options in words.items()
    )
    return f"""#compdef b12track
_b12track() {{
  local -a commands
  commands=(
{listed}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
{cases}
  esac
}}
compdef _b12track b12track
"""


def _fish(words: dict[str, list[str]]) -> str:
    lines = []
    for name, options in words.items():
        lines.append(
            f"complete -c b12track -n __fish_use_subcommand -a {name} -d '{_quoted(COMMANDS[name].help)}'"
        )
        for word in options:
            kind = f"-l {word[2:]}" if word.startswith("--") else f"-a {word}"
            lines.append(f"complete -c b12track -n '__fish_seen_subcommand_from {name}' {kind}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Text that can stand within single quotes in zsh and fish."""
    return text.replace("'", "").replace(":", "")
