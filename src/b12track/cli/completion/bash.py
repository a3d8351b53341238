"""The completion script for bash.

What always holds: what a file holds is never expanded, so a name like `$(x)` is a name; no file is offered where none
is meant. It runs in the bash of macOS too, which is from 2007. A record stands with its sentence where there are more.
"""

from collections.abc import Mapping

from b12track.cli.completion.cases import cases, here
from b12track.cli.completion.tree import Place, valued_options

_HEAD = r"""# Completion of b12track for bash.
_b12track_offer() {
  local typed=${word#[\"\']} each says found=() told=() whole
  while IFS=$'\t' read -r each says; do
    [[ $each == "$typed"* ]] || continue
    found+=("$each")
    told+=("$each${says:+  ($says)}")
  done
  if [[ ${#found[@]} -gt 1 && $COMP_TYPE != 37 && $COMP_TYPE != 42 && "${told[*]}" != "${found[*]}" ]]; then
    compopt -o nosort 2>/dev/null
    COMPREPLY=("${told[@]}")
    return
  fi
  for each in "${found[@]}"; do
    [[ $word == [\"\']* ]] && whole=$each || printf -v whole %q "$each"
    COMPREPLY+=("$whole")
  done
  [[ ${#found[@]} -eq 1 && ${found[0]} == *= ]] && { COMPREPLY=("${found[0]}"); compopt -o nospace 2>/dev/null; }
}
_b12track_ask() {
  local program=${COMP_WORDS[0]/#\~/$HOME}
  command -v "$program" > /dev/null || program=b12track
  _b12track_offer < <("$program" completion words "$1" "${whose[@]}" 2> /dev/null)
}
_b12track_files() {
  local each typed=${word#[\"\']}
  compopt -o filenames 2>/dev/null
  while IFS= read -r each; do COMPREPLY+=("$each"); done < <(compgen -f -- "${typed/#\~\//$HOME/}")
}
_b12track_whose() {
  local each=${2#[\"\']}
  each=${each%[\"\']}
  each=${each//\\/}
  case $1 in --file|--person) whose+=("$1" "${each/#\~\//$HOME/}") ;; esac
}
"""


def script(found: Mapping[str, Place], commands: Mapping[str, str]) -> str:
    """The whole script."""
    two = "|".join(f"'{path}'" for path in found if " " in path)
    branches = cases(found, files="_b12track_files", nothing=":", leave="return 0")
    return f"""{_HEAD}_b12track() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} place= nth=0 index each whose=()
  COMPREPLY=()
  if [[ $word == = ]]; then word= ; else [[ $before == = ]] && before=${{COMP_WORDS[COMP_CWORD-2]}}; fi
  if [[ ${{COMP_WORDS[COMP_CWORD]}} == = || ${{COMP_WORDS[COMP_CWORD-1]}} == = ]]; then
    [[ $before == -* ]] || return 0
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    each=${{COMP_WORDS[index]}}
    case $each in
      {"|".join(valued_options(found))})
        ((index++))
        [[ ${{COMP_WORDS[index]}} == = ]] && ((index++))
        ((index < COMP_CWORD)) && _b12track_whose "$each" "${{COMP_WORDS[index]}}" ;;
      -*) ;;
      *)
        if [[ -z $place ]]; then place=$each
        elif ((nth == 0)); then
          case "$place $each" in {two}) place="$place $each" ;; *) ((nth++)) ;; esac
        else ((nth++))
        fi ;;
    esac
  done
  case "$place $before" in
{branches.special}
  esac
  case $before in
{branches.general}
  esac
  if [[ $word == -* ]]; then
    case $place in
    '') _b12track_offer <<< $'--file\\n--person\\n--now\\n--json\\n--help\\n--version' ;;
{branches.options}
    esac
    return 0
  fi
  [[ -z $place ]] && {{ _b12track_offer <<< {here(commands)}; return 0; }}
  case "$place $nth" in
{branches.positions}
  esac
  return 0
}}
complete -F _b12track b12track
"""
