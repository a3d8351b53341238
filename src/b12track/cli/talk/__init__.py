"""Words in and out: who is meant, what is asked, what was saved.

session    one run of one command: whose file, and lines, tables, facts and questions
answers    what was saved and for whom, said the same by all, and questions that are asked until they are answered
following  files that follow the records, as commands offer them
refusals   a refusal in the command line's terms, with options and commands
"""
