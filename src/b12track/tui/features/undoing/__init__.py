"""Taking back, and bringing back what was taken back."""
