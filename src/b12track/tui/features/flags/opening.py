"""Opening one flag, or the list of all of them."""

from functools import partial

from b12track.domain.rules.flag import Flag
from b12track.domain.rules.flags import can_be_put_away
from b12track.tui.app import B12App
from b12track.tui.features.flags.answers import answers_for
from b12track.tui.features.flags.listing import FlagList
from b12track.tui.features.flags.same_day import open_same_day
from b12track.tui.features.plan.changes import open_transition
from b12track.tui.forms.choice import Choice
from b12track.tui.forms.picking import Option
from b12track.usecases.machine.put_away_flags import bring_back, put_away

WORDS = {"urgent": "Urgent", "warning": "Warning", "notice": "Notice", "info": "For information"}


async def open_flags(app: B12App) -> None:
    """Everything that needs attention; what is picked is opened."""
    flag = await app.ask(FlagList(await app.view_with_flags()))
    if flag is not None:
        await open_flag(app, flag)


async def open_flag(app: B12App, flag: Flag) -> None:
    """The thing that a flag is about."""
    view = app.open_view
    if flag.code == "transition_due":
        await open_transition(app)
        return
    if flag.code == "same_day":
        await open_same_day(app, flag)
        return
    answers = answers_for(flag)
    options = [Option(answer.key, answer.label, answer) for answer in answers]
    is_away = flag in view.away
    if is_away:
        options.append(Option("a", "Show it with the others again", "back"))
    elif can_be_put_away(flag):
        options.append(Option("a", "Put it away until something changes", "away"))
    title = f"{WORDS[flag.severity]} · {view.name}"
    picked = await app.ask(Choice(title, flag.text, options))
    if picked == "away":
        await app.write(partial(put_away, view.person_file, flag))
        app.say("Put away until something changes; f still shows it")
        app.look_again()
    elif picked == "back":
        await app.write(partial(bring_back, view.person_file, flag))
        app.look_again()
    elif picked is not None:
        await picked.deed(app, flag)
