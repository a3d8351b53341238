"""The form for an injection that was given: `i`, the route, the site, Enter.

What always holds: letters and digits choose wherever no text is being typed; what the plan, the supply and the last
dose fill in is shown with its source before it is saved, and so is everything that does not agree.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.containers import Horizontal, Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from b12track.domain.record.faults import Refused
from b12track.domain.record.records import Route
from b12track.domain.rules.overview import overview_of
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.dates import When, show_date, show_when
from b12track.domain.typed.terms import read_site
from b12track.domain.wording.phrases import next_text
from b12track.domain.wording.record_names import expiry_words, show_timing
from b12track.domain.wording.text import printable
from b12track.tui import forms
from b12track.tui.features.injection import reading
from b12track.tui.features.injection.body import figure
from b12track.tui.features.injection.then import LastLine, ThenLine
from b12track.tui.forms.amending import EntryForm
from b12track.tui.forms.fields import Field, TextField
from b12track.tui.forms.fold import Fold
from b12track.tui.forms.picking import Option, PickField
from b12track.tui.refusals import worded
from b12track.tui.view import View
from b12track.usecases.enter.injection import Recorded, check_injection, record_injection
from b12track.usecases.enter.injection_draft import Given, draft_injection
from b12track.usecases.enter.supplies import left_words, stock_of
from b12track.usecases.fields import Changes, rows_in_forms
from b12track.usecases.look.history import Item

_EXTRA = "extra"


class InjectionForm(EntryForm[Recorded]):
    """Route and site to choose; everything else is there, or a key away."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        Path(forms.__file__).with_name("form.tcss"),
        Path(__file__).with_name("injection.tcss"),
    ]
    AUTO_FOCUS = "#field-route Picker"
    HEADING = "Injection"
    KIND = "injections"
    SUBTITLE = "m s route · digits site · Enter next · Ctrl+S saves · Esc leaves"

    def __init__(
        self, view: View, on: date | None = None, there: Item | None = None, supply: str = ""
    ) -> None:
        super().__init__(view, there)
        self._was_extra = self._extra = there is not None and not there.value.counts
        self._doubts: list[str] = []
        self._figure: object = None
        self._visit: tuple[str, str] | None = None
        self._last = reading.last_time(view.record, view.today) if there is None else None
        # What stands beside the dose, and how the plan is without it: one that is changed is no second one of itself.
        self._record, self._overview = view.record, view.overview
        if there is not None:
            others = [other for other in view.record.injections if other.id != there.id]
            self._record = view.record._replace(injections=others)
            self._overview = overview_of(self._record, view.overview.now)
        self.then = ThenLine()
        self._figure_drawn = Static("", id="figure")
        self._doubted = Static("", id="doubts", markup=False)
        self.route: PickField[Route] = self.row("route")
        self.site = PickField[str]("site", "Site", ())
        self.other_site = TextField("other_site", "Other site", read_site, show=reading.site_words)
        day = show_date(on, weekday=False) if on is not None else ""
        self.when: TextField[Changes] = self.row("given_at", value=day, is_required=False)
        planned = draft_injection(view.record, view.now, Given())
        dose = show_dose(planned.dose_mcg) if planned.dose_mcg else ""
        self.drug: TextField[Changes] = self.row("drug", hint=planned.drug, is_required=False)
        self.dose: TextField[Changes] = self.row("dose_mcg", hint=dose, is_required=False)
        self.supply: PickField[str] = self.row("supply_id", options=_stock(view), value=supply)
        vial = [self.row(key) for key in ("strength_mcg_per_ml", "volume_ml")]
        vial += [self.row("container", options=reading.CONTAINERS), self.row("lot"), self.row("expires")]
        by, provider, place = self._last.who if self._last is not None else ("", "", "")
        self.who: tuple[TextField[Changes], ...] = (
            self.row("given_by", last=by),
            self.row("provider", last=provider),
            self.row("location", last=place),
        )
        # What was noticed, and whatever else the table of fields has.
        apart = ("site", "counts", *self.rows)
        noticed = [self.row(row.key) for row in rows_in_forms(self.KIND) if row.key not in apart]
        self.folds = {
            "w": Fold("w", "When", [self.when], is_open=on is not None),
            "d": Fold(
                "d",
                "Drug",
                [self.drug, self.dose],
                is_open=not planned.drug or planned.dose_mcg is None,
            ),
            "o": Fold("o", "", [self.other_site]),
            "v": Fold("v", "Vial", [self.supply, *vial] if self.supply.control.options else vial),
            "b": Fold("b", "Given", self.who),
            "n": Fold("n", "Noticed", noticed),
        }
        if there is not None:
            self._offer_sites()
            is_known = there.value.site in [option.stands_for for option in self.site.control.options]
            (self.site if is_known else self.other_site).begin_with(there.value.site)

    def _offer_sites(self) -> None:
        self.site.offer(reading.site_options(self.form_view.record, self.route.picked, self.form_view.today))

    # What is there

    def compose_fields(self) -> Iterable[Widget]:
        folds = self.folds
        if self._last is not None:
            yield LastLine(self._last.words)
        yield from (folds["w"], folds["d"], self.route)
        with Horizontal(id="where"):
            with Vertical(id="choose"):
                yield self.site
                yield folds["o"]
            yield self._figure_drawn
        yield from (folds["v"], folds["b"], folds["n"])

    def compose_below(self) -> Iterable[Widget]:
        yield self.then
        yield self._doubted

    # What follows from it

    def on_mount(self) -> None:
        self._follow()

    def on_field_changed(self, event: Field.Changed) -> None:
        if event.field is self.route:
            self._offer_sites()
        if event.by_key and event.field in (self.route, self.site):
            (self.site.control if event.field is self.route else self.save_button).focus()
        self._follow()

    def given(self) -> Given:
        """What the fields say so far; what cannot be read yet is left out."""
        fields: dict[str, Any] = {}
        for key, field in self.rows.items():
            said = field.so_far()
            if isinstance(field, TextField):
                fields |= {
                    name: value for name, value in (said or {}).items() if name != "note" or key == "note"
                }
            else:
                fields[key] = said or None
        at, time_known = fields.pop("given_at", None), fields.pop("time_known", True)
        return Given(
            When(at, time_known, at.date()) if at is not None else None,
            site=self.other_site.so_far() or self.site.picked,
            expiry_not_known="expires" in fields and fields["expires"] is None,
            extra=self._extra,
            **fields,
        )

    def _follow(self) -> None:
        """Say what is filled in, what the dose would do to the plan, and what does not agree."""
        view, given, folds = self.form_view, self.given(), self.folds
        try:
            draft = draft_injection(view.record, view.now, given)
        except Refused as refused:
            self.say_refusal(refused)
            return
        fields: tuple[TextField[Any], ...] = (self.when, self.drug, self.dose)
        is_clear = not any(field.fault() for field in fields)
        when = show_when(draft.given_at, view.today, time_known=draft.time_known)
        if self.when.fault():
            folds["w"].say("not clear yet")
        else:
            folds["w"].say(when, "now" if given.when is None else "")
        folds["d"].say(*reading.drug_words(draft))
        folds["v"].say(*reading.vial_words(draft))
        # What a visit of that day says of who and where, for one key.
        self._visit = reading.visit_of(view.record, draft.given_on)
        offer = ""
        if self._visit is not None and not draft.text("provider") and not draft.text("location"):
            offer = f"a as the visit that day ({', '.join(filter(None, self._visit))})"
        folds["b"].say(reading.who_words(draft), offer)
        folds["n"].say(draft.text("reaction") or draft.text("note") or "nothing")
        folds["o"].say(self.other_site.so_far() or "another place")
        sites = {str(option.value): option.key for option in self.site.control.options}
        chosen = self.site.picked or ""
        if (sites, chosen) != self._figure:
            self._figure = sites, chosen
            self._figure_drawn.update(figure(sites, chosen, self.app.theme_variables), layout=False)
        then = reading.then_of(self._record, draft, self._overview) if is_clear else reading.NOT_CLEAR_YET
        self.then.show(then, is_extra=self._extra)
        try:
            doubts = check_injection(draft, self._record, self._overview) if is_clear else []
        except Refused as refused:
            doubts = [worded(refused)]
        if doubts != self._doubts:
            self._doubts = doubts
            self._doubted.update("\n".join(f"▲ {printable(doubt)}" for doubt in doubts))
            self._doubted.display = bool(doubts)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Letters and digits choose, unless they are being typed."""
        if isinstance(self.focused, Input) or event.character is None:
            return
        key = event.character
        if self.route.control.pick_key(key) or self.site.control.pick_key(key):
            event.stop()
        elif key in self.folds:
            event.stop()
            event.prevent_default()
            self.folds[key].unfold()
        elif key == "x":
            event.stop()
            self.turn()
        elif key == "=" and self._last is not None:
            event.stop()
            event.prevent_default()
            self._take_last(self._last)
        elif key == "a" and self._visit is not None:
            event.stop()
            self._take(zip(self.who[1:], self._visit))

    def action_advance(self) -> None:
        """Go to the next field; from the last one, and the last one of what was unfolded, save.

        Whoever says first when it was is led to the route, which is nobody's fault yet.
        """
        if not any(self.focused is fold.fields[-1].control for fold in self.folds.values()):
            super().action_advance()
        elif self.route.picked is None:
            self.lead_to(self.route)
        else:
            self.action_save()

    def on_last_line_taken(self, event: LastLine.Taken) -> None:
        event.stop()
        if self._last is not None:
            self._take_last(self._last)

    def on_then_line_turned(self, event: ThenLine.Turned) -> None:
        event.stop()
        self.turn()

    def turn(self) -> None:
        """From a dose that counts to an extra one, and back."""
        self._extra = not self._extra
        self._follow()

    def _take_last(self, last: reading.LastTime) -> None:
        """Route, who and where of the last time, and the site whose turn it is; what was chosen already stays."""
        if self.route.picked is None:
            self.route.choose(last.route)
        self._offer_sites()
        if self.site.picked is None and self.route.picked == last.route and last.site is not None:
            self.site.choose(last.site)
        self._take(zip(self.who, last.who))
        self.save_button.focus()

    def _take(self, taken: Iterable[tuple[TextField[Any], str]]) -> None:
        for field, value in taken:
            if not field.text:
                field.text = value
        self._follow()

    @property
    def is_changed(self) -> bool:
        return super().is_changed or self._extra != self._was_extra

    def typed_texts(self) -> dict[str, str]:
        return super().typed_texts() | ({_EXTRA: str(self._extra)} if self._extra != self._was_extra else {})

    def take_typed(self, texts: Mapping[str, str]) -> None:
        if self.route.key in texts:  # which sites there are follows from it
            self.route.take(texts[self.route.key])
            self._offer_sites()
        super().take_typed(texts)
        if _EXTRA in texts:
            self._extra = not self._was_extra
        self._follow()

    def changes(self) -> dict[str, str]:
        texts = super().changes()
        if self.site.is_changed or self.other_site.is_changed:
            texts["site"] = self.other_site.read() or self.site.picked or ""
        if self._extra != self._was_extra:
            texts["counts"] = "no" if self._extra else "yes"
        return texts

    async def enter(self) -> Recorded | None:
        person_file = self.form_view.person_file
        person_file.refresh()  # now, as it is when the dose is saved; the form may have stood open for a while
        draft = draft_injection(person_file.record(), person_file.now, self.given())
        return await self.write_or_ask(partial(record_injection, person_file, draft))

    def entered(self, answer: Recorded) -> str:
        return said_of(answer, self.form_view.today)


def _stock(view: View) -> list[Option]:
    """The supplies with doses left, by their lots."""
    options = []
    for supply, left in stock_of(view.record, view.today):
        if left != 0:
            is_over = supply.has_expired(view.today)
            lot = f"lot {supply.lot}" if supply.lot else supply.id
            said = (lot, left_words(left), expiry_words(supply, view.today) if is_over else "")
            options.append(Option("", ", ".join(filter(None, said)), supply.id))
    return [*options, Option("", "none of these", "")] if options else []


def said_of(recorded: Recorded, today: date) -> str:
    """What was saved and what follows from it."""
    day = show_date(recorded.injection.given_on, today)
    timing = show_timing(recorded.timing) if recorded.injection.counts else "extra"
    following = next_text(recorded.after)
    first = ", ".join(filter(None, (f"injection of {day}", timing)))
    return f"{first} · next {following}" if following else first
