"""Entries: what a feed's document holds, before anybody cleaned it."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed's document, parsed."""

    #: the format as the parser names it, such as "rss20"
    version: str
    #: the feed's own title, raw
    title: str
    #: its entries, in the order of the document
    entries: tuple[Entry, ...]
    #: whether the document was ill-formed and had to be recovered
    degraded: bool = False
