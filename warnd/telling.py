"""From a notice to the notifications it causes, within a transaction."""

from collections.abc import Mapping, Sequence

from warnd.alerts.route import notifications_of
from warnd.model.identifiers import ChannelId
from warnd.model.notice import Notice
from warnd.model.notification import Notification
from warnd.ports import Transaction
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
