"""The colours: a light and a dark theme of our own, and one of high contrast.

What always holds: a colour is never the only sign; each severity has its own variable, so that widgets name what
they mean (`$urgent`) and not how it looks.
"""

from textual.theme import Theme

from b12track.domain.rules.flag import Severity


def _named(
    urgent: str, warning: str, notice: str, calm: str, muted: str, line: str, chosen: str, picked: str
) -> dict[str, str]:
    return {
        "urgent": urgent,
        "late": warning,
        "notice": notice,
        "calm": calm,
        "muted": muted,
        "line": line,
        "chosen": chosen,
        "border": notice,
        "border-blurred": line,
        "footer-background": "transparent",
        "block-cursor-text-style": "bold",
        "input-selection-background": picked,
        "input-cursor-text-style": "none",
        "input-cursor-background": notice,
    }


DARK = Theme(
    name="b12track-dark",
    primary="#7cc0de",
    secondary="#8aa5b8",
    accent="#e893a7",
    foreground="#e2e8ec",
    background="#11161b",
    surface="#171e25",
    panel="#232d37",
    success="#86c796",
    warning="#e6b655",
    error="#f2777f",
    dark=True,
    variables=_named("#f2777f", "#e6b655", "#7cc0de", "#86c796", "#93a1ad", "#3a4753", "#1f3442", "#3d5a6c"),
)

LIGHT = Theme(
    name="b12track-light",
    primary="#17648a",
    secondary="#4f6472",
    accent="#a2304c",
    foreground="#1f262c",
    background="#f6f4f0",
    surface="#fdfcfa",
    panel="#e6e2da",
    success="#2b7048",
    warning="#855c00",
    error="#b0241d",
    dark=False,
    variables=_named("#b0241d", "#855c00", "#17648a", "#2b7048", "#56626b", "#b9b3a7", "#d8e8f0", "#b4d2e2"),
)

HIGH_CONTRAST = Theme(
    name="b12track-high-contrast",
    primary="#66e0ff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#5cff8d",
    warning="#ffd000",
    error="#ff8080",
    dark=True,
    text_alpha=1.0,
    variables=_named("#ff8080", "#ffd000", "#66e0ff", "#5cff8d", "#e0e0e0", "#707070", "#00304d", "#004a73"),
)

# The variable of each severity's colour.
COLOURS: dict[Severity, str] = {"urgent": "urgent", "warning": "late", "notice": "notice", "info": "muted"}

THEMES = (DARK, LIGHT, HIGH_CONTRAST)
