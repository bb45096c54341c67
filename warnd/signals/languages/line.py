"""The words of a sentence with what stands between them, for readers of numbers."""

from collections.abc import Sequence

#: What may stand between the words of one number: "twenty-two", "3 million".
_TIES = frozenset(["", "-", "\u2010", "\u2011"])  # hyphens: ASCII, Unicode, non-breaking
HYPHENS = "-\u2010\u2011\u2012\u2013"


class Line:
    """Words by index; past either end stands the empty word."""

    __slots__ = ("_body", "_spans", "_words")

    def __init__(self, words: Sequence[str], spans: Sequence[tuple[int, int]], body: str) -> None:
        self._words = words
        self._spans = spans
        self._body = body

    def __len__(self) -> int:
        return len(self._words)

    def word(self, place: int) -> str:
        """Give the folded word there."""
        return self._words[place] if 0 <= place < len(self._words) else ""

    def written(self, place: int) -> str:
        """Give the word there as written."""
        if not 0 <= place < len(self._words):
            return ""
        start, end = self._spans[place]
        return self._body[start:end]

    def between(self, place: int) -> str:
        """Give what stands between that word and the next, without space around it."""
        if not 0 <= place < len(self._words) - 1:
            return ""
        return self._body[self._spans[place][1] : self._spans[place + 1][0]].strip()

    def tied(self, place: int) -> bool:
        """Give whether only space or a hyphen stands between that word and the next."""
        return 0 <= place < len(self._words) - 1 and self.between(place) in _TIES

    def hyphened(self, place: int) -> bool:
        """Give whether that word and the next are written with a hyphen or dash and no space."""
        if not 0 <= place < len(self._words) - 1:
            return False
        gap = self._body[self._spans[place][1] : self._spans[place + 1][0]]
        return len(gap) == 1 and gap in HYPHENS

    def before(self, place: int) -> str:
        """Give the character right before that word, empty at the start."""
        start = self._spans[place][0]
        return self._body[start - 1 : start] if start else ""

    def after(self, place: int) -> str:
        """Give the character right after that word, empty at the end."""
        end = self._spans[place][1]
        return self._body[end : end + 1]
