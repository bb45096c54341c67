"""Numbers."""

from collections.abc import Sequence

from warnd.model.sentence import Number


def numbers(
    words: Sequence[str], spans: Sequence[tuple[int, int]], body: str
) -> tuple[Number, ...]:
    """Give the numbers."""
    return tuple(
        Number(first=i, last=i, value=int(w))
        for i, w in enumerate(words)
        if w.isdigit() and len(w) < 9
    )
