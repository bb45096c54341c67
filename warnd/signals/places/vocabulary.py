"""Sets of folded words, written as text."""


def words(*texts: str) -> frozenset[str]:
    """Give the words of `texts`."""
    return frozenset(word for text in texts for word in text.split())


def phrases(text: str) -> frozenset[str]:
    """Give the lines of `text`, each a name of several words."""
    return frozenset(line.strip() for line in text.strip().splitlines())
