"""Truces that are named because they fail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warnd.model.identifiers import KindId
from warnd.model.signal import SeenBy
from warnd.model.status import Status
from warnd.signals.sighting import Sighting

_TRUCE = KindId("de_escalation")
_FAILURE = KindId("truce_collapse")
_LIVE = frozenset({Status.OCCURRED, Status.THREATENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """How a truce is weighed beside its failure, with the reasons."""

    #: a rule saw the failure and it is this probable: what the classifier alone takes for one may
    #: be a truce that holds
    fails_from: float = 0.8
    #: what is left of a truce in the sentence that tells of its failure: "the truce agreed in June
    #: is dead" makes no peace
    in_its_sentence: float = 0.5
    #: what is left of a failure that only the classifier sees where a rule sees a truce or talks:
    #: of "the talks go on where they stopped" it hears the stopping, and one in three was right
    among_talks: float = 0.6
    #: what is left elsewhere in the article of a truce that only the classifier sees: talk of
    #: accords is part of the news of one that fails
    elsewhere: float = 0.8


FAILING = Failing()


def weighed_by_failure(
    sightings: Sequence[Sighting], failing: Failing = FAILING
) -> Sequence[Sighting]:
    """Give the sightings of an article, truces less probable where the article says they fail."""
    talks = frozenset(each.sentence for each in sightings if _holds(each, failing))
    failures = frozenset(each.sentence for each in sightings if _fails(each, failing))
    if not failures and not talks:
        return sightings
    sightings = [_doubted(each, failing) if each.sentence in talks else each for each in sightings]
    return [
        replace(each, probability=each.probability * _left(each, failures, failing))
        if each.kind == _TRUCE
        else each
        for each in sightings
    ]


def _fails(sighting: Sighting, failing: Failing) -> bool:
    return (
        sighting.kind == _FAILURE
        and sighting.status in _LIVE
        and sighting.seen_by is not SeenBy.MODEL
        and sighting.probability >= failing.fails_from
    )


def _holds(sighting: Sighting, failing: Failing) -> bool:
    seen = sighting.seen_by is not SeenBy.MODEL and sighting.probability >= failing.fails_from
    return seen and sighting.kind == _TRUCE and sighting.status in _LIVE


def _doubted(sighting: Sighting, failing: Failing) -> Sighting:
    if sighting.kind != _FAILURE or sighting.seen_by is not SeenBy.MODEL:
        return sighting
    return replace(sighting, probability=failing.among_talks * sighting.probability)


def _left(sighting: Sighting, failures: frozenset[int], failing: Failing) -> float:
    if sighting.sentence in failures:
        return failing.in_its_sentence
    return failing.elsewhere if sighting.seen_by is SeenBy.MODEL else 1.0
