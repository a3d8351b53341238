"""The data file: TinyDB on a storage that loses nothing, with its lock, its migrations, its journal and undo."""
