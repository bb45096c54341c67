"""What the heartbeat says of itself and of the feeds: no address, two, or one that is late."""

from collections.abc import Iterator
from datetime import timedelta

from warnd.config.scalars import Unfit, to_duration
from warnd.config.shapes import written
from warnd.config.tree import MapNode, members, text_of
from warnd.errors import Mistake
from warnd.settings import TIER_INTERVALS, HeartbeatSettings, Tier

_TIERS = {tier.value: wait for tier, wait in TIER_INTERVALS.items()}


def heartbeat_mistakes(root: MapNode) -> Iterator[Mistake]:
    """Give what is wrong with where the heartbeat goes."""
    node = root.get("heartbeat")
    if not isinstance(node, MapNode):
        return
    given = [key for key in ("url", "url_file") if key in node.entries]
    if not given:
        yield node.at.mistake("goes nowhere: give url or url_file", "heartbeat")
    elif len(given) > 1:
        where = node.entries["url_file"].key.at
        yield where.mistake("stands beside url: one of both says where it goes", "heartbeat")


def heartbeat_warnings(root: MapNode) -> Iterator[Mistake]:
    """Give what lets the heartbeat come later than it says: no feed is read so often."""
    node = root.get("heartbeat")
    polled = [_wait(feed) for _, feed in members(root, "feeds")]
    if not isinstance(node, MapNode) or not polled:
        return
    interval = _duration(text_of(node.get("interval"))) or HeartbeatSettings().interval
    shortest = min(polled)
    if interval < shortest:
        message = (
            f"comes only after a feed was read, and none is read more often than every"
            f" {written(shortest)}: give that to interval, and to the checker"
        )
        yield node.at.mistake(message, "heartbeat")


def _wait(feed: MapNode) -> timedelta:
    given = _duration(text_of(feed.get("interval")))
    return given or _TIERS.get(text_of(feed.get("tier")) or "", TIER_INTERVALS[Tier.NORMAL])


def _duration(text: str | None) -> timedelta | None:
    try:
        return to_duration(text) if text else None
    except Unfit:
        return None
