"""Whether what a text claims has happened."""

from enum import StrEnum


class Status(StrEnum):
    """The status of a signal, most pressing first."""

    #: has happened lately or is under way, by the text's own account
    OCCURRED = "occurred"
    #: announced, ordered, prepared, expected or feared; it has not happened yet
    THREATENED = "threatened"
    #: the text says it did not or will not happen, and nobody in it asserts that it did
    DENIED = "denied"
    #: background, anniversary, trial or report about something a month old or more
    HISTORICAL = "historical"


#: which of several statuses speaks for a kind in one article: the earlier wins
PRECEDENCE = (Status.OCCURRED, Status.THREATENED, Status.DENIED, Status.HISTORICAL)
