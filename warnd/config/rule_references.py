"""What the entries of rule files do to one another: names that stand twice or lead nowhere.

This looks at the documents, not at the records made from them, so that every mistake is told even
when a value elsewhere is wrong.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from warnd.config.nearest import unknown
from warnd.config.rule_entries import Sort
from warnd.config.tree import MapNode, ScalarNode, scalars, text_of
from warnd.errors import Mistake
from warnd.model.kind import Kind
from warnd.rules.rule import NamedQuery

#: where entries name kinds
_KIND_KEYS = ("kind", "count_of", "kinds")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEntry:
    """An entry as it stands in a file."""

    #: the entry
    node: MapNode
    #: what it is
    sort: Sort
    #: where in the file that is, as `[3]`
    path: str

    @property
    def name(self) -> ScalarNode | None:
        """Its name; None when it has none."""
        node = self.node.get(self.sort.name_key)
        return node if isinstance(node, ScalarNode) else None

    @property
    def language(self) -> str:
        """Its language; empty when it does not say."""
        return text_of(self.node.get("language")) or ""


def rule_mistakes(
    places: Sequence[PlacedEntry], kinds: Collection[str] | None
) -> Iterator[Mistake]:
    """Give the mistakes; `kinds` are known beside those declared, None judges no kind."""
    yield from _repeated(places)
    if kinds is None:
        return
    yield from _kinds_declared_again(places, kinds)
    known = known_kinds(places, kinds)
    for place in places:
        yield from _unknown_kinds(place, known)


def known_kinds(places: Sequence[PlacedEntry], kinds: Collection[str]) -> set[str]:
    """Give the kinds that are known, and those that entries declare."""
    return {*kinds, *(name.text for _, name in _named(places, Kind))}


def lists_by_language(places: Sequence[PlacedEntry]) -> dict[str, set[str]]:
    """Give the names of the lists of each language."""
    lists: dict[str, set[str]] = defaultdict(set)
    for place, name in _named(places, NamedQuery):
        lists[place.language].add(name.text)
    return lists


def _named(places: Sequence[PlacedEntry], record: type) -> Iterator[tuple[PlacedEntry, ScalarNode]]:
    """Give the entries of one sort that have a name, with it."""
    for place in places:
        name = place.name
        if place.sort.record is record and name:
            yield place, name


def _repeated(places: Sequence[PlacedEntry]) -> Iterator[Mistake]:
    first: dict[tuple[type, str, str], ScalarNode] = {}
    for place in places:
        name = place.name
        if name is None:
            continue
        language = place.language if place.sort.by_language else ""
        key = (place.sort.record, language, name.text)
        earlier = first.get(key)
        if earlier is None:
            first[key] = name
        else:
            where = f"{earlier.at.file}:{earlier.at.line}"
            message = f"the {place.sort.title} '{name.text}' stands twice; the first is at {where}"
            yield name.at.mistake(message, f"{place.path}.{place.sort.name_key}")


def _kinds_declared_again(
    places: Sequence[PlacedEntry], kinds: Collection[str]
) -> Iterator[Mistake]:
    for place, name in _named(places, Kind):
        if name.text in kinds:
            message = f"the kind '{name.text}' stands in the scoring table already"
            yield name.at.mistake(message, f"{place.path}.declare_kind")


def _unknown_kinds(place: PlacedEntry, known: Collection[str]) -> Iterator[Mistake]:
    named = [(key, place.node.get(key)) for key in _KIND_KEYS]
    for key, node in named:
        for scalar in scalars(node):
            if scalar.text not in known:
                message = unknown("kind", scalar.text, known)
                yield scalar.at.mistake(message, f"{place.path}.{key}")
