"""One folder a feature: its screen or form, its widgets, its style."""
