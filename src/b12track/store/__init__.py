"""The data file: TinyDB on a storage that loses nothing, with its lock, migrations, journal and undo."""
