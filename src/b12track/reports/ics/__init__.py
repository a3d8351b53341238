"""The calendar file (RFC 5545): of one person or of everybody, the same entries moved when it is written again.

calendar   what is in it, and what follows from the file that was written before
lines      its lines: folding, escaping, and the entries of an earlier file
zones      the clock of a time zone, spelt out
"""
