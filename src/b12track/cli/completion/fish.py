"""The completion script for fish: words with what they say, records with their sentence, files where one is meant."""

from collections.abc import Mapping

from b12track.cli.completion.tree import Behind, Option, Place, valued_options

_FIRST = ("--file", "--person", "--now", "--json", "--help")


def script(found: Mapping[str, Place], commands: Mapping[str, str]) -> str:
    """The whole script."""
    lines = [_head(found)]
    lines += [_option("", option) for option in found["next"].options if option.name in _FIRST]
    for name, help in commands.items():
        said = help.replace("'", "")
        lines.append(f"complete -c b12track -n '__b12track_at \"\" 0' -a {name} -d '{said}'")
    for path, place in found.items():
        for number, behind in enumerate(place.behind):
            is_last = number == len(place.behind) - 1
            nth = "any" if place.repeats and is_last else str(number)
            if given := _given(behind):
                lines.append(f"complete -c b12track -n '__b12track_at \"{path}\" {nth}' {given}")
        lines += [_option(path, option) for option in place.options]
    return "\n".join(lines) + "\n"


def _head(found: Mapping[str, Place]) -> str:
    two = " ".join(f"'{path}'" for path in found if " " in path)
    return f"""# Completion of b12track for fish.
function __b12track_at
  set -l place ''
  set -l nth 0
  set -l is_value no
  for word in (commandline -opc)[2..-1]
    if test $is_value = yes
      set is_value no
      continue
    end
    switch $word
      case {" ".join(valued_options(found))}
        set is_value yes
      case '-*'
      case '*'
        if test -z "$place"
          set place $word
        else if test $nth -eq 0; and contains -- "$place $word" {two}
          set place "$place $word"
        else
          set nth (math $nth + 1)
        end
    end
  end
  test "$place" = "$argv[1]"; or return 1
  test "$argv[2]" = any; or test -z "$argv[2]"; or test "$nth" = "$argv[2]"
end
function __b12track_ask
  set -l whose
  set -l typed (commandline -opc)
  set -l program (string unescape -- $typed[1])
  command -q -- "$program"; or set program b12track
  for number in (seq 2 (math (count $typed) - 1))
    if contains -- $typed[$number] --file --person
      set -a whose $typed[$number] (string unescape -- $typed[(math $number + 1)])
    end
  end
  $program completion words $argv[1] $whose 2> /dev/null
end
complete -c b12track -f
complete -c b12track -n '__b12track_at ""' -l version"""


def _given(behind: Behind) -> str:
    if behind.is_file:
        return "-F"
    if behind.kind:
        return f"-k -a '(__b12track_ask {behind.kind})'"
    # Words as fish splits them; one with a blank in it is quoted.
    listed = " ".join(f'"{word}"' if " " in word else word for word in behind.words)
    return f"-a '{listed}'" if listed else ""


def _option(path: str, option: Option) -> str:
    name = f"-l {option.name[2:]}" if option.name.startswith("--") else f"-s {option.name[1:]}"
    behind = option.behind
    if behind is None:
        given = ""
    elif behind.is_file:
        given = " -r -F"
    else:
        given = " ".join(filter(None, (" -x", _given(behind))))
    return f"complete -c b12track -n '__b12track_at \"{path}\"' {name}{given}"
