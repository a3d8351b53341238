"""Text that people and files bring in is only ever text.

`clean` is for what comes in: it refuses what no note needs (control characters, half characters). `printable`
is for what goes out: whatever the text holds, a terminal shows it and obeys none of it. The rest measures and
breaks lines in columns of a terminal, where a character may take none, one or two.
"""

import re
from collections.abc import Collection

from b12track.domain.record.faults import Refused

# Characters that reorder what stands around them, and the two line breaks outside the control range.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAKS = frozenset("\u2028\u2029")
# Not str.strip(): that would also swallow control characters, which are to be refused.
_BLANK = " \t\r\n\u00a0\u202f\u3000"


def control_in(text: str, *, lines: bool = False) -> str:
    """The first character that plain text does not hold, or nothing; with `lines`, newline and tab pass."""
    if text.isprintable():
        return ""
    allowed = "\n\t" if lines else ""
    return next((char for char in text if _is_control(char) and char not in allowed), "")


def clean(text: str, field: str, *, lines: bool = False, limit: int | None = None) -> str:
    """The text as it is kept: blank ends dropped, control characters refused, not longer than the limit.

    Without a limit a line may have 200 characters, and text with lines 5000.
    """
    kept = text.replace("\r\n", "\n")
    for line_break in "\r\u2028\u2029":
        kept = kept.replace(line_break, "\n")
    kept = kept.strip(_BLANK)
    if found := control_in(kept, lines=lines):
        what = "a line break or tab" if found in "\n\t" else f"a control character ({_escape(found)})"
        raise Refused(field, f"the text contains {what}", "write it without that")
    most = limit if limit is not None else 5000 if lines else 200
    if len(kept) > most:
        raise Refused(field, f"the text has {len(kept)} characters", f"write at most {most}")
    return kept


def folded(text: str) -> str:
    """The text as names are compared: neither case matters nor how an accent is put together."""
    if text.isascii():
        return text.casefold()
    from unicodedata import normalize  # here, because few names need it

    return normalize("NFC", normalize("NFC", text).casefold())


def folded_words(text: str) -> str:
    """The words of a text as they are read and compared: neither case nor spacing matters."""
    return " ".join(folded(text).split())


def capital(text: str) -> str:
    """The text as it begins a sentence: its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def printable(text: str, *, lines: bool = False) -> str:
    r"""The text made safe for a terminal: what is not plain is shown as an escape such as \x1b.

    With `lines` newlines and tabs pass, for a whole screen of text; without, the result is one line. Doing it
    twice changes nothing more.
    """
    if text.isprintable():
        return text
    allowed = "\n\t" if lines else ""
    return "".join(
        _escape(char) if (_is_control(char) or char in _BIDI) and char not in allowed else char
        for char in text
    )


def quote(text: str, limit: int = 40) -> str:
    """The text as a refusal repeats it: on one line, shortened, in quotes unless it is one word with a digit."""
    shown = clip(printable(" ".join(text.split())), limit)
    bare = shown.isascii() and " " not in shown and any(char.isdigit() for char in shown)
    return shown if bare else f'"{shown}"'


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up with spaces to so many columns; on its left with `right`; a longer one as it is."""
    blank = " " * (columns - width(text))
    return blank + text if right else text + blank


def clip_parts(text: str, columns: int) -> str:
    """The parts of a list with commas that find room, each whole: half a date is another date. The first may be cut."""
    first, *others = text.split(", ")
    fitting = clip(first, columns)
    for part in others:
        if width(f"{fitting}, {part}") > columns:
            break
        fitting = f"{fitting}, {part}"
    return fitting


def clip(text: str, columns: int) -> str:
    """The text cut to so many columns, with … where something is missing."""
    if width(text) <= columns:
        return text
    return _split(text, columns - 1)[0] + "…" if columns > 0 else ""


def shortened(text: str, columns: int, keeps: Collection[str] = ()) -> str:
    """The text in so many columns, every word of it whole: what stands in brackets goes first, then parts from the end.

    Parts stand between commas, but for those between the days of a week. Those that are to be kept go last, or where
    none is named the first one; and of them words from the end, but never half of an amount. That more than brackets
    is left out, … says.
    """
    if width(text) <= columns:
        return text
    parts = re.split(r", (?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)", _without_brackets(text))
    wanted = {number for number, part in enumerate(parts) if part in map(_without_brackets, keeps)} or {0}
    kept = dict(enumerate(parts))
    short = ", ".join(parts)
    for number in reversed([number for number in kept if number not in wanted]):
        if width(short) <= columns:
            return short
        del kept[number]
        short = f"{', '.join(kept.values())} …"
    words = short.split(" ")
    while len(words) > 1 and width(short) > columns:
        words = [word for word in words if word != "…"][:-1]
        while words and any(map(str.isdigit, words[-1])):
            words.pop()
        short = f"{' '.join(words).rstrip(',;:')} …"
    return short if words and width(short) <= columns else clip(", ".join(kept.values()), columns)


def _without_brackets(text: str) -> str:
    return re.sub(r" \([^()]*\)", "", text)


def in_lines(text: str, columns: int, lines: int, keeps: Collection[str] = ()) -> list[str]:
    """The text in so many lines at most: as many whole sentences as they hold, or whole words of the first one."""
    sentences = re.split(r"(?<=[.?!]) ", text)
    for count in range(len(sentences), 0, -1):
        rows = wrap(" ".join(sentences[:count]), columns)
        if len(rows) <= lines:
            return rows
    rows = wrap(sentences[0], columns)
    return [*rows[: lines - 1], shortened(" ".join(rows[lines - 1 :]), columns, keeps)]


def wrap(text: str, columns: int, indent: str = "", *, breaks_words: bool = True) -> list[str]:
    """The text broken into lines of at most so many columns; every line but the first begins with `indent`.

    Line breaks of the text stay. A word that is longer than a line is broken where the line ends, or where words
    are not to be broken, such as a path, runs on.
    """
    rows: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.replace("\t", " ").split(" "):
            rest = word
            while rest:
                room = max(1, columns - (width(indent) if rows else 0))
                joined = f"{line} {rest}" if line else rest
                if width(joined) <= room or not (line or breaks_words):
                    line, rest = joined, ""
                elif line:
                    rows.append(line)
                    line = ""
                else:
                    line, rest = _split(rest, room)
        rows.append(line)
    return [row if not number or not row else indent + row for number, row in enumerate(rows)]


def _split(text: str, columns: int) -> tuple[str, str]:
    """The part of the text that fits into the columns, and the rest; at least one character in a column."""
    used = 0
    for number, char in enumerate(text):
        used += _columns(char)
        if used > columns and (number or columns < 1):
            return text[:number], text[number:]
    return text, ""


def _columns(char: str) -> int:
    """The columns that one character takes: none for marks that sit on the one before, two for wide ones."""
    import unicodedata  # most text is ASCII and never comes here

    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _is_control(char: str) -> bool:
    """Whether a character is a control character, a line break, or half of a character."""
    code = ord(char)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or char in _LINE_BREAKS


def _escape(char: str) -> str:
    """A character by its number, in ASCII."""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
