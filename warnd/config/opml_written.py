"""Feeds as an OPML document; what OPML has no words for travels in attributes of our own."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from warnd.config.opml import NAMESPACE
from warnd.config.shapes import written
from warnd.settings import FeedSettings, FeedType, FirstPoll, Tier

#: what an XML 1.0 document cannot hold, however it is escaped
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_opml(feeds: Iterable[FeedSettings]) -> str:
    """Give an OPML 2.0 document of feeds, which `read_opml` reads back as they were."""
    outlines = "".join(f"    <outline{_attributes(feed)}/>\n" for feed in feeds)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<opml version="2.0" xmlns:warnd="{NAMESPACE}">\n'
        "  <head><title>Feeds of warnd</title></head>\n"
        f"  <body>\n{outlines}  </body>\n</opml>\n"
    )


def _attributes(feed: FeedSettings) -> str:
    usual = {
        "type": "rss",
        "text": feed.publisher or feed.id,
        "xmlUrl": feed.url,
        "language": " ".join(feed.language),
    }
    ours = {f"warnd:{key}": value for key, value in _own_values(feed).items()}
    return "".join(f" {name}={_quoted(value)}" for name, value in (usual | ours).items() if value)


def _own_values(feed: FeedSettings) -> dict[str, str]:
    """Give what OPML has no words for; empty where it is as it would be unsaid."""
    return {
        "id": feed.id,
        "reliability": feed.reliability,
        "publisher": feed.publisher,
        "party": _flag(feed.party),
        "interval": str(written(feed.interval)) if feed.interval else "",
        "first_poll": _unless(feed.first_poll, FirstPoll.BASELINE),
        "type": _unless(feed.type, FeedType.FEED),
        "tier": _unless(feed.tier, Tier.NORMAL),
        "area": " ".join(feed.area),
        "expect": str(written(feed.expect)) if feed.expect else "",
        "full_text": _flag(feed.full_text),
        "timeout": str(written(feed.timeout)),
        "allow_downgrade": _flag(feed.allow_downgrade),
    }


def _flag(value: bool) -> str:
    return "true" if value else ""


def _unless(value: str, usual: str) -> str:
    return "" if value == usual else value


def _quoted(value: str) -> str:
    return quoteattr(_UNWRITABLE.sub("\ufffd", value))
