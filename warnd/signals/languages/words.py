"""Word lists as they stand in tables: words between spaces."""

from collections.abc import Mapping


def word_set(words: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(words.split())


def numbered(words: str) -> dict[str, int]:
    """Give the words of a table of lines, each with the number of its line, from 1."""
    lines = [line.split() for line in words.strip().splitlines()]
    return {word: number for number, line in enumerate(lines, start=1) for word in line}


def each_form(table: Mapping[str, int]) -> dict[str, int]:
    """Give each of the words between spaces that a table holds with one number."""
    return {word: value for words, value in table.items() for word in words.split()}
