"""What a person can do, once for both faces: the command line and the app.

    person_file   one person's file at one moment: `record()` to read, `save(work)` and `make(work)` to change
    people        whose file is meant, everybody's files, somebody new
    contents      what a file holds and whose it is: asked before anything is read in or written over
    output_files  files that leave: whole, private, and never over anybody's records
    lookup        a record by its id or the beginning of one
    fields        how each field of the one table is typed, worded and compared: for entering, editing and tables
    validity      whether a record may be saved, by itself and beside the others
    enter/        what is new: a day's scores, an injection, a result, a visit, a supply, a treatment
    edit/         what is there already: changed field by field, deleted, taken back
    plan/         what was prescribed: entered, changed, and thought through before it is
    look/         what is seen: when the next dose is due, the history, the trends, the page, everybody
    transfer/     what comes in and leaves: import, export, backup, restore, merge, doctor
    machine/      what this machine knows apart from the records: reminders, followed files, choices

A score, from the key to the disk. In the app `log/evening_log` hands the typed scores to
`enter.daily_log.log_symptoms`, or what was changed of a day to `mend_log`; on the command line `commands.log` reads
`energy=6` with `domain.typed.scores` and calls the same. It asks `PersonFile.make` to save: the store locks the file,
reads the newest state and hands it over; the day's log is made from what is there and what was said (`_save_log`), and
comes back as a value with the change that puts it. The store writes the change to the journal, the new file beside the
old one, and puts it in its place; `make` gives back the log and what was saved, and the face says it.

An injection, from the form to the answer of `next`. The form gives what was typed to
`enter.injection_draft.draft_injection`, which fills in from the supply, the plan and the last dose and says where from;
`enter.injection.record_injection` checks it (`domain.rules.entry`), doubts it (`domain.rules.unusual`) and saves it as
above. `commands.next` opens everybody's files (`people.open_all`) and asks `look.everybody.see`. For each person
`look.overview.look` takes the record with what is not certain about it, both of one look at the file
(`PersonFile.record`), and puts them with the moment through `domain.rules.overview.overview_of`, which walks the plan
dose by dose (`rules.course`) to the window that is open now (`rules.schedule`); `domain.wording.headline` says it in a
sentence.
"""
