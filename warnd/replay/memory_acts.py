"""What a replay remembers of people: nothing, since nobody is told and nobody answers."""

from collections.abc import Sequence
from datetime import datetime

from warnd.model.act import Acknowledgement, Act, Silence, SilenceId
from warnd.model.identifiers import AlertId, ChannelId
from warnd.model.notification import Notification, Told


class MemoryActs:
    """The part of `warnd.ports.life` and of the outbox that a pipeline asks for."""

    def add_notifications(self, notifications: Sequence[Notification]) -> None:
        """Do nothing: a replay sends nothing."""

    def told_of(self, alert: AlertId) -> tuple[Told, ...]:  # noqa: ARG002
        """Give nothing: a replay tells nobody."""
        return ()

    def gathering(
        self,
        channel: ChannelId,  # noqa: ARG002
        recipient: str,  # noqa: ARG002
        language: str,  # noqa: ARG002
        name: str,  # noqa: ARG002
    ) -> datetime | None:
        """Give None: a replay gathers nothing."""
        return None

    def let_go_with(
        self,
        alert: AlertId,  # noqa: ARG002
        channel: ChannelId,  # noqa: ARG002
        recipient: str,  # noqa: ARG002
        language: str,  # noqa: ARG002
        now: datetime,  # noqa: ARG002
    ) -> int:
        """Give 0: nothing is held."""
        return 0

    def drop(self, key: str, now: datetime, because: str) -> bool:  # noqa: ARG002
        """Give False: nothing is held."""
        return False

    def silences_standing(self, now: datetime) -> tuple[Silence, ...]:  # noqa: ARG002
        """Give none."""
        return ()

    def end_silence(self, id_: SilenceId, now: datetime, ended_by: str) -> bool:  # noqa: ARG002
        """Give False: there is none."""
        return False

    def acknowledgement(self, alert: AlertId, now: datetime) -> Acknowledgement | None:  # noqa: ARG002
        """Give None: nobody answers."""
        return None

    def break_acknowledgement(self, alert: AlertId, now: datetime) -> bool:  # noqa: ARG002
        """Give False: there is none."""
        return False

    def add_act(self, act: Act) -> None:
        """Do nothing: nobody does anything."""
