"""What was: the journal of all changes, and everything that is read from it.

journal     one line a change, appended before the data is replaced; undo and redo in turn
marks       the line behind it that says that it landed; nearly every answer and save needs this one alone
changes     edits applied to tables in memory, each as a step that can be gone back on
difference  two states as steps: what a merge did, what arrived from elsewhere
versions    the changes in turn, a record's earlier contents, what was amended, what is not in the file any more
deletions   what was deleted and can be brought back
past        the state of a past day, or of any change
rescue      the last state that can be put together of a file that cannot be read
"""
