"""The first start: who it is, where, and whether there is a plan."""
