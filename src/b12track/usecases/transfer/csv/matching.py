"""Rows without an id, held against what is here by what they say.

What always holds: a row that says what a record here says is that record, so that the same file again changes nothing.
A day has one log: all rows of a day go into it together, adding what is not there yet; none changes a score by itself.
A second injection on a day is taken in only where that was said.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from b12track.domain.record import loading
from b12track.domain.record.faults import Deed
from b12track.domain.record.ids import log_id, new_id
from b12track.domain.record.records import KINDS
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.text import folded_words
from b12track.store.edits import id_of
from b12track.usecases.transfer.compare import Entry, Raw, Row

_Sayings = tuple[Any, ...]
_ONE_UNIT = {"pg/mL": "ng/L", "ng/mL": "ug/L", "nmol/mL": "umol/L"}


class _Log:
    """The log of a day: as it is here, what rows say of it since `said_at`, and what is `coming` in with a row."""

    def __init__(self, here: Raw | None) -> None:
        self.here = here
        self.said: Raw = {"scores": {}}
        self.said_at = ""
        self.coming: Raw | None = None
        self.coming_with = ""


class Matcher:
    """The records of one kind that are here, and the rows that came so far; `keys` are what a row can say.

    With `replace` a row may change what is here; without it, whoever compares refuses it.
    """

    def __init__(self, kind: str, ours: Raw, keys: Collection[str], *, yes: bool, replace: bool) -> None:
        self._kind, self._keys, self._yes, self._replace = kind, tuple(keys), yes, replace
        self._taken = {id_of(each, raw) for each in KINDS[1:] for raw in ours.get(each) or ()}
        self._places: dict[str, str] = {}
        self._days: dict[date, list[Raw]] = {}
        self._logs: dict[str, _Log] = {}
        self._found: dict[_Sayings, Raw] = {}
        self._by_day: dict[_Sayings, Raw] = {}
        if kind == "symptoms":
            self._logs = {raw["date"]: _Log(raw) for raw in ours.get(kind) or ()}
        elif kind != "symptom_kinds":  # a symptom has no id: its name says which it is
            for raw in ours.get(kind) or ():
                self._note(raw)

    def match(self, raw: Raw, where: str) -> Entry | Row:
        """What becomes of a row that is valid by itself."""
        if "id" in raw or self._kind == "symptom_kinds":
            return Entry(self._kind, raw, where)
        if self._kind == "symptoms":
            return self._log(raw, where)
        known = self._found.get(self._says(raw))
        if known is None and raw.get("time_known") is False:
            # A row without a time says less, and the rest agrees.
            known = self._by_day.get(self._says_of_day(raw))
        if known is not None:
            if place := self._places.get(known["id"]):
                return Row(self._kind, known["id"], "joined", f"says the same as {place}", where)
            self._places[known["id"]] = where  # another dose on its day is not this one said differently
            return Row(self._kind, known["id"], "same", "", where)
        others = self._days.get(_day(raw), []) if self._kind == "injections" else []
        if others and not self._yes:  # the same dose said differently, or another
            first, *more = others
            if more or first["id"] in self._places:
                place = self._places.get(first["id"], first["id"])
                why = f"a second injection on {show_date(_day(raw))}, beside {place}"
                return Row(self._kind, "", "refused", why, where, (Deed("was so", "given"),))
            # Refused as other content of the one that is here, or put in its place where that was said.
            return Entry(self._kind, {**first, **raw}, where)
        named = {"id": new_id(self._kind, self._taken), **raw}
        self._taken.add(named["id"])
        self._places[named["id"]] = where
        self._note(named)
        return Entry(self._kind, named, where)

    def _log(self, raw: Raw, where: str) -> Entry | Row:
        log = self._logs.setdefault(raw["date"], _Log(None))
        if _differ(log.said, raw):
            why = f"{log.said_at} has other scores or another note for {show_date(_day(raw))}"
            return Row(self._kind, "", "refused", why, where, (Deed("which counts"),))
        _add(log.said, raw)
        log.said_at = log.said_at or where
        if log.here is not None and not self._replace and _differ(log.here, raw):
            return Entry(self._kind, _added(log.here, raw), where)  # other content of what is here
        if log.coming is not None:
            _add(log.coming, raw)  # the row before is still on its way in, and takes this one along
            return Row(self._kind, log.coming["id"], "joined", f"goes with {log.coming_with}", where)
        log.coming_with = where
        if log.here is not None:
            log.coming = _added(log.here, raw)
            return Entry(self._kind, log.coming, where, adds=not self._replace)
        log.coming = {"id": log_id(_day(raw), self._taken), **raw}
        self._taken.add(log.coming["id"])
        return Entry(self._kind, log.coming, where)

    def _note(self, raw: Raw) -> None:
        self._found.setdefault(self._says(raw), raw)
        if self._kind == "injections":
            self._days.setdefault(_day(raw), []).append(raw)
            self._by_day.setdefault(self._says_of_day(raw), raw)

    def _says(self, raw: Raw) -> _Sayings:
        """What a record says as far as the rows can say it."""
        meant = loading.dump(loading.load(self._kind, {"id": "x", **raw}))
        if self._kind == "labs":
            # A name is the same however it is written, and so is a number in two units that are one.
            meant["test"] = folded_words(meant["test"])
            meant["unit"] = _ONE_UNIT.get(meant["unit"], meant["unit"])
        said = (meant.get(key) for key in self._keys)
        return tuple(repr(each) if isinstance(each, dict | list) else each for each in said)

    def _says_of_day(self, raw: Raw) -> _Sayings:
        """What an injection says but for its time."""
        said = zip(self._keys, self._says(raw))
        return (_day(raw), *(value for key, value in said if key not in ("given_at", "time_known", "zone")))


def _day(raw: Raw) -> date:
    """The day of a log or an injection."""
    return date.fromisoformat((raw.get("date") or raw["given_at"])[:10])


def _differ(known: Raw, raw: Raw) -> bool:
    """Whether a row of a day says another score than is known, or another note."""
    if any(known["scores"].get(name, score) != score for name, score in raw["scores"].items()):
        return True
    return bool(known.get("note") and raw.get("note")) and known["note"] != raw["note"]


def _add(known: Raw, raw: Raw) -> None:
    known["scores"].update(raw["scores"])
    if raw.get("note"):
        known["note"] = raw["note"]


def _added(known: Raw, raw: Raw) -> Raw:
    """What is known of a day with what a row says put in."""
    whole = {**known, "scores": dict(known["scores"])}
    _add(whole, raw)
    return whole
