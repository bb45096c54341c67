"""What polling works with."""

from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass, field

from warnd.daemon.polling.dispatch import own_places
from warnd.daemon.polling.taking import Steps
from warnd.daemon.worker import Worker
from warnd.feeds.behind.enrich import Enricher
from warnd.feeds.timing.lanes import Places
from warnd.model.feed import FeedState, Uplink
from warnd.pipeline import Outcome
from warnd.ports.world import Clock, Fetcher, Parser
from warnd.settings import FeedSettings
from warnd.web.metrics import Metrics


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
    #: fetches what stands behind the entries of a feed that asks for it; None: nothing
    enricher: Enricher | None = None
    #: called with what each step of a poll caused
    on_outcome: Callable[[Outcome], None]
    #: called when people should be told of a feed, or of the end of its trouble, with what was
    #: known before and is known now; gives what is known from now on. None: nobody is told
    on_standing: (
        Callable[[FeedSettings, FeedState | None, FeedState], Awaitable[FeedState]] | None
    ) = None
    #: called when a document held entries beyond the age limit, or known ones under new ids, with
    #: how many. None: nobody is told
    on_odd_entries: Callable[[FeedSettings, int, int], Awaitable[None]] | None = None
    #: called when our own line is lost or back, with how it was and how it is. None: nobody is told
    on_uplink: Callable[[Uplink, Uplink], Awaitable[None]] | None = None
    #: sends what is grave of what cannot be stored. None: nothing does
    rehearse: Callable[[Steps], Awaitable[None]] | None = None
    #: addresses that the operator allowed, as `host:port`
    own: Collection[str] = ()
    #: gives what to await until the name of a feed is looked up; None when it is. None: no look-ups
    look_up: Callable[[FeedSettings], Coroutine[None, None, None] | None] | None = None
    #: how many polls may be under way
    places: Places = field(default_factory=own_places)
