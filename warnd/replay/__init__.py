"""The past through the same pipeline."""
