"""The adapters, by the type of a feed."""

from collections.abc import Mapping

from warnd.feeds.sources.adapter import Adapter, Ask
from warnd.feeds.sources.cap import Cap
from warnd.feeds.sources.reliefweb import ReliefWeb
from warnd.settings import FeedSettings, FeedType

ADAPTERS: Mapping[str, Adapter] = {FeedType.RELIEFWEB: ReliefWeb(), FeedType.CAP: Cap()}


def ask_of(feed: FeedSettings) -> Ask:
    """Give what to ask for a feed: its address as it stands, unless an adapter knows better."""
    adapter = ADAPTERS.get(feed.type)
    return adapter.ask(feed) if adapter else Ask(url=feed.url)
