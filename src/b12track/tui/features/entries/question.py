"""Something to ask at the next appointment, and later what was answered; what is open already stands beneath."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import clip, printable
from b12track.tui.forms.amending import RowsForm
from b12track.tui.view import View
from b12track.usecases.enter.entries import Entered, questions_of
from b12track.usecases.look.history import Item

_MOST_LISTED = 5


class QuestionForm(RowsForm):
    """One question; where it was asked before, its answer as well."""

    KIND = "questions"
    HEADING = "Question"

    def __init__(self, view: View, text: str = "", there: Item | None = None) -> None:
        super().__init__(view, there, first={"text": text})

    def compose_fields(self) -> Iterable[Widget]:
        yield from super().compose_fields()
        there = [question.text for question in questions_of(self.form_view.record) if question.is_open]
        if there and self.there is None:
            listed = "\n".join(f"· {clip(printable(text), 60)}" for text in there[-_MOST_LISTED:])
            yield Static(f"To bring already:\n{listed}", classes="aside", markup=False)

    def changes(self) -> dict[str, str]:
        texts = super().changes()
        if texts.get("answer") and not self.rows["answered_on"].typed.strip():
            texts["answered_on"] = "today"  # an answer without its day stays a question
        return texts

    def entered(self, answer: Entered) -> str:  # noqa: ARG002  # the same of every question
        return "question to bring"
