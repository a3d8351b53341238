"""The form for an injection that was given: `i`, the route, the site, Enter.

What always holds: letters and digits choose wherever no text is being typed; what the plan, the supply and the last
dose fill in is shown with its source before it is saved, and so is everything that does not agree.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual._path import CSSPathType
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.faults import Refused
from b12track.domain.typed.amounts import (
    read_dose,
    read_strength,
    read_volume,
    show_dose,
    show_strength,
    show_volume,
)
from b12track.domain.typed.dates import read_when, show_when
from b12track.domain.typed.terms import drug_doubt, read_drug, read_site
from b12track.domain.wording.labels import read_lot
from b12track.domain.wording.text import printable
from b12track.tui import forms
from b12track.tui.features.injection import reading
from b12track.tui.features.injection.body import figure
from b12track.tui.features.injection.then import ThenLine
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.fold import Fold
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option, Picker, PickField
from b12track.tui.forms.routes import ROUTES
from b12track.tui.refusals import worded
from b12track.tui.view import View
from b12track.usecases.enter.injection import (
    Draft,
    Recorded,
    check_injection,
    draft_injection,
    record_injection,
)
from b12track.usecases.enter.supplies import left_words, stock_of


class InjectionForm(Form[Recorded]):
    """Route and site to choose; everything else is there, or a key away."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        Path(forms.__file__).with_name("form.tcss"),
        Path(__file__).with_name("injection.tcss"),
    ]
    AUTO_FOCUS = "#field-route Picker"
    HEADING = "Injection"
    SUBTITLE = "m s route · 1-9 site · Enter saves · Esc leaves"

    def __init__(self, view: View, on: date | None = None) -> None:
        super().__init__(view)
        self._on = on
        self._extra = False
        self._doubts: list[str] = []
        self._figure: object = None
        self._last = reading.last_words(view.record, view.today)

    # What is there

    def compose_fields(self) -> Iterable[Widget]:
        draft = self._draft({})
        yield Fold("w", "When", [self._when_field()], is_open=self._on is not None)
        yield Fold("d", "Drug", self._drug_fields(), is_open=not draft.drug or draft.dose_mcg is None)
        yield PickField("route", "Route", ROUTES, is_required=True)
        with Horizontal(id="where"):
            with Vertical(id="choose"):
                yield PickField("site", "Site", ())
                yield Fold(
                    "o", "", [TextField("other_site", "Other site", read_site, show=reading.site_words)]
                )
            yield Static("", id="figure")
        yield Fold("v", "Vial", self._vial_fields())
        yield Fold("b", "Given", self._who_fields())
        yield Fold("n", "Noticed", [TextField("reaction", "Reaction"), TextField("note", "Note")])

    def compose_below(self) -> Iterable[Widget]:
        yield ThenLine()
        yield Static("", id="doubts", markup=False)

    def _when_field(self) -> TextField:
        view = self.form_view
        return TextField(
            "when",
            "When",
            lambda text: read_when(text, view.now),
            value=self._on.isoformat() if self._on is not None else "",
            hint="now; 9:30, yesterday 18:00, tue 10:20",
            show=lambda when: show_when(when.instant, view.today, time_known=when.time_known),
        )

    def _drug_fields(self) -> list[Field]:
        draft = self._draft({})
        return [
            TextField("drug", "Drug", read_drug, hint=draft.drug or "hydroxocobalamin", show=drug_doubt),
            TextField("dose", "Dose", read_dose, hint=show_dose(draft.dose_mcg or 1000), show=show_dose),
        ]

    def _vial_fields(self) -> list[Field]:
        today = self.form_view.today
        stock = [(supply, left) for supply, left in stock_of(self.form_view.record, today) if left != 0]
        fields: list[Field] = []
        if stock:
            options = [
                Option(
                    "",
                    f"{(supply.lot and f'lot {supply.lot}') or supply.id}, {left_words(left)}",
                    supply.id,
                )
                for supply, left in stock
            ]
            fields.append(PickField("supply", "From", [*options, Option("", "none of these", "")]))
        return [
            *fields,
            TextField("strength", "Strength", read_strength, hint="1000mcg/ml", show=show_strength),
            TextField("volume", "Volume", read_volume, hint="1ml", show=show_volume),
            PickField("container", "Container", reading.CONTAINERS),
            TextField("lot", "Lot", read_lot, hint="as on the label, or: not known"),
            TextField(
                "expires",
                "Expires",
                lambda text: reading.read_label_expiry(text, today),
                hint="05/2027, 31 May 2027, or: not known",
                show=reading.show_label_expiry,
            ),
        ]

    def _who_fields(self) -> list[Field]:
        by, provider, place = self._last or ("", "", "")
        return [
            TextField("by", "By", hint="self, nurse ...", last=by),
            TextField("provider", "Provider", hint="J. Hart", last=provider),
            TextField("location", "Place", hint="Riverside, home ...", last=place),
        ]

    # What follows from it

    def on_mount(self) -> None:
        self._follow()

    def on_field_changed(self, event: Field.Changed) -> None:
        if event.field.key == "route":
            self._offer_sites()
        self._follow()

    def _values(self) -> dict[str, Any]:
        """What the fields say so far; what cannot be read yet is left out."""
        values: dict[str, Any] = {"extra": self._extra}
        for field in self.query(Field):
            try:
                values[field.key] = field.read()
            except (Refused, NoMatches):
                continue
        return values

    def _draft(self, values: dict[str, Any]) -> Draft:
        return draft_injection(self.form_view.record, self.form_view.now, reading.given_of(values))

    def _offer_sites(self) -> None:
        """The sites of the route that was chosen; a site that was picked stays if the route has it."""
        values = self._values()
        field = self.field("site")
        picker = field.query_one(Picker)
        picker.options = reading.site_options(
            self.form_view.record, values.get("route"), self.form_view.today
        )
        if picker.value not in [option.value for option in picker.options]:
            picker.value = None
        picker.refresh(layout=True)
        if isinstance(self.focused, Picker):
            picker.focus()

    def _follow(self) -> None:
        """Say what is filled in, what the dose would do to the plan, and what does not agree."""
        view, values = self.form_view, self._values()
        try:
            draft = self._draft(values)
        except Refused as refused:
            self.say_refusal(refused)
            return
        folds = {fold.key: fold for fold in self.query(Fold)}
        if "o" not in folds:  # in one breath with other keys, not every part is there yet
            self.call_after_refresh(self._follow)
            return
        when = show_when(draft.given_at, view.today, time_known=draft.time_known)
        folds["w"].say(when, "now" if values.get("when") is None else "")
        folds["d"].say(*reading.drug_words(draft))
        folds["v"].say(*reading.vial_words(draft))
        folds["b"].say(reading.who_words(draft), self._offer_last(draft))
        folds["n"].say(draft.reaction or draft.note or "nothing")
        folds["o"].say(values.get("other_site") or "another place")
        self._draw_figure(values)
        then = reading.then_of(view.record, draft, view.overview)
        self.query_one(ThenLine).show(then, is_extra=self._extra)
        self._say_doubts(draft)

    def _say_doubts(self, draft: Draft) -> None:
        try:
            doubts = check_injection(draft, self.form_view.record, self.form_view.overview)
        except Refused as refused:
            doubts = [worded(refused)]
        if doubts != self._doubts:
            self._doubts = doubts
            line = self.query_one("#doubts", Static)
            line.update("\n".join(f"▲ {printable(doubt)}" for doubt in doubts))
            line.display = bool(doubts)

    def _offer_last(self, draft: Draft) -> str:
        if self._last is None or draft.given_by or draft.provider or draft.location:
            return ""
        return f"l as last time ({', '.join(filter(None, self._last))})"

    def _draw_figure(self, values: dict[str, Any]) -> None:
        options = self.field("site").query_one(Picker).options
        keys = {str(option.value): option.key for option in options}
        chosen = str(values.get("site") or "")
        if (keys, chosen) != self._figure:
            self._figure = keys, chosen
            drawn = figure(keys, chosen, self.app.theme_variables)
            self.query_one("#figure", Static).update(drawn, layout=False)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Letters and digits choose, unless they are being typed."""
        if isinstance(self.focused, Input) or event.character is None:
            return
        key = event.character
        for name in ("route", "site"):
            if self.field(name).query_one(Picker).pick_key(key):
                event.stop()
                return
        fold = next((fold for fold in self.query(Fold) if fold.key == key), None)
        if fold is not None:
            event.stop()
            event.prevent_default()
            fold.open()
        elif key == "x":
            event.stop()
            self.turn()
        elif key == "l" and self._last is not None:
            event.stop()
            self._take_last(self._last)

    def on_then_line_turned(self, event: ThenLine.Turned) -> None:
        event.stop()
        self.turn()

    def turn(self) -> None:
        """From a dose that counts to an extra one, and back."""
        self._extra = not self._extra
        self._follow()

    def _take_last(self, last: tuple[str, str, str]) -> None:
        for name, value in zip(("by", "provider", "location"), last):
            line = self.field(name).query_one(Input)
            if not line.value:
                line.value = value

    @property
    def is_changed(self) -> bool:
        return super().is_changed or self._extra

    def read_values(self) -> dict[str, Any] | None:
        values = super().read_values()
        if values is None:
            for fold in self.query(Fold):
                if fold.query(".-fault"):
                    fold.add_class("-open")
        return values

    async def save(self, values: dict[str, Any]) -> Recorded | None:
        person_file, given = self.form_view.person_file, reading.given_of({**values, "extra": self._extra})
        draft = draft_injection(person_file.record(), self._moment(), given)
        return await self.b12.write_or_ask(partial(record_injection, person_file, draft))

    def _moment(self) -> Any:
        """Now, as it is when the dose is saved; the form may have stood open for a while."""
        self.form_view.person_file.refresh()
        return self.form_view.person_file.now
