"""The first start, one question after the other: `questions` are what is asked, `ticks` the dates that were given."""
