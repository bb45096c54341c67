"""One article explained: its text cut at the evidence, so that any front end can mark it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from warnd.model.identifiers import KindId
from warnd.model.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the body, with what it is evidence of."""

    #: the words as written
    text: str
    #: kinds whose evidence covers it, most probable first; empty for plain text
    kinds: tuple[KindId, ...] = ()
    #: whether it names a place
    place: bool = False


def passages(body: str, reading: Reading, least: float) -> tuple[Passage, ...]:
    """Give `body` cut where evidence or places begin and end; joined, they are `body` again.

    Only signals of at least the probability `least` mark the text.
    """
    marks = [
        (piece.start, piece.end, signal.kind)
        for signal in reading.signals
        if signal.probability >= least
        for piece in signal.evidence
    ]
    spots = [(mention.start, mention.end) for mention in reading.places]
    cuts = sorted(
        {0, len(body)}
        | {edge for start, end, _ in marks for edge in (start, end)}
        | {edge for spot in spots for edge in spot}
    )
    return tuple(
        Passage(
            text=body[start:end],
            kinds=_covering(marks, start, end),
            place=any(first <= start and end <= last for first, last in spots),
        )
        for start, end in pairwise(cuts)
        if start < end
    )


def _covering(marks: Sequence[tuple[int, int, KindId]], start: int, end: int) -> tuple[KindId, ...]:
    return tuple(
        dict.fromkeys(kind for first, last, kind in marks if first <= start and end <= last)
    )
