"""What this machine knows apart from anybody's records.

remembered      small things that are kept: the theme, and a place for each of the others
put_away_flags  what somebody has seen and put away until its records change
followed_files  calendars and pages that are written anew after every change
reminders/      a daily check that the machine itself runs
notices         what Home has to say of the two above
time_zone       which zone this machine is in
"""
