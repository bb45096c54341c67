"""Our own line to the world: told apart from the feeds, and probed while it is down."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

import structlog

from warnd.feeds.timing.hosts import host_of
from warnd.feeds.timing.standing import PollError
from warnd.feeds.timing.uplink import UplinkWatch, is_fresh, probes, sign_of
from warnd.model.feed import FeedState, Uplink
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings
from warnd.web.metrics import Metrics

log = structlog.get_logger()

#: seconds between two rounds of probes while the line is down
PROBE_S = 60.0


@dataclass(slots=True, kw_only=True)
class Line:
    """What polls say about our own line."""

    metrics: Metrics
    #: called when it changes, with how it was and how it is
    on_change: Callable[[Uplink, Uplink], Awaitable[None]] | None = None
    _watch: UplinkWatch = field(default_factory=UplinkWatch)
    _rounds: int = 0
    _probed_at_s: float = 0.0

    @property
    def uplink(self) -> Uplink:
        """How we stand to the world."""
        return self._watch.uplink

    async def saw(
        self,
        feed: FeedSettings,
        before: FeedState | None,
        error: PollError | None,
        at_s: float,
    ) -> Mapping[FeedId, FeedState | None]:
        """Note how a poll went; give the feeds that it shows to be blameless, as they were before.

        They are given in the moment when we begin to suspect ourselves.
        """
        was = self._watch.uplink
        if error is None:
            self._watch.well(feed.id)
        else:
            self._watch.failed(feed.id, before, at_s)
        now = self._watch.saw(host_of(feed.url), sign_of(error), at_s, fresh=is_fresh(before))
        if now is was:
            return {}
        await self._changed(was, now, at_s)
        return {} if now is Uplink.ONLINE else self._watch.blameless()

    def probes_due(
        self,
        feeds: Iterable[FeedSettings],
        states: Mapping[FeedId, FeedState],
        now_s: float,
    ) -> tuple[FeedSettings, ...]:
        """Give the feeds to ask while the line is down, a handful once a minute."""
        if self._watch.uplink is Uplink.ONLINE or now_s - self._probed_at_s < PROBE_S:
            return ()
        self._probed_at_s = now_s
        self._rounds += 1
        return probes(feeds, states, self._watch.suspects, self._rounds)

    async def _changed(self, was: Uplink, now: Uplink, at_s: float) -> None:
        self.metrics.polling.uplink(online=now is Uplink.ONLINE)
        if now is Uplink.ONLINE:
            log.warning("uplink_back", was=was.value)
        else:
            self._probed_at_s = at_s
            log.error("uplink_lost", uplink=now.value, hosts=len(self._watch.suspects))
        if self.on_change is not None:
            await self.on_change(was, now)
