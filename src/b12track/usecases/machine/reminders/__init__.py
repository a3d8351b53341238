"""A daily check that the machine itself runs, and what it says on the desktop.

`setting` is what was asked for and when it last ran, kept on this machine; `setup` finds a scheduler and writes what
it needs, which `systemd`, `launchd`, `tasks` and `cron` each word; `check` is the check; `notifiers` say it. So it
goes: the scheduler runs `remind now`, `check` looks at everybody, brings what is followed up to date, remembers that
it ran, and hands one note to the desktop.

What always holds: text is only ever an argument of another program, never part of its script; a check that fails says
so; nobody is named unless that was asked for.
"""
