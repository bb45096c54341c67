"""What `warnd status` tells: from the database, and from the daemon where one answers."""

import http.client
import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from warnd.cli.database_place import backup_folder, file_of
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import AreaId, ChannelId
from warnd.model.situation import Situation
from warnd.settings import Settings
from warnd.storage.backups import backups_in
from warnd.storage.connect import open_store
from warnd.storage.store import SqlTransaction

#: seconds that the daemon is waited for
_PATIENCE_S = 2.0
#: the longest answer that is read, in bytes: of ten thousand feeds it says a hundred bytes each
_LONGEST = 4 * 1024 * 1024
#: before all that was ever read
_NEVER = datetime.min.replace(tzinfo=UTC)
#: what waits on a channel is looked through up to so many
_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the daemon says of itself."""

    #: its word: ok, degraded or failing
    word: str
    #: what is not as it should be
    degraded: tuple[str, ...]
    #: when it was started, and when it read its configuration; None when it does not say
    started: datetime | None = None
    reloaded: datetime | None = None
    #: whether its own line is up, as it says: online, offline or captive; empty when not
    uplink: str = ""
    #: whether it doubts its clock
    clock_suspect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits on a channel."""

    #: the channel
    channel: ChannelId
    #: how many notifications wait
    pending: int
    #: when the oldest of them was made; None when none waits
    oldest: datetime | None
    #: whether the configuration has it
    configured: bool
    #: when it took a message last; None when it never did
    last_ok: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """How an installation stands."""

    #: what the daemon says; None when none answers
    daemon: Answered | None
    #: how many configured feeds stand how
    feeds: tuple[tuple[FeedHealth, int], ...]
    #: the configured feeds that fail, those that have done so for longest first
    failing: tuple[FeedState, ...]
    #: the channels
    queues: tuple[Queue, ...]
    #: the areas above calm, gravest first
    above: tuple[Situation, ...]
    #: the names of areas that the configuration gives
    names: dict[AreaId, str]
    #: when the newest backup was made; None when there is none, or it is not ours to make
    backup: datetime | None


def gathered(settings: Settings) -> Gathered:
    """Give how an installation stands.

    Raises StoreInvalid and StoreBusy as `open_store` does.
    """
    path = file_of(settings)
    backups = backups_in(backup_folder(path), path) if path is not None else ()
    daemon = answered(settings.listen)
    store = open_store(settings.store)
    try:
        with store.transaction() as stored:
            situations = stored.open_situations()
            return Gathered(
                daemon=daemon,
                feeds=_feeds(settings, stored),
                failing=_failing(settings, stored),
                queues=_queues(settings, stored),
                above=tuple(sorted(situations, key=lambda one: (-one.level.rank, -one.index))),
                names={area.id: area.name for area in settings.areas},
                backup=backups[0].at if backups else None,
            )
    finally:
        store.close()


def answered(listen: str) -> Answered | None:
    """Give what the daemon at an address says of itself, None when none answers."""
    connection = http.client.HTTPConnection(listen, timeout=_PATIENCE_S)
    try:
        connection.request("GET", "/status")
        document = json.loads(connection.getresponse().read(_LONGEST))
        return Answered(
            word=str(document["status"]),
            degraded=tuple(map(str, document["degraded"])),
            started=_moment(document.get("started")),
            reloaded=_moment(document.get("last_reload")),
            uplink=str(document.get("uplink", "")),
            clock_suspect=document.get("clock_suspect") is True,
        )
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    finally:
        connection.close()


def _moment(written: object) -> datetime | None:
    """Give a moment as the daemon writes it; raises ValueError for anything else."""
    return None if written is None else datetime.fromisoformat(str(written)).astimezone(UTC)


def _failing(settings: Settings, stored: SqlTransaction) -> tuple[FeedState, ...]:
    states = stored.feed_states()
    found = (states.get(feed.id) for feed in settings.feeds)
    failing = [state for state in found if state is not None and state.failures]
    return tuple(sorted(failing, key=lambda state: state.last_success or _NEVER))


def _feeds(settings: Settings, stored: SqlTransaction) -> tuple[tuple[FeedHealth, int], ...]:
    states = stored.feed_states()
    found = (states.get(feed.id) for feed in settings.feeds)
    counts = Counter(state.health if state else FeedHealth.UNKNOWN for state in found)
    return tuple((health, counts[health]) for health in FeedHealth if counts[health])


def _queues(settings: Settings, stored: SqlTransaction) -> tuple[Queue, ...]:
    pending, taken = stored.pending(), stored.ever_delivered()
    return tuple(
        Queue(
            channel=channel,
            pending=pending.get(channel, 0),
            oldest=min((each.created for each in stored.waiting(channel, _MOST)), default=None),
            configured=channel in settings.channels,
            last_ok=taken.get(channel),
        )
        for channel in dict.fromkeys((*settings.channels, *pending))
    )
