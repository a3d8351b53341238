"""Looking: the overview, the history, charts, trends, the page, everybody at once."""
