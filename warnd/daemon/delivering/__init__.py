"""From the outbox to people: what leaves, how it is dressed, and what became of it."""
