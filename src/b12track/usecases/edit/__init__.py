"""Changing a record, deleting it, taking back."""
