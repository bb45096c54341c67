"""What stands round the entries of a well-formed document, and what it says about them all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from warnd.feeds.parsing.slices import REST
from warnd.feeds.parsing.texts import TYPES, as_markup, settled
from warnd.feeds.parsing.vocabulary import LEFT, RESERVED, address_prefix, split_name

#: the instruction that stands for an entry in a skeleton
MARK = "warnd-entry"
#: the elements that may stand open round entries
SHAPES = frozenset({("rss", "channel"), ("rdf",), ("feed",)})
#: elements of a channel that would leave feedparser in a state of their own when an entry begins
UNSETTLING = frozenset({"content", "encoded", "body", "fullitem", "svg", "math", "div"})
#: versions that an `<rss>` or a `<feed>` may give, as feedparser names them
RSS_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
ATOM_VERSIONS = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}
#: versions that the address of a namespace tells
NAMESPACE_VERSIONS = {
    "http://purl.org/rss/1.0/": "rss10",
    "http://www.w3.org/2005/atom": "atom10",
}
NETSCAPE = "http://my.netscape.com/rdf/simple/0.9/"
SEPARATOR = " "
XML_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang xml"
START_TAG = re.compile(rb"<[^\s<>/]++" + REST.pattern)


class Unsure(Exception):  # noqa: N818  never leaves the parser
    """The quick way does not know for sure what feedparser would read."""


#: how reading a document may fail: expat asks Python for encodings that it does not know
XML_FAULTS = (expat.ExpatError, Unsure, LookupError, OSError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a document says outside its entries."""

    #: the format as feedparser names it
    version: str
    #: the title, raw
    title: str
    #: the language that an entry has when it tells none; empty when there is none
    language: str
    #: the language declared on the elements round the entries; None when there is none
    inherited: str | None
    #: whether its entries may be read quickly at all
    quick: bool
    #: the tags that stand open round its entries, as written
    opening: bytes
    #: how many those are
    depth: int


def well_formed(document: bytes) -> bool:
    """Give whether a document is well-formed XML without a document type."""
    try:
        new_parser().Parse(document, True)
    except XML_FAULTS:
        return False
    return True


def new_parser() -> expat.XMLParserType:
    """Give a parser that knows namespaces, their prefixes, and stops at a document type."""
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.namespace_prefixes = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def frame_of(document: bytes, spans: Sequence[tuple[int, int]]) -> Frame:
    """Give the frame of a well-formed document whose entries stand at `spans`.

    Raises Unsure when the entries do not stand where entries stand.
    """
    skeleton = _Skeleton()
    skeleton.read(_without(document, spans), len(spans))
    return skeleton.frame()


def _without(document: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    """Give a document with a mark in the place of each entry."""
    pieces, position = [], 0
    for start, end in spans:
        pieces.append(document[position:start])
        position = end
    pieces.append(document[position:])
    return f"<?{MARK}?>".encode().join(pieces)


def _refuse(*_: object) -> None:
    raise Unsure


@dataclass(slots=True)
class _Skeleton:
    """Reads a document without its entries."""

    version: str = ""
    title: str = ""
    language: str = ""
    quick: bool = True
    _open: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    _round: tuple[str, ...] = ()
    _inherited: str | None = None
    _opening: list[bytes] = field(default_factory=list)
    _tags: list[int] = field(default_factory=list)
    _marks: int = 0
    _text: list[str] = field(default_factory=list)
    _bytes: bytes = b""
    _parser: expat.XMLParserType = field(default_factory=new_parser)

    def read(self, skeleton: bytes, marks: int) -> None:
        parser = self._parser
        parser.buffer_text = True
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.ProcessingInstructionHandler = self._instruction
        self._bytes = skeleton
        parser.Parse(skeleton, True)
        if self._marks != marks or not self.version:
            raise Unsure

    def frame(self) -> Frame:
        return Frame(
            version=self.version,
            title=self.title,
            language=self.language,
            inherited=self._inherited,
            quick=self.quick,
            opening=b"".join(self._opening),
            depth=len(self._opening),
        )

    def _namespace(self, prefix: str | None, address: str | None) -> None:
        if not address:
            return
        lower = address.lower()
        if not self.version:
            self.version = NAMESPACE_VERSIONS.get(lower, "")
            if prefix is None and lower == NETSCAPE:
                self.version = "rss090"
        if not namespace_sure(prefix, address):
            self.quick = False

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        prefix, local = split_name(name)
        self._text.clear()
        if not self._open:
            self._root(local if prefix in ("", "rdf") else "", attributes)
        elif local in UNSETTLING:
            raise Unsure
        self._open.append((local if prefix in ("", "rdf", "dc") else "", attributes))
        self._tags.append(self._parser.CurrentByteIndex)

    def _root(self, local: str, attributes: Mapping[str, str]) -> None:
        told = attributes.get("version", "")
        if local == "rss" and not self.version.startswith("rss"):
            usual = "rss20" if told.startswith("2.") else "rss"
            self.version = RSS_VERSIONS.get(told, usual)
        elif local == "feed" and not self.version:
            self.version = ATOM_VERSIONS.get(told, "atom")
        if local in ("rss", "feed"):
            self.language = (declared_language(attributes) or "").replace("_", "-")

    def _end(self, _name: str) -> None:
        local, attributes = self._open.pop()
        self._tags.pop()
        if len(self._open) == (1 if self._open and self._open[0][0] == "feed" else 2):
            text = "".join(self._text).strip()
            if local == "language":
                self.language = text
            elif local == "title":
                self.title = self.title or self._titled(text, attributes)
        elif local == "language":
            raise Unsure
        self._text.clear()

    def _titled(self, text: str, attributes: Mapping[str, str]) -> str:
        type_ = TYPES.get(attributes.get("type", "text").lower(), "")
        return as_markup(settled(text), type_, plain=self.version.startswith("atom"))

    def _instruction(self, target: str, _data: str) -> None:
        if target != MARK:
            return
        self._marks += 1
        shape = tuple(local for local, _ in self._open)
        if shape not in SHAPES or (self._marks > 1 and shape != self._round):
            raise Unsure
        if self._marks == 1:
            self._round = shape
            self._surround()

    def _surround(self) -> None:
        """Note what the elements that stand open say to every entry."""
        for (_, attributes), position in zip(self._open, self._tags, strict=True):
            lang = declared_language(attributes)
            self._inherited = self._inherited if lang is None else lang or None
            if has_base(attributes):
                self.quick = False
            tag = START_TAG.match(self._bytes, position)
            if tag is None:
                raise Unsure
            self._opening.append(tag.group())


def namespace_sure(prefix: str | None, address: str) -> bool:
    """Give whether a declared namespace means what its prefix and address say."""
    known = address_prefix(address)
    if address.lower() in LEFT:
        return False
    lower = (prefix or "").lower()
    return known == lower if lower in RESERVED else bool(lower) or known is not None


def declared_language(attributes: Mapping[str, str]) -> str | None:
    """Give the language that an element declares, None when it declares none."""
    for name in (XML_LANGUAGE, "lang"):
        if name in attributes:
            return attributes[name]
    return None


def has_base(attributes: Mapping[str, str]) -> bool:
    """Give whether an element declares what links are relative to."""
    return any(name.lower() == "base" or " base" in name for name in attributes)
