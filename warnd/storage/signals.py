"""The columns of signals and sources, which articles and claims both have."""

from sys import intern
from typing import Any

from warnd.model.article import Source
from warnd.model.identifiers import KindId, Origin
from warnd.model.signal import Signal
from warnd.storage.codec import evidence_from, mention_from, plain_evidence, plain_mention
from warnd.storage.rows import Values

#: the columns of `signal_values`, in the order that `signal_of` takes them
SIGNAL_COLUMNS = ("kind", "status", "probability", "seen_by", "count", "evidence", "located")
#: the columns of `source_values`, in the order that `source_of` takes them
SOURCE_COLUMNS = ("publisher", "origin", "reliability", "party")


def signal_values(signal: Signal) -> Values:
    """Give the columns of a signal."""
    return {
        "kind": signal.kind,
        "status": signal.status,
        "probability": signal.probability,
        "seen_by": signal.seen_by,
        "count": signal.count,
        "evidence": [plain_evidence(quote) for quote in signal.evidence],
        "located": [plain_mention(mention) for mention in signal.where],
    }


def signal_of(values: tuple[Any, ...]) -> Signal:
    """Give the signal of a row's `SIGNAL_COLUMNS`."""
    kind, status, probability, seen_by, count, evidence, located = values
    return Signal(
        kind=KindId(intern(kind)),
        status=status,
        probability=probability,
        seen_by=seen_by,
        count=count,
        evidence=tuple(evidence_from(quote) for quote in evidence),
        where=tuple(mention_from(mention) for mention in located),
    )


def source_values(source: Source) -> Values:
    """Give the columns of a source."""
    return {
        "publisher": source.publisher,
        "origin": source.origin,
        "reliability": source.reliability,
        "party": source.party,
    }


def source_of(values: tuple[Any, ...]) -> Source:
    """Give the source of a row's `SOURCE_COLUMNS`."""
    publisher, origin, reliability, party = values
    return Source(
        publisher=intern(publisher),
        origin=None if origin is None else Origin(intern(origin)),
        reliability=reliability,
        party=party,
    )
