"""The words of a PDF as typst writes it, so that a test can read what a person would."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\s*endstream", re.DOTALL)
_FONT_OR_TEXT = re.compile(rb"/(f\d+) [\d.]+ Tf|\(")
_PART = re.compile(rb"\\([0-7]{1,3}|.)|([()])|([^\\()]+)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf: bytes) -> str:
    """Every word in the order in which it is set, without the spaces where a line was broken."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        name: _unicode(_content(objects[int(to_unicode[1])]))
        for body in objects.values()
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", body)
        if (to_unicode := re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)]))
    }
    return "".join(_shown(page, fonts) for page in _pages(objects))


def sizes_of(pdf: bytes) -> set[float]:
    """The sizes of the type, in points."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    return {float(size) for page in _pages(objects) for size in re.findall(rb"/f\d+ ([\d.]+) Tf", page)}


def pages_of(pdf: bytes) -> int:
    """How many pages there are."""
    return len(re.findall(rb"/Type ?/Page\b", pdf))


def _pages(objects: dict[int, bytes]) -> list[bytes]:
    """What is set on each page."""
    return [
        _content(objects[int(number)])
        for body in objects.values()
        for number in re.findall(rb"/Contents (\d+) 0 R", body)
    ]


def _content(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    assert stream is not None
    return zlib.decompressobj().decompress(stream[1])


def _shown(page: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    words, font, place = [], next(iter(fonts.values()), {}), 0
    while (found := _FONT_OR_TEXT.search(page, place)) is not None:
        place = found.end()
        if found[1]:
            font = fonts.get(found[1], font)
        else:
            codes, place = _string(page, place)
            words += [
                font.get(int.from_bytes(codes[at : at + 2]), "\ufffd") for at in range(0, len(codes), 2)
            ]
    return "".join(words)


def _string(page: bytes, place: int) -> tuple[bytes, int]:
    """The bytes of a string whose bracket is open, and where it ends; brackets in pairs need no escape."""
    codes, depth = b"", 1
    while True:
        part = _PART.match(page, place)
        assert part is not None
        place = part.end()
        escaped, bracket, plain = part.groups()
        depth += {b"(": 1, b")": -1}.get(bracket, 0)
        if not depth:
            return codes, place
        codes += _unescaped(escaped) if escaped else bracket or plain


def _unescaped(mark: bytes) -> bytes:
    return bytes([int(mark, 8)]) if mark[:1].isdigit() else _LETTERS.get(mark, mark)


def _unicode(cmap: bytes) -> dict[int, str]:
    """Glyphs and what they stand for, one a line."""
    pairs = re.findall(rb"^<([0-9A-F]+)> <([0-9A-F]+)>$", cmap.split(b"beginbfchar", 1)[1], re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
