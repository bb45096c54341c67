"""Has the poller and the senders do what this worker holds leases for, and nothing else."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from warnd.daemon.delivering.sending import Sending
from warnd.daemon.polling.poller import Poller
from warnd.daemon.sharing.crew import Crew
from warnd.daemon.sharing.shares import DUTIES, Work, feed_lease, feed_of
from warnd.daemon.watching.feed_watch import FeedWatch
from warnd.errors import LeaseLost, StoreBusy
from warnd.model.crew import NOBODY
from warnd.model.identifiers import ChannelId, FeedId
from warnd.settings import FeedSettings
from warnd.storage.outbox import channel_lease

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Teamwork:
    """Follows what the crew gives this worker to do."""

    crew: Crew
    poller: Poller
    sending: Sending
    watch: FeedWatch
    #: every feed of the configuration
    feeds: Mapping[FeedId, FeedSettings]
    #: what stood in the outbox at the last look, by channel
    _marks: Mapping[ChannelId, Any] = field(default_factory=dict)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    def adopt(self, feeds: Mapping[FeedId, FeedSettings]) -> dict[FeedId, FeedSettings]:
        """Take over the feeds of another configuration; give those that are polled here."""
        self.feeds = feeds
        return self._ours()

    async def look(self) -> None:
        """Tell the others that we live, and do from now on what falls to us."""
        if self.crew.is_shared:
            async with self._looking:
                if not self._stopping:
                    await self._look()

    async def stop(self) -> None:
        """Look no more; a look under way ends first."""
        async with self._looking:
            self._stopping = True

    async def _look(self) -> None:
        try:
            if self.crew.me == NOBODY:
                await self.crew.enrol()
            gained = await self.crew.round(self._work(), await self._ended())
        except LeaseLost:
            await self._drop()
        except StoreBusy as error:
            log.warning("store_busy", task="renew the lease", error=str(error))
        else:
            self._follow(gained)

    async def listen(self) -> None:
        """Wake the senders when another worker put something into the outbox."""
        if self.crew.store.is_alone:
            return
        try:
            marks = await self.crew.thread.run(self._asked)
        except StoreBusy:  # told by whoever had something to store
            return
        if marks != self._marks:
            self._marks = marks
            self.sending.wake()

    def _asked(self) -> Mapping[ChannelId, Any]:
        with self.crew.store.transaction() as transaction:
            return transaction.outbox_marks()

    def _work(self) -> Work:
        return Work(feeds=tuple(self.feeds.values()), channels=tuple(self.sending.senders))

    def _ours(self) -> dict[FeedId, FeedSettings]:
        return {id_: feed for id_, feed in self.feeds.items() if self.crew.may(feed_lease(id_))}

    async def _ended(self) -> frozenset[str]:
        """Give the leases that are left and under which nothing is under way here."""
        leaving = self.crew.held.leaving
        if not leaving:
            return frozenset()
        busy = {lease for lease in leaving if self._is_busy(feed_of(lease))}
        await self.poller.store()
        return leaving - busy

    def _is_busy(self, feed: FeedId | None) -> bool:
        return feed is not None and self.poller.dispatcher.is_busy(feed)

    def _follow(self, gained: Iterable[str]) -> None:
        names, states = frozenset(gained), self.crew.held.states
        poller = self.poller
        for id_ in [feed for feed in self.feeds if feed_lease(feed) in names]:
            poller.intake.forget(id_)
            poller.states.pop(id_, None)
            if id_ in states:
                poller.states[id_] = states[id_]
        ours = self._ours()
        if ours.keys() != poller.feeds.keys():
            poller.adopt(ours, poller.intake, poller.parts.own)
        self.sending.regain(each for each in self.sending.senders if channel_lease(each) in names)
        if DUTIES in names:
            self.watch.forget()
        if names:
            log.info("leases_gained", leases=len(names), held=len(self.crew.held.names))

    async def _drop(self) -> None:
        """Let go of everything: others do it now."""
        self.poller.adopt({}, self.poller.intake, self.poller.parts.own)
        await self.poller.dispatcher.drop()
        self.poller.remembering.drop()
        self.poller.states.clear()
