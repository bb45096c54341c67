"""One article explained: its text cut at the evidence, so that any front end can mark it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from warnd.model.identifiers import KindId, RuleId
from warnd.model.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One piece of evidence, by what it shows and who saw it."""

    #: the kind it is evidence of
    kind: KindId
    #: the rule that saw it; None when the classifier did
    rule: RuleId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the body, with what it is evidence of."""

    #: the words as written
    text: str
    #: kinds whose evidence covers it, most probable first; empty for plain text
    kinds: tuple[KindId, ...] = ()
    #: whether it names a place
    place: bool = False
    #: the evidence that ends where it ends, so that a front end can say there what it was
    closes: tuple[Mark, ...] = ()


def passages(body: str, reading: Reading, least: float) -> tuple[Passage, ...]:
    """Give `body` cut where evidence or places begin and end; joined, they are `body` again.

    Only signals of at least the probability `least` mark the text.
    """
    marks = [
        (piece.start, piece.end, Mark(kind=signal.kind, rule=piece.rule))
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
            closes=tuple(mark for _, last, mark in marks if last == end),
        )
        for start, end in pairwise(cuts)
        if start < end
    )


def _covering(marks: Sequence[tuple[int, int, Mark]], start: int, end: int) -> tuple[KindId, ...]:
    kinds = (mark.kind for first, last, mark in marks if first <= start and end <= last)
    return tuple(dict.fromkeys(kinds))
