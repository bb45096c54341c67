"""Stems of words by the Snowball algorithms; the door to PyStemmer."""

from collections.abc import Callable

import Stemmer


def stemmer(language: str) -> Callable[[str], str]:
    """Give the function from a folded word of a language (such as "english") to its stem."""
    stem: Callable[[str], str] = Stemmer.Stemmer(language, 0).stemWord
    return stem
