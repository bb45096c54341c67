"""Tells people of the feeds: each notice is stored with what it follows from, or not at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from warnd.alerts.notices import (
    UPLINK,
    area_back_notice,
    area_notice,
    area_topic,
    certificate_notice,
    certificate_topic,
    ids_changed_notice,
    old_entries_notice,
    standing_notice,
    told_after,
    uplink_notice,
)
from warnd.daemon.worker import Worker
from warnd.feeds.timing.standing import certificate_ends_soon, concern
from warnd.model.area import Area
from warnd.model.feed import FeedState, Uplink
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.notice import Notice, Topic
from warnd.pipeline import Pipeline
from warnd.ports.store import Store
from warnd.ports.world import Clock
from warnd.settings import FeedSettings
from warnd.telling import tell

log = structlog.get_logger()

#: entries beyond the age limit in one document from which people are told: a few are late papers
MANY_OLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How all feeds stand together."""

    feeds: Mapping[FeedId, FeedSettings]
    states: Mapping[FeedId, FeedState]
    uplink: Uplink
    #: the areas whose feeds fell silent together, with those feeds
    silent: Mapping[AreaId, Sequence[FeedSettings]]


@dataclass(slots=True, kw_only=True)
class FeedWatch:
    """Decides and stores notices about feeds."""

    store: Store
    #: has the routes, and who is reached by each channel
    pipeline: Pipeline
    worker: Worker
    clock: Clock
    #: called when there is something new in the outbox
    on_told: Callable[[], None]
    #: the newest notice on each topic; None until it was asked for
    _newest: dict[Topic, Notice] | None = field(default=None)

    async def on_standing(
        self, feed: FeedSettings, before: FeedState | None, after: FeedState
    ) -> FeedState:
        """Store what is known of a feed, with the notice it is worth; give what is known now.

        Raises StoreBusy when nothing was stored.
        """
        now = self.clock.now()
        matter = concern(after, feed, now)
        notice = standing_notice(feed, before, after, matter, now)
        known = replace(after, told=told_after(after.told, matter))
        await self._tell([] if notice is None else [notice], known)
        return known

    async def on_odd_entries(self, feed: FeedSettings, old: int, renamed: int) -> None:
        """Tell in one line a day of many old entries, and of known ones under new ids."""
        now = self.clock.now()
        notices = []
        if old >= MANY_OLD:
            notices.append(old_entries_notice(feed, old, now))
        if renamed:
            notices.append(ids_changed_notice(feed, renamed, now))
        if notices:
            await self._tell(notices)

    def forget(self) -> None:
        """Let go of what is remembered of notices: another worker looked after them."""
        self._newest = None

    async def look(self, overview: Overview) -> None:
        """Tell of our own line, of areas that fell silent and of certificates that end."""
        now = self.clock.now()
        if self._newest is None:
            self._newest = dict(await self.worker.run(self._stored))
        newest = self._newest
        if overview.uplink is not Uplink.ONLINE:
            notices = [uplink_notice(newest.get(UPLINK), overview.uplink, now)]
        else:
            notices = [
                self._online(newest, overview, now),
                *self._silent(newest, overview, now),
                *self._heard(newest, overview, now),
                *self._certificates(newest, overview, now),
            ]
        wanted = [notice for notice in notices if notice is not None]
        if wanted:
            await self._tell(wanted)

    def _online(
        self, newest: Mapping[Topic, Notice], overview: Overview, now: datetime
    ) -> Notice | None:
        """Give the word that we are online again: after a new start only when a feed answered."""
        lost = newest.get(UPLINK)
        if lost is None or not _answered_since(overview.states.values(), lost.at):
            return None
        return uplink_notice(lost, Uplink.ONLINE, now)

    def _silent(
        self, newest: Mapping[Topic, Notice], overview: Overview, now: datetime
    ) -> Iterable[Notice | None]:
        areas = self.pipeline.judgement.areas.by_id
        for id_, feeds in overview.silent.items():
            known = {feed.id: overview.states[feed.id] for feed in feeds}
            area = areas.get(id_) or Area(id=id_, name=id_)
            yield area_notice(area, newest.get(area_topic(id_)), feeds, known, now)

    def _heard(
        self, newest: Mapping[Topic, Notice], overview: Overview, now: datetime
    ) -> Iterable[Notice | None]:
        for notice in newest.values():
            if notice.area is not None and notice.area not in overview.silent:
                told = (overview.states.get(feed.id) for feed in notice.feeds)
                states = [state for state in told if state is not None]
                yield area_back_notice(notice, states, now)

    def _certificates(
        self, newest: Mapping[Topic, Notice], overview: Overview, now: datetime
    ) -> Iterable[Notice]:
        for feed in overview.feeds.values():
            state = overview.states.get(feed.id)
            if state is not None and certificate_ends_soon(state, now):
                told = newest.get(certificate_topic(feed))
                if told is None or told.until != state.certificate_ends:
                    yield certificate_notice(feed, state, now)

    async def _tell(self, notices: Sequence[Notice], state: FeedState | None = None) -> None:
        told = await self.worker.run(self._store, notices, state)
        if self._newest is not None:
            self._newest.update({notice.topic: notice for notice in notices})
        for notice, notified in zip(notices, told, strict=True):
            feeds = [feed.id for feed in notice.feeds]
            reason = notice.reason.value
            log.warning("notice", reason=reason, topic=notice.topic, feeds=feeds, notified=notified)
        if any(told):
            self.on_told()

    def _stored(self) -> Mapping[Topic, Notice]:
        with self.store.transaction() as transaction:
            return transaction.newest_notices()

    def _store(self, notices: Sequence[Notice], state: FeedState | None) -> list[int]:
        """Store notices and the state they follow from; give how many are notified of each."""
        routes, recipients = self.pipeline.judgement.routes, self.pipeline.judgement.recipients
        with self.store.transaction() as transaction:
            if state is not None:
                transaction.save_feed_state(state)
            return [len(tell(transaction, notice, routes, recipients)) for notice in notices]


def _answered_since(states: Iterable[FeedState], moment: datetime) -> bool:
    return any(state.last_success is not None and state.last_success > moment for state in states)
