"""`inject`: a dose that was given."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from b12track.cli.talk.answers import tell_saved
from b12track.cli.talk.session import Session
from b12track.domain.record.fields import facts
from b12track.domain.rules.audit import GAP_LABELS, audit_of
from b12track.domain.rules.unusual import supply_differences
from b12track.domain.typed import amounts, terms
from b12track.domain.typed.dates import read_when, show_when
from b12track.domain.wording.headline import sentence_of
from b12track.domain.wording.labels import is_not_known, read_expiry, read_lot
from b12track.domain.wording.phrases import dose_notes
from b12track.domain.wording.record_names import show_timing
from b12track.usecases.enter.injection import Recorded, draft_injection, record_injection
from b12track.usecases.enter.injection_draft import Draft, Given, show_origin
from b12track.usecases.look.overview import next_facts

_OPTIONS = (
    ("--route", "ROUTE", "IM (into muscle) or SC (under the skin); never taken for granted"),
    ("--site", "SITE", "such as left-thigh"),
    ("--at", "WHEN", "such as 14:05, yesterday, 2026-01-31 09:30; without it, now"),
    ("--drug", "DRUG", "without it, the plan's"),
    ("--dose", "DOSE", "with its unit, such as 1mg; without it, the plan's"),
    ("--strength", "STRENGTH", "such as 1000mcg/ml; without it, the supply's or the last dose's"),
    ("--volume", "VOLUME", "such as 1ml; without it, dose ÷ strength"),
    ("--by", "WHO", "who gave it: me, nurse"),
    ("--provider", "NAME", "the name of who gave it"),
    ("--location", "PLACE", "where it was given"),
    ("--lot", "LOT", 'from the label, or "not known"'),
    ("--expires", "DAY", 'from the label, or "not known"'),
    ("--container", "KIND", "single-dose or multi-dose; without it, the supply's or the last dose's"),
    ("--supply", "ID", "the vial it was taken from, as `supply list` has it"),
    ("--reaction", "TEXT", "what was noticed afterwards"),
    ("--note", "TEXT", "anything else; - reads it from standard input"),
)


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    for option, metavar, help in _OPTIONS:
        parser.add_argument(option, metavar=metavar, help=help)
    parser.add_argument("--extra", action="store_true", help="it does not count toward the plan")
    parser.add_argument("--yes", action="store_true", help="it is meant, though unusual")


def run(session: Session, args: Namespace) -> None:
    """Record the dose, and say what was recorded and what comes next."""
    if args.note is not None:
        args.note = session.read_text(args.note)
    typed = _read(args)
    person_file = session.person_file(writing=True)
    if args.at is not None:
        typed["when"] = read_when(args.at, person_file.now)
    if args.expires is not None and not typed["expiry_not_known"]:
        typed["expires"] = read_expiry(args.expires, person_file.today)
    draft = draft_injection(person_file.record(), person_file.now, Given(**typed))
    recorded = record_injection(person_file, draft, yes=args.yes)
    if session.wants_json:
        session.json(_facts(recorded, person_file.name))
        return
    tell_saved(session, person_file.name, _said(recorded), warning=recorded.saved.warning)
    for line in _beside(recorded, draft):
        session.say(line)
    session.say(sentence_of(recorded.after))


def _read(args: Namespace) -> dict[str, Any]:
    """What was typed, but for the dates; they need to know what day it is for the person."""
    readers: dict[str, Callable[[str], Any]] = {
        "route": terms.read_route,
        "site": terms.read_site,
        "drug": terms.read_drug,
        "strength": amounts.read_strength,
        "volume": amounts.read_volume,
        "dose": amounts.read_dose,
        "lot": read_lot,
        "container": terms.read_container,
    }
    names = {"strength": "strength_mcg_per_ml", "volume": "volume_ml", "dose": "dose_mcg", "by": "given_by"}
    typed: dict[str, Any] = {"extra": args.extra, "supply_id": args.supply}
    for name, read in readers.items():
        if (text := getattr(args, name)) is not None:
            typed[names.get(name, name)] = read(text)
    for name in ("by", "provider", "location", "reaction", "note"):
        typed[names.get(name, name)] = getattr(args, name)
    typed["expiry_not_known"] = args.expires is not None and is_not_known(args.expires)
    return typed


def _facts(recorded: Recorded, name: str) -> dict[str, Any]:
    return {
        "person": name,
        "saved": recorded.saved.what,
        "changed": recorded.saved.changed,
        "record": facts("injections", recorded.injection),
        "timing": recorded.timing._asdict() if recorded.timing is not None else None,
        "next": next_facts(recorded.after)["next"],
    }


def _said(recorded: Recorded) -> str:
    """What was recorded, in one line."""
    injection = recorded.injection
    parts = (
        f"{injection.drug} {amounts.show_dose(injection.dose_mcg)}",
        terms.ROUTES[injection.route],
        terms.site_label(injection.site),
        show_when(injection.given_at, recorded.after.today, time_known=injection.time_known),
        show_timing(recorded.timing) if injection.counts else "extra to the plan",
    )
    return ", ".join(filter(None, parts))


def _beside(recorded: Recorded, draft: Draft) -> list[str]:
    """What was filled in, what does not agree, and what the record lacks."""
    lines = []
    if recorded.injection.counts:
        lines += dose_notes(recorded.after, recorded.injection, recorded.timing)
    if filled := show_origin(draft, recorded.after.today):
        lines.append(f"Filled in: {filled}. Check the label.")
    audit = audit_of(recorded.after.record, recorded.injection)
    lines += [f"Noted: {entry.text}." for entry in audit.contradictions]
    lines += [f"Noted: {text}." for text in supply_differences(recorded.injection, recorded.after.record)]
    if doubt := terms.drug_doubt(recorded.injection.drug):
        lines.append(f"Noted: the drug is {recorded.injection.drug}; {doubt}")
    if doubt := terms.site_doubt(recorded.injection.site):
        lines.append(f"Noted: the site is {recorded.injection.site}; {doubt}")
    missing = [GAP_LABELS[name] for name in audit.gaps if name not in ("plan", "indication")]
    if missing:
        lines.append(f"Not recorded: {', '.join(missing)}.")
    return lines
