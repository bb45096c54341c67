"""A clock that a test moves under a running warnd."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

#: the folder whose `sitecustomize` moves the clock
_SHIFTED = Path(__file__).parent / "shifted"
_ROOT = Path(__file__).parents[2]


class MovedClock:
    """The time of one warnd: real time and what a test adds to it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self._wall_s = self._passed_s = 0.0
        self._write()

    @property
    def environment(self) -> dict[str, str]:
        """What the process is started with: `running(config, **clock.environment)`."""
        return {"CLOCK_FILE": str(self._file), "PYTHONPATH": f"{_SHIFTED}{os.pathsep}{_ROOT}"}

    @property
    def now(self) -> datetime:
        """The time that warnd is shown."""
        moved = timedelta(seconds=self._wall_s + self._passed_s)
        return datetime.now(UTC) + moved  # noqa: TID251  warnd is shown the time of this machine

    def pass_by(self, time: timedelta) -> None:
        """Let time go by: the wall clock and the monotonic one both move."""
        self._passed_s += time.total_seconds()
        self._write()

    def set_wrong(self, by: timedelta) -> None:
        """Set the wall clock wrong by `by`; intervals are measured as before."""
        self._wall_s = by.total_seconds()
        self._write()

    def _write(self) -> None:
        beside = self._file.with_suffix(".new")
        beside.write_text(f"{self._wall_s} {self._passed_s}", encoding="ascii")
        beside.replace(self._file)
