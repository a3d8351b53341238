"""The symptom log: the rows of numbers, the evening log on the home screen, a log for any day."""
