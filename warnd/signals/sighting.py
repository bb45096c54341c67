"""Sightings: one kind seen in one sentence, before an article's sightings become its signals."""

from dataclasses import dataclass

from warnd.model.identifiers import KindId
from warnd.model.place import PlaceMention
from warnd.model.signal import Evidence, SeenBy
from warnd.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One kind in one sentence."""

    kind: KindId
    #: after rule and classifier were fused, 0 to 1
    probability: float
    seen_by: SeenBy
    status: Status
    #: None where the sentence states none
    count: int | None
    #: the quoted words, one piece a rule that fired, or the sentence when only the classifier did
    evidence: tuple[Evidence, ...]
    #: index of the sentence in the article
    sentence: int
    #: places the sentence ties it to
    where: tuple[PlaceMention, ...] = ()
    #: the classifier's own probability, 0 to 1
    model: float = 0.0
