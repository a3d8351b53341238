"""Completion in a shell: `tree` says what may stand where, and each shell has a file that makes its script of it.

What bash and zsh have in common is in `cases`.
"""
