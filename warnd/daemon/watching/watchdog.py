"""The sign of life for the service manager, given only while every loop gets on with its work."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from warnd.daemon.watching.notify import SIGNS
from warnd.ports.world import Clock

log = structlog.get_logger()

#: a loop that has not moved for this long gets no sign of life, in seconds. The service manager
#: acts a minute after the last sign and starts anew five seconds later, and alerts are to be on
#: their way again within 75 s of the moment at which a loop froze, which leaves the new start seven
#: seconds. Loops move every second. A step may take longer, a commit on a slow disk or the rules of
#: a language: signs come again as soon as it ends, and forty seconds of it pass without harm
FROZEN_S = 3.0
#: how often it is looked at, in seconds; a window so short that this is too seldom is looked at as
#: often as it asks
LOOK_S = 1.0
#: a loop that has not moved for this part of the window is given up at once: the service manager
#: would end the process a little later, and a slow machine needs that time for its new start.
#: Below the seconds no step is given up, whatever the window
GIVEN_UP, LEAST_S = 0.75, 45.0


@dataclass(slots=True, kw_only=True)
class Watchdog:
    """Looks at the loops, and speaks for them."""

    #: gives the sign of life
    sign: Callable[[], None]
    clock: Clock
    #: gives the loops that have not moved for longer than so many seconds
    still: Callable[[float], tuple[str, ...]]
    #: seconds from one sign to the next
    interval_s: float
    #: ends this process at once, with a trace of every thread
    abort: Callable[[], None]
    _given_s: float = float("-inf")
    #: the loops that were still at the last look
    _still: tuple[str, ...] = ()

    @property
    def look_s(self) -> float:
        """Seconds from one look to the next."""
        return min(LOOK_S, self.interval_s)

    @property
    def patience_s(self) -> float:
        """Seconds that a loop may stand still before it is given up."""
        return max(LEAST_S, GIVEN_UP * SIGNS * self.interval_s)

    async def look(self) -> None:
        """Give a sign of life when it is time and all loops move."""
        still = self.still(FROZEN_S)
        now_s = self.clock.monotonic()
        if still and self.still(self.patience_s):
            log.critical("loop_frozen", loops=list(still), seconds=self.patience_s)
            self.abort()
        if still != self._still:
            self._tell(still)
        # A look comes a little late or early; waiting for the next would stretch the interval.
        elif not still and now_s - self._given_s < self.interval_s - self.look_s / 2:
            return
        if not still:
            self._given_s = now_s
            self.sign()

    def _tell(self, still: tuple[str, ...]) -> None:
        self._still = still
        if still:
            log.error("loop_still", loops=list(still))
        else:
            log.warning("loops_move")
