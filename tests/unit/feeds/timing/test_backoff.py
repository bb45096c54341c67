from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from warnd.feeds.timing.backoff import LONGEST_WAIT, backoff, honoured, longest_wait
from warnd.feeds.timing.pace import Pace, pace_wait
from warnd.model.feed import TROUBLES, FeedHealth
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, Tier

FEEDS = st.builds(
    FeedSettings,
    id=st.just(FeedId("f")),
    url=st.just("http://feed.example/"),
    interval=st.timedeltas(timedelta(seconds=1), timedelta(days=2)),
    tier=st.sampled_from(Tier),
)
ASKED = st.one_of(st.none(), st.floats(0, 1e9))
JITTER = st.floats(-1, 1)


@given(FEEDS, st.sampled_from(sorted(TROUBLES)), st.integers(1, 10_000))
def test_no_feed_is_ever_given_up(feed: FeedSettings, health: FeedHealth, failures: int) -> None:
    wait = backoff(health, failures, feed)
    assert timedelta(0) < wait <= max(feed.interval, LONGEST_WAIT)
    assert backoff(health, failures + 1, feed) >= wait


@given(FEEDS, ASKED, JITTER)
def test_no_server_puts_a_feed_off_for_longer_than_its_tier_allows(
    feed: FeedSettings, asked_s: float | None, jitter: float
) -> None:
    most = timedelta(hours=24)
    if feed.tier is not Tier.BACKGROUND:
        most = min(4 * feed.interval, timedelta(hours=1))
    wait = honoured(asked_s, feed, jitter)
    assert wait <= most * 1.1
    assert wait >= min(timedelta(seconds=asked_s or 0), most)


@given(FEEDS, ASKED, JITTER, st.sampled_from(sorted(TROUBLES)), st.integers(1, 99))
def test_no_rule_waits_longer_than_the_longest_wait(
    feed: FeedSettings, asked_s: float | None, jitter: float, health: FeedHealth, failures: int
) -> None:
    longest = longest_wait(feed)
    assert honoured(asked_s, feed, jitter) <= longest
    assert backoff(health, failures, feed) <= longest
    assert feed.interval <= longest


@given(FEEDS, st.sampled_from(Pace))
def test_no_pace_is_slower_than_the_feeds_own(feed: FeedSettings, pace: Pace) -> None:
    wait = pace_wait(feed, pace)
    assert min(feed.interval, timedelta(seconds=30)) <= wait <= feed.interval
