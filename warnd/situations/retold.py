"""Claims that were made before: by another article of the story, or by an earlier text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from warnd.model.claim import Claim

#: what an article claims in other words after this long is a claim about something new, as on a
#: page that is written on for days
WRITTEN_ON = timedelta(hours=12)


def told_again(claims: Iterable[Claim], before: Sequence[Claim]) -> list[Claim]:
    """Give claims of an article that says what its story said before, in the same words.

    Each stands at the time of the claim that it repeats, so that the day of the event is counted
    once and is not counted again by another. A graver claim still weighs more, since the gravest of
    the day counts; and one of another origin stands at its own time.
    """
    first: dict[tuple[str, str, str, str | None], datetime] = {}
    for claim in before:
        first.setdefault(_of_origin(claim), claim.at)
    return [replace(claim, at=first.get(_of_origin(claim), claim.at)) for claim in claims]


def revised_claims(claims: Iterable[Claim], before: Sequence[Claim], now: datetime) -> list[Claim]:
    """Give what an article claims now, given what it claimed before under the same id.

    What it claimed before stands at its time. What it claims for the first time, or with another
    count, stands at `now`; so does what it says in other words long after.
    """
    old = {(claim.area, claim.signal.kind, claim.signal.status): claim for claim in before}
    return [
        _revised(claim, old.get((claim.area, claim.signal.kind, claim.signal.status)), now)
        for claim in claims
    ]


def _revised(claim: Claim, before: Claim | None, now: datetime) -> Claim:
    if before is None or before.signal.count != claim.signal.count:
        return replace(claim, at=now)
    same_words = [quote.text for quote in before.signal.evidence] == [
        quote.text for quote in claim.signal.evidence
    ]
    written_on = now - before.at > WRITTEN_ON and not same_words
    return replace(claim, at=now if written_on else before.at)


def _of_origin(claim: Claim) -> tuple[str, str, str, str | None]:
    signal = claim.signal
    return claim.area, signal.kind, signal.status, claim.source.origin
