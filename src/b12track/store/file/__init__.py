"""The bytes of a data file: its layout, its tables, strict reading, migrations.

layout      the header and one table a line; checksum, order, the one way of writing JSON
reading     a whole state from a path, without a lock; what is bounded, trusted and looked at
strict      a file that the checksum does not vouch for, looked at as a whole
snapshot    one state for reading: every record handed out is a fresh copy
tables      TinyDB on the lines: tables decoded when asked for, records in their places
migrations  from older schemas to the newest
"""
