"""What Textual has no public way for: the one room that holds a private name of its, each with what it saves.

Measured by taking each out, on a terminal of 120 columns, two cores, milliseconds, best of three: to the first picture
and to the opening of the graphs.

    as it is                                     240    40
    `early_picture` taken out                    246    77
    `stylesheet` taken out                       313    41

Of a processor, milliseconds, least of three, 120 columns; a log saved, the note's form and the injection's opened:

    as they were                                  54    52   108
    with `layout_once`, `strips` and `tidying`    39    38    59

`quiet_crash`, `stops` and `veil` save no time: each says what goes wrong without it.

Not here, because a public way exists: the type of a style's path (`textual.types`), the screens of a mode
(`get_screen_stack`), the theme's colours (`get_css_variables`), what is pasted (`on_paste`). Not here, because it did
not earn its place: making the other screens ready while nobody waits (249 and 84 without it, for 120 ms of the
processor at each start); Textual's own palette, which needed three private names to be left in one breath.
"""
