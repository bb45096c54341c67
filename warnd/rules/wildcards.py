"""Wildcards: which of those in use a word meets, in time linear in the word."""

from collections import defaultdict
from collections.abc import Iterable

#: Words that are remembered with their wildcards before the memory is emptied.
MOST_WORDS = 50_000


class Wildcards(dict[str, tuple[str, ...]]):
    """The wildcards that a folded word meets, by word; found when first asked for."""

    def __init__(self, wildcards: Iterable[str]) -> None:
        super().__init__()
        self._by_head: dict[str, list[str]] = defaultdict(list)
        for wildcard in sorted(set(wildcards)):
            self._by_head[wildcard.partition("*")[0]].append(wildcard)
        self._lengths = sorted({len(head) for head in self._by_head})
        #: whether there are any
        self.are_used = bool(self._lengths)

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= MOST_WORDS:
            self.clear()
        met = self[word] = tuple(
            wildcard
            for length in self._lengths
            if length <= len(word)
            for wildcard in self._by_head.get(word[:length], ())
            if meets(word, wildcard)
        )
        return met


def meets(word: str, wildcard: str) -> bool:
    """Give whether a word meets a wildcard such as `collaps*` or `de*ed`."""
    head, *middles, tail = wildcard.split("*")
    if len(word) < len(head) + len(tail) or not (word.startswith(head) and word.endswith(tail)):
        return False
    place, end = len(head), len(word) - len(tail)
    for middle in middles:
        found = word.find(middle, place, end)
        if found < 0:
            return False
        place = found + len(middle)
    return True
