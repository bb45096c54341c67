"""Orders: what somebody asks of a running warnd, and what comes of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warnd.model.act import Verdict
from warnd.model.identifiers import AreaId, KindId
from warnd.model.level import Level


class Command(StrEnum):
    """What is asked."""

    #: have an alert in hand
    ACKNOWLEDGE = "acknowledge"
    #: hear nothing of some areas or kinds for a while
    SILENCE = "silence"
    #: hear of them again
    END_SILENCE = "end-silence"
    #: let the drafts of an alert go, or fall
    APPROVE = "approve"
    REJECT = "reject"
    #: send an alert once more
    RESEND = "resend"
    #: say what an alert was worth
    FEEDBACK = "feedback"
    #: read the configuration again
    RELOAD = "reload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One thing that is asked."""

    #: what
    command: Command
    #: who asks
    who: str
    #: the alert, or the silence; empty where it is about neither
    subject: str = ""
    #: why, or a note
    words: str = ""
    #: until when; None where nothing ends
    until: datetime | None = None
    #: the areas and kinds to be silent about
    area: tuple[AreaId, ...] = ()
    kind: tuple[KindId, ...] = ()
    #: the level up to which to be silent; None: what stands now
    up_to: Level | None = None
    #: what an alert was worth
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of an order."""

    #: whether it was done
    done: bool
    #: what was done, or why not, in words
    words: str
    #: whether senders have something to send
    is_news: bool = False
    #: what is wrong with the configuration, each with its file and line; empty where that was not
    #: asked
    mistakes: tuple[str, ...] = ()
