"""People: everybody at a glance, worst first."""
