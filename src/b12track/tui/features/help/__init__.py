"""Help: the keys, what b12track does and does not do, when to seek care."""
