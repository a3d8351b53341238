"""An injection about to be recorded: what was typed, and what the plan, the supply or the last dose fills in.

What always holds: nothing is invented. The route is always stated; who gave it and where are never filled in; lot and
expiry come from a supply or are typed; every field that was filled in says where from.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from b12track.domain.record import field_types
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.fields import SCHEMAS
from b12track.domain.record.loading import VALUES
from b12track.domain.record.records import Injection, Record, Route
from b12track.domain.record.schema import Field
from b12track.domain.rules.entry import refuse_amounts, refuse_future
from b12track.domain.rules.plans_in_force import plan_of_dose
from b12track.domain.rules.schedule import wanted_dose
from b12track.domain.typed.amounts import show_strength
from b12track.domain.typed.dates import When, read_when, show_date
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.labels import with_expiry_not_known
from b12track.domain.wording.text import clean
from b12track.usecases.lookup import find_supply

Origin = Literal["plan", "supply", "last", "dose", "typed"]


class Given:
    """What was typed or chosen of an injection, by the attributes of its fields; None is what nobody said.

    When it was given, whether it is extra to the plan, and an expiry that is not known are no fields, or not one.
    """

    def __init__(
        self,
        when: When | None = None,
        *,
        extra: bool = False,
        expiry_not_known: bool = False,
        **fields: Any,
    ) -> None:
        self.when, self.extra, self.expiry_not_known, self.fields = when, extra, expiry_not_known, fields
        unknown = fields.keys() - typed_rows().keys() - {"supply_id"}
        assert not unknown, f"an injection has no {', '.join(unknown)}"


class Draft(NamedTuple):
    """An injection that is not recorded yet: its fields by their attributes, as far as they are said or filled in.

    `origins` says where each of them comes from.
    """

    given_at: datetime
    time_known: bool = True
    counts: bool = True
    fields: Mapping[str, Any] = {}
    origins: Mapping[str, Origin] = {}

    @property
    def given_on(self) -> date:
        """The local date, in the injection's own offset."""
        return self.given_at.date()

    @property
    def drug(self) -> str:
        """What was injected; empty where nothing says it."""
        return self.text("drug")

    @property
    def dose_mcg(self) -> float | None:
        """How much of it."""
        return self.fields.get("dose_mcg")

    @property
    def route(self) -> Route | None:
        """Into what; never filled in."""
        return self.fields.get("route")

    @property
    def strength_mcg_per_ml(self) -> float | None:
        """What the label says."""
        return self.fields.get("strength_mcg_per_ml")

    @property
    def volume_ml(self) -> float | None:
        """How much was drawn up."""
        return self.fields.get("volume_ml")

    @property
    def expires(self) -> date | None:
        """The last day of the vial."""
        return self.fields.get("expires")

    @property
    def supply_id(self) -> str | None:
        """The vials at home that it was taken from."""
        return self.fields.get("supply_id")

    @property
    def is_short_of_much(self) -> bool:
        """Whether it cannot be an injection yet."""
        return self.route is None or not self.drug or self.dose_mcg is None

    def text(self, name: str) -> str:
        """A field that is text; empty where nobody said it."""
        return str(self.fields.get(name) or "")


def typed_rows() -> dict[str, Field]:
    """What is typed of an injection and taken as it is, by its attributes.

    When it was given, whether it counts and the supply are thought about.
    """
    rows = SCHEMAS["injections"].attributes.items()
    return {
        name: row
        for name, row in rows
        if row.changed == "form" and name not in ("given_at", "counts", "supply_id")
    }


def draft_injection(record: Record, now: datetime, given: Given) -> Draft:
    """Fill in what may be filled in; refused only where what was typed cannot be meant."""
    filling = _Filling(record, now, given)
    filling.take_typed()
    filling.take_supply()
    filling.take_plan()
    filling.take_last_dose()
    filling.take_volume()
    return filling.draft()


class _Filling:
    """The fields of a draft while its sources are asked one after the other; who comes first is kept."""

    def __init__(self, record: Record, now: datetime, given: Given) -> None:
        self.record, self.given = record, given
        when = given.when or read_when("now", now)
        self.given_at, self.time_known = when.instant, when.time_known
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}

    def put(self, name: str, value: Any, origin: Origin) -> None:
        if value is not None and value != "" and name not in self.values:
            self.values[name] = value
            self.origins[name] = origin

    def take_typed(self) -> None:
        for name in typed_rows():
            self.put(name, self.given.fields.get(name), "typed")
        if self.given.expiry_not_known:
            if "expires" in self.values:
                raise Refused("expires", 'there is a date, and also "not known"', "write one of the two")
            self.values["note"] = with_expiry_not_known(self.values.get("note", ""))

    def take_supply(self) -> None:
        if (typed := self.given.fields.get("supply_id")) is None:
            return
        supply = find_supply(self.record, typed)
        self.put("supply_id", supply.id, "typed")
        plan = plan_of_dose(self.record.plans, self.given_at.date())
        drug = self.values.get("drug") or (plan.drug if plan is not None else None)
        if supply.drug and drug and supply.drug.casefold() != drug.casefold():
            whose = "what was typed" if "drug" in self.values else "the plan's drug"
            raise Refused(
                "supply",
                f"{supply.id} holds {supply.drug}, but {whose} is {drug}",
                "choose another supply",
                Deed("drug", supply.drug),
            )
        self.put("drug", supply.drug if drug is None else None, "supply")
        for name in ("strength_mcg_per_ml", "container", "lot"):
            self.put(name, getattr(supply, name), "supply")
        if not self.given.expiry_not_known:
            self.put("expires", supply.expires, "supply")

    def take_plan(self) -> None:
        plan = plan_of_dose(self.record.plans, self.given_at.date())
        if plan is not None:
            self.put("drug", plan.drug, "plan")
            as_planned = Injection("", self.given_at, plan.drug, plan.dose_mcg, plan.route, self.time_known)
            self.put("dose_mcg", wanted_dose(self.record, plan, as_planned), "plan")

    def take_last_dose(self) -> None:
        drug = str(self.values.get("drug", "")).casefold()
        earlier = [
            i for i in self.record.injections if i.drug.casefold() == drug and i.given_at <= self.given_at
        ]
        if earlier:
            last = max(earlier, key=lambda injection: injection.given_at)
            self.put("strength_mcg_per_ml", last.strength_mcg_per_ml, "last")
            self.put("container", last.container, "last")

    def take_volume(self) -> None:
        dose, strength = self.values.get("dose_mcg"), self.values.get("strength_mcg_per_ml")
        if dose is not None and strength is not None:
            volume = round(dose / strength, 6)
            self.put("volume_ml", int(volume) if volume % 1 == 0 else volume, "dose")

    def draft(self) -> Draft:
        return Draft(
            given_at=self.given_at,
            time_known=self.time_known,
            counts=not self.given.extra,
            fields=self.values,
            origins=self.origins,
        )


def check_draft(draft: Draft, record: Record, now: datetime) -> Injection:
    """The injection that a draft is, still without its id; refused by name where it cannot be one."""
    if draft.route is None:
        plan = plan_of_dose(record.plans, draft.given_on)
        first: Route = plan.route if plan is not None else "IM"
        second: Route = "SC" if first == "IM" else "IM"
        said = f"{ROUTES[first]}, as the plan says" if plan is not None else ROUTES[first]
        ways = Deed("route", first, said), Deed("other route", second, ROUTES[second])
        raise Refused("route", "it has to be said each time", *ways)
    if not draft.drug:
        raise Refused("drug", "no plan is in force to take it from", "write it, such as hydroxocobalamin")
    if draft.dose_mcg is None:
        raise Refused("dose", "no plan is in force to take it from", "write it with its unit, such as 1mg")
    refuse_future(draft.given_at, draft.time_known, now)
    refuse_amounts(draft.dose_mcg, draft.strength_mcg_per_ml, draft.volume_ml, draft.origins)
    values = dict(draft.fields)
    for name, row in typed_rows().items():
        if isinstance(text := values.get(name), str):
            values[name] = clean(text, row.called, lines=row.type == field_types.LINES)
    injection: Injection = VALUES["injections"](
        id="",
        given_at=draft.given_at,
        time_known=draft.time_known,
        counts=draft.counts,
        zone=record.person.timezone,
        recorded_at=now.replace(microsecond=0),
        **values,
    )
    return injection


def show_origin(draft: Draft, today: date) -> str:
    """What was filled in, in a sentence, so that a person looks at the label."""
    words = {"plan": "the plan", "supply": "the supply", "last": "the last dose"}
    rows = typed_rows()
    parts = []
    for origin, source in words.items():
        names = [name for name, whence in draft.origins.items() if whence == origin]
        if filled := [_filled(rows[name], draft.fields[name], today) for name in names]:
            listed = " and ".join(filter(None, (", ".join(filled[:-1]), filled[-1])))
            parts.append(f"{listed} from {source}")
    return "; ".join(parts)


def _filled(row: Field, value: Any, today: date) -> str:
    """A field that was filled in; of what stands on the label, with what."""
    if not row.gap:
        return row.called
    if isinstance(value, date):
        return f"{row.gap} {show_date(value, today, weekday=False)}"
    return f"{row.gap} {value if isinstance(value, str) else show_strength(value)}"
