"""What is fetched behind the entries of a document, before anybody reads them."""

from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256

from warnd.feeds.behind.alerts_behind import AlertsBehind
from warnd.feeds.behind.pages import Pages, Skipped
from warnd.feeds.behind.robots import Robots
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import FeedState
from warnd.ports.world import Clock, Parser
from warnd.settings import FeedSettings, FeedType, FirstPoll
from warnd.transport import Client


class Enricher:
    """Fetches what stands behind entries, through a client that its maker closes."""

    def __init__(self, client: Client, parser: Parser, clock: Clock, on_skipped: Skipped) -> None:
        self._alerts = AlertsBehind(client, parser, on_skipped)
        self._pages = Pages(client, Robots(client, clock), on_skipped)

    async def enriched(
        self,
        feed: FeedSettings,
        document: FeedDocument,
        state: FeedState | None,
        known: Collection[str] = frozenset(),
    ) -> FeedDocument:
        """Give a document with alerts and full texts, as the feed's settings ask for them.

        Nothing is fetched behind entries whose digest is `known`, nor behind those of a baseline,
        which are never told. It takes at most some ten seconds for either, and raises for nothing
        that is fetched.
        """
        if feed.type is not FeedType.CAP and not feed.full_text:
            return document
        document = _without(known, _marked(document))
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


def _marked(document: FeedDocument) -> FeedDocument:
    """Give a document whose entries all have a digest.

    It is that of the entry as the feed gave it, so that an entry is known again whatever was found
    behind it: a page that fails the next time must not look like a text that was cut.
    """
    entries = (
        entry if entry.digest else replace(entry, digest=_digest(entry))
        for entry in document.entries
    )
    return replace(document, entries=tuple(entries))


def _digest(entry: Entry) -> str:
    parts = (entry.id, entry.link, entry.title, entry.summary, entry.content, entry.updated)
    return f"given:{sha256(chr(0).join(parts).encode('utf-8', 'replace')).hexdigest()[:32]}"


def _without(known: Collection[str], document: FeedDocument) -> FeedDocument:
    """Give a document whose known entries are only named."""
    again = tuple(entry.digest for entry in document.entries if entry.digest in known)
    fresh = tuple(entry for entry in document.entries if entry.digest not in known)
    return replace(document, entries=fresh, known=(*document.known, *again))
