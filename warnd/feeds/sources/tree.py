"""XML as a small tree, read by expat within limits: no document type, no entities, no outside."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from warnd.errors import FeedHostile

#: elements of one document, and how deep they may stand within one another; alerts have a few
#: hundred, eight deep
MOST_ELEMENTS, DEEPEST = 200_000, 64


class NotWellFormed(ValueError):  # noqa: N818  a state of a document
    """Bytes that are no well-formed XML."""


@dataclass(slots=True)
class Element:
    """One element."""

    #: its namespace, empty when it has none
    namespace: str
    #: its name without a prefix
    name: str
    #: its attributes, by their names without a prefix
    attributes: dict[str, str]
    #: the elements that it holds
    children: list["Element"] = field(default_factory=list)
    #: the text that it holds itself, in pieces
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give its own text, without space at the ends."""
        return "".join(self.pieces).strip()

    def all(self, name: str) -> Iterator["Element"]:
        """Give the children of a name."""
        return (child for child in self.children if child.name == name)

    def told(self, name: str) -> str:
        """Give the text of the first child of a name, empty when there is none."""
        return next((child.text for child in self.all(name)), "")

    def within(self) -> Iterator["Element"]:
        """Give the element and all that stand within it, from the outside inwards."""
        yield self
        for child in self.children:
            yield from child.within()


def read_tree(body: bytes) -> Element:
    """Give the root of a document.

    Raises NotWellFormed for what is no XML, FeedHostile for a document type declaration, which
    nothing that warnd reads has, and for a tree past its limits.
    """
    return _Reader().read(body)


class _Reader:
    """Builds the tree of one document."""

    def __init__(self) -> None:
        #: the document itself, and the elements that stand open within it
        self._open = [Element("", "", {})]
        self._elements = 0

    def read(self, body: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(body, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise NotWellFormed(str(error)) from error
        return self._open[0].children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) > DEEPEST:
            raise FeedHostile("more elements than any alert has")
        namespace, _, local = name.rpartition(" ")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(namespace, local, plain)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, data: str) -> None:
        self._open[-1].pieces.append(data)


def _refuse(*_: object) -> None:
    raise FeedHostile("a document type declaration, which no alert needs")
