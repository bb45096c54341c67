"""Instruments of a daemon that a test makes up."""

from collections.abc import Mapping

from warnd.web.app import Health, Instruments
from warnd.web.metrics import Metrics

#: how a daemon is that lacks nothing
WELL = Health(alive=True)


def instruments(
    health: Health = WELL,
    unready: str = "",
    status: Mapping[str, object] | None = None,
) -> Instruments:
    """Give instruments that always say the same."""
    return Instruments(
        health=lambda: health,
        unready=lambda: unready,
        status=lambda: status or {},
        metrics=Metrics(),
    )
