"""What comes from elsewhere: published regimens, when to seek care, and the made-up year."""
