"""Tables from files: ours, and other people's."""
