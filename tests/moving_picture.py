"""Make the README's moving picture from the made-up year: python tests/moving_picture.py [--check].

The same bytes every time: the record, the moment, the size and the typeface are fixed, and the app is driven by its
keys. With `--check` nothing is written: exit code 1 and one line if the file differs from what the app shows today.
"""

import asyncio
import io
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image

# Textual reads these when it is imported; a picture does not depend on who makes it.
for name in [name for name in os.environ if name == "NO_COLOR" or name.startswith("TEXTUAL")]:
    del os.environ[name]

from b12track.domain.record.records import Record  # noqa: E402
from b12track.domain.reference.demo import demo_record  # noqa: E402
from b12track.tui.app import B12App  # noqa: E402
from b12track.tui.theme import DARK  # noqa: E402
from screens import FONT, PAD_PT, PIXELS_PER_INCH, to_png  # noqa: E402
from stage import opened, person_file_of, press, says  # noqa: E402

PATH = Path(__file__).resolve().parents[1] / "screenshots" / "demo.gif"
# The other pictures' year, three weeks earlier: the evening on which a dose is due.
YEAR_ENDS, EVENING, NOW = date(2026, 11, 21), date(2026, 10, 30), "2026-10-30T19:20+00:00"
SIZE = (100, 30)
CAPTION_PT, KEYS_AT_PT = 32, 160
COLOURS = 256
ALIKE = 40  # colours that are this little apart share a place in the palette


class Step(NamedTuple):
    """A key that is pressed, or none; how long one looks at what is there then; what must be there before one does."""

    key: str
    hold_ms: int
    shows: str


class Scene(NamedTuple):
    """What is shown, and the steps that show it."""

    title: str
    steps: tuple[Step, ...]


SCENES = (
    Scene("Home, on the day of a dose", (Step("", 1800, "How was today?"),)),
    Scene(
        "The evening log",
        (
            Step("4", 600, "3[4]5"),
            Step("6", 450, "5[6]7"),
            Step("4", 450, "▸ Injection-site"),
            Step("0", 600, "[0]1"),
            Step("enter", 1600, "Saved for Alex"),
        ),
    ),
    Scene(
        "The injection",
        (
            Step("i", 1000, "Injection for Alex"),
            Step("m", 600, "◉ m"),
            Step("3", 700, "◉ 3"),
            Step("enter", 2100, "IN 56 DAYS"),
        ),
    ),
    Scene("Does it wear off?", (Step("g", 1200, "Better: "), Step("w", 2900, "in the last quarter"))),
)


class Frame(NamedTuple):
    """One still of the moving picture, and how long it stands."""

    still: Image.Image
    hold_ms: int


def record_that_evening() -> Record:
    """What was written down before the evening's log and its injection."""
    year = demo_record(YEAR_ENDS)
    return year._replace(
        injections=[entry for entry in year.injections if entry.given_at.date() < EVENING],
        symptoms=[entry for entry in year.symptoms if entry.date < EVENING],
        questions=[entry for entry in year.questions if entry.asked_on < EVENING],
    )


async def frames() -> AsyncIterator[Frame]:
    """Play the scenes in the app."""
    with TemporaryDirectory() as home:
        os.environ["B12TRACK_HOME"] = home
        async with opened(person_file_of(Path(home), record_that_evening(), NOW), size=SIZE, now=NOW) as (
            app,
            pilot,
        ):
            for scene in SCENES:
                keys: list[str] = []
                for step in scene.steps:
                    if step.key:
                        keys.append(step.key)
                        await press(pilot, step.key)
                    if not says(app, step.shows):
                        raise RuntimeError(f"the app does not show {step.shows!r} after {' '.join(keys)}")
                    yield Frame(still(app, scene.title, keys), step.hold_ms)


def still(app: B12App, title: str, keys: Sequence[str]) -> Image.Image:
    """The screen, and below it what is shown and what was pressed."""
    screen = read(to_png(app))
    below = read(caption(title, keys, screen.width * 72 / PIXELS_PER_INCH))
    both = Image.new("RGB", (screen.width, screen.height + below.height))
    both.paste(screen, (0, 0))
    both.paste(below, (0, screen.height))
    return both


def read(png: bytes) -> Image.Image:
    """The pixels of a picture."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def caption(title: str, keys: Sequence[str], width_pt: float) -> bytes:
    """A line with the scene's title and its keys so far, the latest filled."""
    import typst

    ground, letters = DARK.background, DARK.foreground
    filled, outline = DARK.variables["notice"], DARK.variables["muted"]
    caps = [f'"{key.capitalize() if len(key) > 1 else key}"' for key in keys]
    shown = [*(f"cap({cap})" for cap in caps[:-1]), *(f"latest({cap})" for cap in caps[-1:])]
    source = "\n".join(
        [
            f'#set page(width: {width_pt:.3f}pt, height: {CAPTION_PT}pt, margin: 0pt, fill: rgb("{DARK.panel}"))',
            f'#set text(font: "{FONT}", size: 10pt, fill: rgb("{letters}"), ligatures: false)',
            "#let key(fill, edge, content) = box(height: 18pt, inset: (x: 6pt), radius: 3pt, fill: fill, ",
            "  stroke: 0.75pt + edge, align(horizon, content))",
            f'#let cap(name) = key(none, rgb("{outline}"), name)',
            f'#let latest(name) = key(rgb("{filled}"), rgb("{filled}"), ',
            f'  text(weight: "bold", fill: rgb("{ground}"), name))',
            f'#place(left + horizon, dx: {PAD_PT}pt, text(weight: "bold", "{title}"))',
            f"#place(left + horizon, dx: {KEYS_AT_PT}pt, stack(dir: ltr, spacing: 5pt, {', '.join(shown)}))",
        ]
    )
    made: bytes = typst.compile(source.encode(), format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=True)
    return made


def to_gif(played: Sequence[Frame]) -> bytes:
    """The stills as one file: a palette for all of them, and of each only what changed."""
    pixels = [memoryview(frame.still.convert("RGBA").tobytes()).cast("I") for frame in played]
    counts = Counter(pixel for of_one in pixels for pixel in of_one)
    colours = {pixel: pixel.to_bytes(4, sys.byteorder)[:3] for pixel in counts}
    palette, nearest = palette_of({colours[pixel]: count for pixel, count in counts.items()})
    places = {pixel: nearest[colour] for pixel, colour in colours.items()}
    stills = []
    for frame, of_one in zip(played, pixels):
        stills.append(Image.frombytes("P", frame.still.size, bytes(map(places.__getitem__, of_one))))
        stills[-1].putpalette(b"".join(palette))
    out = io.BytesIO()
    stills[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=stills[1:],
        duration=[frame.hold_ms for frame in played],
        loop=0,
        palette=b"".join(palette),  # otherwise each frame brings one of its own
        disposal=1,
        optimize=True,
        interlace=False,
    )
    return out.getvalue()


def palette_of(counts: dict[bytes, int]) -> tuple[list[bytes], dict[bytes, int]]:
    """The colours that occur most and differ, and where in them each colour finds its nearest.

    What fills an area keeps its exact colour, the edges of letters come near enough. Rejected: Pillow's `quantize`,
    which shifts every colour a little.
    """
    palette: list[bytes] = []
    for colour in sorted(counts, key=lambda colour: (-counts[colour], colour)):
        if len(palette) < COLOURS and all(apart(colour, other) > ALIKE for other in palette):
            palette.append(colour)
    nearest = {
        colour: min(range(len(palette)), key=lambda place: apart(colour, palette[place])) for colour in counts
    }
    return palette, nearest


def apart(one: bytes, other: bytes) -> int:
    """How unlike two colours are."""
    return sum((a - b) ** 2 for a, b in zip(one, other))


async def play() -> bytes:
    """The moving picture."""
    return to_gif([frame async for frame in frames()])


def main() -> int:
    """Make the file, or say whether it is what would be made."""
    parser = ArgumentParser(description="Make the README's moving picture.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if the file is not the same")
    is_check = parser.parse_args().check
    made = asyncio.run(play())
    if not is_check:
        PATH.write_bytes(made)
        print(PATH)
    elif not PATH.is_file() or PATH.read_bytes() != made:
        print(f"{PATH.name} is not what the app shows today: python tests/moving_picture.py makes it anew")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
