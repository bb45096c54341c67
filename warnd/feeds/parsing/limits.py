"""What one document may cost its parser. Parent and child both read this, so it imports nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseLimits:
    """The budget of one document; the CPU seconds of its parts stay together below `cpu_s`."""

    #: CPU seconds for the quick way through a well-formed document
    quick_cpu_s: float = 0.4
    #: CPU seconds for the document as a whole, before it is tried entry by entry
    whole_cpu_s: float = 1.2
    #: CPU seconds for one entry
    entry_cpu_s: float = 0.4
    #: CPU seconds for all entries together; what is read by then is given
    entries_cpu_s: float = 3.0
    #: CPU seconds for cleaning the entries; what is not cleaned by then is left to the parent
    clean_cpu_s: float = 0.15
    #: whole CPU seconds after which the kernel ends the process
    cpu_s: int = 5
    #: bytes of address space above what the process has when it is ready
    memory: int = 400_000_000
    #: bytes beyond which a document is read entry by entry from the start: feedparser takes 70
    #: times the size of a damaged document in memory
    whole_at_most: int = 1_000_000
