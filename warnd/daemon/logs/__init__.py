"""Log lines: written, held back where they repeat, and never in anybody's way."""
