"""Takes the feeds that are due from the network to the notifications they cause."""

import asyncio
import functools
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from warnd.daemon.polling.dispatch import Dispatcher, Due
from warnd.daemon.polling.documents import Documents, is_only_stored
from warnd.daemon.polling.line import Line
from warnd.daemon.polling.poller_parts import PollerParts
from warnd.daemon.polling.remembering import Remembering
from warnd.daemon.polling.taking import Taking
from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed, OutOfFiles, StoreBusy
from warnd.feeds.timing.beats import Beats, hush_of, silent_areas
from warnd.feeds.timing.due import due_in_s, validators_for
from warnd.feeds.timing.pace import Pace, pace_wait
from warnd.feeds.timing.standing import (
    Answered,
    News,
    PollError,
    after_answer,
    after_failure,
    concern,
)
from warnd.intake import Intake, Polled
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedHealth, FeedState, Uplink
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.level import Level
from warnd.pipeline import Outcome
from warnd.settings import FeedSettings

#: what it works with is handed over here
__all__ = ("Poller", "PollerParts")

log = structlog.get_logger()

#: seconds between two counts of how all feeds stand
COUNT_S = 15.0


@dataclass(slots=True, kw_only=True)
class Poller:
    """Polls feeds; what a poll causes is stored whole or not at all."""

    feeds: Mapping[FeedId, FeedSettings]
    intake: Intake
    parts: PollerParts
    #: what is known of each feed
    states: dict[FeedId, FeedState]
    #: monotonic time of the last tick, for the watchdog
    alive_at: float = 0.0
    dispatcher: Dispatcher = field(init=False)
    remembering: Remembering = field(init=False)
    _documents: Documents = field(init=False)
    _line: Line = field(init=False)
    _beats: Beats = field(default_factory=Beats)
    #: the areas above calm
    _tense: frozenset[AreaId] = frozenset()
    _storing: asyncio.Task[None] | None = None
    _counted_at_s: float = float("-inf")

    def __post_init__(self) -> None:
        parts = self.parts
        self._documents = Documents(
            parser=parts.parser, worker=parts.worker, enricher=parts.enricher
        )
        self._line = Line(metrics=parts.metrics, on_change=parts.on_uplink)
        self.remembering = Remembering(intake=self.intake, worker=parts.worker)
        self.dispatcher = Dispatcher(
            clock=parts.clock,
            metrics=parts.metrics,
            poll=self._guarded,
            due=self._due,
            places=parts.places,
            look_up=lambda feed: parts.look_up(feed) if parts.look_up else None,
        )
        self.dispatcher.adopt(self.feeds.values(), parts.own)

    @property
    def uplink(self) -> Uplink:
        """How this machine stands to the world."""
        return self._line.uplink

    @property
    def under_way(self) -> int:
        """How many polls are under way."""
        return len(self.dispatcher.under_way)

    def adopt(
        self, feeds: Mapping[FeedId, FeedSettings], intake: Intake, own: Collection[str]
    ) -> None:
        """Take over another configuration; polls under way end by the one they began with."""
        self.feeds, self.intake = feeds, intake
        self.parts.own = own
        self.remembering.intake = intake
        self.dispatcher.adopt(feeds.values(), own)

    def watch(self, tense: Collection[AreaId]) -> None:
        """Poll the feeds of areas above calm faster from now on, and those of others as usual."""
        rising = frozenset(tense) - self._tense
        self._tense = frozenset(tense)
        for feed in self.feeds.values() if rising else ():
            state = self.states.get(feed.id)
            if state and not state.failures and self._beats.speaks_of(feed) & rising:
                wait = pace_wait(feed, Pace.TENSE)
                self.dispatcher.hurry(feed.id, wait.total_seconds())

    def stands_in(self, feed: FeedSettings) -> frozenset[AreaId]:
        """Give the areas that a feed is declared for, or else mostly speaks of."""
        return self._beats.stands_in(feed)

    def silent_areas(self) -> frozenset[AreaId]:
        """Give the areas all of whose feeds fell silent together; none while our line is down."""
        if self._line.uplink is not Uplink.ONLINE:
            return frozenset()
        now = self.parts.clock.now()
        return silent_areas(
            hush_of(feed, self.states.get(feed.id), self._beats.stands_in(feed), now)
            for feed in self.feeds.values()
        )

    async def tick(self) -> None:
        """Begin the polls that are due, as far as there are places; store what has waited."""
        self.alive_at = now_s = self.parts.clock.monotonic()
        self.dispatcher.pump()
        self.parts.metrics.polling.fetches_under_way(self.dispatcher.places_taken)
        if self._line.uplink is not Uplink.ONLINE:
            self._probe(now_s)
        self._store()
        if now_s - self._counted_at_s >= COUNT_S:
            self._counted_at_s = now_s
            self._count()

    async def store(self) -> None:
        """Store what is known of feeds and waits to be stored."""
        await self.remembering.store()

    async def stop(self) -> None:
        """Let go of fetches under way; what was being stored is stored."""
        await self.dispatcher.stop()
        if self._storing is not None:
            await self._storing
        await self.store()

    def _probe(self, now_s: float) -> None:
        """Ask a few feeds while our line is down, of those that nothing keeps waiting."""
        free = [feed for feed in self.feeds.values() if not self.dispatcher.is_busy(feed.id)]
        for probe in self._line.probes_due(free, self.states, now_s):
            self.dispatcher.begin_now(probe)

    def _store(self) -> None:
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self.store(), name="store states of feeds")

    def _count(self) -> None:
        known = (self.states.get(feed) for feed in self.feeds)
        self.parts.metrics.polling.feeds(
            Counter(state.health if state else FeedHealth.UNKNOWN for state in known)
        )

    def _due(self, feed: FeedSettings) -> Due:
        state = self.states.get(feed.id)
        in_s = due_in_s(state, feed, self.parts.clock.now())
        return Due(in_s=in_s, failing=state is not None and state.failures > 0)

    async def _guarded(self, feed: FeedSettings) -> None:
        try:
            await self._poll(feed)
        except StoreBusy as error:  # nothing was stored: it is fetched again in a second
            log.warning("store_busy", feed=feed.id, error=str(error))
        except OutOfFiles:  # our own trouble, and no feed's
            self.dispatcher.pause()
        except Exception as error:  # the edge of one feed: the others go on
            log.exception("poll_failed", feed=feed.id)
            self.parts.metrics.polling.poll(feed.id, "failed", 0.0)
            self._put_off(feed, error)

    async def _poll(self, feed: FeedSettings) -> None:
        before = self.states.get(feed.id)
        validators = validators_for(before, self.parts.clock.now())
        try:
            fetched = await self.parts.fetcher.fetch(feed, validators)
            now = self.parts.clock.now()
            if is_only_stored(feed, fetched):
                self.dispatcher.arrived(feed.id, len(fetched.body))
            document, digest = await self._documents.read(self.intake, feed, before, fetched, now)
        except (FetchFailed, FeedRefused, NotAFeed, FeedHostile) as error:
            await self._failed(feed, before, error)
            return
        await self._saw(feed, before, None)
        answered = Answered(
            fetched=fetched,
            size=None if document is None else document.size,
            recovered=document is not None and document.degraded,
            hostile=document is not None and document.hostile,
            digest=digest,
            tense=self._is_tense(feed),
        )
        if document is None:
            await self._unchanged(feed, before, answered)
        else:
            await self._changed(feed, before, answered, document, now)

    async def _unchanged(
        self, feed: FeedSettings, before: FeedState | None, answered: Answered
    ) -> None:
        now = self.parts.clock.now()
        after = after_answer(before, feed, answered, now=now, jitter=self._jitter())
        self.parts.metrics.polling.poll(feed.id, "unchanged", now.timestamp())
        await self._keep(feed, before, after)

    async def _changed(
        self,
        feed: FeedSettings,
        before: FeedState | None,
        answered: Answered,
        document: FeedDocument,
        now: datetime,
    ) -> None:
        jitter = self._jitter()

        def settled(arrived: int, undated: int, tense: bool = answered.tense) -> FeedState:
            told = replace(answered, news=News(arrived=arrived, undated=undated), tense=tense)
            return after_answer(before, feed, told, now=now, jitter=jitter)

        # What waits to be stored is older than what is stored now.
        self.remembering.forget(feed.id)
        polled = Polled(before=before, state=settled, document=document, fetched=answered.fetched)
        whole = await self._take(feed, polled, now)
        after = stored = whole.state or settled(whole.arrived, whole.undated)
        tense = self._is_tense(feed)
        if tense != answered.tense:  # its own articles may have raised its area: the time alone
            after = replace(stored, due=settled(whole.arrived, whole.undated, tense).due)
        self.parts.metrics.polling.poll(feed.id, after.health.value, now.timestamp())
        await self._keep(feed, before, after, stored=stored)

    async def _take(self, feed: FeedSettings, polled: Polled, now: datetime) -> Outcome:
        """Take in a document step by step; give the sums of what it caused."""
        whole = Outcome()
        parts = self.parts
        taking = Taking(worker=parts.worker, clock=parts.clock, rehearse=parts.rehearse)
        steps = functools.partial(self.intake.steps, feed, polled, now)
        async for outcome in taking.take(feed.id, steps):
            self._tell(feed, outcome)
            whole = whole.and_then(outcome)
        self._beats.heard(feed.id, whole.areas)
        if whole.articles:
            log.info("articles_read", feed=feed.id, new=whole.articles, claims=whole.claims)
        if whole.old:
            log.warning("old_entries", feed=feed.id, entries=whole.old)
        if whole.churned:
            log.warning("entries_renamed", feed=feed.id, entries=whole.churned)
        if self.parts.on_odd_entries is not None and (whole.old or whole.churned):
            await self.parts.on_odd_entries(feed, whole.old, whole.churned)
        return whole

    def _tell(self, feed: FeedSettings, outcome: Outcome) -> None:
        self.parts.metrics.polling.entries(feed.id, "new", outcome.articles)
        self.parts.metrics.polling.entries(feed.id, "failed", len(outcome.unread))
        for unread in outcome.unread:
            log.error(
                "article_unread",
                feed=feed.id,
                entry=unread.entry,
                error=repr(unread.error),
                exc_info=unread.error,
            )
        rising = {v.area.id for v in outcome.versions if v.level > Level.CALM}
        if rising - self._tense:
            self.watch(self._tense | rising)
        self.parts.on_outcome(outcome)

    async def _failed(self, feed: FeedSettings, before: FeedState | None, error: PollError) -> None:
        now = self.parts.clock.now()
        self.parts.metrics.polling.poll(feed.id, error.health, now.timestamp())
        await self._saw(feed, before, error)
        if self._line.uplink is not Uplink.ONLINE:  # it is us: the feed stays what it was
            return
        after = after_failure(before, feed, error, now=now, jitter=self._jitter())
        if before is None or before.health is not after.health:  # each trouble is told once
            log.warning("feed_failed", feed=feed.id, health=after.health.value, error=str(error))
        await self._keep(feed, before, after)

    async def _keep(
        self,
        feed: FeedSettings,
        before: FeedState | None,
        after: FeedState,
        *,
        stored: FeedState | None = None,
    ) -> None:
        """Keep what is known of a feed now, and have it stored if that is still to be done."""
        if before is not None and before.failures and not after.failures:
            log.info("feed_back", feed=feed.id, failures=before.failures)
        self.states[feed.id] = after
        told = concern(after, feed, self.parts.clock.now()) is after.told
        if self.parts.on_standing is not None and not told:
            after = await self.parts.on_standing(feed, before, after)
            self.states[feed.id] = after
        if after != stored:
            self.remembering.later(after)
        if self.remembering.is_full:
            self._store()

    async def _saw(
        self, feed: FeedSettings, before: FeedState | None, error: PollError | None
    ) -> None:
        """Note what a poll says about our own line; a feed that is blameless is as it was."""
        at_s = self.parts.clock.monotonic()
        blameless = await self._line.saw(feed, before, error, at_s)
        for id_, state in blameless.items():
            known = state or FeedState(feed=id_, due=self.parts.clock.now())
            self.states[id_] = known
            self.remembering.later(known)
            if id_ in self.feeds:
                self.dispatcher.plan(self.feeds[id_], least_s=0.0)
        self.dispatcher.held = self._line.uplink is not Uplink.ONLINE

    def _put_off(self, feed: FeedSettings, error: Exception) -> None:
        """Ask a feed less often while it meets a fault of ours, rather than once a second.

        In memory only, since the fault may be the database's.
        """
        state = self.states.get(feed.id)
        failed = FetchFailed(repr(error), health=(state.health if state else FeedHealth.UNKNOWN))
        self.states[feed.id] = after_failure(
            state, feed, failed, now=self.parts.clock.now(), jitter=self._jitter()
        )

    def _is_tense(self, feed: FeedSettings) -> bool:
        return bool(self._tense) and not self._tense.isdisjoint(self._beats.speaks_of(feed))

    def _jitter(self) -> float:
        return 2.0 * self.parts.chance() - 1.0
