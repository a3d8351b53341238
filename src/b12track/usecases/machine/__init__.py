"""What this machine knows apart from anybody's records."""
