"""Something to ask at the next appointment; what is open already stands beneath."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import clip, printable
from b12track.tui.forms.fields import TextField
from b12track.tui.forms.form import Form
from b12track.tui.view import View
from b12track.usecases.enter.questions import Asked, ask_question, questions_of

if TYPE_CHECKING:
    from b12track.tui.app import B12App

_MOST_LISTED = 5


class QuestionForm(Form[Asked]):
    """One question."""

    HEADING = "Question"

    def __init__(self, view: View, text: str = "") -> None:
        super().__init__(view)
        self._text = text

    def compose_fields(self) -> Iterable[Widget]:
        hint = "Could the interval be discussed?"
        yield TextField("question", "Question", value=self._text, hint=hint, is_required=True)
        there = [question.text for question in questions_of(self.form_view.record) if question.is_open]
        if there:
            listed = "\n".join(f"· {clip(printable(text), 60)}" for text in there[-_MOST_LISTED:])
            yield Static(f"To bring already:\n{listed}", classes="aside", markup=False)

    async def save(self, values: dict[str, Any]) -> Asked | None:
        return await self.b12.write(partial(ask_question, self.form_view.person_file, values["question"]))


async def open_question(app: "B12App", text: str = "") -> None:
    """Enter a question."""
    if app.view is None:
        return
    asked = await app.push_screen_wait(QuestionForm(app.view, text))
    if asked is not None:
        app.saved("question to bring")
