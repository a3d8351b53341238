"""What the page says, as one frozen value: every format lays it out and none decides anything.

What always holds: text is made of runs, and a run knows whether a person entered it; what was entered is on one line,
holds no control characters and no marks that turn the direction of what stands around it. An empty section says so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from b12track.domain.record.records import SymptomKind
from b12track.domain.wording import page_phrases as phrases
from b12track.domain.wording.text import clip, printable, width

_SLOT = re.compile(r"\{(\w+)\}")


class Run(NamedTuple):
    """A piece of text; `entered` where a person typed it, in whatever script."""

    text: str
    entered: bool = False


class Paragraph(NamedTuple):
    """Runs that are read as one."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


Filling = str | int | Run | Paragraph
"""What may stand in a slot of a phrase."""


class ScoreRow(NamedTuple):
    """One symptom's start and now; `missing` stands in the place of the numbers where they would be thin."""

    label: Run
    arrow: str
    start: str = ""
    now: str = ""
    change: str = ""
    verdict: str = ""
    missing: str = ""


class Scores(NamedTuple):
    """The table of symptoms."""

    rows: tuple[ScoreRow, ...]
    headings: tuple[str, ...] = phrases.SCORES
    key: str = phrases.ARROWS_MEAN


class ChartSpot(NamedTuple):
    """Where the chart of some symptoms stands, and which days it shows."""

    kinds: tuple[SymptomKind, ...]
    first: date
    last: date
    caption: Paragraph


class CycleShown(NamedTuple):
    """One cycle of the picture, from its dose to the next one if that was given, and what to say of it."""

    start: date
    stop: date | None
    remark: str = ""


class CycleSpot(NamedTuple):
    """Where the picture of one symptom over one cycle stands, up to the last day of the page.

    `due_days` is when the next dose is wanted.
    """

    kind: SymptomKind
    cycles: tuple[CycleShown, ...]
    last: date
    due_days: tuple[int, int]
    caption: Paragraph


class Strip(NamedTuple):
    """A line of signs: one symptom's weeks, one cycle's days, the doses."""

    label: Run
    arrow: str
    signs: str


class Drawing(NamedTuple):
    """A picture, drawn by whoever can: for print, for a phone, as lines of text, and in words."""

    svg: str
    narrow_svg: str
    strips: tuple[Strip, ...]
    key: str
    spoken: str


Spot = ChartSpot | CycleSpot
Drawings = Mapping[Spot, Drawing]
"""The picture of each spot."""

Block = Paragraph | Scores | Spot


class Section(NamedTuple):
    """One heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


class Header(NamedTuple):
    """Whose page it is, when it was printed, and what it is not."""

    name: Run
    born: str
    record_no: str
    printed: str
    subject: Paragraph


class CodingRow(NamedTuple):
    """One dose for the billing desk."""

    when: str
    cells: tuple[Paragraph, ...]


class Coding(NamedTuple):
    """The coding worksheet: a row a dose, and the cautions without which it must not be read."""

    title: str
    intro: tuple[Paragraph, ...]
    headings: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[CodingRow, ...]
    cautions: tuple[Paragraph, ...]


class Summary(NamedTuple):
    """The page."""

    header: Header
    sections: tuple[Section, ...]
    closing: str
    printed_on: date
    coding: Coding | None = None

    @property
    def title(self) -> str:
        """What the document is called."""
        return phrases.TITLE.format(name=self.header.name.text)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where its pictures stand."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block for block in blocks if isinstance(block, ChartSpot | CycleSpot))


def entered(text: str, most: int = 120) -> Run:
    """What a person typed, on one line; what is too long for the page says how much of it is left out."""
    whole = printable(" ".join(text.split()))
    if width(whole) <= most:
        return Run(whole, True)
    kept = clip(whole, most).removesuffix("…").rstrip()
    return Run(phrases.CUT.format(text=kept, number=len(whole) - len(kept)), True)


def entered_label(text: str, most: int = 24) -> Run:
    """A name for a row or a panel, cut to its room; … says that it goes on."""
    return Run(clip(printable(" ".join(text.split())), most), True)


def turns(text: str) -> bool:
    """Whether some of a text runs from right to left."""
    if text.isascii():
        return False
    from unicodedata import bidirectional  # most text is ASCII and never comes here

    return any(bidirectional(char) in ("R", "AL", "AN") for char in text)


def say(*pieces: str | Run) -> Paragraph:
    """A paragraph of our own words and what was entered."""
    runs = (Run(piece) if isinstance(piece, str) else piece for piece in pieces)
    return Paragraph(tuple(run for run in runs if run.text))


def fill(phrase: str, **slots: Filling) -> Paragraph:
    """A phrase with what belongs in its slots, wherever they stand in it."""
    # Every other piece is the name of a slot.
    runs: list[Run] = []
    for number, piece in enumerate(_SLOT.split(phrase)):
        put = slots[piece] if number % 2 else piece
        for run in (
            put.runs if isinstance(put, Paragraph) else (put if isinstance(put, Run) else Run(str(put)),)
        ):
            if runs and not (run.entered or runs[-1].entered):
                runs[-1] = Run(runs[-1].text + run.text)
            elif run.text:
                runs.append(run)
    return Paragraph(tuple(runs))


def several(number: int, phrase: phrases.OneOrMore, **slots: Filling) -> Paragraph:
    """A phrase that is another one where there is one of a thing."""
    return fill(phrase[number != 1], number=number, **slots)


def join(paragraphs: Iterable[Paragraph], between: str = " ") -> Paragraph:
    """Several paragraphs as one."""
    runs: list[Run] = []
    for paragraph in paragraphs:
        if runs and paragraph.runs:
            runs.append(Run(between))
        runs += paragraph.runs
    return Paragraph(tuple(runs))


def fold(
    paragraphs: Sequence[Paragraph], most: int, what: str | phrases.OneOrMore = phrases.MORE
) -> list[Paragraph]:
    """As many as there is room for, and how many more there are."""
    left_out = len(paragraphs) - most
    if left_out <= 0:
        return list(paragraphs)
    said = what if isinstance(what, str) else what[left_out != 1]
    return [*paragraphs[:most], fill(phrases.AND_MORE, number=left_out, what=said)]


def section(heading: phrases.Heading, *blocks: Block | None) -> Section:
    """A section of what there is; empty ones say so."""
    kept = tuple(block for block in blocks if block is not None and block != Paragraph(()))
    return Section(heading.title, kept or (say(phrases.NONE),))
