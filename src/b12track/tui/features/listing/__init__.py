"""List: everything that is recorded, newest first, to find, change, delete and copy."""
