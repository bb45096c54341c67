"""Fakes for the daemon's parts: a channel, a fetcher, a parser and a store that do as told."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from tests.unit.builders import NOW
from warnd.errors import StoreBusy
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import Fetched, Validators
from warnd.model.notification import Message
from warnd.ports.store import Transaction
from warnd.settings import FeedSettings
from warnd.storage.store import SqlStore


@dataclass(slots=True, kw_only=True)
class FakeChannel:
    """Takes messages, or raises what its script says for each try; the last line holds for ever."""

    recipients: tuple[str, ...] = ("",)
    script: Sequence[Exception | None] = (None,)
    #: what it was handed, in order, taken or not
    tries: list[Message] = field(default_factory=list)
    #: sends end only when this is set
    open: asyncio.Event = field(default_factory=asyncio.Event)
    #: called as each send begins
    on_send: Callable[[], None] = lambda: None
    #: sends under way, and the most there ever were
    under_way: int = 0
    most_at_once: int = 0
    closed: bool = False

    def __post_init__(self) -> None:
        self.open.set()

    async def send(self, message: Message) -> None:
        self.tries.append(message)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        self.on_send()
        try:
            await self.open.wait()
        finally:
            self.under_way -= 1
        fault = self.script[min(len(self.tries), len(self.script)) - 1]
        if fault is not None:
            raise fault

    async def close(self) -> None:
        self.closed = True


@dataclass(slots=True, kw_only=True)
class FakeFetcher:
    """Answers from a script, a line a fetch: entries of a document, None for 304, or an error."""

    script: list[Sequence[Entry] | Exception | None]
    asked: list[tuple[str, Validators]] = field(default_factory=list)
    #: fetches end only when this is set
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.open.set()

    async def fetch(self, feed: FeedSettings, validators: Validators) -> Fetched:
        self.asked.append((feed.id, validators))
        answer = self.script[min(len(self.asked), len(self.script)) - 1]
        await self.open.wait()
        if isinstance(answer, Exception):
            raise answer
        return Fetched(
            url=feed.url,
            body=b"" if answer is None else str(len(self.asked) - 1).encode(),
            unchanged=answer is None,
            validators=Validators(etag=f'"{len(self.asked)}"'),
            content_type="application/rss+xml",
        )


@dataclass(slots=True, kw_only=True)
class FakeParser:
    """Gives the entries that the fetcher's script holds for the document."""

    fetcher: FakeFetcher

    async def parse(
        self,
        fetched: Fetched,
        known: frozenset[str] = frozenset(),  # noqa: ARG002  it reads all
        about: tuple[Any, ...] | None = None,  # noqa: ARG002  and cleans nothing
    ) -> FeedDocument:
        entries = self.fetcher.script[min(int(fetched.body), len(self.fetcher.script) - 1)]
        assert isinstance(entries, Sequence)
        return FeedDocument(version="rss20", title="Feed", entries=tuple(entries))


@dataclass(slots=True, kw_only=True)
class BusyStore:
    """A store that is locked by another process for its next `busy` transactions."""

    store: SqlStore
    busy: int = 0

    def transaction(self) -> AbstractContextManager[Transaction]:
        if self.busy > 0:
            self.busy -= 1
            raise StoreBusy("the database is locked")
        return self.store.transaction()

    def close(self) -> None:
        self.store.close()


def entry(id_: str, text: str, *, at: datetime = NOW) -> Entry:
    """Give an entry of a document."""
    return Entry(id=id_, title=f"Story {id_}", summary=text, published=format_datetime(at))
