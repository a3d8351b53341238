"""The completion script for zsh: words with what they say, records with their sentence, files where one is meant."""

from collections.abc import Mapping

from b12track.cli.completion.cases import cases, here
from b12track.cli.completion.tree import Place, valued_options

_HEAD = r"""#compdef b12track
_b12track_offer() {
  local -a found
  local each says
  while IFS=$'\t' read -r each says; do
    found+=("${each//:/\\:}${says:+:$says}")
  done
  if [[ ${found[1]%%:*} == *= ]]; then _describe -V word found -S ''
  else _describe -V word found
  fi
}
_b12track_whose() {
  case $1 in --file|--person) whose+=($1 ${2/#\~/$HOME}) ;; esac
}
_b12track_ask() {
  local program=${(Q)words[1]}
  program=${program/#\~/$HOME}
  command -v -- "$program" > /dev/null || program=b12track
  _b12track_offer < <("$program" completion words $1 "${whose[@]}" 2> /dev/null)
}
"""


def script(found: Mapping[str, Place], commands: Mapping[str, str]) -> str:
    """The whole script."""
    two = "|".join(f"'{path}'" for path in found if " " in path)
    branches = cases(found, files="_files", nothing="_message 'a value'", leave="return")
    listed = [name + r"\t" + help.replace("'", "") for name, help in commands.items()]
    return f"""{_HEAD}_b12track() {{
  local before=$words[CURRENT-1] place= nth=0 index each
  local -a whose
  for ((index = 2; index < CURRENT; index++)); do
    each=$words[index]
    case $each in
      {"|".join(valued_options(found))})
        ((index++))
        ((index < CURRENT)) && _b12track_whose $each ${{(Q)words[index]}} ;;
      -*) ;;
      *)
        if [[ -z $place ]]; then place=$each
        elif ((nth == 0)); then
          case "$place $each" in {two}) place="$place $each" ;; *) nth=1 ;; esac
        else nth=$((nth + 1))
        fi ;;
    esac
  done
  if [[ $words[CURRENT] == --*=* ]]; then
    before=${{words[CURRENT]%%=*}}
    compset -P '*='
  fi
  case "$place $before" in
{branches.special}
  esac
  case $before in
{branches.general}
  esac
  if [[ $words[CURRENT] == -* ]]; then
    case $place in
    '') _b12track_offer <<< $'--file\\n--person\\n--now\\n--json\\n--help\\n--version' ;;
{branches.options}
    esac
    return
  fi
  if [[ -z $place ]]; then
    _b12track_offer <<< {here(listed)}
    return
  fi
  case "$place $nth" in
{branches.positions}
  esac
}}
# Sourced, it is told to zsh; found by zsh in a folder of its own, it is called at once.
if [[ ${{funcstack[1]}} == _b12track ]]; then _b12track "$@"; else compdef _b12track b12track; fi
"""
