"""The file system: the lock, a save in one step, the copies beside a file, and where they all live.

disk        every call to the system, one function each, so that a test can make any of them fail
lock        one writer at a time; `held` takes the lock in the place where everybody looks for it
saving      a new whole state in the place of the old one, or not at all: the order of its steps is the promise
backups     earlier whole states: ten days with changes, then one a week, one a month
sidecars    where lock, journal and copies live: beside the file, or on this machine where the folder is synced
synced      whether a folder is kept in step with other machines
people      the data files in one folder, and those that are gone from it
names       how file names are compared, and the one that a person's name becomes
"""
