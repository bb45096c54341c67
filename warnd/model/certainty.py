"""How soon and how surely something happens, in the words of the Common Alerting Protocol 1.2.

Severity is the third of its words and stands with the level (`Level.cap_severity`).
"""

from enum import StrEnum


class Urgency(StrEnum):
    """How soon people should act."""

    #: now
    IMMEDIATE = "Immediate"
    #: within hours
    EXPECTED = "Expected"
    #: in the near future
    FUTURE = "Future"
    #: no more: it is over
    PAST = "Past"
    #: nobody can tell
    UNKNOWN = "Unknown"


class Certainty(StrEnum):
    """How sure it is."""

    #: it has happened or is under way
    OBSERVED = "Observed"
    #: more probable than not
    LIKELY = "Likely"
    #: possible, and not more probable than not
    POSSIBLE = "Possible"
    #: not expected to be so
    UNLIKELY = "Unlikely"
    #: nobody can tell
    UNKNOWN = "Unknown"
