"""Completion in a shell."""
