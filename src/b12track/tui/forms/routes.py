"""The routes as answers, with the same keys in every form."""

from b12track.domain.typed.terms import ROUTES as WORDS
from b12track.tui.forms.picking import Option

ROUTES = (Option("m", WORDS["IM"], "IM"), Option("s", WORDS["SC"], "SC"))
