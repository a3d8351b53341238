"""Something to ask at the next appointment; what is open already stands beneath."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import clip, printable
from b12track.tui.forms.fields import words_field
from b12track.tui.forms.form import Form
from b12track.tui.view import View
from b12track.usecases.enter.entries import Asked, ask_question, questions_of

_MOST_LISTED = 5


class QuestionForm(Form[Asked]):
    """One question."""

    HEADING = "Question"

    def __init__(self, view: View, text: str = "") -> None:
        super().__init__(view)
        hint = "e.g. Could the interval be discussed?"
        self.question = words_field("question", "Question", value=text, hint=hint, is_required=True)

    def compose_fields(self) -> Iterable[Widget]:
        yield self.question
        there = [question.text for question in questions_of(self.form_view.record) if question.is_open]
        if there:
            listed = "\n".join(f"· {clip(printable(text), 60)}" for text in there[-_MOST_LISTED:])
            yield Static(f"To bring already:\n{listed}", classes="aside", markup=False)

    async def save(self) -> Asked | None:
        return await self.app.write(partial(ask_question, self.form_view.person_file, self.question.value))

    def said(self, answer: Asked) -> str:  # noqa: ARG002  # the same of every question
        return "question to bring"
