"""Make the README's pictures from the made-up year: python tests/screenshots.py [FOLDER].

The same pictures every time, on every machine: the record, the moment, the sizes and the typeface are fixed.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
os.environ.pop("NO_COLOR", None)

from datetime import date, timedelta  # noqa: E402

from b12track.domain.record.records import Record  # noqa: E402
from b12track.domain.reference.demo import demo_record  # noqa: E402
from b12track.reports import pdf  # noqa: E402
from b12track.tui.theme import DARK, LIGHT  # noqa: E402
from b12track.usecases.look.charts import draw_spots  # noqa: E402
from b12track.usecases.look.report import make_report  # noqa: E402
from b12track.usecases.person_file import PersonFile  # noqa: E402
from screens import to_png  # noqa: E402
from stage import opened, person_file_of, press, settle  # noqa: E402

TODAY = date(2026, 11, 21)
PAGE_PIXELS_PER_INCH = 110


class Picture(NamedTuple):
    """A file's name, the keys that lead to the screen, its size and its theme."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (100, 30)
    theme: str = DARK.name
    is_family: bool = False


PICTURES = (
    Picture("home", size=(110, 30)),
    Picture("home-light", size=(110, 30), theme=LIGHT.name),
    Picture("log", ("6", "7", "3", "0", "enter"), (120, 34)),
    Picture("graphs", ("g",), (110, 32)),
    Picture("folded", ("g", "w"), (110, 32)),
    Picture("graphs-all", ("g", "a"), (120, 36)),
    Picture("plan", ("p",), (100, 26)),
    Picture("injection", ("i", "m"), (100, 30)),
    Picture("list", ("l", "right"), (110, 26)),
    Picture("report", ("r",), (100, 40)),
    Picture("people", ("s",), (100, 20), is_family=True),
)


def family() -> tuple[Record, ...]:
    """Three people, each at another place of the same made-up year."""
    people = []
    for name, days in (("Alex", 0), ("Mum", 58), ("Dad", 21)):
        record = demo_record(TODAY - timedelta(days=days))
        people.append(record._replace(person=record.person._replace(name=name)))
    return tuple(people)


async def take(picture: Picture, folder: Path) -> bytes:
    """Go to a screen and draw it."""
    records = family() if picture.is_family else (demo_record(TODAY),)
    person_files = [person_file_of(folder, record) for record in records]
    async with opened(*person_files, size=picture.size) as (app, pilot):
        app.theme = picture.theme
        await settle(pilot)
        await press(pilot, *picture.keys)
        return to_png(app)


def page(person_file: PersonFile) -> bytes:
    """The printed page, set as the PDF is, as a picture of its first sheet."""
    import typst

    summary = make_report(person_file)
    drawings = draw_spots(person_file.record(), summary.spots)
    content = {"page": json.dumps(pdf.content_of(summary, drawings, "a4"))}
    made = typst.compile(
        pdf.template(), format="png", sys_inputs=content, ppi=PAGE_PIXELS_PER_INCH, ignore_system_fonts=True
    )
    return bytes(made if isinstance(made, bytes) else made[0])


def make(folder: Path) -> None:
    """Make every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        with TemporaryDirectory() as home:
            os.environ["B12TRACK_HOME"] = home
            path = folder / f"{picture.name}.png"
            path.write_bytes(asyncio.run(take(picture, Path(home))))
            print(path)
    with TemporaryDirectory() as home:
        (folder / "page.png").write_bytes(page(person_file_of(Path(home), demo_record(TODAY))))
        print(folder / "page.png")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots")
