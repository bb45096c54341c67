"""What is kept for a time only, and until when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kept(StrEnum):
    """What is deleted when its time is over, in the order in which that is done."""

    #: the bytes of entries as they came
    RAW = "raw"
    #: the texts of articles, with the signals and places that were read in them
    TEXTS = "texts"
    #: claims that nothing weighs any more
    CLAIMS = "claims"
    #: states of areas in which no level changed; those in which one did are never deleted
    HISTORY = "history"
    #: what articles are compared by
    FINGERPRINTS = "fingerprints"
    #: the keys that entries are known again by
    KEYS = "keys"
    #: notifications that were delivered; those that wait or were given up are never deleted
    DELIVERIES = "deliveries"
    #: notices that no notification speaks of any more
    NOTICES = "notices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """One sort of what is kept, and the moment before which its time is over."""

    #: what
    what: Kept
    #: the moment
    before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What became of some rows whose time was over."""

    #: how many were looked at; fewer than asked for when there are no more
    looked: int
    #: how many of them were deleted; the others are still shown by their feeds
    deleted: int
