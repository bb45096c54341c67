"""Asks feeds once, through the daemon's own client, parser and reading, and stores nothing."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from warnd.articles.clean import to_article
from warnd.articles.identity import document_keys
from warnd.articles.language import UNKNOWN
from warnd.cli.feeds_words import advice, health_of
from warnd.daemon.clock import SystemClock
from warnd.errors import WarndError
from warnd.feeds.fetch import HttpFetcher
from warnd.feeds.hosts import AT_ONCE as AT_ONCE_OF_HOST
from warnd.feeds.hosts import OWN_AT_ONCE, host_of, server_of
from warnd.feeds.parse import ChildParser
from warnd.feeds.standing import Answered, News, after_answer
from warnd.model.article import Article, DateConfidence
from warnd.model.entry import FeedDocument
from warnd.model.feed import TROUBLES, FeedHealth, Fetched, Validators
from warnd.ports import Clock, Fetcher, Parser
from warnd.settings import FeedSettings
from warnd.transport import open_client

#: feeds asked at once; of one host as many as the daemon asks
AT_ONCE = 32
#: entries that are read for their dates and language; the first are the newest nearly everywhere
ENTRIES_READ = 100
#: the share of entries that a language must have to be told
LEAST_OF_LANGUAGE = 0.2


class Conditional(StrEnum):
    """What a server does with a conditional request."""

    #: asked again, it said that nothing changed
    HEEDED = "heeded"
    #: it gives validators, and sends everything all the same
    IGNORED = "ignored"
    #: it gives validators; whether it heeds them was not asked
    OFFERED = "offered"
    #: it gives no validators: each poll costs the whole document
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one feed answered."""

    #: the feed
    feed: FeedSettings
    #: the state it would have after this poll
    health: FeedHealth
    #: what went wrong; None when nothing did
    cause: WarndError | None = None
    #: what to do; empty when nothing is to be done
    advice: str = ""
    #: seconds until its answer was there
    took_s: float
    #: its answer; None when there was none
    fetched: Fetched | None = None
    #: its document; None when it could not be read
    document: FeedDocument | None = None
    #: the articles of its first entries, as the daemon would read them
    articles: tuple[Article, ...] = ()
    #: what it does with conditional requests; None when that is not known
    conditional: Conditional | None = None

    @property
    def error(self) -> str:
        """What went wrong in words; empty when nothing did."""
        return "" if self.cause is None else str(self.cause)

    @property
    def is_trouble(self) -> bool:
        """Whether the poll brought no document."""
        return self.health in TROUBLES

    @property
    def dated(self) -> int:
        """How many of the articles read have a date that can be read."""
        return sum(each.date_confidence is not DateConfidence.FIRST_SEEN for each in self.articles)

    @property
    def newest(self) -> datetime | None:
        """When its newest entry was published; None when none has a date."""
        moments = [
            each.published
            for each in self.articles
            if each.date_confidence is not DateConfidence.FIRST_SEEN
        ]
        return max(moments, default=None)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that its entries read like, the most frequent first."""
        counts = Counter(each.language for each in self.articles if each.language != UNKNOWN)
        least = LEAST_OF_LANGUAGE * len(self.articles)
        return tuple(code for code, count in counts.most_common() if count >= least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What feeds are asked with."""

    fetcher: Fetcher
    parser: Parser
    clock: Clock
    #: the operator's own servers, which may be asked as often as one likes
    own: frozenset[str] = frozenset()


@asynccontextmanager
async def asking(allow_addresses: Collection[str]) -> AsyncIterator[Asking]:
    """Give what feeds are asked with; `allow_addresses` are private ones that may be dialled."""
    clock = SystemClock()
    client = open_client(allow_addresses)
    parser = ChildParser()
    try:
        yield Asking(
            fetcher=HttpFetcher(client, clock),
            parser=parser,
            clock=clock,
            own=frozenset(allow_addresses),
        )
    finally:
        await parser.close()
        await client.aclose()


async def ask_all(
    feeds: Iterable[FeedSettings], parts: Asking, told: Callable[[], None]
) -> tuple[Finding, ...]:
    """Give the findings of many feeds in their order; `told` is called as each is there."""
    slots = asyncio.Semaphore(AT_ONCE)
    hosts: dict[str, asyncio.Semaphore] = {}

    async def one(feed: FeedSettings) -> Finding:
        is_own = server_of(feed.url) in parts.own
        at_once = asyncio.Semaphore(OWN_AT_ONCE if is_own else AT_ONCE_OF_HOST)
        async with hosts.setdefault(host_of(feed.url), at_once), slots:
            finding = await ask(feed, parts)
        told()
        return finding

    return tuple(await asyncio.gather(*map(one, feeds)))


async def ask(feed: FeedSettings, parts: Asking, *, again: bool = False) -> Finding:
    """Give how a feed answers; `again` asks a second time, to see what its validators do."""
    began_s = parts.clock.monotonic()
    fetched = document = None
    took_s: float | None = None
    try:
        fetched = await parts.fetcher.fetch(feed, Validators())
        took_s = parts.clock.monotonic() - began_s
        document = await parts.parser.parse(fetched)
    except WarndError as error:
        health = health_of(error)
        return Finding(
            feed=feed,
            health=health,
            cause=error,
            advice=advice(health, error, fetched.body if fetched else b""),
            took_s=parts.clock.monotonic() - began_s if took_s is None else took_s,
            fetched=fetched,
        )
    found = _read(feed, fetched, document, parts.clock.now(), took_s)
    return replace(found, conditional=await _conditional(feed, fetched, parts, again=again))


def _read(
    feed: FeedSettings, fetched: Fetched, document: FeedDocument, now: datetime, took_s: float
) -> Finding:
    entries = document.entries[:ENTRIES_READ]
    unsaid = replace(feed, language=())  # what entries read like, whatever is declared
    articles = tuple(
        to_article(entry, keys, unsaid, now)
        for entry, keys in zip(entries, document_keys(entries), strict=True)
    )
    found = Finding(
        feed=feed,
        health=FeedHealth.OK,
        took_s=took_s,
        fetched=fetched,
        document=document,
        articles=articles,
    )
    health = _health(found, fetched, document, now)
    return replace(found, health=health, advice=advice(health))


def _health(found: Finding, fetched: Fetched, document: FeedDocument, now: datetime) -> FeedHealth:
    """Give the state that the daemon would see after such a first poll."""
    read = len(found.articles)
    answered = Answered(
        fetched=fetched,
        size=document.size,
        recovered=document.degraded,
        news=News(arrived=read, undated=read - found.dated),
    )
    return after_answer(None, found.feed, answered, now=now, jitter=0.0).health


async def _conditional(
    feed: FeedSettings, fetched: Fetched, parts: Asking, *, again: bool
) -> Conditional | None:
    if fetched.validators == Validators():
        return Conditional.NONE
    if not again:
        return Conditional.OFFERED
    try:
        second = await parts.fetcher.fetch(feed, fetched.validators)
    except WarndError:
        return None
    return Conditional.HEEDED if second.unchanged else Conditional.IGNORED
