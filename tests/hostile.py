"""Text that tries to be more than text, and strategies for text that a record may hold."""

from hypothesis import strategies as st

HOSTILE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid","click")',
    "+44 20 7946 0000",
    "-5 then better",
    "@SUM(A1:A9)",
    "＝1+1",
    " =1+1",
    "a;=1+1",
    "'=1+1",
    "''",
    "'",
    "<script>alert(1)</script>",
    "</text:p><b>bold</b> &amp; &lt;",
    "[bold red]markup[/] **stars** _under_ `code`",
    "a\u202egnp.exe\u202c b\u200f",
    'commas, semicolons; "quotes" \\ back\\slash \\n and : colons',
    "BEGIN:VEVENT",
    "é ü ß µ 你好 🙂 e\u0301",
    "x" * 5000,
]

_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_LINE = st.characters(exclude_categories=["Cs"], exclude_characters=[*_CONTROLS, "\u2028", "\u2029"])
_LINES = st.characters(
    exclude_categories=["Cs"], exclude_characters=[char for char in _CONTROLS if char not in "\n\t"]
)
# Free text with lines and tabs; text on one line; text on one line that says something.
LINES = st.text(_LINES, max_size=40)
TEXT = st.text(_LINE, max_size=20)
WORDS = TEXT.filter(str.strip)
