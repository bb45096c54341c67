"""What routes say of one another, of channels and of areas: names that lead nowhere, and no effect.

Like `references`, this looks at the document, so that every mistake is told even when a value
elsewhere is wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warnd.config.codes import is_iso_area
from warnd.config.messages import joined
from warnd.config.nearest import unknown
from warnd.config.scalars import Unfit, to_level_match
from warnd.config.tree import ListNode, MapNode, Node, items, members, scalars, text_of
from warnd.errors import Mistake
from warnd.model.level import Level

#: settings that name channels
_NAMING = ("to", "fallback", "escalate_to")
#: settings that do something only beside one of others
_NEEDS = {
    "group_by": ("group",),
    "hold_up_to": ("quiet", "group", "digest"),
    "approval_deadline": ("approval",),
    "approval_then": ("approval",),
}
#: settings that only mean something together, with why
_TOGETHER = {
    "escalate_after": ("escalate_to", "nobody is called: name channels in escalate_to"),
    "escalate_to": ("escalate_after", "is never called: say when in escalate_after"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteNode:
    """A route of the document, with what it takes from those around it."""

    #: where it stands, as `routes[0].routes[2]`
    path: str
    #: itself
    node: MapNode
    #: the routes around it, outermost first
    around: tuple[MapNode, ...] = ()

    def get(self, key: str) -> Node | None:
        """Give the value under a key, its own or the nearest one around it."""
        for node in (self.node, *reversed(self.around)):
            if key in node.entries:
                return node.entries[key].value
        return None


def routes_of(root: MapNode) -> Iterator[RouteNode]:
    """Give every route of the document, those within others too."""
    for path, node in members(root, "routes"):
        yield from _with_inner(RouteNode(path=path, node=node))


def route_mistakes(root: MapNode, areas: Sequence[str]) -> Iterator[Mistake]:
    """Give the mistakes that routes make with channels, areas and one another."""
    channels = root.get("channels")
    known = channels.entries if isinstance(channels, MapNode) else {}
    for route in routes_of(root):
        for key in _NAMING:
            for name in scalars(route.node.get(key)):
                if name.text not in known:
                    message = unknown("channel", name.text, known)
                    yield name.at.mistake(message, joined(route.path, key))
        yield from _tells_nobody(route)
        yield from _half_said(route)
        match = route.node.get("match")
        if isinstance(match, MapNode):
            yield from _match_mistakes(areas, f"{route.path}.match", match)


def route_warnings(root: MapNode, areas: Sequence[str]) -> Iterator[Mistake]:
    """Give what is allowed of routes and yet probably not meant."""
    yield from _nobody_told_of_feeds(root)
    yield from _unused_channels(root)
    watched = _watched_countries(root)
    for route in routes_of(root):
        yield from _areas_outside(watched, areas, route)
        yield from _without_effect(route)


def _with_inner(route: RouteNode) -> Iterator[RouteNode]:
    yield route
    around = (*route.around, route.node)
    for path, node in members(route.node, "routes"):
        yield from _with_inner(RouteNode(path=joined(route.path, path), node=node, around=around))


def _tells_nobody(route: RouteNode) -> Iterator[Mistake]:
    told = route.get("to")
    if told is None and not items(route.node.get("routes")):
        yield route.node.at.mistake("is missing: the channels told", f"{route.path}.to")
    own = route.node.get("to")
    if isinstance(own, ListNode) and not own.items:
        yield own.at.mistake("tells nobody: name a channel", f"{route.path}.to")


def _half_said(route: RouteNode) -> Iterator[Mistake]:
    for key, (other, message) in _TOGETHER.items():
        entry = route.node.entries.get(key)
        if entry is not None and route.get(other) is None:
            yield entry.key.at.mistake(message, joined(route.path, key))


def _match_mistakes(areas: Sequence[str], path: str, match: MapNode) -> Iterator[Mistake]:
    for name in scalars(match.get("area")):
        if name.text not in areas and not is_iso_area(name.text):
            yield name.at.mistake(unknown("area", name.text, areas), f"{path}.area")
    level = match.get("level")
    if level and _only_calm(level):
        message = "can never match: an alert is at least watch, and an all-clear keeps its level"
        yield level.at.mistake(message, f"{path}.level")


def _only_calm(level: Node) -> bool:
    try:
        match = to_level_match(text_of(level))
    except Unfit:
        return False  # told where values are read
    return match.level is Level.CALM and match.operator != ">="


def _nobody_told_of_feeds(root: MapNode) -> Iterator[Mistake]:
    routes, feeds = list(routes_of(root)), items(root.get("feeds"))
    entry = root.entries.get("routes")
    if entry and routes and feeds and all(text_of(each.get("about")) != "feeds" for each in routes):
        message = "nobody is told when a feed is in trouble: add {about: feeds, to: [...]}"
        yield entry.key.at.mistake(message, "routes")


def _unused_channels(root: MapNode) -> Iterator[Mistake]:
    channels = root.get("channels")
    used = {
        name.text
        for route in routes_of(root)
        for key in _NAMING
        for name in scalars(route.node.get(key))
    }
    for name, entry in channels.entries.items() if isinstance(channels, MapNode) else ():
        if name not in used:
            yield entry.key.at.mistake("no route leads to this channel", f"channels.{name}")


def _areas_outside(watched: set[str], areas: Sequence[str], route: RouteNode) -> Iterator[Mistake]:
    """Give the countries and divisions a route names that no configured area touches."""
    match = route.node.get("match")
    if not isinstance(match, MapNode) or not watched:
        return
    for name in scalars(match.get("area")):
        if name.text not in areas and name.text[:2] not in watched:
            message = f"can never match: no configured area lies in {name.text[:2]}"
            if is_iso_area(name.text):
                yield name.at.mistake(message, f"{route.path}.match.area")


def _watched_countries(root: MapNode) -> set[str]:
    """Give the countries of all configured areas; empty when one may lie anywhere."""
    countries: set[str] = set()
    for _, area in members(root, "areas"):
        named = {code.text[:2] for code in scalars(area.get("divisions"))}
        country = text_of(area.get("country"))
        if not named and not country:
            return set()
        countries |= named | ({country} if country else set())
    return countries


def _without_effect(route: RouteNode) -> Iterator[Mistake]:
    entries = route.node.entries
    if text_of(route.get("about")) in ("feeds", "unplaced") and "match" in entries:
        message = f"has no effect: a route about {text_of(route.get('about'))} takes every notice"
        yield entries["match"].key.at.mistake(message, joined(route.path, "match"))
    if "continue" in entries and not route.around:
        message = "has no effect here: every route of the first level is asked"
        yield entries["continue"].key.at.mistake(message, joined(route.path, "continue"))
    for key, others in _NEEDS.items():
        if key in entries and all(route.get(other) is None for other in others):
            message = f"has no effect without {' or '.join(others)}"
            yield entries[key].key.at.mistake(message, joined(route.path, key))
    fallback = entries.get("fallback")
    if fallback and text_of(fallback.value) in {name.text for name in scalars(route.get("to"))}:
        message = "is told already: another channel would get through where this one does not"
        yield fallback.value.at.mistake(message, joined(route.path, "fallback"))
