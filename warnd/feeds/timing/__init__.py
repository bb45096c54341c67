"""Which feed is due when, how it stands, and whether it is us."""
