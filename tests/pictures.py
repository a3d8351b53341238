"""Pictures of screens that are compared with the ones that were looked at and kept."""

from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from b12track.tui.app import B12App
from screens import to_svg
from stage import LARGE, NARROW, SMALL, settle


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    file_extension = "svg"
    _file_extension = "svg"
    _write_mode = WriteMode.TEXT


async def look_at(name: str, app: B12App, pilot: Pilot[int], pictures: Any) -> None:
    """Hold the screen in its three sizes against the pictures of this name."""
    for size in (LARGE, SMALL, NARROW):
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert to_svg(app) == pictures(name=f"{name}-{size[0]}x{size[1]}")
