"""A past crisis told on a throw-away store: which message leaves when, and by which channel.

Routes, holds, digests and floods are judged as the daemon judges them, in the time of the crisis,
as if every channel took everything at once and nobody answered. Nothing is sent here.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from warnd.alerts.paces import PAUSE_S, SOURCE_WINDOW, Pace
from warnd.alerts.parcels import Parcel, plan
from warnd.attending import let_go
from warnd.daemon.delivering.packing import Load
from warnd.daemon.delivering.traffic import Traffic
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import ChannelId
from warnd.model.situation import Situation
from warnd.placing import Routing, notify
from warnd.ports.store import Transaction

#: notifications that are looked at to choose from, as a sender does
_LOOKED_AT = 5000
#: after the last version the clock runs on for this long at most: the longest hold that ends by
#: itself is a digest of the next day, behind the quiet hours of that night
_RUN_ON = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One message, and when it leaves in the time of the crisis."""

    at: datetime
    channel: ChannelId
    load: Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One version, with the states of its area that its picture shows, oldest first."""

    version: AlertVersion
    course: Sequence[Situation] = ()


@dataclass(slots=True, kw_only=True)
class Rehearsal:
    """Tells scenes on the store of an open transaction, in its own time."""

    transaction: Transaction
    routing: Routing
    paces: Mapping[ChannelId, Pace]
    _traffic: dict[ChannelId, Traffic] = field(default_factory=dict)
    #: when it is looked again whether anything that waits may go, soonest first
    _looks: list[datetime] = field(default_factory=list)

    def leaving(self, scenes: Iterable[Scene]) -> tuple[Leaving, ...]:
        """Give the messages that scenes cause, in the order in which they leave.

        Scenes must come in order of time.
        """
        gone: list[Leaving] = []
        last: datetime | None = None
        for at, together in groupby(scenes, key=lambda scene: scene.version.at):
            gone += self._until(at)
            self._tell([*together], at)
            gone += self._sent(at)
            last = at
        return (*gone, *(self._until(last + _RUN_ON) if last else ()))

    def _tell(self, scenes: Sequence[Scene], at: datetime) -> None:
        for scene in scenes:
            for situation in scene.course:
                self.transaction.save_situation(situation)
            self.transaction.add_alert_version(scene.version)
        versions = [scene.version for scene in scenes]
        for told in notify(self.transaction, versions, self.routing, at):
            if told.until is not None:
                heapq.heappush(self._looks, told.until)

    def _until(self, end: datetime) -> list[Leaving]:
        """Give what leaves by the passing of time alone, before a moment."""
        gone: list[Leaving] = []
        while self._looks and self._looks[0] < end:
            now = heapq.heappop(self._looks)
            let_go(self.transaction, self.routing, now)
            gone += self._sent(now)
        return gone

    def _sent(self, now: datetime) -> list[Leaving]:
        gone: list[Leaving] = []
        for channel in self.paces:
            while leaving := self._sent_by(channel, now):
                gone += leaving
        if any(self.transaction.pending().values()):
            heapq.heappush(self._looks, now + timedelta(seconds=PAUSE_S))
        return gone

    def _sent_by(self, channel: ChannelId, now: datetime) -> list[Leaving]:
        traffic, now_s = self._traffic.setdefault(channel, Traffic()), now.timestamp()
        sources = self.transaction.sent_of_sources(channel, now - SOURCE_WINDOW)
        waiting = self.transaction.waiting(channel, _LOOKED_AT)
        parcels = plan(waiting, traffic.lately(now_s, sources), now, self.paces[channel])
        return [self._taken(channel, parcel, traffic, now) for parcel in parcels]

    def _taken(
        self, channel: ChannelId, parcel: Parcel, traffic: Traffic, now: datetime
    ) -> Leaving:
        held = self.transaction.claim(parcel.key, parcel.keys, now)
        alert = None if parcel.digest else held[0].alert
        recipient = parcel.way.recipient
        thread = self.transaction.sent_keys(alert.alert, channel, recipient) if alert else ()
        for key in parcel.keys:
            self.transaction.mark_delivered(key, now)
        traffic.taken(parcel, now.timestamp())
        return Leaving(at=now, channel=channel, load=Load(parcel=parcel, held=held, thread=thread))
