"""The bytes of a data file: its layout, its tables, strict reading, migrations."""
