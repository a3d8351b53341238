"""Entering: the daily log, an injection, a dated entry, a supply, the person."""
