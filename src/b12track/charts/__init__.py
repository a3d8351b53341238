"""Pictures of the record: what to draw as plain values, and how to draw it for a terminal and for a page.

`models` says what a picture holds; `points` makes it from records, with the arithmetic of `series`. `terminal`,
`compared` and `lab_chart` draw it as text: `frame` and `axis` stand around it, `canvas` has the data, `cells` is the
sheet that all is written on. `svg` draws it for print, and `strip` is the one-line picture. Nothing here decides what
a number means.
"""
