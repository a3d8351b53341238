"""What the report asks: from which day on, and where to save it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Input

from b12track.domain.record.faults import Refused
from b12track.domain.typed.dates import read_date
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.look.report import (
    PAPERS,
    Rendered,
    Since,
    format_of,
    make_report,
    render_report,
    write_report,
)

if TYPE_CHECKING:
    from b12track.tui.app import B12App

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

    def compose_fields(self) -> Iterable[Widget]:
        today = self.form_view.today

        def read(text: str) -> date:
            day = read_date(text, today, field="since")
            if day > today:
                raise Refused("since", "that day is still to come", "write one that has been")
            return day

        yield day_field(self.form_view, "since", "Since", value="", read=read)

    async def save(self, values: dict[str, Any]) -> date | None:
        day: date = values["since"]
        return day


class PageForm(Form[Rendered]):
    """The file that the page becomes."""

    HEADING = "Save the page"

    def __init__(self, view: View, since: Since) -> None:
        super().__init__(view)
        self._since = since
        self.path = Path()

    def compose_fields(self) -> Iterable[Widget]:
        yield PickField("format", "Format", _FORMATS, value=".pdf")
        yield PickField("paper", "Paper", _PAPERS, value="a4")
        yield TextField("file", "File", value=str(_default(self.form_view)), is_required=True)

    def on_field_changed(self, event: Field.Changed) -> None:
        """Another format gives the file another ending."""
        if event.field.key != "format":
            return
        line = self.query_one("#field-file Input", Input)
        picked = self.query_one("#field-format", PickField).picked
        line.value = str(Path(line.value or _default(self.form_view)).with_suffix(picked))

    async def save(self, values: dict[str, Any]) -> Rendered | None:
        person_file, since, paper = self.form_view.person_file, self._since, values["paper"]
        named = Path(values["file"]).expanduser()
        self.path = named if named.suffix else named.with_suffix(values["format"])
        assert paper in PAPERS, "one of the papers is picked"

        def deed(yes: bool) -> Rendered:
            rendered = render_report(
                person_file, make_report(person_file, since), format_of(self.path), paper
            )
            write_report(person_file, rendered, self.path, yes=yes)
            return rendered

        try:
            return await self.b12.write_or_ask(deed)
        except OSError as error:
            raise Refused("file", "it cannot be written", f"{error.strerror or error}") from None


def _default(view: View) -> Path:
    name = "".join(char if char.isalnum() else "-" for char in view.name.casefold())
    return Path(f"b12track-{name}-{view.today.isoformat()}.pdf")


async def open_page(app: "B12App", *, since: Since) -> None:
    """Save the page, and say where it is."""
    if app.view is None:
        return
    form = PageForm(app.view, since)
    rendered = await app.push_screen_wait(form)
    if rendered is not None:
        where = f"The page of {app.view.name} is in {form.path.absolute()}"
        app.say(f"{where}. {rendered.warning}".rstrip(". ") + ".")
