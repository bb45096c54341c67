"""From notices about feeds and channels to the notifications they cause, in a transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from warnd.alerts.alarms import on_every_channel
from warnd.alerts.channel_notices import Trouble, channel_notice, told_elsewhere, topic_of
from warnd.alerts.route import notifications_of
from warnd.model.identifiers import ChannelId
from warnd.model.notice import Notice
from warnd.model.notification import Notification
from warnd.ports.store import Transaction
from warnd.settings import RouteSettings


def tell(
    transaction: Transaction,
    notice: Notice,
    routes: Sequence[RouteSettings],
    recipients: Mapping[ChannelId, Sequence[str]],
) -> tuple[Notification, ...]:
    """Store a notice and what it causes; give the notifications, none for a notice told before."""
    if not transaction.add_notice(notice):
        return ()
    notifications = notifications_of(notice, routes, recipients)
    transaction.add_notifications(notifications)
    return notifications


def tell_everybody(
    transaction: Transaction,
    notice: Notice,
    routes: Sequence[RouteSettings],
    recipients: Mapping[ChannelId, Sequence[str]],
) -> tuple[Notification, ...]:
    """Store a notice that nobody may miss, and tell it on every channel.

    Gives the notifications, none for a notice told before.
    """
    if not transaction.add_notice(notice):
        return ()
    notifications = on_every_channel(notice, routes, recipients)
    transaction.add_notifications(notifications)
    return notifications


def tell_of_channel(
    transaction: Transaction,
    trouble: Trouble,
    routes: Sequence[RouteSettings],
    recipients: Mapping[ChannelId, Sequence[str]],
    now: datetime,
) -> tuple[Notification, ...]:
    """Store what is the matter with a channel, and tell it on another; give the notifications."""
    newest = transaction.newest_notices().get(topic_of(trouble.channel))
    notice = channel_notice(trouble, newest, now)
    if notice is None or not transaction.add_notice(notice):
        return ()
    notifications = told_elsewhere(notice, trouble.channel, routes, recipients)
    transaction.add_notifications(notifications)
    return notifications
