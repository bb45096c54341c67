"""The alerts behind the entries of a feed of alerts, which mostly only links to them."""

import asyncio
from dataclasses import replace

from warnd.errors import (
    AddressRefused,
    AnswerHostile,
    ExchangeFailed,
    FeedHostile,
    FetchFailed,
    NotAFeed,
)
from warnd.feeds.behind.kept import Kept
from warnd.feeds.behind.manners import Manners
from warnd.feeds.behind.pages import PATIENCE_S, Skipped
from warnd.feeds.sources.cap import ACCEPT, linked
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import Fetched, Validators
from warnd.ports.world import Parser
from warnd.settings import FeedSettings, FeedType
from warnd.transport import Client, Limits, get

#: alerts that one poll fetches, the first of the document: those are the newest
MOST_ALERTS = 20
LIMITS = Limits(total_s=5.0, size=1_000_000)
#: alerts of which it is kept what they say, so that each is fetched once
MOST_KEPT = 2000
#: requests at once, and seconds between two to one host: a poll's twenty come within its patience
AT_ONCE, SPACING_S = 4, 0.1


class AlertsBehind:
    """Puts alerts in the place of the entries that link to them."""

    def __init__(
        self,
        client: Client,
        parser: Parser,
        on_skipped: Skipped,
        *,
        manners: Manners | None = None,
    ) -> None:
        self._client = client
        self._parser = parser
        self._on_skipped = on_skipped
        self._manners = manners or Manners(spacing_s=SPACING_S, at_once=AT_ONCE)
        #: what stands behind an entry: nothing where that is not actual
        self._alerts: Kept[tuple[Entry, ...]] = Kept(MOST_KEPT)

    async def enriched(self, feed: FeedSettings, document: FeedDocument) -> FeedDocument:
        """Give a document with alerts in the place of the entries that only link to them.

        An entry whose alert cannot be fetched stays as it is, unproven: it may be an exercise. What
        is not actual is left out.
        """
        unknown = [
            entry
            for entry in document.entries
            if _links(entry) and self._alerts.get(_key(entry)) is None
        ]
        await self._fetch_all(feed, unknown[:MOST_ALERTS])
        entries = tuple(found for entry in document.entries for found in self._behind(entry))
        return replace(document, entries=entries)

    def _behind(self, entry: Entry) -> tuple[Entry, ...]:
        if not _links(entry):
            return (entry,)
        found = self._alerts.get(_key(entry))
        if found is None:  # under another digest, so that it is tried again
            return (replace(entry, digest=f"{entry.digest}?", unproven=True),)
        return tuple(replace(alert, digest=entry.digest) for alert in found)

    async def _fetch_all(self, feed: FeedSettings, entries: list[Entry]) -> None:
        if not entries:
            return
        tasks = [asyncio.create_task(self._fetch(feed, entry)) for entry in entries]
        try:
            _, late = await asyncio.wait(tasks, timeout=PATIENCE_S)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for entry, task in zip(entries, tasks, strict=True):
            if task in late:
                self._on_skipped(feed, entry.link, f"no alert within {PATIENCE_S:g} s")

    async def _fetch(self, feed: FeedSettings, entry: Entry) -> None:
        try:
            found = await self._alerts_behind(feed, entry)
        except (ExchangeFailed, AddressRefused, AnswerHostile) as error:
            self._on_skipped(feed, entry.link, str(error))
        except (FetchFailed, NotAFeed, FeedHostile) as error:
            self._on_skipped(feed, entry.link, str(error))
        except Exception as error:  # noqa: BLE001  the edge of one alert: its entry goes on without
            self._on_skipped(feed, entry.link, repr(error))
        else:
            self._alerts.keep(_key(entry), found, 1)

    async def _alerts_behind(self, feed: FeedSettings, entry: Entry) -> tuple[Entry, ...]:
        async with self._manners.turn(entry.link):
            answer = await get(self._client, entry.link, headers={"accept": ACCEPT}, limits=LIMITS)
        if answer.status != 200:  # noqa: PLR2004
            raise ExchangeFailed(f"status {answer.status}")
        document = await self._parser.parse(
            Fetched(
                url=answer.url,
                body=answer.body,
                unchanged=False,
                validators=Validators(),
                content_type=answer.headers.get("content-type", ""),
                type=FeedType.CAP.value,
                languages=feed.language,
            )
        )
        return tuple(linked(each, entry.link) for each in document.entries if each.content)


def _links(entry: Entry) -> bool:
    """Tell whether an entry only links to its alert: those that are alerts have content."""
    return bool(entry.link) and not entry.content


def _key(entry: Entry) -> str:
    return f"{entry.link} {entry.updated or entry.published}"
