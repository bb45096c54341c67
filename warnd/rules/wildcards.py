"""Wildcards: which of those in use a word meets, in time linear in the word."""

from collections import defaultdict
from collections.abc import Iterable


class Wildcards:
    """Wildcards by what they begin with."""

    def __init__(self, wildcards: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = defaultdict(list)
        for wildcard in sorted(set(wildcards)):
            self._by_head[wildcard.partition("*")[0]].append(wildcard)
        self._lengths = sorted({len(head) for head in self._by_head})

    def met_by(self, word: str) -> tuple[str, ...]:
        """Give the wildcards that a folded word meets."""
        return tuple(
            wildcard
            for length in self._lengths
            if length <= len(word)
            for wildcard in self._by_head.get(word[:length], ())
            if meets(word, wildcard)
        )


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
