"""Reads the entries of a well-formed document straight into `Entry`, thirty times as fast.

feedparser is the reference for what an entry means: a test holds the two equal, field by field.
Whatever is not known for sure (markup written inline, a base for links, odd types, elements in
places of their own) is declined, and feedparser reads that entry.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from warnd.feeds.parsing.frame import (
    XML_LANGUAGE,
    Frame,
    declared_language,
    has_base,
    namespace_sure,
    new_parser,
)
from warnd.feeds.parsing.texts import LONGEST_VALUE, TYPES, as_markup, ends, mended, settled
from warnd.feeds.parsing.vocabulary import SOURCE_PARTS, Kind, kind_of, split_name
from warnd.model.entry import Entry

#: the type of a text that tells none
DEFAULT_TYPES = {
    Kind.TITLE: "text/plain",
    Kind.MEDIA_TITLE: "text/plain",
    Kind.DESCRIPTION: "text/html",
    Kind.SUMMARY: "text/plain",
    Kind.CONTENT: "text/plain",
    Kind.ENCODED: "text/html",
}
#: kinds whose text is kept
KEPT = frozenset({
    *DEFAULT_TYPES, Kind.ID, Kind.LINK, Kind.PUBLISHED, Kind.UPDATED, Kind.CREATED, Kind.SOURCE,
    Kind.AUTHOR, Kind.NAME,
})  # fmt: skip
#: what may hold elements, and which
HOLDS = {
    Kind.AUTHOR: frozenset({Kind.NAME, Kind.INERT}),
    Kind.INERT: frozenset({Kind.INERT}),
    Kind.SOURCE: SOURCE_PARTS | {Kind.TITLE},
    Kind.GROUP: frozenset(
        {Kind.MEDIA_TITLE, Kind.DESCRIPTION, Kind.GROUP, Kind.INERT, Kind.AUTHOR}
    ),
}
#: what may not stand in an entry itself
PARTS_ONLY = frozenset({Kind.NAME, Kind.INERT_IN_SOURCE})
#: attributes whose meaning is known, of texts and of links
TEXT_ATTRIBUTES = frozenset({"type", "mode", "lang", XML_LANGUAGE})
LINK_ATTRIBUTES = frozenset(
    {"rel", "type", "href", "title", "hreflang", "length", "lang", XML_LANGUAGE}
)
#: modes that change nothing where no element stands within a text
MODES = frozenset({"escaped", "xml"})
#: attributes of an entry that feedparser reads; all but these change nothing
TELLING = frozenset({"lastmod", "href", "base", "lang", "about"})
ABOUT = "http://www.w3.org/1999/02/22-rdf-syntax-ns# about rdf"
#: types of links that lead to a page
PAGES = frozenset({"text/html", "html", "application/xhtml+xml", "xhtml"})
#: characters of an author that are read past; feedparser looks for an address in longer ones too,
#: for as long as that takes
LONGEST_AUTHOR = 1000

#: slashes too many behind the scheme of an address
SLASHES = re.compile(r"\A([A-Za-z][A-Za-z0-9+\-.]*://)/*")
#: an address that joining leaves as it is
WHOLE = re.compile(r"https?://[A-Za-z0-9.\-]+(?::[0-9]+)?/[A-Za-z0-9\-._~%!$&'()*+,=:@/]*\Z")
#: an ampersand that was taken for the begin of an entity in an address
HALF_ENTITY = re.compile(r"&([A-Za-z0-9_]+);")


#: the digest of an entry, and where it stood; None where that is not known
Mark = tuple[str, tuple[int, int] | None]


def quick_entries(
    document: bytes, frame: Frame, url: str, marks: Sequence[Mark] = ()
) -> list[Entry | None]:
    """Give the entries of a document in their frame; None for one that is declined.

    `marks` tells of each entry its digest and where it stood. Raises one of `XML_FAULTS` when the
    document is not well-formed.
    """
    reader = _Reader(frame, joined(url, url) or url, marks)
    return reader.read(document)


def joined(base: str, address: str) -> str:
    """Give an address made absolute, empty when it is none."""
    if WHOLE.match(address) and "/." not in address:
        return address
    try:
        return urljoin(base, SLASHES.sub(r"\1", address))
    except ValueError:
        return ""


class _Draft:
    """One entry as far as it is read."""

    __slots__ = (
        "contents", "created", "has_content", "id", "lang", "link", "published", "source",
        "summary", "summary_known", "title", "title_depth", "title_lang", "updated",
    )  # fmt: skip

    def __init__(self, lang: str | None) -> None:
        self.id: str | None = None
        self.link: str | None = None
        self.title: str | None = None
        self.title_lang: str | None = None
        self.title_depth = -1
        self.summary = ""
        self.summary_known = False
        self.contents: list[str] = []
        self.has_content = False
        self.published = self.updated = self.created = self.source = ""
        self.lang = lang


class _Reader:
    """Handlers of one document."""

    def __init__(self, frame: Frame, base: str, marks: Sequence[Mark]) -> None:
        self._frame = frame
        self._marks = marks
        self._base = base
        self._plain = frame.version.startswith("atom")
        self._entry_depth = frame.depth
        self._depth = 0
        self._entries: list[Entry | None] = []
        self._draft: _Draft | None = None
        self._kinds: dict[str, Kind | None] = {}
        self._open: list[tuple[Kind, Mapping[str, str]]] = []
        self._text: list[str] = []
        self._source_title: str | None = None
        self._prefixes: dict[str | None, str] = {}
        self._ends = {
            Kind.ID: self._id,
            Kind.LINK: self._link,
            Kind.PUBLISHED: self._published,
            Kind.UPDATED: self._updated,
            Kind.CREATED: self._created,
            Kind.SOURCE: self._source,
            Kind.AUTHOR: self._author,
            Kind.NAME: self._author,
            Kind.TITLE: self._title,
            Kind.MEDIA_TITLE: self._title,
            Kind.DESCRIPTION: self._described,
            Kind.SUMMARY: self._described,
            Kind.CONTENT: self._content,
            Kind.ENCODED: self._content,
        }

    def read(self, document: bytes) -> list[Entry | None]:
        parser = new_parser()
        parser.buffer_text = True
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.Parse(document, True)
        return self._entries

    def _namespace(self, prefix: str | None, address: str | None) -> None:
        address = address or ""
        same = self._prefixes.setdefault(prefix, address) == address
        if not same or (address and not namespace_sure(prefix, address)):
            self._draft = None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        depth = self._depth
        self._depth = depth + 1
        if depth <= self._entry_depth:
            if depth == self._entry_depth:
                self._begin(name, attributes)
            return
        if self._draft is None:
            return
        if name in self._kinds:
            kind = self._kinds[name]
        else:
            kind = self._kinds[name] = kind_of(name)
        if kind is None or not self._fits(kind, attributes):
            self._draft = None
            return
        if kind in KEPT:
            self._text.clear()
        self._open.append((kind, attributes))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an entry; other elements that stand beside entries are passed over."""
        prefix, local = split_name(name)
        if prefix != "" or local not in ("item", "entry"):
            self._draft = None
            return
        self._open.clear()
        self._source_title = None
        lang = declared_language(attributes)
        self._draft = draft = _Draft(self._frame.inherited if lang is None else lang or None)
        draft.id = attributes.get(ABOUT) or None
        for attribute in attributes:
            local = attribute.split(" ")[1] if " " in attribute else attribute
            if local.lower() in TELLING and attribute not in (ABOUT, XML_LANGUAGE, "lang"):
                self._draft = None

    def _fits(self, kind: Kind, attributes: Mapping[str, str]) -> bool:
        """Give whether an element stands where it may, with attributes whose meaning is known."""
        if not self._open:
            return kind not in PARTS_ONLY and (not attributes or _known(kind, attributes))
        outer = self._open[-1][0]
        if kind not in HOLDS.get(outer, ()):
            return False
        if outer is Kind.SOURCE:
            if "".join(self._text).strip():
                return False
            self._text.clear()
        return not attributes or _known(kind, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        depth = self._depth
        if depth < self._entry_depth:
            return
        if depth == self._entry_depth:
            if split_name(name)[1] in ("item", "entry"):
                self._entries.append(self._finished())
            self._draft = None
            return
        if self._draft is None:
            return
        kind, attributes = self._open.pop()
        if self._open and self._open[0][0] is Kind.SOURCE:
            self._end_in_source(kind, attributes)
        elif kind in KEPT:
            self._ends[kind](self._draft, kind, attributes)
            self._text.clear()

    def _finished(self) -> Entry | None:
        draft = self._draft
        if draft is None:
            return None
        number = len(self._entries)
        digest, span = self._marks[number] if number < len(self._marks) else ("", None)
        title_lang = (draft.title_lang or "").replace("_", "-")
        return Entry(
            id=(draft.id or "")[:LONGEST_VALUE],
            link=(draft.link or "")[:LONGEST_VALUE],
            title=draft.title or "",
            summary=draft.summary,
            content=max(draft.contents, key=len, default=""),
            published=(draft.published or draft.created)[:LONGEST_VALUE],
            updated=draft.updated[:LONGEST_VALUE],
            language=(title_lang or self._frame.language)[:LONGEST_VALUE],
            source=draft.source[:LONGEST_VALUE],
            digest=digest,
            span=span,
        )

    def _value(self) -> str:
        return settled("".join(self._text))

    def _markup(self, text: str, kind: Kind, attributes: Mapping[str, str]) -> str:
        """Give a text as markup: what is plain text by its format is escaped."""
        told = attributes.get("type")
        type_ = DEFAULT_TYPES[kind] if told is None else TYPES[told.lower()]
        return as_markup(ends(text), type_, plain=self._plain)

    def _id(self, draft: _Draft, _kind: Kind, attributes: Mapping[str, str]) -> None:
        is_link = _lowered(attributes).get("ispermalink", "true") == "true"
        text = "".join(self._text).strip()
        draft.id = mended(joined(self._base, text) if is_link and text else text)
        if is_link and draft.link is None:
            draft.link = draft.id

    def _link(self, draft: _Draft, _kind: Kind, attributes: Mapping[str, str]) -> None:
        href = attributes.get("href")
        if href is None:
            text = "".join(self._text).strip()
            text = mended(joined(self._base, text) if text else "")
            draft.link = HALF_ENTITY.sub(r"&\1", text.replace("&amp;", "&"))
        elif _leads_to_a_page(attributes):
            draft.link = joined(self._base, href)

    def _published(self, draft: _Draft, _kind: Kind, _attributes: Mapping[str, str]) -> None:
        draft.published = self._value()

    def _updated(self, draft: _Draft, _kind: Kind, _attributes: Mapping[str, str]) -> None:
        draft.updated = self._value()

    def _created(self, draft: _Draft, _kind: Kind, _attributes: Mapping[str, str]) -> None:
        draft.created = self._value()

    def _author(self, _draft: _Draft, _kind: Kind, _attributes: Mapping[str, str]) -> None:
        if sum(map(len, self._text)) > LONGEST_AUTHOR:
            self._draft = None

    def _source(self, draft: _Draft, _kind: Kind, _attributes: Mapping[str, str]) -> None:
        own = self._value()
        draft.source = own or self._source_title or ""
        draft.title_depth = 2 if self._source_title else -1
        self._source_title = None

    def _end_in_source(self, kind: Kind, attributes: Mapping[str, str]) -> None:
        text = self._value()
        self._text.clear()
        if kind is Kind.TITLE:
            if self._source_title is not None:
                self._draft = None
            self._source_title = text
        elif kind is Kind.INERT and attributes and text:
            self._draft = None

    def _title(self, draft: _Draft, kind: Kind, attributes: Mapping[str, str]) -> None:
        text = self._value()
        depth = len(self._open) + 1
        if not -1 < draft.title_depth <= depth:
            lang = declared_language(attributes)
            draft.title = self._markup(text, kind, attributes)
            draft.title_lang = draft.lang if lang is None else lang
        if text and kind is Kind.TITLE:
            draft.title_depth = depth

    def _described(self, draft: _Draft, kind: Kind, attributes: Mapping[str, str]) -> None:
        """Take a summary; the second one of an entry is its content."""
        if draft.summary_known and not draft.has_content:
            self._content(draft, Kind.CONTENT, attributes)
        else:
            draft.summary = self._markup(self._value(), kind, attributes)
            draft.summary_known = True

    def _content(self, draft: _Draft, kind: Kind, attributes: Mapping[str, str]) -> None:
        draft.has_content = draft.summary_known = True
        draft.contents.append(self._markup(self._value(), kind, attributes))


def _lowered(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in attributes.items()}


def _leads_to_a_page(attributes: Mapping[str, str]) -> bool:
    relation = attributes.get("rel", "alternate").lower()
    return relation == "alternate" and attributes.get("type", "text/html").lower() in PAGES


def _known(kind: Kind, attributes: Mapping[str, str]) -> bool:
    """Give whether every attribute of an element means what it says."""
    if kind in DEFAULT_TYPES:
        return (
            attributes.keys() <= TEXT_ATTRIBUTES
            and attributes.get("type", "text").lower() in TYPES
            and attributes.get("mode", "escaped") in MODES
        )
    if kind is Kind.LINK:
        return attributes.keys() <= LINK_ATTRIBUTES
    if kind is Kind.ID:
        return not has_base(attributes) and len(_lowered(attributes)) == len(attributes)
    if kind in (Kind.GROUP, Kind.SOURCE):
        return not has_base(attributes) and declared_language(_lowered(attributes)) is None
    return True
