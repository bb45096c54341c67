"""Entries: what a feed's document holds, before anybody cleaned it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the document gives it; every text is raw and hostile."""

    #: its id or guid; empty when it has none
    id: str = ""
    #: its link, made absolute; empty when it has none
    link: str = ""
    #: its title, may hold markup
    title: str = ""
    #: its summary, may hold markup
    summary: str = ""
    #: its content, may hold markup; the longest of several
    content: str = ""
    #: its publication date as written; empty when it has none
    published: str = ""
    #: its last change as written; empty when it has none
    updated: str = ""
    #: its language as declared by the entry or the feed; empty when not
    language: str = ""
    #: the publisher it names as its source (RSS `<source>`, Atom `<source>`); empty when none
    source: str = ""
    #: the ids of entries that it takes the place of (a CAP Update or Cancel)
    replaces: tuple[str, ...] = ()
    #: whether it takes back what `replaces` names, and says nothing new (a CAP Cancel)
    cancels: bool = False
    #: whether nothing tells that it is in earnest: an alert whose own document could not be had
    unproven: bool = False
    #: the digest of its bytes in the document; empty where the document could not be cut
    digest: str = ""
    #: where its bytes begin and end in the document's body; None where it could not be cut
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed's document, parsed."""

    #: the format as the parser names it, such as "rss20"
    version: str
    #: the feed's own title, raw
    title: str
    #: its entries, in the order of the document; without those that were known by their bytes
    entries: tuple[Entry, ...]
    #: whether the document was ill-formed and had to be recovered
    degraded: bool = False
    #: whether an entry ran past the limits of its time or memory, and was left out
    hostile: bool = False
    #: the digests of its entries that were known by their bytes, and were not parsed again
    known: tuple[str, ...] = ()
    #: where the bytes of entries begin and end that could not be read
    poisoned: tuple[tuple[int, int], ...] = ()
    #: what each entry says, cleaned beside the parser (`warnd.articles.cleaned.Cleaned`, as a plain
    #: tuple); None for one that could not be cleaned there, empty where nobody did
    cleaned: tuple[tuple[Any, ...] | None, ...] = ()

    @property
    def size(self) -> int:
        """How many entries it has, new or known."""
        return len(self.entries) + len(self.known)
