"""An injection about to be recorded: what was typed, and what the plan, the supply or the last dose fills in.

What always holds: nothing is invented. The route is always stated; who gave it and where are never filled in; lot and
expiry come from a supply or are typed; every field that was filled in says where from.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from b12track.domain.record import fields
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.records import Injection, Record, Route, Supply
from b12track.domain.rules.audit import EXPIRY_NOT_KNOWN
from b12track.domain.rules.entry import refuse_amounts, refuse_future
from b12track.domain.rules.plans_in_force import plan_of_dose
from b12track.domain.rules.schedule import wanted_dose
from b12track.domain.typed.amounts import show_strength
from b12track.domain.typed.dates import When, read_when, show_date
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.text import clean
from b12track.usecases.lookup import pick

Origin = Literal["plan", "supply", "last", "dose", "typed"]


class Given(NamedTuple):
    """What was typed or chosen; None is what nobody said."""

    when: When | None = None
    route: Route | None = None
    site: str | None = None
    drug: str | None = None
    dose_mcg: float | None = None
    strength_mcg_per_ml: float | None = None
    volume_ml: float | None = None
    container: str | None = None
    lot: str | None = None
    expires: date | None = None
    expiry_not_known: bool = False
    given_by: str | None = None
    provider: str | None = None
    location: str | None = None
    supply_id: str | None = None
    reaction: str | None = None
    note: str | None = None
    extra: bool = False


class Draft(NamedTuple):
    """An injection that is not recorded yet; `origins` says where each field that is filled comes from."""

    given_at: datetime
    time_known: bool = True
    drug: str | None = None
    dose_mcg: float | None = None
    route: Route | None = None
    strength_mcg_per_ml: float | None = None
    volume_ml: float | None = None
    site: str = ""
    given_by: str = ""
    provider: str = ""
    location: str = ""
    lot: str = ""
    expires: date | None = None
    container: str = ""
    counts: bool = True
    supply_id: str | None = None
    reaction: str = ""
    note: str = ""
    origins: Mapping[str, Origin] = {}

    @property
    def given_on(self) -> date:
        """The local date, in the injection's own offset."""
        return self.given_at.date()


# What is typed of an injection and taken as it is; when, whether it counts and from which supply are thought about.
_TYPED = [
    field.name
    for field in fields.SCHEMAS["injections"].fields.values()
    if field.changed == "form" and field.name not in ("given_at", "counts", "supply_id")
]


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
        for name in _TYPED:
            self.put(name, getattr(self.given, name), "typed")
        if self.given.expiry_not_known:
            if self.given.expires is not None:
                raise Refused("expires", 'a date and "not known" cannot both hold', "write one of them")
            self.values["note"] = with_expiry_not_known(self.given.note or "")

    def take_supply(self) -> None:
        if self.given.supply_id is None:
            return
        supply = find_supply(self.record, self.given.supply_id)
        self.put("supply_id", supply.id, "typed")
        plan = plan_of_dose(self.record.plans, self.given_at.date())
        drug = self.values.get("drug") or (plan.drug if plan is not None else None)
        if supply.drug and drug and supply.drug.casefold() != drug.casefold():
            whose = "what was typed" if "drug" in self.values else "the plan's drug"
            raise Refused(
                "supply",
                f"{supply.id} holds {supply.drug}, and {whose} is {drug}",
                "name another supply",
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
            origins=self.origins,
            **self.values,
        )


def with_expiry_not_known(note: str) -> str:
    """A note with the line that says so; the field itself can only hold a date."""
    lines = note.splitlines()
    if EXPIRY_NOT_KNOWN in (line.casefold() for line in lines):
        return note
    return "\n".join([*lines, EXPIRY_NOT_KNOWN])


def find_supply(record: Record, typed: str) -> Supply:
    """The supply of this id, or the only one whose id begins so."""
    ids = [supply.id for supply in record.supplies]
    id = pick(typed, ids, "supply", Deed("add supply"))
    return record.supplies[ids.index(id)]


def check_draft(draft: Draft, record: Record, now: datetime) -> Injection:
    """The injection that a draft is, still without its id; refused by name where it cannot be one."""
    if draft.route is None:
        raise Refused("route", "it is never taken for granted", *_routes(record, draft.given_on))
    if not draft.drug:
        raise Refused("drug", "no plan says it", "write it, such as hydroxocobalamin")
    if draft.dose_mcg is None:
        raise Refused("dose", "no plan says it", "write it with its unit, such as 1mg")
    refuse_future(draft.given_at, draft.time_known, now)
    refuse_amounts(draft.dose_mcg, draft.strength_mcg_per_ml, draft.volume_ml, draft.origins)
    values = {name: getattr(draft, name) for name in Draft._fields if name != "origins"}
    for name in ("drug", "site", "given_by", "provider", "location", "lot", "container"):
        values[name] = clean(values[name], name.replace("_", " "))
    for name in ("reaction", "note"):
        values[name] = clean(values[name], name, lines=True)
    return Injection(id="", zone=record.person.timezone, recorded_at=now.replace(microsecond=0), **values)


def _routes(record: Record, given_on: date) -> tuple[Deed, Deed]:
    plan = plan_of_dose(record.plans, given_on)
    first: Route = plan.route if plan is not None else "IM"
    second: Route = "SC" if first == "IM" else "IM"
    said = f"{ROUTES[first]}, as the plan says" if plan is not None else ROUTES[first]
    return Deed("route", first, said), Deed("other route", second, ROUTES[second])


def show_origin(draft: Draft, today: date) -> str:
    """What was filled in, in a sentence, so that a person looks at the label."""
    words = {"plan": "the plan", "supply": "the supply", "last": "the last dose"}
    labels = {
        "drug": "drug",
        "dose_mcg": "dose",
        "strength_mcg_per_ml": f"strength {show_strength(draft.strength_mcg_per_ml or 0)}",
        "container": f"container {draft.container}",
        "lot": f"lot {draft.lot}",
        "expires": f"expiry {show_date(draft.expires, today, weekday=False)}" if draft.expires else "",
    }
    parts = []
    for origin, source in words.items():
        names = [label for name, label in labels.items() if draft.origins.get(name) == origin]
        if names:
            parts.append(f"{_listed(names)} from {source}")
    return "; ".join(parts)


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
