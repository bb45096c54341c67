"""Bytes to entries, in child processes that may be killed."""
