"""Two machines: the copies that a sync engine leaves, and how two states become one.

A person logs the morning on one machine and the evening on another; a sync engine that cannot have both leaves the
second file as a conflict copy. `conflicts` finds it. `merge` makes one state of the two, in three steps:

1. **What each side knows** (`merge.known`). Every record has its *register*: when it came and was changed (`stamps`),
   whether it is gone, its content. A day's log is not one register but several: one for each score, one for what
   names the log, one for each line of its note, because two machines log one evening. What was deleted stays known as
   gone.
2. **What both know** (`merge.joined`, `registers`). Of each register the later one; the lines of a note together. A
   deletion carries the stamp of what was deleted, so a change made meanwhile elsewhere survives it: an entry that has
   to be deleted twice is better than one that is lost. Each of these is a union or the greater of two, so it does not
   matter who merges first, in which order or how often; both machines end with the same bytes.
3. **What the document shows of it** (`resolution`). The document must be valid: a deleted plan is shown while an
   adjustment speaks of it, one of two records with one id gets another, an adjustment that its changed plan has no
   place for is not shown. That is worked out anew from what is known each time, and kept `aside`, never in place of
   it.

A stamp is milliseconds since 1970, but always greater than every stamp in the file before, so a wrong clock cannot
make an earlier change the later one. Two machines may give the same one to two changes, so what was seen is known by
its stamp and a sign of its content. The header's `vector` says how many of each journal's changes are in a state; it
is what tells an older file from one that another machine went on with.

    conflicts   which files are copies of which
    merge       two states made one, and what that did
    registers   what is known of a record and of a day, and how two such knowledges are joined
    resolution  the valid document that is shown of what is known
    stamps      how stamps are given to changes, and kept beside the records
"""
