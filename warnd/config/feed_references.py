"""What the feeds of the settings say of one another, of areas and of their servers."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from warnd.config.addresses import host_and_port, private_target
from warnd.config.codes import is_iso_area
from warnd.config.messages import joined
from warnd.config.nearest import unknown
from warnd.config.scalars import Unfit, to_duration
from warnd.config.tree import MapNode, Node, items, scalars, text_of
from warnd.errors import Mistake
from warnd.settings import TIER_INTERVALS, FeedType, RetentionSettings, Tier

#: the shortest time between two polls of a stranger's server, in seconds: what is asked more often
#: is soon blocked; servers of the installation's own stand in `allow_addresses`
SHORTEST_INTERVAL_S = 10
#: the ports that addresses mean when they name none
_PORTS = {"http": 80, "https": 443}
#: types whose entries hold their whole text, so that there is no page to fetch
_WHOLE = (FeedType.CAP, FeedType.RELIEFWEB)


def feed_mistakes(
    feeds: list[tuple[str, MapNode]], areas: list[str], allowed: frozenset[str]
) -> Iterator[Mistake]:
    """Give what is wrong with feeds as they stand together.

    `areas` are the ids of the configured ones, none when every country and division is watched;
    `allowed` the addresses that may be fetched though they are private, which are our own.
    """
    yield from _repeated_addresses(feeds)
    for path, feed in feeds:
        yield from _unknown_areas(path, feed, areas)
        yield from _impolite(path, feed, allowed)


def retention_mistakes(root: MapNode) -> Iterator[Mistake]:
    """Give texts that would outlive the keys by which they are known again."""
    node = root.get("retention")
    texts = node.get("texts") if isinstance(node, MapNode) else None
    if not isinstance(node, MapNode) or texts is None:
        return
    kept = _seconds(texts)
    known = _seconds(node.get("fingerprints")) if "fingerprints" in node.entries else None
    known = RetentionSettings().fingerprints.total_seconds() if known is None else known
    if kept is not None and kept > known:
        message = "are kept longer than fingerprints: lengthen those to at least as long"
        yield texts.at.mistake(message, "retention.texts")


def feed_warnings(feeds: list[tuple[str, MapNode]]) -> Iterator[Mistake]:
    """Give what feeds ask for that is allowed and yet probably not meant."""
    for path, feed in feeds:
        yield from _full_text_of_whole(path, feed)
        yield from _silent_sooner_than_asked(path, feed)
        yield from _downgrade_of_plain(path, feed)


def _repeated_addresses(feeds: list[tuple[str, MapNode]]) -> Iterator[Mistake]:
    seen: dict[str, Node] = {}
    for path, feed in feeds:
        url = feed.get("url")
        key = address_key(text_of(url) or "")
        if url is None or not key:
            continue
        first = seen.setdefault(key, url)
        if first is not url:
            where = f"line {first.at.line}"
            if first.at.file != url.at.file:
                where = f"{first.at.file}, {where}"
            message = f"this address is polled already; the other feed is on {where}"
            yield url.at.mistake(message, joined(path, "url"))


def address_key(url: str) -> str:
    """Give what two spellings of one web address share; empty for what is no address."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return ""  # told where values are read
    if not parts.hostname or port is None:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.hostname}:{port}{parts.path or '/'}{query}"


def _unknown_areas(path: str, feed: MapNode, areas: list[str]) -> Iterator[Mistake]:
    for name in scalars(feed.get("area")):
        if name.text in areas or (not areas and is_iso_area(name.text)):
            continue
        where = joined(path, "area")
        if areas:
            yield name.at.mistake(unknown("area", name.text, areas), where)
        else:
            message = (
                f"unknown area '{name.text}'; no areas are given, so it is the code of a country "
                "such as SY or of a division such as SY-ID"
            )
            yield name.at.mistake(message, where)


def _impolite(path: str, feed: MapNode, allowed: frozenset[str]) -> Iterator[Mistake]:
    interval = feed.get("interval")
    asked_s = _seconds(interval)
    if interval is None or asked_s is None or asked_s >= SHORTEST_INTERVAL_S:
        return
    url = text_of(feed.get("url")) or ""
    target = host_and_port(url)
    if target is not None and target not in allowed and not _is_ours(url, target):
        message = (
            f"expected at least {SHORTEST_INTERVAL_S}s: a server that is asked more often blocks "
            f"us; for a server of your own, put {target} into allow_addresses"
        )
        yield interval.at.mistake(message, joined(path, "interval"))


def _is_ours(url: str, target: str) -> bool:
    return private_target(url) is not None or target.startswith("localhost:")


def _full_text_of_whole(path: str, feed: MapNode) -> Iterator[Mistake]:
    wanted, type_ = feed.get("full_text"), text_of(feed.get("type"))
    if wanted is not None and text_of(wanted) == "true" and type_ in _WHOLE:
        message = f"has no effect: what comes by type {type_} holds its whole text"
        yield wanted.at.mistake(message, joined(path, "full_text"))


def _silent_sooner_than_asked(path: str, feed: MapNode) -> Iterator[Mistake]:
    expect = feed.get("expect")
    expected_s, asked_s = _seconds(expect), _interval_s(feed)
    if expect is not None and expected_s is not None and asked_s and expected_s < asked_s:
        message = f"is shorter than the time between polls, {asked_s:.0f}s: each poll finds it late"
        yield expect.at.mistake(message, joined(path, "expect"))


def _downgrade_of_plain(path: str, feed: MapNode) -> Iterator[Mistake]:
    allowed, url = feed.get("allow_downgrade"), text_of(feed.get("url")) or ""
    if allowed is not None and text_of(allowed) == "true" and url.startswith("http://"):
        message = "has no effect: the address begins with http:// already"
        yield allowed.at.mistake(message, joined(path, "allow_downgrade"))


def _interval_s(feed: MapNode) -> float | None:
    if "interval" in feed.entries:
        return _seconds(feed.get("interval"))
    tier = text_of(feed.get("tier")) or Tier.NORMAL
    return TIER_INTERVALS[Tier(tier)].total_seconds() if tier in tuple(Tier) else None


def _seconds(node: Node | None) -> float | None:
    """Give a duration in seconds, None for what is none, which is told where values are read."""
    if node is None or not items(node):
        return None
    try:
        return to_duration(text_of(node)).total_seconds()
    except Unfit:
        return None
