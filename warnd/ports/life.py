"""What is stored of the life of alerts: what waits, and what people do."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from warnd.model.act import Acknowledgement, Act, Feedback, Silence, SilenceId
from warnd.model.identifiers import (
    AlertId,
    ChannelId,
)
from warnd.model.notification import HoldKind, Told


class HeldStore(Protocol):
    """Notifications that wait for something other than their channel."""

    def told_of(self, alert: AlertId) -> tuple[Told, ...]:
        """Give every notification of an alert, oldest first."""
        ...

    def ripe(self, now: datetime) -> tuple[Told, ...]:
        """Give what is held and may go by now, oldest first."""
        ...

    def told_of_open(self) -> tuple[Told, ...]:
        """Give every notification of every open alert, oldest first."""
        ...

    def gathering(
        self, channel: ChannelId, recipient: str, language: str, name: str
    ) -> datetime | None:
        """Give when the bundle leaves that is being gathered under a name, None without one."""
        ...

    def let_go(self, keys: Iterable[str], now: datetime) -> int:
        """Let held notifications go; give how many were held."""
        ...

    def let_go_with(
        self, alert: AlertId, channel: ChannelId, recipient: str, language: str, now: datetime
    ) -> int:
        """Let go what is held of an alert on a way, drafts left out; give how many."""
        ...

    def hold_on(self, key: str, kind: HoldKind, until: datetime | None, because: str) -> bool:
        """Record what a held notification waits for now; False when it is not held."""
        ...

    def drop(self, key: str, now: datetime, because: str) -> bool:
        """Record that a held notification is let fall; False when it is not held."""
        ...

    def undiverted(self, before: datetime) -> tuple[Told, ...]:
        """Give what no other way round was looked for yet: given up, or on a way that is down."""
        ...

    def mark_diverted(self, keys: Sequence[str]) -> None:
        """Record that another way round was looked for."""
        ...


class ActStore(Protocol):
    """What people do with alerts."""

    def add_silence(self, silence: Silence) -> None:
        """Store a silence."""
        ...

    def silences_standing(self, now: datetime) -> tuple[Silence, ...]:
        """Give the silences in effect at a moment, oldest first."""
        ...

    def silences(self, limit: int) -> tuple[Silence, ...]:
        """Give the newest silences, newest first."""
        ...

    def end_silence(self, id_: SilenceId, now: datetime, ended_by: str) -> bool:
        """End a silence before its time; False when it is not known or over already."""
        ...

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Store that somebody has an alert in hand."""
        ...

    def acknowledgement(self, alert: AlertId, now: datetime) -> Acknowledgement | None:
        """Give who has an alert in hand, None when nobody has."""
        ...

    def break_acknowledgement(self, alert: AlertId, now: datetime) -> bool:
        """Record that a higher level broke an acknowledgement; False when there was none."""
        ...

    def add_act(self, act: Act) -> None:
        """Store what was done about an alert."""
        ...

    def acts_of(self, alert: AlertId) -> tuple[Act, ...]:
        """Give what was done about an alert, oldest first."""
        ...

    def add_feedback(self, said: Feedback) -> None:
        """Store what somebody says of an alert."""
        ...

    def feedback(self) -> tuple[Feedback, ...]:
        """Give all that was said of alerts, oldest first."""
        ...
