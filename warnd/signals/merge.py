"""The sightings of an article become its signals."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from warnd.model.identifiers import KindId
from warnd.model.place import PlaceMention
from warnd.model.signal import SeenBy, Signal
from warnd.model.status import PRECEDENCE, Status
from warnd.signals.sighting import Sighting

#: sightings below this do not speak for the status, count and places of their kind ...
_SPEAKS_FROM = 0.5
#: ... nor those that are far less sure than the surest: a denial is not undone by a guess
_SHARE_OF_SUREST = 0.7
#: where only the classifier saw that something happened, its own probability must be this to undo
#: a denial, however the sentence was weighed
_ASSERTS_ALONE = 0.8
#: quotes kept a signal; the surest come first
_MOST_EVIDENCE = 4
#: no signal is told as surer that no rule saw: on news digests one in four of 54 such was right, in
#: our own text three in four of 118, however sure the classifier was
_MOST_ALONE = 0.6
#: how much each further sentence of an article adds to the surest one: the sentences of one
#: article are not independent witnesses
_FURTHER_SENTENCE = 0.3
#: how many of them are heard: among many sentences about something else some always sound like a
#: sign, and such weak ones, 0.3 each, must not add up to one
_FURTHER_SENTENCES = 2

#: the first sentences of an article, its title among them, in which it tells its own news
_LEAD = 5
#: what words that only tell a size come to (SIGNALS, rule 7): dozens, scores, hundreds, thousands
_ROUND = frozenset({20, 24, 40, 200, 2_000, 20_000, 200_000, 2_000_000})


def merge(sightings: Iterable[Sighting]) -> tuple[Signal, ...]:
    """Give one signal a kind, most probable first.

    The status that matters most speaks for the kind (SIGNALS, rule 6); its sightings give count
    and places. A kind that is both live and past in one article is one live signal.
    """
    by_kind: dict[KindId, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_kind[sighting.kind].append(sighting)
    signals = [_signal(kind, group) for kind, group in by_kind.items()]
    return tuple(sorted(signals, key=lambda signal: (-signal.probability, signal.kind)))


def _signal(kind: KindId, sightings: Sequence[Sighting]) -> Signal:
    ordered = sorted(sightings, key=lambda s: (-s.probability, s.sentence))
    bar = max(_SPEAKS_FROM, _SHARE_OF_SUREST * ordered[0].probability)
    speaking = [s for s in ordered if s.probability >= bar] or ordered[:1]
    # Cues are read beside what a rule saw; in a sentence that only the classifier saw they may
    # belong to anything.
    speaking = [s for s in speaking if s.seen_by is not SeenBy.MODEL] or speaking
    status = min((s.status for s in speaking), key=PRECEDENCE.index)
    if status is Status.DENIED and any(_asserts(s) for s in ordered):
        status = Status.OCCURRED
        speaking = [s for s in ordered if _asserts(s)]
    voices = [s for s in speaking if s.status is status]
    evidence = [piece for s in [*voices, *ordered] for piece in s.evidence]
    seen_by, joint = _seen_by(ordered), _joint([s.probability for s in ordered])
    return Signal(
        kind=kind,
        probability=min(joint, _MOST_ALONE) if seen_by is SeenBy.MODEL else joint,
        seen_by=seen_by,
        status=status,
        count=_count(voices),
        evidence=tuple(dict.fromkeys(evidence))[:_MOST_EVIDENCE],
        where=_places(voices),
    )


def _joint(probabilities: Sequence[float]) -> float:
    """Give 1 - (1 - p1) · Π(1 - f·p_i) over the surest further sentences, p1 being the surest."""
    further = probabilities[1 : 1 + _FURTHER_SENTENCES]
    return 1.0 - (1.0 - probabilities[0]) * math.prod(1.0 - _FURTHER_SENTENCE * p for p in further)


def _asserts(sighting: Sighting) -> bool:
    """Tell whether somebody in the text says that it happened: then it is not denied (SIGNALS)."""
    if sighting.status is not Status.OCCURRED:
        return False
    if sighting.seen_by is SeenBy.MODEL:
        return sighting.model >= _ASSERTS_ALONE
    return sighting.probability >= _SPEAKS_FROM


def _count(sightings: Sequence[Sighting]) -> int | None:
    """Give the number that an article leads with: numbers of the title and lead go before others.

    Of several it is the largest, for tolls rise from sentence to sentence; a round word such as
    "dozens" gives way to a number that somebody counted.
    """
    told = [(s.sentence, s.count) for s in sightings if s.count is not None]
    first = min((sentence for sentence, _ in told), default=0)
    lead = [count for sentence, count in told if sentence < max(first + 1, _LEAD)]
    exact = [count for count in lead if count not in _ROUND]
    return max(exact or lead, default=None)


def _seen_by(sightings: Sequence[Sighting]) -> SeenBy:
    seen = {s.seen_by for s in sightings if s.probability >= _SPEAKS_FROM} or {sightings[0].seen_by}
    return seen.pop() if len(seen) == 1 else SeenBy.BOTH


def _places(sightings: Sequence[Sighting]) -> tuple[PlaceMention, ...]:
    found: dict[tuple[str, str, str | None], PlaceMention] = {}
    for sighting in sightings:
        for mention in sighting.where:
            place = mention.place
            found.setdefault((place.name, place.country, place.admin1), mention)
    return tuple(sorted(found.values(), key=lambda m: (m.place.admin1 is None, m.start)))
