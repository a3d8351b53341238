"""The data file: TinyDB on a storage that loses nothing, with its lock, migrations, journal and undo.

`datafile.Datafile` is the door: whatever is asked of a person's file has a method there, and nobody outside reads the
journal, a header or a file beside the data.

    datafile    the door; `writing` makes and saves changes
    opened      the file as it was last read, and what this machine can see: conflict copies merged in memory, and what
                is in doubt; reading and writing both stand on it
    missing     people whose file is gone while what belongs to it is there
    doctor      what an inspection finds
    edits       what is asked (Put, Remove, Change); `outcomes` what came of it; `faults` why it cannot be
    file/       the bytes: layout, tables, strict reading, migrations
    disk/       the file system: lock, save in one step, copies, places
    history/    what was: journal, versions, past states, deletions, rescue
    sync/       two machines: conflict copies, and how two states become one

How a score gets to the disk. `PersonFile.save` (in the use cases) calls `Datafile.change`. `writing` takes the lock
(`disk.lock.held`) and takes the newest state from `opened`, which reads the file only if it is another one than was
read last (`file.reading`: where the checksum fits, lines are taken as they are). The use case makes a `Change` of it;
`history.changes.Draft` applies its edits to the tables in memory, each as a `Step` that can be gone back on, and
`sync.stamps` notes when. `file.layout` turns the tables into bytes, encoding only those that were touched.
`disk.saving` writes them under another name and flushes; `history.journal` appends the entry and flushes;
`disk.backups` keeps the day's copy; then the new file takes the old one's place, the folder is flushed, and
`history.marks` says behind the entry that it landed.

How an answer comes from the disk. `Datafile.seen` (in `opened`) reads the file, looks whether copies lie beside it and
merges them in memory (`sync.conflicts`), and holds the file against the journal's last mark (`history.marks`): what
does not fit is a doubt that the answer begins with. All of it is one value, `Seen`, and looking again costs a look at
the folder as long as nothing there has changed.
"""
