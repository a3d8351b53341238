"""Report: the page for a clinician as it will be printed, and ways to save or copy it."""
