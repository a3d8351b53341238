"""Supplies: what is left at home, what has expired; use it, open it, throw it away."""
