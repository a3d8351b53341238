"""What leaves the app: one summary as a value, one file per format."""
