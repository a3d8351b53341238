"""What is made ready while nobody waits: the modules of the other screens, then the screens themselves.

What always holds: it begins when the first picture is there, and goes in steps so short that a key in between is not
held up. Whatever is opened before its turn is made at once, as it would be without this.
"""

import asyncio
import gc
from importlib import import_module
from typing import TYPE_CHECKING

from b12track.tui.places import FORMS, MODES
from b12track.tui.screen import FeatureScreen

if TYPE_CHECKING:
    from b12track.tui.app import B12App

_FIRST = ("graphs", "list", "plan", "report")
# What these show is quickly made; the page is only made for who wants it.
_WITH_A_VIEW = ("graphs", "list", "plan")
_BREATH_SECONDS = 0.05
_ALSO = ("b12track.charts.terminal", "b12track.usecases.look.charts")


async def warm(app: "B12App") -> None:
    """Make the other screens ready, those first that are opened most; then begin to collect what is left behind."""
    try:
        await _warm(app)
    finally:
        # What is there now stays. To look through it again and again would hold up a key by a tenth of a second.
        gc.freeze()
        gc.enable()


async def _warm(app: "B12App") -> None:
    for module in _modules():
        await asyncio.to_thread(import_module, module)
        await asyncio.sleep(0)
    for mode in _FIRST:
        await asyncio.sleep(_BREATH_SECONDS)
        if app.view is None or app._exit:
            return
        await app._init_mode(mode)
        screen = app._screen_stacks[mode][0]
        if mode in _WITH_A_VIEW and isinstance(screen, FeatureScreen) and screen is not app.screen:
            await asyncio.sleep(_BREATH_SECONDS)
            screen.make_ready(app.view)


def _modules() -> list[str]:
    places = [MODES[mode] for mode in _FIRST] + [FORMS["injection"]]
    return [*(place.partition(":")[0] for place in places), *_ALSO]
