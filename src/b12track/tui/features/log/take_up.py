"""What was being typed when the app had to go is offered next time, to its own person only.

What always holds: nothing is saved by being taken up; scores that were saved meanwhile stand beside it and win unless
the others are chosen.
"""

from datetime import date
from typing import Any

from b12track.domain.record.faults import Refused
from b12track.domain.record.kinds import all_kinds
from b12track.domain.typed.dates import show_date
from b12track.domain.typed.terms import ROUTES, site_label
from b12track.tui.app import B12App
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option
from b12track.tui.places import FORMS, bring
from b12track.tui.view import View
from b12track.usecases.enter.daily_log import log_on
from b12track.usecases.look.history import history
from b12track.usecases.machine.draft import (
    Draft,
    FormDraft,
    Target,
    forget_draft,
    keep_draft,
    kept_draft,
    kept_target,
)


async def take_up(app: B12App) -> None:
    """Offer it, and put it back where it was being typed."""
    view = app.open_view
    draft = kept_draft(view.person_file)
    if not draft:
        return
    forms = [(kept, form_again(view, kept)) for kept in draft.forms]
    lost = [why_not_again(view, kept) for kept, form in forms if form is None]
    again = [(kept, form) for kept, form in forms if form is not None]
    meanwhile = saved_meanwhile(view, draft)
    options = []
    if draft.logs or again:
        options.append(Option("y", "Yes: put it back, so that I can check and save it", "theirs"))
    if meanwhile:
        options.append(Option("t", "Yes, and use what I typed instead of what was saved meanwhile", "typed"))
    options.append(Option("n", "No: throw it away" if options else "I have read it: throw it away", "forget"))
    said = f"Not saved {'; '.join(map_words(view, draft))}."
    said += " Take it up?" if len(options) > 1 else ""
    body = "\n".join(filter(None, (meanwhile, *dict.fromkeys(lost))))
    answer = await app.ask(Choice(f"Not saved yet · {view.name}", said, options, body=body, unasked=True))
    if answer is None:
        return  # it is offered again
    forget_draft(view.person_file)
    if answer == "forget":
        return
    for log in draft.logs:
        app.log_taken_up(date.fromisoformat(log.day), log.scores, log.note, instead=answer == "typed")
    while again:
        (kept, form), *again = again
        if again:  # they wait for their turn
            keep_draft(view.person_file, Draft(forms=tuple(kept for kept, _form in again)))
        form.take_up(kept.texts)
        await app.ask(form)
        forget_draft(view.person_file)


def form_again(view: View, kept: FormDraft) -> Form[object] | None:
    """The form as it was opened, for the record that it changes, if that is as it was; None where it cannot be."""
    target = kept.target
    if kept.form not in FORMS or (target is not None and target != kept_target(now_of(view, target))):
        return None
    asked: dict[str, object] = {}
    if kept.form == "record" and target is not None:
        (asked["item"],) = [item for item in history(view.record, [target.kind]) if item.id == target.id]
    try:
        form: Form[object] = bring(FORMS[kept.form])(view, **asked)
    except Refused:  # there is nothing any more that it could be about
        return None
    form.opened_as, form.was_asked_for_more = kept.form, True
    return form if kept_target(form.target) == target else None


def now_of(view: View, target: Target) -> tuple[str, Any] | None:
    """The kind and the value of the record that a form changes, as it is now; None where it is gone."""
    if target.kind == "person":
        return target.kind, view.record.person
    there = {value.id: value for value in getattr(view.record, target.kind, ())}
    return (target.kind, there[target.id]) if target.id in there else None


def why_not_again(view: View, kept: FormDraft) -> str:
    """Why what was typed cannot be put back into its form, and what can be done."""
    if kept.target is None:
        return "It cannot be put back where it was, but it can be typed there again."
    if now_of(view, kept.target) is None:
        return "What you wanted to change was deleted meanwhile, so it is not put back."
    return (
        "What you wanted to change was changed in another way meanwhile, so it is not put back:"
        " look at what is there now, and type it again if it is still right."
    )


def map_words(view: View, draft: Draft) -> list[str]:
    """ "on Sat 21 Nov: Energy 4, Sleep 5"."""
    labels = {kind.name: kind.label for kind in all_kinds(view.record)}
    said = []
    for log in draft.logs:
        scores = [f"{labels.get(name, name)} {score}" for name, score in log.scores.items()]
        typed = ", ".join([*scores, *([f"“{log.note}”"] if log.note else [])])
        said.append(f"on {show_date(date.fromisoformat(log.day), view.today)}: {typed}")
    for form in draft.forms:
        typed = ", ".join(_as_said(text) for text in form.texts.values() if text) or "something taken away"
        said.append(f"in “{form.title}”, which was open: {typed}")
    return said


def _as_said(text: str) -> str:
    """What was typed; what was picked by its name among the routes and sites."""
    return next((words for route, words in ROUTES.items() if route == text), site_label(text))


def saved_meanwhile(view: View, draft: Draft) -> str:
    """What was saved of the same days in the meantime, where it differs."""
    labels = {kind.name: kind.label for kind in all_kinds(view.record)}
    said = []
    for log in draft.logs:
        day = date.fromisoformat(log.day)
        there = log_on(view.person_file, day)
        saved = there.scores if there is not None else {}
        differing = [
            f"{labels.get(name, name)} {saved[name]}"
            for name, score in log.scores.items()
            if saved.get(name, score) != score
        ]
        if differing:
            said.append(f"Saved meanwhile for {show_date(day, view.today)}: {', '.join(differing)}.")
    return "\n".join(said)
