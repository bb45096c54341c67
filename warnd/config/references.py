"""What the settings say of one another: ids that stand twice, names that lead nowhere.

This looks at the document, not at the settings made from it, so that every mistake is told even
when a value elsewhere is wrong.
"""

from collections.abc import Iterator
from itertools import product

from warnd.config.addresses import private_target
from warnd.config.feed_references import feed_mistakes, feed_warnings, retention_mistakes
from warnd.config.heartbeat_references import heartbeat_mistakes, heartbeat_warnings
from warnd.config.messages import joined
from warnd.config.route_references import route_mistakes, route_warnings
from warnd.config.tree import MapNode, ScalarNode, items, members, scalars, text_of
from warnd.errors import Mistake

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
    yield from heartbeat_mistakes(root)
    yield from route_mistakes(root, area_ids(root))


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


def area_ids(root: MapNode) -> list[str]:
    """Give the ids of the configured areas."""
    return [text for _, area in members(root, "areas") if (text := text_of(area.get("id")))]


def unused_warnings(root: MapNode) -> Iterator[Mistake]:
    """Give what is allowed and yet probably not meant."""
    if not items(root.get("routes")):
        yield root.at.mistake("no route is given: alerts are stored and told to nobody")
    if not items(root.get("feeds")):
        yield root.at.mistake("no feed is given: there is nothing to read")
    yield from feed_warnings(list(members(root, "feeds")))
    yield from heartbeat_warnings(root)
    yield from _store_meant_absolute(root)
    yield from _private_addresses(root)
    yield from route_warnings(root, area_ids(root))


def _store_meant_absolute(root: MapNode) -> Iterator[Mistake]:
    store = root.get("store")
    name = (text_of(store) or "").removeprefix("sqlite:///")
    if store and name.split("/")[0] in _ROOT_FOLDERS:
        message = f"is relative to this file; if /{name} is meant, write sqlite:////{name}"
        yield store.at.mistake(message, "store")


def _private_addresses(root: MapNode) -> Iterator[Mistake]:
    allowed = {node.text for node in scalars(root.get("allow_addresses"))}
    channels = root.get("channels")
    speakers = list(members(root, "feeds"))
    for name, entry in channels.entries.items() if isinstance(channels, MapNode) else ():
        if isinstance(entry.value, MapNode):
            speakers.append((f"channels.{name}", entry.value))
    heartbeat = root.get("heartbeat")
    if isinstance(heartbeat, MapNode):
        speakers.append(("heartbeat", heartbeat))
    for (path, speaker), key in product(speakers, ("url", "server", "api")):
        url = speaker.get(key)
        target = private_target(text_of(url) or "")
        if url and target and target not in allowed:
            message = f"a private address, which is refused: allow_addresses lacks {target}"
            yield url.at.mistake(message, f"{path}.{key}")
