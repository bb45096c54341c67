"""A clock that is not led astray when the machine's own is set wrong (FAULTS, row 15).

While the wall clock is in doubt time goes on from the last moment that was believed, by the clock
that never jumps: nothing grows ten years old at once, and nothing ends.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock
from urllib.parse import urlsplit

from warnd.daemon.timing.clock import SystemClock

#: a wall clock that says earlier was never set: no release of this warnd is older, by a year
EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
#: a wall clock that jumps further than this is not believed: no time zone and no summer time does
JUMP = timedelta(hours=48)
#: a daemon that was off for longer than this has most likely a clock that is ahead
LONGEST_OFF = timedelta(days=400)
#: a clock that servers agree with is right: how far theirs may be off, and how many are asked
AGREED, WITNESSES = timedelta(hours=1), 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """A moment that was believed, by both clocks."""

    wall: datetime
    monotonic_s: float


@dataclass(slots=True, kw_only=True)
class Doubt:
    """Why and since when the wall clock is not believed."""

    #: since when, in believed time
    since: datetime
    #: why, in words
    why: str
    #: whether the wall clock was ever believed since the start
    was_believed: bool
    #: what servers say of the time, by host: how far it is ahead of the wall clock
    witnesses: dict[str, timedelta] = field(default_factory=dict)

    def agreed(self) -> timedelta | None:
        """Give how far the time of most servers is ahead, None when too few agree."""
        offs = sorted(self.witnesses.values())
        middle = offs[len(offs) // 2]
        near = sum(abs(off - middle) <= AGREED for off in offs)
        return middle if near >= WITNESSES and 2 * near > len(offs) else None


class SteadyClock(SystemClock):
    """The machine's own time as far as it is believed; implements `warnd.ports.world.Clock`."""

    def __init__(self, earliest: datetime) -> None:
        """Believe no time before `earliest`, when this program was written."""
        self._earliest = earliest
        self._has_stored = False
        self._lock = Lock()
        self._anchor: _Anchor | None = None
        self._doubt: Doubt | None = None

    def begin(self, newest: datetime | None) -> None:
        """Take into account when the newest thing that is stored was stored; None: nothing is."""
        wall = self.wall()
        if newest is None:
            return
        with self._lock:
            self._has_stored = True
            self._earliest = max(self._earliest, newest - JUMP)
            if wall < self._earliest:
                self._start_in_doubt(newest, f"it is {wall:%Y-%m-%d} by it, before what is stored")
            elif wall - newest > LONGEST_OFF:
                why = f"it is {wall:%Y-%m-%d} by it, more than a year after what is stored"
                self._start_in_doubt(newest, why)

    def now(self) -> datetime:
        """Give the time in UTC: the wall clock's, or in doubt the believed one."""
        wall, monotonic_s = self.wall(), self.monotonic()
        with self._lock:
            return self._believed(wall, monotonic_s)

    def wall(self) -> datetime:
        """Give the time of the wall clock in UTC, believed or not."""
        return super().now()

    @property
    def doubt(self) -> Doubt | None:
        """Why the wall clock is not believed; None while it is."""
        self.now()
        return self._doubt

    @property
    def is_suspect(self) -> bool:
        """Whether the wall clock is in doubt."""
        return self.doubt is not None

    def heard(self, url: str, date: str) -> None:
        """Note what a server says of the time; when several agree with the clock, it is right."""
        if not (self._is_in_doubt() and date):
            return
        try:
            said = parsedate_to_datetime(date)
        except ValueError:
            return
        wall, monotonic_s = self.wall(), self.monotonic()
        with self._lock:
            if self._doubt is None or said.tzinfo is None:
                return
            self._doubt.witnesses[urlsplit(url).hostname or ""] = said - wall
            off = self._doubt.agreed()
            if off is None:
                return
            if abs(off) <= AGREED:
                self._believe(wall, monotonic_s)
            elif not self._doubt.was_believed:  # better than the last time that was stored
                self._anchor = _Anchor(wall=wall + off, monotonic_s=monotonic_s)

    def _is_in_doubt(self) -> bool:
        return self._doubt is not None

    def _believed(self, wall: datetime, monotonic_s: float) -> datetime:
        anchor = self._anchor or self._first(wall, monotonic_s)
        steady = anchor.wall + timedelta(seconds=monotonic_s - anchor.monotonic_s)
        if self._doubt is None:
            if abs(wall - steady) <= JUMP:
                return self._believe(wall, monotonic_s).wall
            self._doubt = Doubt(
                since=steady,
                why=f"it jumped from {steady:%Y-%m-%d %H:%M} to {wall:%Y-%m-%d %H:%M}",
                was_believed=True,
            )
        elif self._is_right_again(wall, steady):
            return self._believe(wall, monotonic_s).wall
        return steady

    def _first(self, wall: datetime, monotonic_s: float) -> _Anchor:
        """Give the first moment that is believed."""
        if wall >= self._earliest:
            return self._believe(wall, monotonic_s)
        why = f"it is {wall:%Y-%m-%d} by it, before this warnd was written"
        return self._start_in_doubt(self._earliest, why)

    def _is_right_again(self, wall: datetime, steady: datetime) -> bool:
        """Tell whether the clock is back, or was set for the first time since the start."""
        if abs(wall - steady) <= JUMP:
            return True
        if self._doubt is None or self._doubt.was_believed or wall < self._earliest:
            return False
        return not self._has_stored or wall <= steady + LONGEST_OFF

    def _start_in_doubt(self, believed: datetime, why: str) -> _Anchor:
        self._anchor = _Anchor(wall=believed, monotonic_s=self.monotonic())
        self._doubt = Doubt(since=believed, why=why, was_believed=False)
        return self._anchor

    def _believe(self, wall: datetime, monotonic_s: float) -> _Anchor:
        self._doubt = None
        self._anchor = _Anchor(wall=wall, monotonic_s=monotonic_s)
        return self._anchor
