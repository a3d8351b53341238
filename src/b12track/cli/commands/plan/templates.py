"""`plan templates`: published regimens, each with its source, how well it was read, and what to look out for."""

from b12track.cli.talk.session import Session
from b12track.domain.reference.templates import MARKS, MONTHLY_OR_FOUR_WEEKLY, TEMPLATES, find
from b12track.domain.typed.amounts import show_dose
from b12track.domain.typed.terms import ROUTES
from b12track.domain.wording.intervals import show_every, show_until

_NOT_ADVICE = (
    "These are published plans, not suggestions: enter what your prescriber ordered. "
    "`b12track plan set --template ID` shows one beside the questions."
)


def show_templates(session: Session, id: str | None) -> int:
    """Show all of them in short, or one in full."""
    found = [find(id)] if id is not None else list(TEMPLATES)
    if session.wants_json:
        session.json(
            [
                {
                    "id": template.id,
                    "title": template.title,
                    "drug": template.drug or None,
                    "route": template.route,
                    "dose": show_dose(template.dose_mcg) if template.dose_mcg else None,
                    "phases": [
                        {
                            "name": phase.name,
                            "kind": phase.kind,
                            "dose": dose,
                            "every": show_every(phase.every),
                            "until": show_until(phase.until),
                        }
                        for phase, dose in zip(template.phases, template.doses)
                    ],
                    "source": template.source,
                    "mark": template.mark,
                    "caution": template.caution,
                }
                for template in found
            ]
        )
        return 0
    for template in found:
        session.line(f"{template.id}: {template.title}")
        route = ROUTES[template.route] if template.route else "route not cited"
        said = [
            ("Drug", f"{template.drug or 'not cited'}, {route}"),
            *(
                (phase.name, f"{dose}, {show_every(phase.every)}, {show_until(phase.until)}")
                for phase, dose in zip(template.phases, template.doses)
            ),
            ("Source", f"{template.source} [{template.mark}: {MARKS[template.mark]}]"),
            *([("Note", template.caution)] if template.caution else []),
        ]
        for name, words in said:
            session.say(f"{name}: {words}", indent="  ", margin="  ")
        session.line()
    session.say(MONTHLY_OR_FOUR_WEEKLY)
    session.say(_NOT_ADVICE)
    return 0
