"""Two machines: the copies that a sync engine leaves, and how two states become one."""
