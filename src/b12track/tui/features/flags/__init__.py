"""What needs attention, in full, and what can be done about each thing."""
