"""Word lists as they stand in tables: words between spaces."""


def word_set(words: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(words.split())


def numbered(words: str) -> dict[str, int]:
    """Give the words of a table of lines, each with the number of its line, from 1."""
    lines = [line.split() for line in words.strip().splitlines()]
    return {word: number for number, line in enumerate(lines, start=1) for word in line}
