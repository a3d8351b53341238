"""The file system: the lock, a save in one step, the copies beside a file, and where they all live."""
