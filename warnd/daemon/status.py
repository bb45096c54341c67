"""How everything stands, as `/status` tells it and `warnd status` shows it."""

from datetime import datetime

from warnd import __version__
from warnd.daemon.works import Works
from warnd.model.feed import FeedState
from warnd.model.identifiers import ChannelId
from warnd.model.moments import rfc3339
from warnd.settings import FeedSettings


def status_of(works: Works) -> dict[str, object]:
    """Give how the parts of a running daemon stand, as JSON."""
    now, numbers, standing = works.clock.now(), works.numbers, works.standing
    channels = dict.fromkeys((*works.settings.channels, *numbers.waiting))
    return {
        "version": __version__,
        "at": rfc3339(now),
        "started": _written(works.started),
        "uplink": works.poller.uplink.value,
        "clock_suspect": bool(standing.clock_suspect),
        "clock": standing.clock_suspect,
        "last_reload": _written(standing.reloaded_at),
        "reload_refused": standing.refused,
        "pending": numbers.pending,
        "oldest_pending_age_s": max(
            (numbers.oldest_age_s(channel, now) for channel in channels), default=0.0
        ),
        "loops": {name: round(pulse.still_s(), 1) for name, pulse in works.pulses().items()},
        "feeds": [
            _feed(feed, works.poller.states.get(id_)) for id_, feed in works.poller.feeds.items()
        ],
        "channels": [_channel(works, channel, now) for channel in channels],
    }


def _feed(feed: FeedSettings, state: FeedState | None) -> dict[str, object]:
    return {
        "id": feed.id,
        "health": state.health.value if state else "unknown",
        "last_ok": _written(state.last_success) if state else None,
        "failures": state.failures if state else 0,
    }


def _channel(works: Works, channel: ChannelId, now: datetime) -> dict[str, object]:
    numbers = works.numbers
    return {
        "id": channel,
        "last_ok": _written(numbers.delivered.get(channel)),
        "pending": numbers.waiting.get(channel, 0),
        "oldest_pending_age_s": numbers.oldest_age_s(channel, now),
    }


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)
