"""What the report asks: from which day on, and where to save it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.dates import read_date
from b12track.tui.app import B12App
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.fields import Field, words_field
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.look.report import (
    Rendered,
    Since,
    format_of,
    make_report,
    render_report,
    write_report,
)

_FORMATS = (
    Option("p", "PDF", ".pdf"),
    Option("h", "HTML", ".html"),
    Option("t", "plain text", ".txt"),
    Option("m", "Markdown", ".md"),
)
_PAPERS = (Option("a", "A4", "a4"), Option("l", "Letter", "letter"))


class SinceForm(Form[date]):
    """A day to begin with."""

    HEADING = "The page"
    SUBTITLE = "Enter shows it · Esc leaves"
    SAVE = "Show it"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        today = view.today

        def read(text: str) -> date:
            return refuse_to_come("since", read_date(text, today, field="since"), today)

        self.since = day_field(view, "since", "Since", value="", read=read)

    def compose_fields(self) -> Iterable[Widget]:
        yield self.since

    async def save(self) -> date | None:
        return self.since.value


class PageForm(Form[Rendered]):
    """The file that the page becomes."""

    HEADING = "Save the page"

    def __init__(self, view: View, since: Since) -> None:
        super().__init__(view)
        self._since = since
        self.path = Path()
        self.format = PickField[str]("format", "Format", _FORMATS, value=".pdf")
        self.paper = PickField[str]("paper", "Paper", _PAPERS, value="a4")
        self.file = words_field("file", "File", value=str(_default(view)), is_required=True)

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.format, self.paper, self.file)

    def on_field_changed(self, event: Field.Changed) -> None:
        """Another format gives the file another ending."""
        if event.field is self.format:
            named = Path(self.file.text or _default(self.form_view))
            self.file.text = str(named.with_suffix(self.format.value))

    async def save(self) -> Rendered | None:
        person_file, since, paper = self.form_view.person_file, self._since, self.paper.value
        named = Path(self.file.value).expanduser()
        self.path = named if named.suffix else named.with_suffix(self.format.value)

        def deed(yes: bool) -> Rendered:
            rendered = render_report(
                person_file, make_report(person_file, since), format_of(self.path), paper
            )
            write_report(person_file, rendered, self.path, yes=yes)
            return rendered

        try:
            return await self.write_or_ask(deed)
        except OSError as error:
            raise Refused("file", "it cannot be written", f"{error.strerror or error}") from None


def _default(view: View) -> Path:
    name = "".join(char if char.isalnum() else "-" for char in view.name.casefold())
    return Path(f"b12track-{name}-{view.today.isoformat()}.pdf")


async def save_page(app: B12App, *, since: Since) -> None:
    """Save the page, and say where it is."""
    if app.view is None:
        return
    form = PageForm(app.view, since)
    rendered = await app.ask(form)
    if rendered is not None:
        folder = form.path.absolute().parent.name
        where = f"The page of {app.view.name} is in {form.path.name}{f', in the folder {folder}' if folder else ''}"
        app.say(f"{where}. {rendered.warning}".rstrip(". ") + ".")
