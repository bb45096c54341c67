"""What recipients know of an alert by now, and what they are owed for it."""

from collections.abc import Iterator, Sequence

from warnd.model.alert import ENDINGS, AlertVersion
from warnd.model.identifiers import ChannelId
from warnd.model.notification import Notification, NotificationState, Told

#: a channel, a recipient and a language
Way = tuple[ChannelId, str, str]

#: states of what has arrived, or will unless its channel is down
_ARRIVING = (NotificationState.DELIVERED, NotificationState.SENDING, NotificationState.PENDING)


def way_of(told: Notification | Told) -> Way:
    """Give the way on which something is told."""
    return told.channel, told.recipient, told.language


def newest_on(way: Way, known: Sequence[Told]) -> Told | None:
    """Give the newest version that is on its way or arrived on a way, None when none is."""
    lost = (NotificationState.DEAD, NotificationState.DROPPED)
    return max(
        (told for told in known if way_of(told) == way and told.state not in lost),
        key=lambda told: (told.version, told.created),
        default=None,
    )


def owed(version: AlertVersion, known: Sequence[Told]) -> Iterator[Told]:
    """Give the newest of each way that is owed a version, since the alert is known there.

    Whoever was told of an alert, or is about to be, is told of its end and of what is taken back
    of it, whatever the routes say by then.
    """
    if version.reason in ENDINGS or version.takes_back:
        ways = dict.fromkeys(way_of(told) for told in known)
        yield from filter(None, (newest_on(way, known) for way in ways))


def was_told(way: Way, known: Sequence[Told]) -> bool:
    """Tell whether anything of an alert arrived on a way, or is under way."""
    return any(way_of(told) == way and told.state in _ARRIVING for told in known)
