"""The completion script for zsh: words with what they say, records with their sentence, files where one is meant."""

from collections.abc import Iterable, Mapping

from b12track.cli.completion.tree import Behind, Place, nth_words, usual_values, valued_options

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
    usual = usual_values(found)
    special = "\n".join(
        f"    '{path} {option.name}') {_act(option.behind)}; return ;;"
        for path, place in found.items()
        for option in place.options
        if option.behind and option.behind != usual[option.name]
    )
    general = "\n".join(f"    {name}) {_act(behind)}; return ;;" for name, behind in usual.items())
    options = "\n".join(
        f"    '{path}') _b12track_offer <<< {_here(option.name for option in place.options)} ;;"
        for path, place in found.items()
    )
    listed = [name + r"\t" + help.replace("'", "") for name, help in commands.items()]
    positions = "\n".join(f"    {nth}) {_act(behind)} ;;" for nth, behind in nth_words(found))
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
{special}
  esac
  case $before in
{general}
  esac
  if [[ $words[CURRENT] == -* ]]; then
    case $place in
    '') _b12track_offer <<< $'--file\\n--person\\n--now\\n--json\\n--help\\n--version' ;;
{options}
    esac
    return
  fi
  if [[ -z $place ]]; then
    _b12track_offer <<< {_here(listed)}
    return
  fi
  case "$place $nth" in
{positions}
  esac
}}
# Sourced, it is told to zsh; found by zsh in a folder of its own, it is called at once.
if [[ ${{funcstack[1]}} == _b12track ]]; then _b12track "$@"; else compdef _b12track b12track; fi
"""


def _act(behind: Behind) -> str:
    if behind.is_file:
        return "_files"
    if behind.kind:
        return f"_b12track_ask {behind.kind}"
    return f"_b12track_offer <<< {_here(behind.words)}" if behind.words else "_message 'a value'"


def _here(words: Iterable[str]) -> str:
    """Words as the shell reads lines of them, each a line; none of ours holds a quote."""
    return "$'" + "\\n".join(words) + "'"
