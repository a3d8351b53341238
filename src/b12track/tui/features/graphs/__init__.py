"""Graphs: how it goes over time, whether it wears off before the next dose, and the laboratory results."""
