"""What people read: said once, for both faces and every page.

One word for one thing, in the app, on the command line and on the page:

    injection       what was given; a dose where it is counted, timed or measured; extra where it does not count
    symptom, score  what is asked about every day, and its number from 0 to 10; a log is the scores of one day
    record          one thing that is kept, by its id; question, note, visit, treatment and supply are kinds of it
    person          whose records they are; their file is where they are kept
    plan, phase     what the prescriber ordered, and a part of it: loading, maintenance; published plans are citations
    move            from one phase to the next, and of a date to another day; it is confirmed by somebody, never by us
    overdue         no injection is recorded; never that none was given
    kept up to date a calendar or a page that is written again after every change
    save, delete, bring back, undo, redo    what is done to records; one word each, everywhere

A sentence is whole: it is not put together from a stem and an ending, and its parts stand in one order. It says what
was wrong and then what would be right, such as "day: 31 Apr is not in the calendar: April has 30 days". Days
have their month in letters; what is to be typed may stand as it is typed. "Not known" is an answer; "not said" and
"not recorded" are not blame. Nothing is advised: who knows is the prescriber or the clinic.
"""
