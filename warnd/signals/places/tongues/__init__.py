"""Places in texts that are not English: a table of small words a language, and one reader."""
