"""Messages and the small things channels need, for tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tests.unit.alerts.versions import IDLIB, TITLES, notification
from warnd.alerts.wording import compose
from warnd.model.alert import AlertVersion
from warnd.model.notification import Message

NOW = datetime(2019, 1, 28, 12, 0, 5, tzinfo=UTC)


class StandingClock:
    """A clock that stands still; implements `warnd.ports.world.Clock`."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


def message(
    version: AlertVersion = IDLIB,
    *,
    recipient: str = "duty@example.org",
    thread: Sequence[str] = (),
    key: str = "",
    language: str = "en",
) -> Message:
    told = replace(notification(version), language=language)
    composed = compose(told, TITLES, thread, {"SY": "Syria"})
    return replace(composed, recipient=recipient, key=key or composed.key)
