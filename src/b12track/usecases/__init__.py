"""What a person can do, once for both faces: the command line and the app."""
