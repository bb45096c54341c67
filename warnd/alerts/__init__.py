"""Step 5: what people should be told now, and why."""
