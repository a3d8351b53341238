"""Something to ask at the next appointment, and later what was answered; what is open already stands beneath."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from b12track.domain.wording.text import clip, printable
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import words_field
from b12track.tui.view import View
from b12track.usecases.enter.entries import Asked, ask_question, questions_of
from b12track.usecases.look.history import Item

_MOST_LISTED = 5


class QuestionForm(EntryForm[Asked]):
    """One question; where it was asked before, its answer as well."""

    HEADING = "Question"
    AMENDS: ClassVar[Mapping[str, str]] = {
        "text": "question",
        "answer": "answer",
        "answered_on": "answered",
        "asked_on": "asked",
    }

    def __init__(self, view: View, text: str = "", there: Item | None = None) -> None:
        super().__init__(view, there)
        hint = "e.g. Could the interval be discussed?"
        self.question = words_field("question", "Question", value=text, hint=hint, is_required=True)
        self.answer = words_field("answer", "Answer", hint="what was said, once it was")
        self.answered = day_field(
            view,
            "answered",
            "Answered",
            value="",
            hint="today, where an answer is written",
            is_required=False,
        )
        self.asked = day_field(view, "asked", "Asked")
        self.begin()

    def compose_fields(self) -> Iterable[Widget]:
        yield self.question
        if self.there is not None:
            yield from (self.answer, self.answered, self.asked)
            return
        there = [question.text for question in questions_of(self.form_view.record) if question.is_open]
        if there:
            listed = "\n".join(f"· {clip(printable(text), 60)}" for text in there[-_MOST_LISTED:])
            yield Static(f"To bring already:\n{listed}", classes="aside", markup=False)

    def changes(self) -> dict[str, str]:
        texts = super().changes()
        if texts.get("answer") and not self.answered.text.strip():
            texts["answered_on"] = (
                self.form_view.today.isoformat()
            )  # an answer without its day stays a question
        return texts

    async def enter(self) -> Asked | None:
        return await self.app.write(partial(ask_question, self.form_view.person_file, self.question.value))

    def entered(self, answer: Asked) -> str:  # noqa: ARG002  # the same of every question
        return "question to bring"
