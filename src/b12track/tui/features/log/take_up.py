"""What was being typed when the app had to go is offered next time, to its own person only.

What always holds: nothing is saved by being taken up; scores that were saved meanwhile stand beside it and win unless
the others are chosen.
"""

from datetime import date

from b12track.domain.record.kinds import all_kinds
from b12track.domain.typed.dates import show_date
from b12track.tui.app import B12App
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.form import Form
from b12track.tui.forms.picking import Option
from b12track.tui.places import FORMS, bring
from b12track.tui.view import View
from b12track.usecases.enter.daily_log import log_on
from b12track.usecases.machine.draft import Draft, LogDraft, forget_draft, kept_draft


async def take_up(app: B12App) -> None:
    """Offer it, and put it back where it was being typed."""
    view = app.view
    if view is None:
        return
    draft = kept_draft(view.person_file)
    if not draft:
        return
    options = [Option("y", "Yes: put it back, to be looked at and saved", "theirs")]
    meanwhile = saved_meanwhile(view, draft)
    if meanwhile:
        options.append(Option("t", "Yes, and what was typed instead of what was saved meanwhile", "typed"))
    options.append(Option("n", "No: forget it", "forget"))
    said = f"Not saved {'; '.join(map_words(view, draft))}. Take it up?"
    answer = await app.ask(Choice(f"Not saved yet · {view.name}", said, options, body=meanwhile))
    if answer is None:
        return  # it is offered again
    forget_draft(view.person_file)
    if answer == "forget":
        return
    for log in draft.logs:
        app.log_taken_up(date.fromisoformat(log.day), log.scores, log.note, instead=answer == "typed")
    if draft.form is not None and draft.form.form in FORMS:
        form: Form[object] = bring(FORMS[draft.form.form])(view)
        form.opened_as = draft.form.form
        for field in form.fields_from_the_start():
            if field.key in draft.form.texts:
                field.take(draft.form.texts[field.key])
        await app.ask(form)


def map_words(view: View, draft: Draft) -> list[str]:
    """ "on Sat 21 Nov: Energy 4, Sleep 5"."""
    labels = {kind.name: kind.label for kind in all_kinds(view.record)}
    said = []
    for log in draft.logs:
        scores = [f"{labels.get(name, name)} {score}" for name, score in log.scores.items()]
        typed = ", ".join([*scores, *([f"“{log.note}”"] if log.note else [])])
        said.append(f"on {show_date(date.fromisoformat(log.day), view.today)}: {typed}")
    if draft.form is not None:
        typed = ", ".join(filter(None, draft.form.texts.values()))
        said.append(f"in a form that stood open: {typed}")
    return said


def saved_meanwhile(view: View, draft: Draft) -> str:
    """What was saved of the same days in the meantime, where it differs."""
    labels = {kind.name: kind.label for kind in all_kinds(view.record)}
    said = []
    for log in draft.logs:
        differing = [f"{labels.get(name, name)} {score}" for name, score in _other(view, log).items()]
        if differing:
            day = show_date(date.fromisoformat(log.day), view.today)
            said.append(f"Saved meanwhile for {day}: {', '.join(differing)}.")
    return "\n".join(said)


def _other(view: View, log: LogDraft) -> dict[str, int]:
    there = log_on(view.person_file, date.fromisoformat(log.day))
    if there is None:
        return {}
    return {
        name: there.scores[name]
        for name, score in log.scores.items()
        if there.scores.get(name, score) != score
    }
