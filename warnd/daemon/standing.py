"""What the daemon knows of its own configuration and clock, for whoever asks how it is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Standing:
    """How configuration and clock stand; whoever reads or doubts them sets it."""

    #: when the configuration in use was read; None before the first time
    reloaded_at: datetime | None = None
    #: why the file was refused when it was read last; empty when it was not
    refused: str = ""
    #: which configuration is in use where that is not the file itself; empty where it is
    last_good: str = ""
    #: why the clock is not believed; empty while it is
    clock_suspect: str = ""

    #: what is wrong with the database file; empty while nothing is known to be
    damaged: str = ""
    #: why nothing should be asked of the daemon now; empty while it polls and sends
    unready: str = "it is starting"

    @property
    def degraded(self) -> tuple[str, ...]:
        """What is not as it should be, in words."""
        refused = f"running on the OLD configuration: {self.refused}" if self.refused else ""
        damaged = f"the database is damaged: {self.damaged}" if self.damaged else ""
        found = (self.last_good or refused, self.clock_suspect, damaged)
        return tuple(each for each in found if each)
