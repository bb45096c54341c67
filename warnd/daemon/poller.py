"""Takes the feeds that are due from the network to the notifications they cause."""

import asyncio
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog

from warnd.daemon.worker import Worker
from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed, StoreBusy
from warnd.feeds.due import after_answer, after_failure, due_feeds, validators_for
from warnd.intake import Intake, Polled
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import FeedId
from warnd.pipeline import Outcome
from warnd.ports import Clock, Fetcher, Parser
from warnd.settings import FeedSettings
from warnd.web.metrics import Metrics

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class PollerParts:
    """What polling works with."""

    fetcher: Fetcher
    parser: Parser
    worker: Worker
    clock: Clock
    metrics: Metrics
    #: gives 0 to 1, for jitter
    chance: Callable[[], float]
    #: called after each poll with what it caused
    on_outcome: Callable[[Outcome], None]


@dataclass(slots=True, kw_only=True)
class Poller:
    """Polls feeds; what a poll causes is stored whole or not at all."""

    feeds: Mapping[FeedId, FeedSettings]
    intake: Intake
    parts: PollerParts
    #: what is stored of each feed
    states: dict[FeedId, FeedState]
    #: monotonic time of the last tick, for the watchdog
    alive_at: float = 0.0
    _under_way: dict[FeedId, asyncio.Task[None]] = field(default_factory=dict)

    async def tick(self) -> None:
        """Start a poll of every feed that is due; polls under way are left alone."""
        self.alive_at = self.parts.clock.monotonic()
        for feed in due_feeds(self.feeds.values(), self.states, self.parts.clock.now()):
            if feed.id not in self._under_way:
                task = asyncio.create_task(self._guarded(feed), name=f"poll {feed.id}")
                self._under_way[feed.id] = task
                task.add_done_callback(functools.partial(self._ended, feed.id))

    async def stop(self) -> None:
        """Let go of fetches under way; what was being stored is stored."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, feed: FeedId, _task: asyncio.Task[None]) -> None:
        del self._under_way[feed]

    async def _guarded(self, feed: FeedSettings) -> None:
        bound = log.bind(feed=feed.id)
        try:
            await self._poll(feed)
        except StoreBusy as error:  # nothing was stored: the next tick fetches it again
            bound.warning("store_busy", error=str(error))
        except Exception as error:  # noqa: BLE001  the edge of one feed: the others go on
            bound.exception("poll_failed")
            self.parts.metrics.poll(feed.id, "failed", 0.0)
            self._put_off(feed, error)

    async def _poll(self, feed: FeedSettings) -> None:
        state = self.states.get(feed.id)
        try:
            polled = await self._fetch(feed, state)
        except (FetchFailed, FeedRefused, NotAFeed, FeedHostile) as error:
            await self._failed(feed, state, error)
            return
        outcome = await self.parts.worker.run(
            self.intake.take, feed, polled, self.parts.clock.now()
        )
        self.states[feed.id] = polled.state
        self._tell(feed, polled, outcome)

    async def _fetch(self, feed: FeedSettings, state: FeedState | None) -> Polled:
        validators = validators_for(state, self.parts.clock.now())
        fetched = await self.parts.fetcher.fetch(feed, validators)
        document = None if fetched.unchanged else await self.parts.parser.parse(fetched)
        after = after_answer(
            state,
            feed,
            fetched,
            now=self.parts.clock.now(),
            jitter=self._jitter(),
            degraded=document is not None and document.degraded,
        )
        return Polled(before=state, state=after, document=document)

    async def _failed(
        self,
        feed: FeedSettings,
        state: FeedState | None,
        error: FetchFailed | FeedRefused | NotAFeed | FeedHostile,
    ) -> None:
        now = self.parts.clock.now()
        after = after_failure(state, feed, error, now=now, jitter=self._jitter())
        self.states[feed.id] = after
        self.parts.metrics.poll(feed.id, after.health.value, now.timestamp())
        if state is None or state.health is not after.health:  # each trouble is told once
            log.warning("feed_failed", feed=feed.id, health=after.health.value, error=str(error))
        await self.parts.worker.run(self.intake.remember, after)

    def _put_off(self, feed: FeedSettings, error: Exception) -> None:
        """Ask a feed less often while it meets a fault of ours, rather than once a second.

        In memory only, since the fault may be the database's.
        """
        state = self.states.get(feed.id)
        failed = FetchFailed(repr(error), health=(state.health if state else FeedHealth.UNKNOWN))
        self.states[feed.id] = after_failure(
            state, feed, failed, now=self.parts.clock.now(), jitter=self._jitter()
        )

    def _tell(self, feed: FeedSettings, polled: Polled, outcome: Outcome) -> None:
        at_s = self.parts.clock.now().timestamp()
        result = "unchanged" if polled.document is None else polled.state.health.value
        self.parts.metrics.poll(feed.id, result, at_s)
        self.parts.metrics.entries(feed.id, "new", outcome.articles)
        self.parts.metrics.entries(feed.id, "failed", len(outcome.unread))
        for unread in outcome.unread:
            log.error(
                "article_unread",
                feed=feed.id,
                entry=unread.entry,
                error=repr(unread.error),
                exc_info=unread.error,
            )
        if polled.before is not None and polled.before.failures:
            log.info("feed_back", feed=feed.id, failures=polled.before.failures)
        if outcome.articles:
            log.info("articles_read", feed=feed.id, new=outcome.articles, claims=outcome.claims)
        self.parts.on_outcome(outcome)

    def _jitter(self) -> float:
        return 2.0 * self.parts.chance() - 1.0
