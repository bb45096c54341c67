"""Step 1: which feed is due, a polite fetch, bytes to entries."""
