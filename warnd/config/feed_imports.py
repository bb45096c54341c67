"""The feeds of an OPML list as this installation may take them: valid, new, and known by one id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from warnd.config.documents import read_node
from warnd.config.feed_references import address_key
from warnd.config.narrowed import SETTINGS_SHAPES
from warnd.config.opml import feed_id, read_opml
from warnd.config.shapes import Surroundings
from warnd.config.tree import MapNode, Position
from warnd.errors import Mistake
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an OPML list brings."""

    #: the feeds that are new, in the order of the list, with ids of their own
    feeds: tuple[FeedSettings, ...]
    #: what was left out or changed and why, at its place
    remarks: tuple[Mistake, ...]
    #: what is wrong with the list
    mistakes: tuple[Mistake, ...]


def import_opml(file: Path, configured: Iterable[FeedSettings] = ()) -> Imported:
    """Give the feeds of an OPML list that are not among the configured ones.

    An id that is taken already is replaced by one made from the address, which stays the same
    when the list is imported again.
    """
    nodes, mistakes = read_opml(file)
    taken = _Taken()
    for feed in configured:
        taken.add(feed, "is configured already")
    found = list(mistakes)
    remarks: list[Mistake] = []
    feeds: list[FeedSettings] = []
    for node in (each for each in nodes.items if isinstance(each, MapNode)):
        feed, wrong = read_node(
            node, FeedSettings, SETTINGS_SHAPES, Surroundings(folder=file.parent)
        )
        found += wrong
        if feed is not None:
            remarks += _settled(feed, node.at, taken, feeds)
    return Imported(feeds=tuple(feeds), remarks=tuple(remarks), mistakes=tuple(found))


@dataclass(slots=True, kw_only=True)
class _Taken:
    """The addresses and ids that stand already."""

    #: why an address is taken, by its key
    addresses: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def add(self, feed: FeedSettings, why: str) -> None:
        self.addresses.setdefault(address_key(feed.url), why)
        self.ids.add(feed.id)


def _settled(
    feed: FeedSettings, at: Position, taken: _Taken, feeds: list[FeedSettings]
) -> Iterator[Mistake]:
    """Add a feed to `feeds` unless it is there, under an id of its own; give what to tell."""
    why = taken.addresses.get(address_key(feed.url))
    if why is not None:
        yield at.mistake(f"left out: {feed.url} {why}", feed.id)
        return
    if feed.id in taken.ids:
        own = FeedId(feed_id(feed.id, feed.url))
        yield at.mistake(f"the id '{feed.id}' is taken; it is imported as '{own}'", feed.id)
        feed = replace(feed, id=own)
    taken.add(feed, f"stands on line {at.line} already")
    feeds.append(feed)
