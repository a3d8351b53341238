"""Changing a record, deleting it, taking back.

change    a record changed, deleted, undone, redone
person    what is known of the person
checks    `field=value` read onto a record, and what must hold of it afterwards (the rules are `domain.rules.entry`)
latest    what undo would take back, in words
undelete  what was deleted, brought back without undoing anything else
"""
