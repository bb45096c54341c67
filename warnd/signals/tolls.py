"""Numbers that stand in a sentence beside, as when "Eight are dead" follows the news of a bomb."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from warnd.model.identifiers import KindId
from warnd.model.sentence import Sentence
from warnd.model.status import Status
from warnd.signals.counts import CountReader
from warnd.signals.sighting import Sighting

#: sightings below this are no signs that a sentence tells of another event
_SPEAKS_FROM = 0.5
#: who was harmed is told of any event: it makes no event of its own
_VICTIMS = KindId("civilian_harm")
#: where the number may stand, nearest first: further on in the paragraph, or just before
_BESIDE = (1, 2, -1)

#: the kinds seen in each sentence
KindsBySentence = Mapping[int, frozenset[KindId]]


def with_tolls(
    sightings: Iterable[Sighting],
    sentences: Sequence[Sentence],
    counts: CountReader,
    is_past: Callable[[int], bool],
) -> tuple[Sighting, ...]:
    """Give sightings with the numbers that sentences beside them tell of the same event.

    A sentence beside is one of the same paragraph in which no other kind that is sized so was
    seen, and which is not about the past unless the sighting is; `is_past` tells which are.
    """
    all_of_them = tuple(sightings)
    kinds = _kinds(all_of_them, counts)
    return tuple(
        replace(sighting, count=_beside(sighting, kinds, sentences, counts, is_past))
        if sighting.count is None
        and sighting.kind in counts.near
        and sighting.probability >= _SPEAKS_FROM
        else sighting
        for sighting in all_of_them
    )


def _kinds(sightings: Sequence[Sighting], counts: CountReader) -> KindsBySentence:
    found: dict[int, set[KindId]] = defaultdict(set)
    for sighting in sightings:
        is_event = sighting.kind in counts.near and sighting.kind != _VICTIMS
        if is_event and sighting.probability >= _SPEAKS_FROM:
            found[sighting.sentence].add(sighting.kind)
    return {index: frozenset(kinds) for index, kinds in found.items()}


def _beside(
    sighting: Sighting,
    kinds: KindsBySentence,
    sentences: Sequence[Sentence],
    counts: CountReader,
    is_past: Callable[[int], bool],
) -> int | None:
    here = sighting.sentence
    own = kinds.get(here, frozenset())
    for step in _BESIDE:
        place = here + step
        if not 0 <= place < len(sentences) or not sentences[place].numbers:
            continue
        between = range(min(here, place), max(here, place) + 1)
        if any(
            sentences[index].paragraph != sentences[here].paragraph
            or not kinds.get(index, frozenset()) <= own
            for index in between
        ):
            continue
        if sighting.status is Status.HISTORICAL or not is_past(place):
            count = counts.count_of(sentences[place], sighting.kind, ())
            if count is not None:
                return count
    return None
