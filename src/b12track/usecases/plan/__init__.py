"""The plan: entered, changed, and shown before it is."""
