"""How the daemon is: which loops move, which feeds fail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from warnd.daemon.disk.disk_watch import DiskWatch
from warnd.daemon.models import Models
from warnd.daemon.polling.poller import Poller
from warnd.daemon.standing import Standing
from warnd.daemon.watching.numbers import Numbers
from warnd.daemon.watching.pulse import Pulse
from warnd.web.app import Health

#: a loop that has not moved for this long stands still, in seconds: half of the time after which
#: the service manager ends the process, so that whoever asks for its health learns of it before,
#: and longer than any step takes on a slow machine
STANDSTILL_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """Looks at the loops and the feeds of a running daemon."""

    poller: Poller
    #: gives the signs of life of each loop
    pulses: Callable[[], Mapping[str, Pulse]]
    #: whether anything can be recorded
    disk: DiskWatch
    #: how configuration and clock stand
    standing: Standing
    #: what waits on its way out
    numbers: Numbers
    #: the models in use; None before they are known
    models: Models | None = None

    def still(self, longer_than_s: float) -> tuple[str, ...]:
        """Give the loops that have not moved for longer than so many seconds."""
        return tuple(
            sorted(name for name, pulse in self.pulses().items() if pulse.still_s() > longer_than_s)
        )

    def health(self) -> Health:
        """Give what `/healthz` tells."""
        failing = self._failing()
        degraded = [f"{failing} feeds failing"] if failing else []
        degraded += self.standing.degraded
        degraded += [trouble.words for trouble in self.models.troubles] if self.models else []
        if self.disk.trouble:
            degraded.append(f"nothing can be recorded: {self.disk.trouble}")
        stuck = self.still(STANDSTILL_S)
        return Health(
            alive=not stuck and not self.disk.is_dire,
            degraded=(*degraded, *(f"{name} stands still" for name in stuck)),
            numbers=(("feeds", len(self.poller.feeds)), ("feeds_failing", failing)),
        )

    def status(self) -> str:
        """Give one line for the service manager."""
        failing = self._failing()
        feeds = f"{len(self.poller.feeds) - failing} feeds ok, {failing} failing"
        told = f"{feeds}, {self.numbers.pending} pending"
        told = f"{told}, nothing can be recorded" if self.disk.is_dire else told
        return "; ".join((*self.standing.degraded, told))

    def _failing(self) -> int:
        """Give how many of the configured feeds fail; what is known of others does not count."""
        states = (self.poller.states.get(feed) for feed in self.poller.feeds)
        return sum(1 for state in states if state is not None and state.failures)
