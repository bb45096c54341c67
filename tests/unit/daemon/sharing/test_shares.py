"""Who of several workers should do what."""

from collections import Counter

import pytest

from warnd.daemon.sharing.shares import DUTIES, LARGEST_HOST, Work, feed_lease, feed_of, share_of
from warnd.model.crew import WorkerId
from warnd.model.identifiers import ChannelId, FeedId
from warnd.settings import FeedSettings
from warnd.storage.outbox import channel_lease

CREW = [WorkerId(number) for number in (11, 22, 33, 44)]
CHANNELS = [ChannelId(f"hook-{number}") for number in range(20)]


def _work(feeds: int, hosts: int) -> Work:
    settings = [
        FeedSettings(
            id=FeedId(f"feed-{number}"), url=f"https://news-{number % hosts}.example/{number}"
        )
        for number in range(feeds)
    ]
    return Work(feeds=settings, channels=CHANNELS)


def _shares(work: Work, crew: list[WorkerId]) -> dict[WorkerId, frozenset[str]]:
    return {worker: share_of(worker, crew, work) for worker in crew}


@pytest.mark.parametrize("size", [1, 2, 4])
def test_everything_falls_to_exactly_one_worker(size: int) -> None:
    work = _work(200, 100)
    shares = _shares(work, CREW[:size])
    held = Counter(name for share in shares.values() for name in share)
    assert set(held) == work.names - {DUTIES}
    assert set(held.values()) == {1}


def test_shares_are_of_like_size() -> None:
    sizes = [len(share) for share in _shares(_work(2000, 1000), CREW).values()]
    assert min(sizes) > 0.8 * 505
    assert max(sizes) < 1.2 * 505


def test_when_a_worker_goes_nothing_else_moves() -> None:
    work = _work(200, 100)
    before, after = _shares(work, CREW), _shares(work, CREW[1:])
    for worker in CREW[1:]:
        assert before[worker] <= after[worker]


def test_the_feeds_of_a_host_stay_together_unless_they_are_too_many_for_one() -> None:
    work = _work(120, 20)
    owners: dict[str, set[WorkerId]] = {}
    for worker, share in _shares(work, CREW).items():
        for feed in work.feeds:
            if feed_lease(feed.id) in share:
                owners.setdefault(feed.url.split("/")[2], set()).add(worker)
    assert {len(each) for each in owners.values()} == {1}
    one_host = _shares(_work(120, 1), CREW)
    sizes = [sum(1 for name in share if feed_of(name)) for share in one_host.values()]
    assert min(sizes) > LARGEST_HOST * 120 / len(CREW)


def test_a_lease_tells_the_feed_it_is_for() -> None:
    assert feed_of(feed_lease(FeedId("wire:one"))) == "wire:one"
    assert feed_of(channel_lease(ChannelId("feed:hook"))) is None
    assert feed_of(DUTIES) is None
