"""`warnd feeds list`: what is polled, and how it goes."""

from dataclasses import asdict, fields
from datetime import datetime, timedelta
from pathlib import Path

import typer

from warnd.cli.failures import told
from warnd.cli.feeds_words import MEANINGS, ago, span
from warnd.cli.printing import cell, people, print_json, table_of
from warnd.config.load import load_settings
from warnd.config.shapes import written
from warnd.daemon.timing.clock import SystemClock
from warnd.feeds.timing.cadence import expected_silence
from warnd.feeds.timing.standing import certificate_ends_soon
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import FeedId
from warnd.model.moments import rfc3339
from warnd.settings import FeedSettings, Settings
from warnd.storage.connect import open_store

_COLUMNS = (
    "feed", "health", "last read", "last new", "silent at most", "failures", "due", "grade", "tier",
    "what it means",
)  # fmt: skip
#: an epoch for feeds that nothing is stored of
_NO_STATE = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    health: list[FeedHealth] = typer.Option(
        [], "--health", help="Only feeds in this state; may be given again."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON line a feed."),
) -> None:
    """List the configured feeds with what is known of each."""
    with told():
        settings = load_settings(config)
        states = _states(settings)
        rows = [(feed, states.get(feed.id)) for feed in settings.feeds]
        rows = [row for row in rows if not health or _health(row[1]) in health]
        if as_json:
            for feed, state in rows:
                print_json(document_of(feed, state))
        else:
            _show(rows, SystemClock().now())


def _states(settings: Settings) -> dict[FeedId, FeedState]:
    store = open_store(settings.store)
    try:
        with store.transaction() as transaction:
            return dict(transaction.feed_states())
    finally:
        store.close()


def _health(state: FeedState | None) -> FeedHealth:
    return state.health if state else FeedHealth.UNKNOWN


def document_of(feed: FeedSettings, state: FeedState | None) -> dict[str, object]:
    """Give everything that is configured and known of a feed as a JSON document."""
    configured = {
        each.name: _plain(getattr(feed, each.name)) for each in fields(feed) if each.name != "id"
    }
    known = state or FeedState(feed=feed.id, due=_NO_STATE)
    stored = {
        each.name: _plain(getattr(known, each.name))
        for each in fields(known)
        if each.name not in {"feed", "validators"}
    }
    return {
        "id": feed.id,
        "url": feed.url,
        **stored,
        "due": _plain(state.due) if state else None,
        "meaning": MEANINGS[known.health],
        "validators": asdict(known.validators),
        "last_new": _plain(known.arrivals[-1]) if known.arrivals else None,
        "expected_silence_s": _seconds(expected_silence(known.arrivals, feed)),
        "settings": configured,
    }


def _show(rows: list[tuple[FeedSettings, FeedState | None]], now: datetime) -> None:
    cells = [_cells(feed, state, now) for feed, state in rows]
    console = people()
    console.print(table_of(_COLUMNS, cells, whole=("feed", "health", "tier")))
    if not rows:
        console.print(cell("No feed to show."))


def _cells(feed: FeedSettings, state: FeedState | None, now: datetime) -> list[str]:
    health = _health(state)
    grade, tier = feed.reliability.value, feed.tier.value
    if state is None:
        return [feed.id, health.value, "never", "", "", "", "", grade, tier, MEANINGS[health]]
    expected = expected_silence(state.arrivals, feed)
    return [
        feed.id,
        health.value,
        ago(state.last_success, now),
        ago(state.arrivals[-1], now) if state.arrivals else "",
        span(expected) if expected else "",
        _failures(state, now),
        "now" if state.due <= now else ago(state.due, now),
        grade,
        tier,
        "; ".join(_words(state, now)),
    ]


def _failures(state: FeedState, now: datetime) -> str:
    lasting = f" in {span(now - state.failing_since)}" if state.failing_since else ""
    return f"{state.failures}{lasting}" if state.failures else ""


def _words(state: FeedState, now: datetime) -> list[str]:
    words = [] if state.health is FeedHealth.OK else [MEANINGS[state.health]]
    if state.error:
        words.append(state.error)
    if state.moved_to:
        first = ago(state.moved_since, now)
        words.append(f"its server says that it stands at {state.moved_to} now (first {first})")
    ends = state.certificate_ends
    if ends is not None and certificate_ends_soon(state, now):
        words.append(f"its certificate {'ends' if ends > now else 'ended'} {ago(ends, now)}")
    return words


def _plain(value: object) -> object:
    """Give a value as JSON holds it: moments after RFC 3339, durations as settings write them."""
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, timedelta):
        return written(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _seconds(duration: timedelta | None) -> float | None:
    return duration.total_seconds() if duration else None
