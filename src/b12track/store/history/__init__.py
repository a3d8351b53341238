"""What was: the journal, the versions of a record, and the last state of a file that cannot be read."""
