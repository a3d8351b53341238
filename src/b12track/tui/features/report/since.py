"""From when on the page tells: a day, the last visit, everything, or the last twelve months where nothing is said."""

from datetime import date
from typing import Literal

Since = date | Literal["last-visit", "all"] | None
