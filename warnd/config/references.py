"""What the settings say of one another: ids that stand twice, names that lead nowhere.

This looks at the document, not at the settings made from it, so that every mistake is told even
when a value elsewhere is wrong.
"""

from collections.abc import Iterator

from warnd.config.addresses import private_target
from warnd.config.codes import is_iso_area
from warnd.config.feed_references import feed_mistakes, feed_warnings, retention_mistakes
from warnd.config.messages import joined
from warnd.config.nearest import unknown
from warnd.config.scalars import Unfit, to_level_match
from warnd.config.tree import ListNode, MapNode, Node, ScalarNode, items, scalars, text_of
from warnd.errors import Mistake
from warnd.model.level import Level

#: first folders of absolute paths; a relative path that begins so has most likely lost its slash
_ROOT_FOLDERS = frozenset({"var", "srv", "opt", "home", "mnt", "data", "root", "tmp", "usr"})
#: what makes an area cover something
_COVERING = ("country", "countries", "divisions", "places", "circle")


def reference_mistakes(root: MapNode) -> Iterator[Mistake]:
    """Give the mistakes that several places of the settings make together."""
    yield from _repeated_ids(root, "feeds")
    yield from _repeated_ids(root, "areas")
    yield from _area_mistakes(root)
    allowed = frozenset(node.text for node in scalars(root.get("allow_addresses")))
    yield from feed_mistakes(list(members(root, "feeds")), area_ids(root), allowed)
    yield from retention_mistakes(root)
    for path, route in members(root, "routes"):
        yield from _route_mistakes(root, path, route)


def members(root: MapNode, key: str) -> Iterator[tuple[str, MapNode]]:
    """Give the mappings of a list with their paths, such as `feeds[2]`."""
    node = root.get(key)
    if isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            if isinstance(item, MapNode):
                yield f"{key}[{index}]", item


def _repeated_ids(root: MapNode, key: str) -> Iterator[Mistake]:
    seen: dict[str, ScalarNode] = {}
    for path, member in members(root, key):
        node = member.get("id")
        if not isinstance(node, ScalarNode):
            continue
        first = seen.get(node.text)
        if first is None:
            seen[node.text] = node
        else:
            where = f"line {first.at.line}"
            if first.at.file != node.at.file:
                where = f"{first.at.file}, {where}"
            message = f"the id '{node.text}' stands twice; the first is on {where}"
            yield node.at.mistake(message, joined(path, "id"))


def _area_mistakes(root: MapNode) -> Iterator[Mistake]:
    for path, area in members(root, "areas"):
        if not any(key in area.entries for key in _COVERING):
            yield area.at.mistake(
                "covers nothing: give country, countries, divisions, places or circle", path
            )
        country = text_of(area.get("country"))
        if country and "countries" in area.entries:
            message = "stands beside country: name all of them in countries"
            yield area.entries["countries"].key.at.mistake(message, f"{path}.countries")
        for division in scalars(area.get("divisions")):
            if country and not division.text.startswith(f"{country}-"):
                message = f"the division {division.text} does not lie in {country}"
                yield division.at.mistake(message, f"{path}.divisions")


def _route_mistakes(root: MapNode, path: str, route: MapNode) -> Iterator[Mistake]:
    channels = root.get("channels")
    known = channels.entries if isinstance(channels, MapNode) else {}
    for key in ("to", "fallback"):
        for name in scalars(route.get(key)):
            if name.text not in known:
                yield name.at.mistake(unknown("channel", name.text, known), joined(path, key))
    recipients = route.get("to")
    if isinstance(recipients, ListNode) and not recipients.items:
        yield recipients.at.mistake("tells nobody: name a channel", f"{path}.to")
    match = route.get("match")
    if isinstance(match, MapNode):
        yield from _match_mistakes(root, f"{path}.match", match)


def _match_mistakes(root: MapNode, path: str, match: MapNode) -> Iterator[Mistake]:
    areas = area_ids(root)
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


def area_ids(root: MapNode) -> list[str]:
    """Give the ids of the configured areas."""
    return [text for _, area in members(root, "areas") if (text := text_of(area.get("id")))]


def unused_warnings(root: MapNode) -> Iterator[Mistake]:
    """Give what is allowed and yet probably not meant."""
    routes = root.get("routes")
    if not items(routes):
        yield root.at.mistake("no route is given: alerts are stored and told to nobody")
    yield from _nobody_told_of_feeds(root)
    if not items(root.get("feeds")):
        yield root.at.mistake("no feed is given: there is nothing to read")
    yield from feed_warnings(list(members(root, "feeds")))
    yield from _store_meant_absolute(root)
    yield from _unused_channels(root)
    yield from _private_addresses(root)
    for path, route in members(root, "routes"):
        yield from _areas_outside(root, path, route)
        yield from _without_effect(path, route)


def _nobody_told_of_feeds(root: MapNode) -> Iterator[Mistake]:
    routes = [route for _, route in members(root, "routes")]
    feeds, entry = items(root.get("feeds")), root.entries.get("routes")
    if entry and routes and feeds and all(text_of(each.get("about")) != "feeds" for each in routes):
        message = "nobody is told when a feed is in trouble: add {about: feeds, to: [...]}"
        yield entry.key.at.mistake(message, "routes")


def _store_meant_absolute(root: MapNode) -> Iterator[Mistake]:
    store = root.get("store")
    name = (text_of(store) or "").removeprefix("sqlite:///")
    if store and name.split("/")[0] in _ROOT_FOLDERS:
        message = f"is relative to this file; if /{name} is meant, write sqlite:////{name}"
        yield store.at.mistake(message, "store")


def _unused_channels(root: MapNode) -> Iterator[Mistake]:
    channels = root.get("channels")
    used = {
        name.text
        for _, route in members(root, "routes")
        for key in ("to", "fallback")
        for name in scalars(route.get(key))
    }
    for name, entry in channels.entries.items() if isinstance(channels, MapNode) else ():
        if name not in used:
            yield entry.key.at.mistake("no route leads to this channel", f"channels.{name}")


def _private_addresses(root: MapNode) -> Iterator[Mistake]:
    allowed = {node.text for node in scalars(root.get("allow_addresses"))}
    channels = root.get("channels")
    speakers = list(members(root, "feeds"))
    for name, entry in channels.entries.items() if isinstance(channels, MapNode) else ():
        if isinstance(entry.value, MapNode):
            speakers.append((f"channels.{name}", entry.value))
    for path, speaker in speakers:
        url = speaker.get("url")
        target = private_target(text_of(url) or "")
        if url and target and target not in allowed:
            message = f"a private address, which is refused: allow_addresses lacks {target}"
            yield url.at.mistake(message, f"{path}.url")


def _areas_outside(root: MapNode, path: str, route: MapNode) -> Iterator[Mistake]:
    """Give the countries and divisions a route names that no configured area touches."""
    match = route.get("match")
    watched = _watched_countries(root)
    if not isinstance(match, MapNode) or not watched:
        return
    for name in scalars(match.get("area")):
        if name.text not in area_ids(root) and name.text[:2] not in watched:
            message = f"can never match: no configured area lies in {name.text[:2]}"
            if is_iso_area(name.text):
                yield name.at.mistake(message, f"{path}.match.area")


def _watched_countries(root: MapNode) -> set[str]:
    """Give the countries of all configured areas; empty when one may lie anywhere."""
    countries: set[str] = set()
    for _, area in members(root, "areas"):
        named = {code.text[:2] for code in scalars(area.get("divisions"))}
        named |= {code.text for code in scalars(area.get("countries"))}
        country = text_of(area.get("country"))
        if not named and not country:
            return set()
        countries |= named | ({country} if country else set())
    return countries


def _without_effect(path: str, route: MapNode) -> Iterator[Mistake]:
    for key in ("fallback", "repeat", "digest"):
        if key in route.entries:
            message = f"{key} is read but not in effect yet"
            yield route.entries[key].key.at.mistake(message, joined(path, key))
    if text_of(route.get("about")) == "feeds" and "match" in route.entries:
        message = "has no effect: a route about feeds takes every notice"
        yield route.entries["match"].key.at.mistake(message, joined(path, "match"))
