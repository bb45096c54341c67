"""The words of a sentence with what stands between them, for readers of numbers."""

from collections.abc import Sequence

#: Signs that tie two words into one, in ASCII and beyond.
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013")

#: What may stand between the words of one number: "twenty-two", "3 million", "1.5million".
_TIES = frozenset(["", " ", "\u00a0", *HYPHENS])


class Line:
    """Words by index; past either end stands the empty word."""

    __slots__ = ("_body", "_spans", "_words")

    def __init__(self, words: Sequence[str], spans: Sequence[tuple[int, int]], body: str) -> None:
        self._words = words
        self._spans = spans
        self._body = body

    def word(self, place: int) -> str:
        """Give the folded word there."""
        return self._words[place] if 0 <= place < len(self._words) else ""

    def written(self, place: int) -> str:
        """Give the word there as written."""
        if not 0 <= place < len(self._words):
            return ""
        start, end = self._spans[place]
        return self._body[start:end]

    def gap(self, place: int) -> str:
        """Give what is written between that word and the next; at the ends, a character or two."""
        if place < 0:
            start = self._spans[0][0]
            return self._body[max(start - 2, 0) : start]
        end = self._spans[place][1]
        if place + 1 >= len(self._spans):
            return self._body[end : end + 2]
        return self._body[end : self._spans[place + 1][0]]

    def tied(self, place: int) -> bool:
        """Give whether that word and the next may belong to one number."""
        return place + 1 < len(self._words) and self.gap(place) in _TIES
