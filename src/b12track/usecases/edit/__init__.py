"""Changing a record, deleting it, taking back.

change    a record changed, deleted, undone, redone; what undo would take back
checks    `field=value` read onto a record, and what must hold of it afterwards (the rules are `domain.rules.entry`)
undelete  what was deleted, brought back without undoing anything else
"""
