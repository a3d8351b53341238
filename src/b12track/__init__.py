"""b12track: when is the next B12 injection due, does it work, and what to bring to the appointment.

What was typed goes inwards, and values come back:

    cli, tui    the faces: words or keys in, words or pictures out
    usecases    what a person can do, once for both faces
    domain      the rules: what is typed, kept, worked out and worded, without a file or a clock
    store       the data file: nothing that was saved is lost
    charts      points from records, and how they are drawn; `reports` the page and what other programs read
    clock       the only reader of the time; `paths` where things live on this machine

Who is new reads the map in each room's `__init__`, and two walks first: in `usecases` how a score gets from the key to
the disk, and an injection from the form to the answer of `next`; in `store` the same from the inside.
"""

__version__ = "0.2.0"
