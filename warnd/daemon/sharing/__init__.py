"""One worker among those that share a database."""
