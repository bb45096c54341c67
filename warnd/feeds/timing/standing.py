"""How a feed stands after a poll, and whether people should be told of it."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed
from warnd.feeds.timing.backoff import backoff, honoured, spread
from warnd.feeds.timing.cadence import is_silent, with_arrival
from warnd.feeds.timing.due import wants_full
from warnd.feeds.timing.pace import Pace, pace_wait
from warnd.model.feed import TROUBLES, FeedHealth, FeedState, Fetched
from warnd.settings import FeedSettings

#: characters of an error that are kept
LONGEST_ERROR = 300
#: entries below which the share of undated ones says nothing
UNDATED_FROM = 3
#: what part of its entries a feed may lose from one document to the next and be well
ENTRIES_LOST = 0.5
#: how long a permanent redirect lasts before it is believed: some are mistakes of an afternoon
MOVED_AFTER = timedelta(days=7)
#: failures in a row, and intervals since the first of them, before people are told: a link that
#: flaps for half a minute is nobody's business
TROUBLE_FAILURES = 3
TROUBLE_INTERVALS = 2
#: failures in a row before people are told of a certificate that is refused: that is no flapping
CERTIFICATE_FAILURES = 2
#: intervals without a successful read, however few polls were tried, before people are told
NO_CONTACT_INTERVALS = 3
NO_CONTACT_FAILURES = 2
#: how long before its end a certificate is worth a word
CERTIFICATE_WARNING = timedelta(days=14)

#: what `FetchFailed.signature` says of a certificate that was refused
CERTIFICATE = "certificate"

#: what is said of a degraded feed
ILL_FORMED = "the document is ill-formed"
FEWER = "most entries are gone"
#: what is said of a feed that was read without the entries that ran past their limits
OVERRAN = "entries ran past their limits and were left out; the others were read"
LOST = "the document is ill-formed, and most entries are gone"

_NAMES = tuple(field.name for field in fields(FeedState))
_values = attrgetter(*_NAMES)

#: what may go wrong with a poll
PollError = FetchFailed | FeedRefused | NotAFeed | FeedHostile


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the entries of a document turned out to be."""

    #: entries that were new to the feed
    arrived: int
    #: those of them whose date could not be told
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a poll brought: a document, or the word that nothing changed."""

    #: the answer
    fetched: Fetched
    #: how many entries its document has; None when it is unchanged
    size: int | None = None
    #: whether the document was ill-formed and had to be recovered
    recovered: bool = False
    #: whether entries of it ran past their limits and were left out
    hostile: bool = False
    #: the digest of its bytes; empty when it is unchanged, or was cut short
    digest: str = ""
    #: what its entries are; None while that is not known, and when it is unchanged
    news: News | None = None
    #: whether an area that the feed reports from is above calm
    tense: bool = False


def after_answer(
    state: FeedState | None,
    feed: FeedSettings,
    answered: Answered,
    *,
    now: datetime,
    jitter: float,
) -> FeedState:
    """Give the state after a document or the word that nothing changed.

    `jitter` is between -1 and 1. The first answer ends the baseline: whatever it held is known from
    now on.
    """
    known = state or FeedState(feed=feed.id, due=now)
    fetched = answered.fetched
    wait = pace_wait(feed, _pace(known, answered))
    read = _with(
        known,
        due=now + max(spread(wait, jitter), honoured(fetched.wait_s, feed, jitter)),
        validators=fetched.validators,
        last_success=now,
        read_since=known.read_since or now,
        last_full=now if _was_full(state, answered, now) else known.last_full,
        failures=0,
        failing_since=None,
        error="",
        baselined=True,
        arrivals=with_arrival(known, now) if _brings_news(known, answered) else known.arrivals,
        entries=known.entries if answered.size is None else answered.size,
        digest=known.digest if answered.size is None else answered.digest,
        moved_to=fetched.moved_to,
        moved_since=_moved_since(known, fetched, now),
        certificate_ends=fetched.certificate_ends or known.certificate_ends,
        certificate_refused=False,
    )
    if _overran(known, answered):
        return _held_off(known, read, feed, now=now, jitter=jitter)
    health, error = _standing(known, read, feed, answered, now)
    is_so = health is read.health and error == read.error
    return read if is_so else _with(read, health=health, error=error)


def after_failure(
    state: FeedState | None,
    feed: FeedSettings,
    error: PollError,
    *,
    now: datetime,
    jitter: float,
) -> FeedState:
    """Give the state after a poll that brought no document; what was known of it stays.

    `jitter` is between -1 and 1.
    """
    known = state or FeedState(feed=feed.id, due=now)
    failures = known.failures + 1
    health = FeedHealth(error.health)
    fetch = error if isinstance(error, FetchFailed) else None
    asked_s = fetch.delay_s if fetch else None
    wait = max(spread(backoff(health, failures, feed), jitter), honoured(asked_s, feed, jitter))
    return _with(
        known,
        due=now + wait,
        health=health,
        failures=failures,
        failing_since=known.failing_since or now,
        error=str(error)[:LONGEST_ERROR],
        certificate_refused=fetch is not None and fetch.signature == CERTIFICATE,
    )


def in_trouble(state: FeedState, feed: FeedSettings, now: datetime) -> bool:
    """Tell whether a feed's failures have lasted for so long that people should know."""
    if state.health not in TROUBLES or state.failing_since is None:
        return False
    if state.certificate_refused and state.failures >= CERTIFICATE_FAILURES:
        return True
    failing = now - state.failing_since
    if state.failures >= TROUBLE_FAILURES and failing >= TROUBLE_INTERVALS * feed.interval:
        return True
    last = state.last_success or state.failing_since
    no_contact = now - last >= NO_CONTACT_INTERVALS * feed.interval
    return no_contact and state.failures >= NO_CONTACT_FAILURES and failing >= feed.interval


def concern(state: FeedState, feed: FeedSettings, now: datetime) -> FeedHealth | None:
    """Give what people should be told of a feed now, None when there is nothing to tell.

    While a trouble is too young to be told, what was told before still holds.
    """
    if state.failures:
        return state.health if in_trouble(state, feed, now) else state.told
    if state.health in (FeedHealth.QUIET, FeedHealth.MOVED):
        return state.health
    if state.health is FeedHealth.DEGRADED and state.error == LOST:
        return FeedHealth.DEGRADED
    return None


def certificate_ends_soon(state: FeedState, now: datetime) -> bool:
    """Tell whether the certificate of a feed's server is about to end, or has ended."""
    ends = state.certificate_ends
    return ends is not None and ends - now < CERTIFICATE_WARNING


def _with(state: FeedState, **changes: Any) -> FeedState:
    """Give a state with some changes, in half the time that `dataclasses.replace` takes."""
    return FeedState(**{**dict(zip(_NAMES, _values(state), strict=True)), **changes})


def _overran(known: FeedState, answered: Answered) -> bool:
    """Tell whether the document that is served now has entries that ran past their limits."""
    if answered.size is None:
        return known.health is FeedHealth.HOSTILE and known.error == OVERRAN
    return answered.hostile


def _held_off(
    known: FeedState, read: FeedState, feed: FeedSettings, *, now: datetime, jitter: float
) -> FeedState:
    """Give the state of a feed that was read and is asked less often, since it costs too much."""
    failures = known.failures + 1
    return _with(
        read,
        due=max(read.due, now + spread(backoff(FeedHealth.HOSTILE, failures, feed), jitter)),
        health=FeedHealth.HOSTILE,
        failures=failures,
        failing_since=known.failing_since or now,
        error=OVERRAN,
    )


def _standing(
    known: FeedState, read: FeedState, feed: FeedSettings, answered: Answered, now: datetime
) -> tuple[FeedHealth, str]:
    """Give health and what is wrong; the gravest that holds, and silence is the gravest."""
    degraded = _degraded(known, answered)
    if is_silent(read, feed, now):
        return FeedHealth.QUIET, ""
    if degraded:
        return FeedHealth.DEGRADED, degraded
    if read.moved_since is not None and now - read.moved_since >= MOVED_AFTER:
        return FeedHealth.MOVED, f"it stands at {read.moved_to} now"[:LONGEST_ERROR]
    if _undated(known, answered):
        return FeedHealth.UNDATED, ""
    return FeedHealth.OK, ""


def _degraded(known: FeedState, answered: Answered) -> str:
    """Give what is wrong with the document that is served now, empty when nothing is."""
    if answered.size is None:
        return (known.error or ILL_FORMED) if known.health is FeedHealth.DEGRADED else ""
    fewer = known.entries is not None and answered.size < known.entries * (1 - ENTRIES_LOST)
    if answered.recovered:
        return LOST if fewer else ILL_FORMED
    return FEWER if fewer else ""


def _undated(known: FeedState, answered: Answered) -> bool:
    """Tell whether most entries have no date; what few new ones show confirms what was seen."""
    was = known.health is FeedHealth.UNDATED
    news = answered.news
    if news is None or news.arrived == 0:
        return was
    if news.arrived < UNDATED_FROM:
        return was and news.undated > 0
    return 2 * news.undated > news.arrived


def _pace(known: FeedState, answered: Answered) -> Pace:
    news = answered.news
    if known.baselined and news is not None and 0 < (answered.size or 0) <= news.arrived:
        return Pace.OVERTAKEN
    return Pace.TENSE if answered.tense else Pace.USUAL


def _brings_news(known: FeedState, answered: Answered) -> bool:
    return known.baselined and answered.news is not None and answered.news.arrived > 0


def _was_full(state: FeedState | None, answered: Answered, now: datetime) -> bool:
    return not answered.fetched.unchanged and wants_full(state, now)


def _moved_since(known: FeedState, fetched: Fetched, now: datetime) -> datetime | None:
    if not fetched.moved_to:
        return None
    return known.moved_since if known.moved_to == fetched.moved_to else now
