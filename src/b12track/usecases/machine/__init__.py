"""What this machine knows apart from anybody's records: choices, flags put away, files that follow, the reminder."""
