"""Looking: nothing here changes anybody's records.

overview     one person as of now: the next dose, what is open, what is not certain
everybody    all of them, the worst first; looked at again by an app that stays open
history      every record in words, newest first, and the list of the app with its groups and its search
calendar     the days of a month
trends       the numbers and their verdicts
charts       the points that are drawn
years        how far back there is something to see
report       the page for a clinician, in the format that is asked for
status_bar   one word for a bar
completions  what the shell can complete
"""
