"""The full text of articles: where a feed gives only a teaser, the page behind it is read.

It is enrichment: whatever fails costs the entry nothing but a few seconds.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from warnd.errors import AddressRefused, AnswerHostile, ExchangeFailed
from warnd.feeds.behind.kept import Kept
from warnd.feeds.behind.manners import Manners
from warnd.feeds.behind.page_reader import PageReader, PageUnread
from warnd.feeds.behind.robots import Robots
from warnd.feeds.behind.teasers import as_markup, goes_on, is_teaser
from warnd.model.entry import Entry, FeedDocument
from warnd.settings import FeedSettings
from warnd.transport import Client, Limits, get

#: pages that one poll fetches, the first of the document: those are the newest
MOST_PAGES = 10
#: seconds that the pages of one poll may take together; what has not come by then is left
PATIENCE_S = 10.0
LIMITS = Limits(total_s=5.0, size=2_000_000)
ACCEPT = "text/html, application/xhtml+xml;q=0.9"
#: characters of texts that are kept, so that a page is fetched once
MOST_KEPT = 4_000_000

#: called with a feed, a link and the reason why its page was not used
Skipped = Callable[[FeedSettings, str, str], None]


class Pages:
    """Gives entries the text of their pages."""

    def __init__(
        self,
        client: Client,
        robots: Robots,
        on_skipped: Skipped,
        *,
        manners: Manners | None = None,
    ) -> None:
        self._client = client
        self._robots = robots
        self._on_skipped = on_skipped
        self._reader = PageReader()
        self._manners = manners or Manners()
        #: by link, the text of its page; empty for one that is not to be asked for again
        self._texts: Kept[str] = Kept(MOST_KEPT)

    async def enriched(self, feed: FeedSettings, document: FeedDocument) -> FeedDocument:
        """Give a document with the text of pages in the place of teasers."""
        wanted = [entry for entry in document.entries if is_teaser(entry)]
        unknown = [entry for entry in wanted if self._texts.get(entry.link) is None][:MOST_PAGES]
        if unknown:
            async with self._reader.kept():
                await self._fetch_all(feed, unknown)
        entries = tuple(self._with_text(entry) for entry in document.entries)
        return replace(document, entries=entries)

    async def close(self) -> None:
        """End the child that reads pages."""
        await self._reader.close()

    async def _fetch_all(self, feed: FeedSettings, entries: list[Entry]) -> None:
        tasks = [asyncio.create_task(self._fetch(feed, entry)) for entry in entries]
        try:
            _, late = await asyncio.wait(tasks, timeout=PATIENCE_S)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for entry, task in zip(entries, tasks, strict=True):
            if task in late:
                self._skip(feed, entry, f"no text within {PATIENCE_S:g} s")

    async def _fetch(self, feed: FeedSettings, entry: Entry) -> None:
        try:
            text = await self._text_behind(entry)
        except (ExchangeFailed, AddressRefused, AnswerHostile, PageUnread) as error:
            self._skip(feed, entry, str(error))
        except Exception as error:  # noqa: BLE001  the edge of one page: its entry goes on without
            self._skip(feed, entry, repr(error))
        else:
            self._texts.keep(entry.link, text, len(text) + len(entry.link))

    async def _text_behind(self, entry: Entry) -> str:
        async with self._manners.turn(entry.link):
            if not await self._robots.allow(entry.link):
                raise PageUnread("robots.txt forbids it, or could not be asked")
            page = await get(self._client, entry.link, headers={"accept": ACCEPT}, limits=LIMITS)
        content_type = page.headers.get("content-type", "")
        if page.status != 200 or "html" not in content_type:  # noqa: PLR2004
            raise PageUnread(f"status {page.status}, {content_type or 'no content type'}")
        text = await self._reader.text_of(page.body, content_type)
        if not goes_on(entry, text):
            raise PageUnread("the page does not go on with the entry")
        return text

    def _skip(self, feed: FeedSettings, entry: Entry, reason: str) -> None:
        self._texts.keep(entry.link, "", len(entry.link))
        self._on_skipped(feed, entry.link, reason)

    def _with_text(self, entry: Entry) -> Entry:
        text = self._texts.get(entry.link) if is_teaser(entry) else None
        return replace(entry, content=as_markup(text)) if text else entry
