"""How the daemon is: which loops move, which feeds fail."""

from dataclasses import dataclass

from warnd.daemon.disk_watch import DiskWatch
from warnd.daemon.poller import Poller
from warnd.daemon.pulse import Pulse
from warnd.daemon.sending import Sending
from warnd.ports import Clock
from warnd.web.app import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """Looks at the loops and the feeds of a running daemon."""

    poller: Poller
    sending: Sending
    pulse: Pulse
    clock: Clock
    #: whether anything can be recorded
    disk: DiskWatch

    def stuck(self) -> tuple[str, ...]:
        """Give the loops that have not moved for too long."""
        self.pulse.beat("poller", self.poller.alive_at)
        for name, at in self.sending.beats().items():
            self.pulse.beat(f"sender {name}", at)
        return self.pulse.stuck(self.clock.monotonic())

    def health(self) -> Health:
        """Give what `/healthz` tells."""
        failing = self._failing()
        degraded = [f"{failing} feeds failing"] if failing else []
        if self.disk.trouble:
            degraded.append(f"nothing can be recorded: {self.disk.trouble}")
        stuck = self.stuck()
        return Health(
            alive=not stuck and not self.disk.is_dire,
            degraded=(*degraded, *(f"{name} stands still" for name in stuck)),
            numbers=(("feeds", len(self.poller.feeds)), ("feeds_failing", failing)),
        )

    def status(self) -> str:
        """Give one line for the service manager."""
        failing = self._failing()
        told = f"{len(self.poller.feeds) - failing} feeds ok, {failing} failing"
        return f"{told}, nothing can be recorded" if self.disk.is_dire else told

    def _failing(self) -> int:
        """Give how many of the configured feeds fail; what is known of others does not count."""
        states = (self.poller.states.get(feed) for feed in self.poller.feeds)
        return sum(1 for state in states if state is not None and state.failures)
