"""Widgets that two features or more share."""
