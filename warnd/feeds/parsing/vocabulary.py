"""What the elements of an entry are: the names that the quick reader knows for sure.

feedparser is the reference for what an element means. It knows a namespace by its address, takes
several addresses for none at all, and goes by the prefix where it does not know the address; so
a prefix that stands for something else here makes a document one that is not read quickly.
"""

from enum import IntEnum, auto


class Kind(IntEnum):
    """What an element says about its entry; a number, since it is looked up for each element."""

    TITLE = auto()
    #: a title of a picture or a film; it serves when the entry has none
    MEDIA_TITLE = auto()
    #: markup unless it says otherwise; the second one of an entry is content
    DESCRIPTION = auto()
    #: plain text unless it says otherwise; the second one of an entry is content
    SUMMARY = auto()
    #: plain text unless it says otherwise
    CONTENT = auto()
    #: markup
    ENCODED = auto()
    ID = auto()
    LINK = auto()
    PUBLISHED = auto()
    UPDATED = auto()
    CREATED = auto()
    SOURCE = auto()
    #: may hold `NAME`s
    AUTHOR = auto()
    #: a part of an author
    NAME = auto()
    #: holds other elements, which count as if they stood in the entry
    GROUP = auto()
    #: nothing that an entry keeps
    INERT = auto()
    #: nothing that an entry keeps, in a source
    INERT_IN_SOURCE = auto()


#: addresses that stand for no namespace
PLAIN = (
    "http://backend.userland.com/rss",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/atom/ns#",
    "http://www.w3.org/2005/atom",
    "http://purl.org/rss/1.0/modules/rss091#",
)
#: the prefix that stands for an address, whatever the document calls it
PREFIXES = {
    **dict.fromkeys(PLAIN, ""),
    "http://webns.net/mvcb/": "admin",
    "http://creativecommons.org/ns#license": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://podlove.org/simple-chapters": "psc",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
#: prefixes that must not stand for another address: feedparser has words of its own for them, or
#: would take an unknown element for a text of the entry
RESERVED = frozenset({*PREFIXES.values(), "title", "summary", "content", "xmlns"}) - {""}
#: addresses that feedparser takes for none, and that nobody uses: left to it
LEFT = frozenset({
    "http://example.com/newformat#", "http://example.com/necho", "http://purl.org/echo/",
    "uri/of/echo/namespace#", "http://purl.org/pie/", "http://example.com/dtds/podcast-1.0.dtd",
})  # fmt: skip

#: elements by prefix and name; what is not here is inert when its prefix is in `INERT_PREFIXES`
KINDS: dict[tuple[str, str], Kind] = {
    ("", "title"): Kind.TITLE,
    ("dc", "title"): Kind.TITLE,
    ("media", "title"): Kind.MEDIA_TITLE,
    ("", "description"): Kind.DESCRIPTION,
    ("dc", "description"): Kind.DESCRIPTION,
    ("media", "description"): Kind.DESCRIPTION,
    ("", "summary"): Kind.SUMMARY,
    ("itunes", "summary"): Kind.SUMMARY,
    ("", "content"): Kind.CONTENT,
    ("content", "encoded"): Kind.ENCODED,
    ("", "guid"): Kind.ID,
    ("", "id"): Kind.ID,
    ("", "link"): Kind.LINK,
    ("", "pubdate"): Kind.PUBLISHED,
    ("", "published"): Kind.PUBLISHED,
    ("", "issued"): Kind.PUBLISHED,
    ("dcterms", "issued"): Kind.PUBLISHED,
    ("", "updated"): Kind.UPDATED,
    ("", "modified"): Kind.UPDATED,
    ("dc", "date"): Kind.UPDATED,
    ("dcterms", "modified"): Kind.UPDATED,
    ("", "created"): Kind.CREATED,
    ("dcterms", "created"): Kind.CREATED,
    ("", "source"): Kind.SOURCE,
    ("", "author"): Kind.AUTHOR,
    ("", "contributor"): Kind.AUTHOR,
    ("dc", "creator"): Kind.AUTHOR,
    ("dc", "author"): Kind.AUTHOR,
    ("dc", "publisher"): Kind.AUTHOR,
    ("itunes", "author"): Kind.AUTHOR,
    ("", "name"): Kind.NAME,
    ("", "uri"): Kind.NAME,
    ("", "url"): Kind.NAME,
    ("", "homepage"): Kind.NAME,
    ("", "email"): Kind.NAME,
    ("media", "group"): Kind.GROUP,
    ("media", "content"): Kind.GROUP,
    ("", "category"): Kind.INERT,
    ("", "comments"): Kind.INERT,
    ("", "enclosure"): Kind.INERT,
    ("", "rights"): Kind.INERT,
    ("", "copyright"): Kind.INERT,
    ("", "language"): Kind.INERT,
    ("", "keywords"): Kind.INERT,
    ("", "icon"): Kind.INERT_IN_SOURCE,
    ("", "logo"): Kind.INERT_IN_SOURCE,
    ("", "generator"): Kind.INERT_IN_SOURCE,
    ("", "subtitle"): Kind.INERT_IN_SOURCE,
}
#: namespaces whose other elements are inert
INERT_PREFIXES = frozenset({
    "admin", "cc", "content", "creativecommons", "dc", "dcterms", "feedburner", "georss", "gml",
    "itunes", "media", "psc",
})  # fmt: skip
#: elements of those namespaces that are left to feedparser
UNSURE = frozenset({
    ("itunes", "owner"), ("itunes", "name"), ("itunes", "email"), ("feedburner", "browserfriendly"),
})  # fmt: skip
#: what may stand in a source beside its title
SOURCE_PARTS = frozenset({
    Kind.ID, Kind.LINK, Kind.UPDATED, Kind.PUBLISHED, Kind.AUTHOR, Kind.INERT, Kind.INERT_IN_SOURCE,
})  # fmt: skip


def address_prefix(address: str) -> str | None:
    """Give the prefix that stands for a namespace's address, None when it is not known."""
    lower = address.lower()
    return "" if "backend.userland.com/rss" in lower else PREFIXES.get(lower)


def split_name(name: str) -> tuple[str | None, str]:
    """Give prefix and lower-case local name of an element or attribute as expat names it.

    The prefix is None for a namespace that is not known, and empty for none.
    """
    parts = name.split(" ")
    if len(parts) == 1:
        return "", name.lower()
    return address_prefix(parts[0]), parts[1].lower()


def kind_of(name: str) -> Kind | None:
    """Give what an element is by its name as expat gives it, None when that is not for sure."""
    prefix, local = split_name(name)
    if prefix is None:  # an unknown namespace is inert where it has a prefix
        _, _, prefixed = name.partition(" ")
        return Kind.INERT if " " in prefixed else None
    if (prefix, local) in UNSURE:
        return None
    return KINDS.get((prefix, local)) or (Kind.INERT if prefix in INERT_PREFIXES else None)
