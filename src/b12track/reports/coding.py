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
from b12track.domain.wording import page_phrases as phrases
from b12track.reports.page import Coding, CodingRow, Paragraph, entered, fill, join, say

_SHARES = (14, 46, 18, 20, 32)
_J3420_MCG = 1000


def worksheet(record: Record, audits: Sequence[Audit], amended: Mapping[str, str]) -> Coding:
    """A row a dose; `amended` says of a record's id what was changed after it was first saved, and when."""
    person = record.person
    codes = join((say(entered(code, 20)) for code in person.codes), ", ")
    diagnosis = fill(phrases.CODING_CODES, codes=codes) if person.codes else say(phrases.CODING_NO_CODES)
    indication = (
        fill(phrases.CODING_INDICATION, text=entered(person.indication))
        if person.indication
        else say(phrases.NO_INDICATION_ENTERED)
    )
    name, born = entered(person.name, 60), person.born
    patient = (
        fill(phrases.CODING_PATIENT, name=name, day=show_date(born, weekday=False))
        if born is not None
        else fill(phrases.CODING_PATIENT_UNBORN, name=name)
    )
    return Coding(
        phrases.CODING_TITLE.format(name=name.text),
        (say(phrases.CODING_INTRO), join((patient, indication, diagnosis))),
        phrases.CODING_HEADINGS,
        _SHARES,
        tuple(_row(record, audit, amended.get(audit.injection.id, "")) for audit in audits),
        tuple(say(caution) for caution in phrases.CODING_CAUTIONS),
    )


def _row(record: Record, audit: Audit, amended: str) -> CodingRow:
    given, strength, volume = audit.injection, audit.injection.strength_mcg_per_ml, audit.injection.volume_ml
    expires = show_date(given.expires, weekday=False) if given.expires is not None else ""
    documented: list[Paragraph] = [
        fill(phrases.CODING_DRUG, drug=entered(given.drug, 60), dose=show_dose(given.dose_mcg)),
        say(show_strength(strength) if strength is not None else ""),
        say(show_volume(volume) if volume is not None else ""),
        say(ROUTES[given.route]),
        say(entered(site_label(given.site), 40)),
        _labelled(phrases.CODING_GIVEN_BY, given.given_by, given.provider),
        _labelled(phrases.CODING_AT, given.location),
        _labelled(phrases.CODING_LOT, given.lot),
        fill(phrases.CODING_EXPIRES, day=expires) if expires else say(""),
        say(entered(given.container, 20)),
        say("" if given.counts else phrases.CODING_EXTRA),
    ]
    missing = [GAP_LABELS[name] for name in (*audit.gaps, *audit.not_known)]
    late = next((c.text for c in audit.contradictions if c.code == "entered_late"), "")
    changed = "; ".join(filter(None, (late, amended)))
    return CodingRow(
        show_date(given.given_on, weekday=False)
        + (f" {show_time(given.given_at)}" if given.time_known else ""),
        (
            join((part for part in documented if part.runs), ", "),
            say(", ".join([*missing, phrases.CODING_WASTE, phrases.CODING_PACKAGE])),
            say(changed or phrases.CODING_UNCHANGED),
            say(_families(record, given)),
        ),
    )


def _labelled(phrase: str, *texts: str) -> Paragraph:
    found = [say(entered(text, 60)) for text in texts if text]
    return fill(phrase, text=join(found, ", ")) if found else Paragraph(())


def _families(record: Record, given: Injection) -> str:
    """The families, or why there are none."""
    if is_self_given(record.person, given):
        return phrases.CODING_SELF_GIVEN
    phrase = phrases.CODING_FAMILIES if given.given_by.strip() else phrases.CODING_FAMILIES_UNKNOWN
    container = phrases.CODING_CONTAINERS.get(given.container, phrases.CODING_NO_CONTAINER)
    drug = given.drug.casefold()
    if drug == "cyanocobalamin":
        units = ceil(given.dose_mcg / _J3420_MCG)
        family = phrases.CODING_CYANO[units != 1].format(number=units)
    else:
        family = phrases.CODING_DRUGS.get(drug, phrases.CODING_OTHER_DRUG)
    return phrase.format(drug=family, container=container)
