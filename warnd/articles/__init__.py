"""Step 2: an entry becomes one clean, known text."""
