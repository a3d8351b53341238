"""Pictures of the record: what to draw as plain values, and how to draw it for a terminal and for a page.

`models` says what a picture holds, `points` makes it from records, `terminal` draws it as text and `svg` for print;
`strip` is the one-line picture. Nothing here decides what a number means.
"""
