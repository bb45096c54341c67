"""Stems of words by the Snowball algorithms; the door to snowballstemmer."""

from collections.abc import Callable

import snowballstemmer


def stemmer(language: str) -> Callable[[str], str]:
    """Give the function from a folded word of a language (such as "english") to its stem."""
    stem: Callable[[str], str] = snowballstemmer.stemmer(language).stemWord
    return stem
