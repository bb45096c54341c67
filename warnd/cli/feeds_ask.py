"""Asks feeds once, through the daemon's own client, parser and reading, and stores nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from warnd.articles.clean import to_article
from warnd.articles.identity import document_keys
from warnd.cli.feeds_finding import Conditional, Finding
from warnd.cli.feeds_words import advice, health_of
from warnd.daemon.timing.clock import SystemClock
from warnd.errors import WarndError
from warnd.feeds.fetch import HttpFetcher
from warnd.feeds.parsing.parse import ChildParser
from warnd.feeds.timing.hosts import AT_ONCE as AT_ONCE_OF_HOST
from warnd.feeds.timing.hosts import OWN_AT_ONCE, host_of, server_of
from warnd.feeds.timing.standing import Answered, News, after_answer
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedHealth, Fetched, Validators
from warnd.ports.world import Clock, Fetcher, Parser
from warnd.settings import FeedSettings
from warnd.transport import open_client

#: feeds asked at once; of one host as many as the daemon asks
AT_ONCE = 32
#: entries that are read for their dates and language; the first are the newest nearly everywhere
ENTRIES_READ = 100


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
