"""Which symptoms are asked for every day, and one's own."""
