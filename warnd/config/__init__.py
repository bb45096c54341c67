"""YAML in, frozen settings out; every mistake at once, with file and line."""
