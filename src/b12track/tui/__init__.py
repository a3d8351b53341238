"""The app: words and keys in, pictures out; no rule of the domain lives here.

How it is put together. `app.B12App` has the screens, the forms and the keys; what it shows it has from
`following.FollowingApp`, in one reactive value, `view`: one person as of now. After a save, after a change by another
program and when the minute turns, a new view takes its place; every screen on top watches it and binds its widgets to
it. Widgets send messages to their own screen only.

How a feature is added:

1. A folder `features/<name>/` with its screen, its widgets and its style. The screen derives from
   `screen.FeatureScreen`, gives its body in `compose_body`, and shows `self.view` in `watch_view(view)`, which is
   called only while the screen is on top of its mode, or comes there. `view.person_file` is handed to the use cases;
   `view.overview`, `view.flags` (None while they are worked out) and `view.today` are what there is to show;
   `view.same_records(other)` tells a new minute from new records.
2. Its style is `CSS_PATH = "<name>.tcss"`, nested under the screen's own type, because the rules of a screen hold for
   the whole app. Colours come from the theme's variables (`$primary`, `$text-muted`, `$urgent`, ...).
3. A row in `places.MODES` (a screen that stays), `places.FORMS` (something that is filled in and left) or
   `places.DEEDS` (what asks more than one thing): the module is imported when it is first opened.
4. A row for each of its keys in `actions.ACTIONS`; the screen takes them with `BINDINGS = bindings_for("<scope>")`.
   Footer, palette, help and README follow from the table.

What a feature asks of the app: `await app.write(deed)` runs a use case in a thread and brings the new view;
`app.say(text)` puts one line above the footer; `app.saved(what)` says "Saved for Alex 21:04 ..."; inside a deed
`await app.ask(modal)` waits for its answer, and says what the modal has to say of it.
`app.go("home")` changes the screen; `app.open("injection")` begins a form or a deed, unless something asks already, and
only where somebody is open: in a deed `app.open_view` is their view.

A form for a kind of record derives from `forms.amending.RowsForm`: its fields are made of the rows of the table, and it
changes what it entered. Any other derives from `forms.form.Form`: its fields are attributes with a reader each. What a
reader refuses is said beside its field, `save()` does the work (`await self.write_or_ask(deed)` asks where the use case
says NeedsYes), `said(answer)` says it, and leaving asks when something was typed. A list to pick from is a
`forms.sheet.Sheet`.
"""
