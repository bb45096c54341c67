"""Whether the loops of the daemon move."""

#: a loop that has not moved for this long stands still, in seconds: longer than the longest send
#: (60 s) and two rounds of the minute's assessment
STANDSTILL_S = 150.0


class Pulse:
    """The last sign of life of each loop, in monotonic seconds."""

    def __init__(self, standstill_s: float = STANDSTILL_S) -> None:
        self._standstill_s = standstill_s
        self._beats: dict[str, float] = {}

    def beat(self, loop: str, at_s: float) -> None:
        """Note that a loop moved at a monotonic time."""
        self._beats[loop] = max(at_s, self._beats.get(loop, at_s))

    def forget(self, loop: str) -> None:
        """Stop watching a loop that has ended."""
        self._beats.pop(loop, None)

    def stuck(self, now_s: float) -> tuple[str, ...]:
        """Give the loops that stand still at a monotonic time, by name."""
        return tuple(
            sorted(loop for loop, at in self._beats.items() if now_s - at > self._standstill_s)
        )
