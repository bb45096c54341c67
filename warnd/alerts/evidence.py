"""The proof that goes with an alert."""

from collections.abc import Sequence

from warnd.model.alert import AlertEvidence
from warnd.model.claim import Claim

#: quotes kept with a version; the articles behind it are all listed
_MOST_QUOTES = 12
#: quotes of one kind, so that the fifth airstrike does not hide the first troop movement
_MOST_OF_A_KIND = 3


def gather_evidence(claims: Sequence[Claim]) -> tuple[AlertEvidence, ...]:
    """Give the proof from `claims`, which come weightiest first: a few quotes of each kind.

    What is said in earnest goes before what is marked as a test, so that no drill can crowd it out.
    """
    kept: list[Claim] = []
    of_kind: dict[str, int] = {}
    for claim in sorted(claims, key=lambda claim: claim.possible_test):
        kind = claim.signal.kind
        if of_kind.get(kind, 0) < _MOST_OF_A_KIND and len(kept) < _MOST_QUOTES:
            of_kind[kind] = of_kind.get(kind, 0) + 1
            kept.append(claim)
    return tuple(_as_evidence(claim) for claim in kept)


def _as_evidence(claim: Claim) -> AlertEvidence:
    return AlertEvidence(
        article=claim.article,
        publisher=claim.source.publisher,
        reliability=claim.source.reliability,
        party=claim.source.party,
        url=claim.url,
        title=claim.title,
        published=claim.at,
        kind=claim.signal.kind,
        status=claim.signal.status,
        count=claim.signal.count,
        probability=claim.signal.probability,
        place=claim.place,
        quote=claim.signal.evidence[0],
        possible_test=claim.possible_test,
    )
