"""The way in: start light, find the command, its options; turn refusals into one line and an exit code.

start      the program as it is installed; `main` finds the command's module, gives it a parser and a session, runs it
options    what parsers share: the options of every command, the order of words, examples
catalogue  every command with its help and its examples
open_app   the app, where no command was typed
"""
