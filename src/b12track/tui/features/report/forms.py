"""What the report asks: from which day on, where to save it, and for which month a diary sheet is wanted."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from textual.widget import Widget

from b12track.domain.record.faults import Refused
from b12track.domain.rules.entry import refuse_to_come
from b12track.domain.typed.dates import read_date, read_month, show_month
from b12track.tui.app import B12App
from b12track.tui.features.entries.when import day_field
from b12track.tui.forms.fields import Field, TextField, words_field
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.view import View
from b12track.usecases.look.report import (
    Format,
    Rendered,
    Since,
    format_of,
    make_diary,
    make_report,
    render_diary,
    render_report,
    write_report,
)

_ON_PAPER = (Option("p", "PDF", ".pdf"), Option("h", "HTML", ".html"))
_AS_TEXT = (Option("t", "plain text", ".txt"), Option("m", "Markdown", ".md"))
_PAPERS = (Option("a", "A4", "a4"), Option("l", "Letter", "letter"))


class SinceForm(Form[date]):
    """A day to begin with."""

    HEADING = "The page"
    SUBTITLE = "Enter shows it · Esc leaves"
    SAVE = "Show it"

    def __init__(self, view: View) -> None:
        super().__init__(view)
        today = view.today
        self.since = day_field(
            view,
            "since",
            "Since",
            value="",
            read=lambda text: refuse_to_come("since", read_date(text, today, field="since"), today),
        )

    def compose_fields(self) -> Iterable[Widget]:
        yield self.since

    async def save(self) -> date | None:
        return self.since.value


class PaperForm(Form[Rendered]):
    """A file to print or to hand on: its format, its paper and its name."""

    def __init__(self, view: View, formats: Sequence[Option]) -> None:
        super().__init__(view)
        self.path = Path()
        self.format = PickField[str]("format", "Format", formats, value=".pdf")
        self.paper = PickField[str]("paper", "Paper", _PAPERS, value="a4")
        self.file = words_field("file", "File", value=f"{self.stem()}.pdf", is_required=True)

    def stem(self) -> str:
        """What the file is called if nothing else is typed, without its ending."""
        raise NotImplementedError

    def rendered(self, format: Format, paper: str) -> Rendered:
        """What goes into the file."""
        raise NotImplementedError

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.format, self.paper, self.file)

    def on_field_changed(self, event: Field.Changed) -> None:
        """Another format gives the file another ending."""
        if event.field is self.format:
            named = Path(self.file.text or self.stem())
            self.file.text = str(named.with_suffix(self.format.value))

    async def save(self) -> Rendered | None:
        person_file, paper = self.form_view.person_file, self.paper.value
        named = Path(self.file.value).expanduser()
        self.path = named if named.suffix else named.with_suffix(self.format.value)

        def deed(yes: bool) -> Rendered:
            rendered = self.rendered(format_of(self.path), paper)
            write_report(person_file, rendered, self.path, yes=yes)
            return rendered

        try:
            return await self.write_or_ask(deed)
        except OSError as error:
            raise Refused("file", "it cannot be written", f"{error.strerror or error}") from None


class PageForm(PaperForm):
    """The file that the page becomes."""

    HEADING = "Save the page"

    def __init__(self, view: View, since: Since) -> None:
        self._since = since
        super().__init__(view, (*_ON_PAPER, *_AS_TEXT))

    def stem(self) -> str:
        return f"b12track-{_in_a_file_name(self.form_view.name)}-{self.form_view.today.isoformat()}"

    def rendered(self, format: Format, paper: str) -> Rendered:
        person_file = self.form_view.person_file
        return render_report(person_file, make_report(person_file, self._since), format, paper)


class DiaryForm(PaperForm):
    """The file that a month's diary sheet becomes."""

    HEADING = "Save a diary sheet"

    def __init__(self, view: View) -> None:
        self.month = TextField[date](
            "month",
            "Month",
            lambda text: read_month(text, view.today),
            value=show_month(view.today),
            hint="e.g. December, 2026-12",
            show=show_month,
            is_required=True,
        )
        self._month = view.today
        super().__init__(view, _ON_PAPER)

    def stem(self) -> str:
        return f"b12track-{_in_a_file_name(self.form_view.name)}-diary-{self._month:%Y-%m}"

    def compose_fields(self) -> Iterable[Widget]:
        yield from (self.month, *super().compose_fields())

    def on_field_changed(self, event: Field.Changed) -> None:
        """Another month gives the file another name, unless it has one of its own."""
        if event.field is not self.month or not self.month.text.strip() or self.month.fault():
            return
        suggested, self._month = self.stem(), self.month.value
        if Path(self.file.text).stem == suggested:
            self.file.text = f"{self.stem()}{self.format.value}"

    def rendered(self, format: Format, paper: str) -> Rendered:
        sheet = make_diary(self.form_view.person_file, f"{self._month:%Y-%m}")
        return render_diary(sheet, format, paper)


def _in_a_file_name(name: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in name.casefold())


async def save_page(app: B12App, *, since: Since) -> None:
    """Save the page, and say where it is."""
    await _save(app, PageForm(app.open_view, since), f"The page of {app.open_view.name}")


async def save_diary(app: B12App) -> None:
    """Save a month's diary sheet, and say where it is."""
    await _save(app, DiaryForm(app.open_view), f"The diary sheet of {app.open_view.name}")


async def _save(app: B12App, form: PaperForm, what: str) -> None:
    rendered = await app.ask(form)
    if rendered is not None:
        folder = form.path.absolute().parent.name
        where = f"{what} is in {form.path.name}{f', in the folder {folder}' if folder else ''}"
        app.say(f"{where}. {rendered.warning}".rstrip(". ") + ".")
