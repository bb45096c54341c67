"""Functions of one word that remember what they gave."""

from collections.abc import Callable
from typing import Generic, TypeVar

_ValueT = TypeVar("_ValueT")

#: Words remembered before the memory is emptied: a year of news in one language has fewer that
#: come twice, and so many take about 10 MB.
MOST_WORDS = 60_000

#: Words longer than this are not remembered: they are no words, and would cost memory.
LONGEST_WORD = 60


class Remembered(dict[str, _ValueT], Generic[_ValueT]):
    """What a function gives, by word; as a dict it is asked faster than a cached function."""

    def __init__(self, reckon: Callable[[str], _ValueT]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, word: str) -> _ValueT:
        value = self._reckon(word)
        if len(word) <= LONGEST_WORD:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = value
        return value
