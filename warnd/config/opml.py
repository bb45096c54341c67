"""OPML, the exchange format of feed lists (https://opml.org/spec2.opml); the door of expat.

What OPML has no words for travels in attributes of our own, so that an exported list comes back
as it was: `opml_written` writes what is read here.
"""

import hashlib
import re
import unicodedata
from dataclasses import fields
from pathlib import Path
from xml.parsers import expat

from warnd.config.tree import Entry, ListNode, MapNode, Node, Position, ScalarNode
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.settings import FeedSettings

#: the largest list read, in bytes: some five thousand feeds
MAX_BYTES = 2_000_000
#: the namespace of our own attributes
NAMESPACE = "urn:warnd:opml"
#: one language, or several that articles may be in
_LANGUAGES = re.compile("[a-z]{2}( [a-z]{2})*")
#: the settings that our own attributes carry; the address and language have their own in OPML
_OURS = tuple(each.name for each in fields(FeedSettings) if each.name != "url")
#: those that may hold several values, parted by spaces
_SEVERAL = ("language", "area")


def read_opml(file: Path) -> tuple[ListNode, tuple[Mistake, ...]]:
    """Give the feeds of an OPML file as the settings would write them, and the mistakes in it."""
    nowhere = Position(file=file, line=1, column=1)
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return ListNode(at=nowhere), (nowhere.mistake(f"cannot be read: {reason}"),)
    if len(data) > MAX_BYTES:
        return ListNode(at=nowhere), (nowhere.mistake(f"is larger than {MAX_BYTES:,} bytes"),)
    return _OpmlReader(file).read(data)


class _OpmlReader:
    """Collects the outlines of one file that are feeds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._feeds: list[MapNode] = []
        self._is_opml = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def read(self, data: bytes) -> tuple[ListNode, tuple[Mistake, ...]]:
        """Give the feeds and the mistakes."""
        mistakes: tuple[Mistake, ...] = ()
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            at = Position(file=self._file, line=error.lineno, column=error.offset + 1)
            mistakes = (at.mistake(f"is not XML: {reason}"),)
        except (LookupError, ValueError):
            # expat asks Python for the codec that the document names
            at = Position(file=self._file, line=1)
            mistakes = (at.mistake("is in an encoding that is not read; save it as UTF-8"),)
        except ConfigurationInvalid as error:
            mistakes = error.mistakes
        if not self._is_opml and not mistakes:
            mistakes = (Position(file=self._file, line=1).mistake("is not an OPML file"),)
        return ListNode(at=Position(file=self._file), items=tuple(self._feeds)), mistakes

    def _at(self) -> Position:
        return Position(
            file=self._file,
            line=self._parser.CurrentLineNumber,
            column=self._parser.CurrentColumnNumber + 1,
        )

    def _refuse(self, *_: object) -> None:
        """Refuse document types: they name entities, which are how XML is made to explode."""
        mistake = self._at().mistake("a document type or entity is not allowed; remove it")
        raise ConfigurationInvalid((mistake,))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self._is_opml = self._is_opml or name == "opml"
        url = attributes.get("xmlUrl", "").strip()
        if name != "outline" or not url:
            return
        title = attributes.get("text") or attributes.get("title") or ""
        values = {"id": feed_id(title, url), "url": url}
        if _LANGUAGES.fullmatch(attributes.get("language", "")):
            values["language"] = attributes["language"]
        values |= {
            key: attributes[f"{NAMESPACE} {key}"]
            for key in _OURS
            if f"{NAMESPACE} {key}" in attributes
        }
        self._feeds.append(_mapping(self._at(), values))


def _mapping(at: Position, values: dict[str, str]) -> MapNode:
    def node(text: str) -> ScalarNode:
        return ScalarNode(at=at, text=text, plain=False)

    def value(key: str, text: str) -> Node:
        if key not in _SEVERAL or " " not in text:
            return node(text)
        return ListNode(at=at, items=tuple(node(code) for code in text.split()))

    entries = {key: Entry(key=node(key), value=value(key, text)) for key, text in values.items()}
    return MapNode(at=at, entries=entries)


def feed_id(title: str, url: str) -> str:
    """Give an id for a feed that has none: its title and a mark of its address.

    It depends on nothing else in the list, so that it stays the same when the list changes.
    """
    mark = hashlib.sha256(url.encode()).hexdigest()[:6]
    latin = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "-", latin).strip("-")[:48].strip("-")
    return f"{words or 'feed'}-{mark}"
