"""Processes that share one database, and what one of them must know of the others."""

from dataclasses import dataclass
from typing import NewType

from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import ArticleId, Origin

#: one process from its start to its end; given anew when its lease was lost
WorkerId = NewType("WorkerId", int)

#: nobody: whoever has its database for itself
NOBODY = WorkerId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process, so that another on the same machine can tell whether it still runs."""

    #: the machine, for people
    host: str
    #: the running system whose numbers of processes these are; empty: not known
    system: str
    #: its number there
    pid: int
    #: when it began, in clock ticks of that system: numbers are given again
    started: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One worker among those that share a database."""

    #: which
    worker: WorkerId
    #: the process that it is
    process: Process
    #: seconds until its lease runs out, by the clock of the database; negative when it has
    left_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What other workers stored of articles since this one asked last."""

    #: what they are known again by, in the order in which they were stored
    told: tuple[Fingerprint, ...] = ()
    #: articles that turned out to be the report of an agency
    attributed: tuple[tuple[ArticleId, Origin], ...] = ()
    #: whether that is all of it; if not, what is remembered of articles must be read again
    is_whole: bool = True
