"""`audit`: what injection records lack or contradict."""

from argparse import ArgumentParser, Namespace
from typing import Any

from b12track.cli.talk.session import Session
from b12track.domain.rules.audit import GAP_LABELS, Audit, audit_all, audit_of, line_of
from b12track.domain.typed.dates import show_date
from b12track.domain.wording.phrases import none_recorded
from b12track.usecases.look.overview import look
from b12track.usecases.lookup import pick


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("id", nargs="?", metavar="ID", help="the record of one injection as a line to paste")


def run(session: Session, args: Namespace) -> None:
    """List what is missing or does not agree; of one injection, the whole record as a line."""
    person_file = session.answering()
    record = person_file.record()
    if args.id is not None:
        ids = [injection.id for injection in record.injections]
        id = pick(args.id, ids, "injection", "no injection is recorded yet")
        injection = record.injections[ids.index(id)]
        audit = audit_of(record, injection)
        if session.wants_json:
            session.json([_facts(audit)])
            return
        session.line(line_of(record, injection))
        session.rows([("", line) for line in _words(audit, gaps=False)])
        return
    audits = [audit for audit in audit_all(record) if audit.injection.given_on <= person_file.today]
    if session.wants_json:
        session.json([_facts(audit) for audit in audits])
        return
    open_ones = [audit for audit in audits if audit.gaps or audit.contradictions or audit.not_known]
    for audit in open_ones:
        session.say(f"{show_date(audit.injection.given_on)}, {audit.injection.id}")
        session.rows([("", line) for line in _words(audit)])
    name, complete = person_file.name, len(audits) - len(open_ones)
    if not audits:
        session.say(f"{name}: {none_recorded(look(person_file))}.")
    elif complete:
        whole = "record is" if complete == 1 else "records are"
        session.say(
            f"{name}: {complete} of {len(audits)} injection {whole} complete and without contradiction."
        )


def _words(audit: Audit, *, gaps: bool = True) -> list[str]:
    lines = [f"Missing: {', '.join(GAP_LABELS[name] for name in audit.gaps)}."] if gaps and audit.gaps else []
    if audit.not_known:
        lines.append(f"Not known: {', '.join(GAP_LABELS[name] for name in audit.not_known)}.")
    return lines + [f"Does not agree: {entry.text}." for entry in audit.contradictions]


def _facts(audit: Audit) -> dict[str, Any]:
    return {
        "id": audit.injection.id,
        "given_at": audit.injection.given_at.isoformat(),
        "gaps": list(audit.gaps),
        "contradictions": [entry._asdict() for entry in audit.contradictions],
    }
