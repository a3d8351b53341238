"""One module a command, of its name: `configure` says its arguments, `run` does it and says what came of it.

every day     log, inject, next, status
beside it     lab, visit, note, ask, treatment, supply, symptoms
the plan      plan/ (a command with commands of its own)
looking       history, trends, report, share, audit
changing      edit, delete, undo, redo, undelete
in and out    import_, export, backup, restore, merge, doctor, demo
people        people, person
the machine   remind, completion
"""
