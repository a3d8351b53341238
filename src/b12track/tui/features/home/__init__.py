"""Home: the next dose, what needs attention, the evening log."""
