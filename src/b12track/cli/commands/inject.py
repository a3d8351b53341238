"""`inject`: a dose that was given."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from b12track.cli.door.rows import add_rows, typed_rows
from b12track.cli.talk.answers import saved_facts, tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.fields import SCHEMAS, facts
from b12track.domain.record.records import Record
from b12track.domain.rules.audit import GAP_LABELS, audit_of
from b12track.domain.rules.unusual import supply_differences
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.dates import read_when, show_when
from b12track.domain.wording.headline import sentence_of
from b12track.domain.wording.labels import is_not_known
from b12track.domain.wording.phrases import dose_notes
from b12track.domain.wording.record_names import show_timing
from b12track.usecases.enter.injection import Recorded, record_injection
from b12track.usecases.enter.injection_draft import Draft, Given, draft_injection, show_origin
from b12track.usecases.fields import Typing, read_row
from b12track.usecases.look.overview import next_facts


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    add_rows(parser, "injections")
    parser.add_argument(
        "--extra", action="store_true", help="an extra dose: it does not count toward the plan"
    )
    parser.add_argument("--yes", action="store_true", help="save it although it is unusual")


def run(session: Session, args: Namespace) -> None:
    """Record the dose, and say what was recorded and what comes next."""
    typed = typed_rows(session, args, "injections")
    person_file = session.person_file(writing=True)
    record, now = person_file.record(), person_file.now
    draft = draft_injection(record, now, _given(typed, args, record, now))
    recorded = record_injection(person_file, draft, yes=args.yes)
    if session.wants_json:
        session.json(
            {
                **saved_facts(person_file, recorded.saved),
                "record": facts("injections", recorded.injection),
                "timing": recorded.timing._asdict() if recorded.timing is not None else None,
                "next": next_facts(recorded.after)["next"],
            },
            warning=recorded.saved.warning,
        )
        return
    injection = recorded.injection
    parts = (
        f"{injection.drug} {amounts.show_dose(injection.dose_mcg)}",
        terms.ROUTES[injection.route],
        terms.site_label(injection.site),
        show_when(injection.given_at, recorded.after.today, time_known=injection.time_known),
        show_timing(recorded.timing) if injection.counts else "extra to the plan",
    )
    tell_saved(session, person_file.name, ", ".join(filter(None, parts)), warning=recorded.saved.warning)
    for line in _beside(recorded, draft):
        session.say(line)
    session.say(sentence_of(recorded.after))


def _given(typed: Mapping[str, str], args: Namespace, record: Record, now: datetime) -> Given:
    """What was typed, each field as its row says, but for what is more than a field or depends on the others."""
    when, expiry_not_known = None, False
    fields: dict[str, Any] = {}
    rows = SCHEMAS["injections"].fields
    for key, text in typed.items():
        if key == "given_at":
            when = read_when(text, now)
        elif key == "supply_id":
            fields[key] = text
        elif key == "expires" and is_not_known(text):
            expiry_not_known = True
        else:
            fields |= read_row(rows[key], text, Typing(None, record, now, args.yes))
    return Given(when, extra=args.extra, expiry_not_known=expiry_not_known, **fields)


def _beside(recorded: Recorded, draft: Draft) -> list[str]:
    """What was filled in, what does not agree, and what the record lacks."""
    lines = []
    if recorded.injection.counts:
        lines += dose_notes(recorded.after, recorded.injection, recorded.timing)
    if filled := show_origin(draft, recorded.after.today):
        lines.append(f"Filled in: {filled}. Please check the label.")
    audit = audit_of(recorded.after.record, recorded.injection)
    lines += [f"Please note: {entry.text}." for entry in audit.contradictions]
    lines += [
        f"Please note: {text}." for text in supply_differences(recorded.injection, recorded.after.record)
    ]
    if doubt := terms.drug_doubt(recorded.injection.drug):
        lines.append(f"Please note: the drug is {recorded.injection.drug}; {doubt}")
    if doubt := terms.site_doubt(recorded.injection.site):
        lines.append(f"Please note: the site is {recorded.injection.site}; {doubt}")
    missing = [GAP_LABELS[name] for name in audit.gaps if name not in ("plan", "indication")]
    if missing:
        lines.append(f"Not recorded: {', '.join(missing)}.")
    return lines
