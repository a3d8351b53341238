"""A FHIR bundle: which of its resources come in as what, and why the others do not.

What always holds: every resource is accounted for, as a record that comes in, is here already or is refused, or as one
that is not taken, with the reason. A bundle is of one patient; what is said of another is not taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from b12track.domain.record import fields
from b12track.domain.record.faults import Deed, Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.record.records import Record
from b12track.domain.wording.text import clip, printable, quote
from b12track.usecases.transfer.compare import Entry, Raw, Row
from b12track.usecases.transfer.csv.columns import check_row
from b12track.usecases.transfer.csv.matching import Matcher
from b12track.usecases.transfer.fhir import doses, results
from b12track.usecases.transfer.fhir.parts import Left, Resource, listed, own_id, part, text, words_of
from b12track.usecases.transfer.import_records import Brought, Choices, Source, doubted

_WITHOUT_PATIENT = "does not say whose it is"
# Resources that others point at; by themselves they are nothing to record.
_BESIDE = (
    "Patient",
    "Medication",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "Encounter",
)
_KEYS = {
    "injections": ["given_at", "time_known", "drug", "dose_mcg", "route"],
    "labs": ["date", "test", "comparator", "value", "unit"],
    "symptoms": ["date", "scores", "note"],
    "treatments": ["name", "kind", "from"],
}
_MOST_ENTRIES = 200_000


def source_of_bundle(raw: Resource, name: str, now: datetime, choices: Choices, route: str = "") -> Source:
    """The records of a bundle; `route` was stated for the doses that say none."""
    bundle = _Bundle(raw, name, now, choices, route)
    remarks = () if bundle.patient else (f"The bundle {_WITHOUT_PATIENT}.",)
    person = bundle.person()
    return Source(name, person["name"] if person is not None else None, person, bundle.brought, remarks)


class _Bundle:
    """The resources of one bundle, by the ways in which they point at each other."""

    def __init__(self, raw: Resource, name: str, now: datetime, choices: Choices, route: str) -> None:
        self.name, self.now, self.choices, self.route = name, now, choices, route
        entries = listed(raw.get("entry"))
        if len(entries) > _MOST_ENTRIES:
            raise Refused(name, f"has more than {_MOST_ENTRIES} entries, which no record of a person has")
        self.entries: list[tuple[int, Resource]] = []
        self.by_address: dict[str, Resource] = {}
        for number, entry in enumerate(entries, 1):
            resource = part(entry, "resource")
            if not text(resource.get("resourceType")):
                continue
            self.entries.append((number, resource))
            self.by_address[f"{resource['resourceType']}/{text(resource.get('id'))}"] = resource
            if address := text(part(entry).get("fullUrl")):
                self.by_address[address] = resource
        self.reports = {
            id(self.find(report, result)): report
            for _, report in self.entries
            if report["resourceType"] == "DiagnosticReport"
            for result in listed(report.get("result"))
        }
        patients = {id(each): each for _, each in self.entries if each["resourceType"] == "Patient"}
        if len(patients) > 1:
            who = ", ".join(quote(_name_of(each)) for each in patients.values())
            raise Refused(
                name, f"is of {len(patients)} patients ({who})", "import one patient's bundle at a time"
            )
        self.patient: Resource = next(iter(patients.values()), {})

    def person(self) -> Raw | None:
        """Whose bundle it is, as far as it says."""
        if not (name := _name_of(self.patient)):
            return None
        born = text(self.patient.get("birthDate"))
        for person in ({"name": name, "born": born}, {"name": name}):
            if not list(fields.PERSON.check(person, "")):
                return person
        raise Refused(self.name, f"is of a patient whose name cannot be kept: {quote(name)}")

    def find(self, resource: Resource, reference: Any) -> Resource:
        """The resource that a reference points at: one that is brought along, or one of the bundle."""
        address = text(part(reference).get("reference"))
        if address.startswith("#"):
            contained = (each for each in listed(resource.get("contained")) if isinstance(each, Mapping))
            return next((each for each in contained if each.get("id") == address[1:]), {})
        found = self.by_address.get(address) or self.by_address.get("/".join(address.split("/")[-2:]))
        return found if found is not None else {}

    def brought(self, record: Record, ours: Raw) -> Brought:
        """Every resource as what becomes of it."""
        symptoms = {kind.name: kind for kind in all_kinds(record)}
        here = {kind: {each["id"]: each for each in ours.get(kind) or ()} for kind in _KEYS}
        matchers = {
            kind: Matcher(kind, ours, keys, yes=self.choices.yes, replace=self.choices.replace)
            for kind, keys in _KEYS.items()
        }
        found: list[Entry | Row] = []
        for where, resource, report in self._resources():
            try:
                subject = part(resource, "patient") or part(resource, "subject")
                is_said = bool(self.patient and text(subject.get("reference")))
                if is_said and self.find(resource, subject) is not self.patient:
                    raise Left("is about somebody else")
                kind, raw = self._read(resource, report, symptoms)
                fault = next(check_row(kind, raw), None)
                if fault is not None:
                    raise Left(f"{fault.path}: {fault.text}")
            except Left as left:
                found.append(Row(resource["resourceType"], "", "left", str(left), where, left.hints))
                continue
            entry = _ours(kind, raw, resource, here[kind], where) or matchers[kind].match(raw, where)
            found.append(entry if self.choices.yes else doubted(entry, record))
        return Brought(found, is_foreign=True)

    def _resources(self) -> Iterator[tuple[str, Resource, Resource]]:
        """Every resource that is to be accounted for: where it is, itself, and the report that it stands in."""
        for number, resource in self.entries:
            kind = resource["resourceType"]
            if kind == "DiagnosticReport":
                for each in listed(resource.get("contained")):
                    if isinstance(each, Mapping) and each.get("resourceType") == "Observation":
                        subject = each.get("subject") or resource.get("subject")
                        yield _where(number, each), {**each, "subject": subject}, resource
            elif kind not in _BESIDE:
                yield _where(number, resource), resource, self.reports.get(id(resource), {})

    def _read(self, resource: Resource, report: Resource, symptoms: Mapping[str, Any]) -> tuple[str, Raw]:
        """What a resource is to be recorded as."""
        kind, ours = resource["resourceType"], own_id(resource)[:1]
        if kind == "Observation" and ours == ["symptoms"]:
            return "symptoms", results.score(resource, symptoms, self.now)
        if kind == "Observation":
            return "labs", results.result(resource, report, self.now, yes=self.choices.yes)
        if kind == "MedicationRequest":
            raise Left("is a plan", Deed("set plan from clinic"))
        if kind not in ("MedicationAdministration", "MedicationStatement", "Immunization"):
            raise Left("is something b12track does not record")
        if ours == ["treatments"]:
            return "treatments", doses.treatment(resource)
        return "injections", doses.dose(resource, self.find, self.now, self.route)


def _ours(kind: str, raw: Raw, resource: Resource, here: Mapping[str, Raw], where: str) -> Entry | Row | None:
    """A record of ours by its own id: held against what is here as far as a bundle can say it."""
    own = own_id(resource)
    if kind == "symptoms" or own[:1] != [kind] or len(own) != 2 or not own[1].strip():
        return None
    known = here.get(own[1])
    if known is None:
        return Entry(kind, {"id": own[1], **raw}, where)
    if kind == "injections" and _same_moment(known, raw):
        # What is known here of its time says more than a day alone.
        raw = {key: value for key, value in raw.items() if key not in ("given_at", "time_known")}
    if all(known.get(key) == value for key, value in raw.items()):
        return Row(kind, own[1], "same", "", where)
    return Entry(kind, {**known, **raw}, where)


def _same_moment(known: Raw, raw: Raw) -> bool:
    """Whether two doses are of one moment; of one day, where no time was said."""
    if known.get("time_known") is False or raw.get("time_known") is False:
        return bool(known["given_at"][:10] == raw["given_at"][:10])
    return datetime.fromisoformat(known["given_at"]) == datetime.fromisoformat(raw["given_at"])


def _where(number: int, resource: Resource) -> str:
    concept = next(
        (
            resource[key]
            for key in ("code", "medicationCodeableConcept", "vaccineCode")
            if isinstance(resource.get(key), Mapping)
        ),
        None,
    )
    words = words_of(concept) or text(part(resource, "medicationReference").get("display"))
    kind = printable(clip(resource["resourceType"], 40))
    return f"entry {number}, {kind}" + (f" {quote(words)}" if words else "")


def _name_of(patient: Resource) -> str:
    """A patient's name as it is written, or put together as people say it."""
    name = part(patient, "name")
    given: Sequence[Any] = listed(name.get("given"))
    return text(name.get("text")) or " ".join(filter(None, (*map(text, given), text(name.get("family")))))
