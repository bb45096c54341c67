"""What people do with alerts, silence, acknowledge, release, judge, and what was done then."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from warnd.model.identifiers import AlertId, AreaId, KindId
from warnd.model.level import Level
from warnd.model.moments import aware

#: a silence: 8 hex digits
SilenceId = NewType("SilenceId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A time in which somebody asked to hear nothing of some areas or kinds, up to a level."""

    #: the silence
    id: SilenceId
    #: who asked, and why
    author: str
    reason: str
    #: from when until when
    begins: datetime
    ends: datetime
    #: areas; a country also takes its divisions. Empty: all
    area: tuple[AreaId, ...] = ()
    #: kinds, one of which must be behind an alert; empty: all
    kind: tuple[KindId, ...] = ()
    #: the highest level that it holds: what stood when it was made. A higher one breaks it
    up_to: Level = Level.WATCH
    #: when it was ended or broken before its time, and by what; None while it was not
    ended: datetime | None = None
    ended_by: str = ""

    def __post_init__(self) -> None:
        aware(self.begins)
        aware(self.ends)

    def stands(self, now: datetime) -> bool:
        """Tell whether it is in effect."""
        return self.ended is None and self.begins <= now < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody has an alert in hand: it is not repeated, and nobody else is called."""

    #: the alert
    alert: AlertId
    #: who has it in hand
    owner: str
    #: what that person says
    note: str
    #: from when until when
    at: datetime
    expires: datetime
    #: the level that was acknowledged; a higher one breaks it
    level: Level
    #: when it was broken by a higher level; None while it was not
    broken: datetime | None = None

    def __post_init__(self) -> None:
        aware(self.at)
        aware(self.expires)

    def stands(self, now: datetime) -> bool:
        """Tell whether it is in effect."""
        return self.broken is None and self.at <= now < self.expires


class Verdict(StrEnum):
    """What somebody says of an alert afterwards."""

    #: it told what one should know, in time
    USEFUL = "useful"
    #: there was nothing to it
    FALSE_ALARM = "false_alarm"
    #: it was true, and known before
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody says of one version of an alert afterwards."""

    #: the version
    alert: AlertId
    version: int
    #: who says it, and when
    author: str
    at: datetime
    #: what
    verdict: Verdict
    #: more of it, in that person's words
    note: str = ""

    def __post_init__(self) -> None:
        aware(self.at)


class Deed(StrEnum):
    """What was done about an alert."""

    #: somebody has it in hand
    ACKNOWLEDGED = "acknowledged"
    #: a higher level broke an acknowledgement
    ACKNOWLEDGEMENT_BROKEN = "acknowledgement-broken"
    #: somebody silenced it, ended a silence, or a higher level broke one
    SILENCED = "silenced"
    SILENCE_ENDED = "silence-ended"
    SILENCE_BROKEN = "silence-broken"
    #: a draft was released or dropped
    APPROVED = "approved"
    DROPPED = "dropped"
    #: somebody had it sent again
    RESENT = "resent"
    #: it was told again since nobody acknowledged it
    REPEATED = "repeated"
    #: somebody else was called since nobody acknowledged it
    CALLED = "called"
    #: it went another way since the first was down
    DIVERTED = "diverted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that was done about an alert."""

    #: the alert; empty for what concerns several
    alert: AlertId
    #: when
    at: datetime
    #: what
    deed: Deed
    #: by whom; empty for warnd itself
    who: str = ""
    #: in words
    words: str = ""

    def __post_init__(self) -> None:
        aware(self.at)
