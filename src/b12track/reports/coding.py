"""The coding worksheet: what was documented of each dose, and which code families usually take it (US).

What always holds: it names families and never the code to use, with "check with the payer" on every row; no descriptor
of a code is shipped; a dose that the patient gave themself is outside; no units are worked out where sources disagree
about the unit; what b12track does not record (waste, package code) is said.
"""

from collections.abc import Mapping, Sequence
from math import ceil

from b12track.domain.record.records import Injection, Record
from b12track.domain.rules.audit import GAP_LABELS, Audit
from b12track.domain.rules.giver import is_self_given
from b12track.domain.typed.amounts import show_dose, show_strength, show_volume
from b12track.domain.typed.dates import show_date, show_time
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.domain.wording.phrases import counted
from b12track.reports.page import Coding, CodingRow, Paragraph, Run, entered, join, say

_HEADINGS = ("Given", "Documented", "Not documented", "Amended", "Usual families")
_SHARES = (14, 46, 18, 20, 32)
_J3420_MCG = 1000

_CAUTIONS = (
    "No single code always fits: practice, payer and product decide. Check every line with the payer. Marked (S): read "
    "in secondary sources only.",
    "96372 (S): the family for a therapeutic injection under the skin or into muscle that is given in a practice; the "
    "claim names the substance. It does not cover the drug, nor a dose that patients give themselves; supervision "
    "rules apply.",
    "J3420 (S): cyanocobalamin; one unit is up to 1000 mcg.",
    "J3425: hydroxocobalamin; sources disagree whether one unit is 10 mcg or 1 mg. Unverified, so no units are worked "
    "out here.",
    "Methylcobalamin: no code of its own was found; the unclassified J3490 is mentioned (S).",
    "JZ and JW: modifiers for single-dose containers (JZ: no waste), required by Medicare since July 2023; multi-dose "
    "containers are outside them. b12track does not record waste.",
    "Diagnosis codes are chosen by the clinician. Often met (S): D51.0, D51.3, D51.9, E53.8. Those above are as "
    "entered.",
    "Not recorded in b12track and to be taken from elsewhere: waste, the package's code (NDC), supervision, place of "
    "service.",
)


def worksheet(record: Record, audits: Sequence[Audit], amended: Mapping[str, str]) -> Coding:
    """A row a dose; `amended` says of a record's id what was changed after it was first saved, and when."""
    person = record.person
    codes = join((say(entered(code, 20)) for code in person.codes), ", ")
    diagnosis = (
        say("Codes as stated by the clinic: ", *codes.runs, ".")
        if person.codes
        else say("No diagnosis code entered.")
    )
    indication = (
        say("Indication: ", entered(person.indication), ".")
        if person.indication
        else say("Indication not entered.")
    )
    return Coding(
        f"Coding worksheet (US) for {entered(person.name, 60).text}",
        (
            say(
                "For the billing desk. It shows what the record holds; it is no claim and no advice on coding."
            ),
            join((say("Patient: ", entered(person.name, 60), _born(record)), indication, diagnosis)),
        ),
        _HEADINGS,
        _SHARES,
        tuple(_row(record, audit, amended.get(audit.injection.id, "")) for audit in audits),
        tuple(say(caution) for caution in _CAUTIONS),
    )


def _born(record: Record) -> str:
    born = record.person.born
    return f", born {show_date(born, weekday=False)}." if born is not None else ", date of birth not entered."


def _row(record: Record, audit: Audit, amended: str) -> CodingRow:
    given = audit.injection
    return CodingRow(
        show_date(given.given_on, weekday=False)
        + (f" {show_time(given.given_at)}" if given.time_known else ""),
        (
            _documented(given),
            _not_documented(audit),
            _amended(audit, amended),
            say(_families(record, given)),
        ),
    )


def _documented(given: Injection) -> Paragraph:
    strength, volume = given.strength_mcg_per_ml, given.volume_ml
    parts: list[Paragraph] = [
        say(entered(given.drug, 60), f" for injection, {show_dose(given.dose_mcg)}"),
        say(show_strength(strength) if strength is not None else ""),
        say(show_volume(volume) if volume is not None else ""),
        say(ROUTES[given.route]),
        say(entered(site_label(given.site), 40)),
        _labelled("given by ", given.given_by, given.provider),
        _labelled("at ", given.location),
        _labelled("lot ", given.lot),
        say(f"expires {show_date(given.expires, weekday=False)}" if given.expires is not None else ""),
        say(entered(given.container, 20)),
        say("" if given.counts else "extra to the plan"),
    ]
    return join((part for part in parts if part.runs), ", ")


def _labelled(words: str, *texts: str) -> Paragraph:
    found = [say(entered(text, 60)) for text in texts if text]
    return say(words, *join(found, ", ").runs) if found else Paragraph(())


def _not_documented(audit: Audit) -> Paragraph:
    missing = [GAP_LABELS[name] for name in (*audit.gaps, *audit.not_known)]
    return say(", ".join([*missing, "waste", "package code"]))


def _amended(audit: Audit, amended: str) -> Paragraph:
    late = next((c.text for c in audit.contradictions if c.code == "entered_late"), "")
    said = "; ".join(filter(None, (late, amended)))
    return Paragraph((Run(said or "no change recorded"),))


def _families(record: Record, given: Injection) -> str:
    """The families, or why there are none."""
    if is_self_given(record.person, given):
        return "outside these families: given by the patient. Check with the payer."
    unknown = "" if given.given_by.strip() else " (who gave it is not documented)"
    return f"96372 if given in a practice{unknown}; {_drug_family(given)}; {_modifier(given)}. Check with the payer."


def _drug_family(given: Injection) -> str:
    drug = given.drug.casefold()
    if drug == "cyanocobalamin":
        units = counted(ceil(given.dose_mcg / _J3420_MCG), "unit")
        return f"J3420, {units} of up to 1000 mcg (S)"
    if drug == "hydroxocobalamin":
        return "J3425, no units worked out"
    if drug == "methylcobalamin":
        return "no code of its own found (J3490 is mentioned)"
    return "no family known for this drug"


def _modifier(given: Injection) -> str:
    if given.container == "single-dose":
        return "JZ or JW: waste is not recorded"
    if given.container == "multi-dose":
        return "multi-dose: outside JZ and JW"
    return "container not documented: JZ and JW cannot be told"
