"""What is fetched behind the entries of a document, before anybody reads them."""

from warnd.feeds.alerts_behind import AlertsBehind
from warnd.feeds.pages import Pages, Skipped
from warnd.feeds.robots import Robots
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedState
from warnd.ports import Clock, Parser
from warnd.settings import FeedSettings, FeedType, FirstPoll
from warnd.transport import Client


class Enricher:
    """Fetches what stands behind entries, through a client that its maker closes."""

    def __init__(self, client: Client, parser: Parser, clock: Clock, on_skipped: Skipped) -> None:
        self._alerts = AlertsBehind(client, parser, on_skipped)
        self._pages = Pages(client, Robots(client, clock), on_skipped)

    async def enriched(
        self, feed: FeedSettings, document: FeedDocument, state: FeedState | None
    ) -> FeedDocument:
        """Give a document with alerts and full texts, as the feed's settings ask for them.

        What a baseline finds is never told, so nothing is fetched behind it. It takes at most some
        ten seconds for either, and raises for nothing that is fetched.
        """
        baseline = feed.first_poll is FirstPoll.BASELINE
        if baseline and (state is None or not state.baselined):
            return document
        if feed.type is FeedType.CAP:
            document = await self._alerts.enriched(feed, document)
        if feed.full_text:
            document = await self._pages.enriched(feed, document)
        return document

    async def close(self) -> None:
        """End the child that reads pages."""
        await self._pages.close()
