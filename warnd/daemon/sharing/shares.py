"""Which worker should do what, as each of them works it out by itself.

Every name goes to the worker that draws the highest number for it, the number following from both.
When a worker comes or goes, only what it takes or leaves moves.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from warnd.feeds.timing.hosts import host_of
from warnd.model.crew import WorkerId
from warnd.model.identifiers import ChannelId, FeedId
from warnd.settings import FeedSettings
from warnd.storage.outbox import channel_lease

#: the lease under which a worker does what is done once for all: assessing without news, pruning,
#: reminders, notices of all feeds together
DUTIES = "duties"
_FEED = "feed:"
#: a host with more than this part of a worker's fair share of feeds is shared out feed by feed:
#: its one worker would be late
LARGEST_HOST = 0.25
#: and hosts up to so many feeds never are: they stay with the one who knows when it asked last
SMALL_HOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that is to be shared, by the configuration of one worker."""

    feeds: Sequence[FeedSettings]
    channels: Sequence[ChannelId]

    @property
    def names(self) -> frozenset[str]:
        """The leases of it all."""
        channels = map(channel_lease, self.channels)
        return frozenset({DUTIES, *channels, *(feed_lease(feed.id) for feed in self.feeds)})


def feed_lease(feed: FeedId) -> str:
    """Give the name of the lease under which a worker polls a feed."""
    return f"{_FEED}{feed}"


def feed_of(lease: str) -> FeedId | None:
    """Give the feed that a lease is for, None for another kind of lease."""
    return FeedId(lease.removeprefix(_FEED)) if lease.startswith(_FEED) else None


def share_of(me: WorkerId, crew: Iterable[WorkerId], work: Work) -> frozenset[str]:
    """Give the leases that one worker of a crew should hold.

    Duties are not among them: they stay with whoever has them.
    """
    workers = sorted({me, *crew})
    if len(workers) == 1:
        return work.names - {DUTIES}
    hosts = {feed.id: host_of(feed.url) for feed in work.feeds}
    feeds_of = Counter(hosts.values())
    most = max(SMALL_HOST, LARGEST_HOST * len(work.feeds) / len(workers))
    drawn = {
        feed_lease(feed): f"host:{host}" if feeds_of[host] <= most else feed_lease(feed)
        for feed, host in hosts.items()
    }
    drawn.update((channel_lease(each), channel_lease(each)) for each in work.channels)
    winners = {subject: _winner(subject, workers) for subject in set(drawn.values())}
    return frozenset(name for name, subject in drawn.items() if winners[subject] == me)


def _winner(subject: str, workers: Iterable[WorkerId]) -> WorkerId:
    return max(workers, key=lambda worker: _number(worker, subject))


def _number(worker: WorkerId, subject: str) -> bytes:
    told = f"{worker} {subject}".encode("utf-8", "backslashreplace")
    return blake2b(told, digest_size=8).digest()
