"""When a feed is asked again: pure judgement over what is known of it.

A feed is never given up. One that fails is asked less often, but at least once an hour (or once an
interval, when that is longer): dead feeds come back, and the quiet local one is the one that
matters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed
from warnd.model.feed import FeedHealth, FeedState, Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

#: the longest wait, unless the feed's own interval is longer
LONGEST_WAIT = timedelta(hours=1)
#: how many intervals a server may ask us to wait
INTERVALS_WAITED = 4
#: how far jitter moves a poll, as a share of the wait: enough to spread feeds that began together
JITTER = 0.1
#: the wait after the first failure of a connection: most are over at once
FIRST_RETRY = timedelta(seconds=30)
#: how often a document is asked for without validators: some feeds keep their ETag when they change
FULL_EVERY = timedelta(days=1)
#: doublings of the interval that are counted; more than this is past any cap
MOST_DOUBLINGS = 16
#: characters of an error that are kept
LONGEST_ERROR = 300

#: what may go wrong with a poll
PollError = FetchFailed | FeedRefused | NotAFeed | FeedHostile


def due_feeds(
    feeds: Iterable[FeedSettings], states: Mapping[FeedId, FeedState], now: datetime
) -> tuple[FeedSettings, ...]:
    """Give the feeds to poll now: those never polled first, then the longest overdue."""
    waiting = [
        (state.due if (state := states.get(feed.id)) else None, feed)
        for feed in feeds
        if _is_due(feed, states.get(feed.id), now)
    ]
    first = [feed for due, feed in waiting if due is None]
    later = sorted(((due, feed) for due, feed in waiting if due), key=lambda pair: pair[0])
    return (*first, *(feed for _, feed in later))


def wants_full(state: FeedState | None, now: datetime) -> bool:
    """Give whether the next fetch should leave out the validators."""
    if state is None or state.last_full is None:
        return True
    return not timedelta(0) <= now - state.last_full < FULL_EVERY


def validators_for(state: FeedState | None, now: datetime) -> Validators:
    """Give the validators to send with the next fetch, none when a full document is due."""
    return Validators() if state is None or wants_full(state, now) else state.validators


def after_answer(
    state: FeedState | None,
    feed: FeedSettings,
    fetched: Fetched,
    *,
    now: datetime,
    jitter: float,
    degraded: bool = False,
) -> FeedState:
    """Give the state after a document or the word that nothing changed.

    `jitter` is between -1 and 1. `degraded` says that the document had to be recovered. The first
    answer ends the baseline: whatever it held is known from now on.
    """
    known = state or FeedState(feed=feed.id, due=now)
    health = FeedHealth.DEGRADED if degraded else FeedHealth.OK
    asked_in_full = not fetched.unchanged and wants_full(state, now)
    return replace(
        known,
        due=now + max(_spread(feed.interval, jitter), _honoured(fetched.wait_s, feed, jitter)),
        health=known.health if fetched.unchanged and _was_read(known) else health,
        validators=fetched.validators,
        last_success=now,
        last_full=now if asked_in_full else known.last_full,
        failures=0,
        error="",
        baselined=True,
    )


def after_failure(
    state: FeedState | None,
    feed: FeedSettings,
    error: PollError,
    *,
    now: datetime,
    jitter: float,
) -> FeedState:
    """Give the state after a poll that brought no document; its validators stay as they were.

    `jitter` is between -1 and 1.
    """
    known = state or FeedState(feed=feed.id, due=now)
    failures = known.failures + 1
    health = FeedHealth(error.health)
    asked = error.delay_s if isinstance(error, FetchFailed) else None
    wait = max(_spread(_backoff(health, failures, feed), jitter), _honoured(asked, feed, jitter))
    return replace(
        known,
        due=now + wait,
        health=health,
        failures=failures,
        error=str(error)[:LONGEST_ERROR],
    )


def _is_due(feed: FeedSettings, state: FeedState | None, now: datetime) -> bool:
    if state is None or state.due <= now:
        return True
    # A due time that no rule here can have set comes from a clock that was wrong, or from an
    # interval that was longer before the configuration changed.
    return state.due - now > _spread(_longest_wait(feed), 1.0)


def _longest_wait(feed: FeedSettings) -> timedelta:
    return max(feed.interval, LONGEST_WAIT)


def _backoff(health: FeedHealth, failures: int, feed: FeedSettings) -> timedelta:
    """Give the wait after failures in a row, doubling up to the cap."""
    doublings = failures - 1
    if health is FeedHealth.UNREACHABLE:
        if failures == 1:
            return min(feed.interval, FIRST_RETRY)
        doublings = failures - 2
    wait = feed.interval * 2.0 ** min(doublings, MOST_DOUBLINGS)
    return min(wait, _longest_wait(feed))


def _honoured(asked_s: float | None, feed: FeedSettings, jitter: float) -> timedelta:
    """Give the wait a server asked for, as far as it is followed; jitter only lengthens it."""
    most = min(feed.interval * INTERVALS_WAITED, LONGEST_WAIT)
    return _spread(min(timedelta(seconds=asked_s or 0.0), most), abs(jitter))


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1.0 + JITTER * min(max(jitter, -1.0), 1.0))


def _was_read(state: FeedState) -> bool:
    return state.health in (FeedHealth.OK, FeedHealth.DEGRADED)
