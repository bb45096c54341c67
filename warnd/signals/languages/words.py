"""Word lists as they stand in tables: words between spaces."""


def word_set(words: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(words.split())
