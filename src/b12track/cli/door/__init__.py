"""The way in: start light, find the command, its options; turn refusals into one line and an exit code."""
