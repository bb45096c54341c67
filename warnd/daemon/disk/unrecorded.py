"""What is sent while nothing can be recorded: the gravest alone, each once, as far as memory goes.

It comes a second time when the database is back, and both times it says that it may be a repeat.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import structlog

from warnd.alerts.parcels import Parcel, Way
from warnd.alerts.retry import retry_delay
from warnd.daemon.delivering.packing import Load, message_of
from warnd.daemon.delivering.sender import Sender
from warnd.daemon.delivering.sending import Sending
from warnd.errors import DeliveryDeferred, DeliveryRefused
from warnd.model.level import Level
from warnd.model.notification import Message, Notification

log = structlog.get_logger()

#: from this level on it is sent without a record: people act on a warning, and what a feed says
#: may be gone from it by the time that it can be stored
GRAVE = Level.WARNING
#: seconds after which what is still so is sent again
TOLD_FOR_S = 24 * 3600.0

#: what tells two messages of one thing apart, without ids that are given anew at each try
_Matter = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Unrecorded:
    """Sends around the outbox."""

    sending: Sending
    #: the monotonic time at which each matter was sent
    _told: dict[_Matter, float] = field(default_factory=dict)
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)

    def send(self, notifications: Iterable[Notification]) -> int:
        """Begin to send what is grave and was not sent so before; give how many."""
        begun = 0
        for notification in notifications:
            if self._is_new(notification):
                self._told[_matter(notification)] = self.sending.clock.monotonic()
                task = asyncio.create_task(self._send(notification), name="send unrecorded")
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
                begun += 1
        return begun

    def was_told(self, notification: Notification) -> bool:
        """Tell whether the same was sent without a record of late."""
        at_s = self._told.get(_matter(notification))
        return at_s is not None and self.sending.clock.monotonic() - at_s < TOLD_FOR_S

    async def stop(self) -> None:
        """Let go of what is under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _is_new(self, notification: Notification) -> bool:
        is_grave = notification.level >= GRAVE and notification.hold is None
        return is_grave and not self.was_told(notification)

    async def _send(self, notification: Notification) -> None:
        tries = 0
        while (sender := self.sending.senders.get(notification.channel)) is not None:
            tries += 1
            bound = log.bind(channel=notification.channel, delivery=notification.key)
            try:
                await sender.channel.send(_message(notification, sender))
            except DeliveryDeferred as error:
                bound.warning("unrecorded_deferred", error=str(error))
                delay = retry_delay(tries, error.delay_s, sender.parts.chance())
                await asyncio.sleep(delay.total_seconds())
            except DeliveryRefused as error:
                bound.error("unrecorded_refused", error=str(error))
                return
            except Exception:  # noqa: BLE001  the edge of one message: the others go on
                bound.exception("unrecorded_failed")
                return
            else:
                bound.warning("delivered_unrecorded")
                return


def _message(notification: Notification, sender: Sender) -> Message:
    parcel = Parcel(
        key=notification.key,
        way=Way(recipient=notification.recipient, language=notification.language),
        keys=(notification.key,),
        digest=False,
        rank=notification.level.rank,
        created=notification.created,
        attempts=1,
    )
    load = Load(parcel=parcel, held=(replace(notification, may_repeat=True),))
    parts = sender.parts
    return message_of(load, parts.words, sender.pace, parts.clock.now())


def _matter(notification: Notification) -> _Matter:
    way = (notification.channel, notification.recipient, notification.language)
    if notification.alert is None:
        return (*way, "notice", notification.notice.reason if notification.notice else "")
    return (*way, notification.alert.area.id, notification.level.name)
