"""The terminal app: screens over the use cases, no rules."""
