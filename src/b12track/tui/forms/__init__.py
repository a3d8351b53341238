"""What every form shares: fields that explain themselves, leaving that asks, a question with keys for its answers."""
