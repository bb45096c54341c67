"""How far a source is trusted, in the grades of the Admiralty code."""

from enum import StrEnum


class Reliability(StrEnum):
    """The Admiralty grade of a source (NATO AJP-2.1, reliability scale)."""

    #: completely reliable
    A = "A"
    #: usually reliable
    B = "B"
    #: fairly reliable
    C = "C"
    #: not usually reliable
    D = "D"
    #: unreliable
    E = "E"
    #: cannot be judged
    F = "F"
