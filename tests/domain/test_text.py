"""Text from outside: what is refused on its way in, what is shown as on its way out, and how wide it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12track.domain.record.faults import Refused
from b12track.domain.wording.text import (
    clean,
    clip,
    clip_parts,
    control_in,
    folded,
    folded_words,
    in_lines,
    pad,
    printable,
    quote,
    shortened,
    width,
    wrap,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))
HOSTILE = "\x00\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9b\x9f\ud800\udfff"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("char", HOSTILE)
@pytest.mark.parametrize("lines", [False, True])
def test_control_characters_and_halves_are_refused(char: str, lines: bool) -> None:
    with pytest.raises(
        Refused,
        match=r"^note: the text contains a control character \(\\[xu][0-9a-f]+\): write it without that$",
    ):
        clean(f"a{char}b", "note", lines=lines)
    with pytest.raises(Refused):
        clean(f"ab{char}", "note", lines=lines)


@pytest.mark.parametrize("char", ["\n", "\t", "\r", "\r\n", "\u2028", "\u2029"])
def test_line_breaks_pass_only_where_lines_may_break(char: str) -> None:
    with pytest.raises(
        Refused, match=r"^note: the text contains a line break or tab: write it without that$"
    ):
        clean(f"a{char}b", "note")
    assert clean(f"a{char}b", "note", lines=True) == ("a\tb" if char == "\t" else "a\nb")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        (" a b ", "a b"),
        ("\na\r\n", "a"),
        ("\u00a0a\u3000", "a"),
        ("שלום", "שלום"),
        ("é", "é"),
    ],
)
def test_blank_ends_are_dropped_and_nothing_else(typed: str, kept: str) -> None:
    assert clean(typed, "note") == kept


def test_the_limit_is_counted_in_characters() -> None:
    assert clean("a" * 200, "lot") == "a" * 200
    with pytest.raises(Refused, match=r"^lot: the text has 201 characters: write at most 200$"):
        clean("a" * 201, "lot")
    assert clean("a" * 5000, "note", lines=True) == "a" * 5000
    with pytest.raises(Refused, match="at most 5000"):
        clean("a" * 5001, "note", lines=True)
    with pytest.raises(Refused, match="at most 0"):
        clean("a", "note", limit=0)


@given(ANY_TEXT, st.booleans())
def test_what_is_kept_holds_no_control_character(text: str, lines: bool) -> None:
    try:
        kept = clean(text, "note", lines=lines)
    except Refused as refused:
        assert str(refused).isprintable()
        return
    assert control_in(kept, lines=lines) == ""
    assert clean(kept, "note", lines=lines) == kept
    kept.encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 日本", "plain é 日本"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\rb\x7f", "a\\x0db\\x7f"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("half \ud83d", "half \\ud83d"),
        ("a\u2028b\x85c", "a\\u2028b\\x85c"),
        ("a\nb\tc", "a\\x0ab\\x09c"),
        ("no\u00a0break, 👩\u200d⚕", "no\u00a0break, 👩\u200d⚕"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_whole_screen_keeps_its_lines() -> None:
    assert printable("a\n\tb\r\x1b", lines=True) == "a\n\tb\\x0d\\x1b"


@given(ANY_TEXT, st.booleans())
def test_what_goes_out_obeys_nothing(text: str, lines: bool) -> None:
    shown = printable(text, lines=lines)
    allowed = "\n\t" if lines else ""
    assert not [
        c
        for c in shown
        if c not in allowed and (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in BIDI)
    ]
    assert lines or len(shown.splitlines()) <= 1
    assert printable(shown, lines=lines) == shown
    shown.encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", '"abc"'),
        ("11", "11"),
        ("1 mg", '"1 mg"'),
        ("", '""'),
        ("a\nb", '"a b"'),
        ("x" * 50, f'"{"x" * 39}…"'),
    ],
)
def test_a_refusal_repeats_what_was_typed_on_one_line(text: str, shown: str) -> None:
    assert quote(text) == shown


@given(ANY_TEXT)
def test_a_quotation_is_one_short_line(text: str) -> None:
    assert "\n" not in quote(text)
    assert width(quote(text, 12)) <= 14


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("日本", 4),
        ("e\u0301", 1),
        ("ａ", 2),
        ("👍", 2),
        ("a\u200db", 2),
        ("각", 2),
        ("\u1100\u1161", 2),
    ],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "left", "right"),
    [("ab", 4, "ab  ", "  ab"), ("日", 4, "日  ", "  日"), ("abcde", 4, "abcde", "abcde"), ("", 0, "", "")],
)
def test_padding_counts_columns(text: str, columns: int, left: str, right: str) -> None:
    assert pad(text, columns) == left
    assert pad(text, columns, right=True) == right


@pytest.mark.parametrize(
    ("text", "columns", "clipped"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_clipping_says_that_something_is_missing(text: str, columns: int, clipped: str) -> None:
    assert clip(text, columns) == clipped


@pytest.mark.parametrize(
    ("columns", "there"),
    [
        (40, "Fri 19 Feb 2027, Fri 16 Apr 2027"),
        (32, "Fri 19 Feb 2027, Fri 16 Apr 2027"),
        (31, "Fri 19 Feb 2027"),
        (15, "Fri 19 Feb 2027"),
        (14, "Fri 19 Feb 20…"),
    ],
)
def test_half_a_date_is_no_part_of_a_list(columns: int, there: str) -> None:
    assert clip_parts("Fri 19 Feb 2027, Fri 16 Apr 2027", columns) == there


@pytest.mark.parametrize(
    ("text", "columns", "indent", "rows"),
    [
        ("", 10, "", [""]),
        ("one two three", 7, "", ["one two", "three"]),
        ("one two three", 7, "  ", ["one two", "  three"]),
        ("one\ntwo\n\nthree", 9, "> ", ["one", "> two", "", "> three"]),
        ("abcdefghij", 4, "", ["abcd", "efgh", "ij"]),
        ("a abcdefghij", 4, " ", ["a", " abc", " def", " ghi", " j"]),
        ("日本語 日本", 5, "", ["日本", "語", "日本"]),
        ("日", 1, "", ["日"]),
        ("two  blanks\tand tab", 40, "", ["two blanks and tab"]),
        ("abc", 1, "     ", ["a", "     b", "     c"]),
    ],
)
def test_lines_break_at_columns(text: str, columns: int, indent: str, rows: list[str]) -> None:
    assert wrap(text, columns, indent) == rows


@given(ANY_TEXT.map(lambda text: printable(text, lines=True)), st.integers(2, 40))
def test_wrapping_loses_nothing_and_fits(text: str, columns: int) -> None:
    rows = wrap(text, columns)
    assert all(width(row) <= columns for row in rows)
    blank = str.maketrans("", "", " \t\n")
    assert "".join(rows).translate(blank) == text.translate(blank)


def test_names_are_the_same_in_any_case_and_however_an_accent_is_put_together() -> None:
    assert folded("Mum") == folded("MUM") == "mum"
    assert folded("Jos\u00e9") == folded("JOSE\u0301")
    assert folded("Jose") != folded("Jos\u00e9")


def test_words_are_the_same_whatever_their_case_their_spacing_and_their_accents() -> None:
    assert folded_words("  Ren\u00c9e \t HART\n") == folded_words("rene\u0301e hart") == "ren\u00e9e hart"


DOSE = "09:30, hydroxocobalamin 1 mg (1000 mcg), IM, left thigh, 39 days early, lot A1"


@pytest.mark.parametrize(
    ("columns", "there"),
    [
        (80, DOSE),
        (70, "09:30, hydroxocobalamin 1 mg, IM, left thigh, 39 days early, lot A1"),
        (62, "09:30, hydroxocobalamin 1 mg, IM, left thigh, 39 days early …"),
        (50, "09:30, hydroxocobalamin 1 mg, IM, 39 days early …"),
        (45, "09:30, hydroxocobalamin 1 mg, 39 days early …"),
        (40, "hydroxocobalamin 1 mg, 39 days early …"),
        (30, "hydroxocobalamin 1 mg …"),
        (22, "hydroxocobalamin …"),
        (10, "hydroxoco…"),
    ],
)
def test_of_what_has_no_room_whole_parts_go_those_that_weigh_least_first(columns: int, there: str) -> None:
    assert shortened(DOSE, columns, ("hydroxocobalamin 1 mg (1000 mcg)", "39 days early", "")) == there


@pytest.mark.parametrize(
    ("text", "columns", "there"),
    [
        ("Energy 4, Sleep 5, Mood 6", 24, "Energy 4, Sleep 5 …"),
        ("Loading Mon, Wed and Fri, then every 8 weeks", 32, "Loading Mon, Wed and Fri …"),
        ("a cold; and a week in bed", 20, "a cold; and a week …"),
        ("a cold; and a week in bed", 9, "a cold …"),
        ("", 4, ""),
    ],
)
def test_what_is_shortened_ends_with_a_whole_word(text: str, columns: int, there: str) -> None:
    assert shortened(text, columns) == there


@given(st.text("ab, .(1)", max_size=60), st.integers(1, 70))
def test_what_is_shortened_finds_room(text: str, columns: int) -> None:
    assert width(shortened(text, columns)) <= columns


FLAG = "Overdue by 12 days. No injection recorded since Mon 17 Aug (96 days ago); one was due Mon 9 Nov. Record it."


@pytest.mark.parametrize(
    ("columns", "lines", "there"),
    [
        (
            56,
            3,
            [
                "Overdue by 12 days. No injection recorded since Mon 17",
                "Aug (96 days ago); one was due Mon 9 Nov. Record it.",
            ],
        ),
        (56, 1, ["Overdue by 12 days."]),
        (12, 1, ["Overdue by …"]),
        (8, 2, ["Overdue", "by …"]),
    ],
)
def test_of_a_text_as_many_whole_sentences_are_said_as_there_is_room_for(
    columns: int, lines: int, there: list[str]
) -> None:
    assert in_lines(FLAG, columns, lines) == there
