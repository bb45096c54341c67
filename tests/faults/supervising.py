"""A small service manager: what systemd does for a service of Type=notify with a watchdog."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.live import Warnd, pause

#: what becomes the service, so that it finds its own number in WATCHDOG_PID
AS_MAIN = ("sh", "-c", 'WATCHDOG_PID=$$ exec "$@"', "sh")
#: seconds between two looks at the silence
LOOK_S = 0.05


@dataclass
class Supervisor:
    """Starts warnd, ends it when no sign of life has come for its window, and starts it anew."""

    warnd: Warnd
    folder: Path
    #: microseconds that may go by without a sign
    watchdog_us: int
    #: seconds from an end to the next start
    restart_s: float
    #: what the process is started with
    environment: dict[str, str] = field(default_factory=dict)
    #: the moments of READY=1, of signs of life, and of ends for want of them, monotonic
    ready: list[float] = field(default_factory=list)
    signs: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    #: every state that was told, in order
    told: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    @contextlib.contextmanager
    def running(self) -> Iterator["Supervisor"]:
        """Keep it running until the block ends."""
        self.folder.mkdir(exist_ok=True)
        address = self.folder / "notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.bind(str(address))
            told.settimeout(LOOK_S)
            self.environment |= {
                "NOTIFY_SOCKET": str(address), "WATCHDOG_USEC": str(self.watchdog_us),
            }  # fmt: skip
            self.warnd.under = AS_MAIN
            self.warnd.start(**self.environment)
            thread = threading.Thread(target=self._watch, args=(told,), name="supervisor")
            thread.start()
            try:
                yield self
            finally:
                self._over.set()
                thread.join(30)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.warnd.terminate()
                if not self.warnd.ended:
                    self.warnd.kill()

    def _watch(self, told: socket.socket) -> None:
        heard_s: float | None = None  # nothing is expected before it is ready
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                heard_s = self._hear(told.recv(65_536).decode(), heard_s)
            is_silent = heard_s is not None and _now_s() - heard_s > self.watchdog_us / 1e6
            if is_silent:
                self.warnd.process.send_signal(signal.SIGABRT)
                self.warnd.process.wait(30)
            if self.warnd.ended and not self._over.is_set():
                heard_s = None
                self.ends.append(_now_s())
                pause(self.restart_s)
                self.warnd.start(**self.environment)

    def _hear(self, datagram: str, heard_s: float | None) -> float | None:
        states = datagram.splitlines()
        self.told += states
        if "READY=1" in states:
            self.ready.append(_now_s())
            return _now_s()
        if "WATCHDOG=1" in states and heard_s is not None:
            self.signs.append(_now_s())
            return _now_s()
        return heard_s


def _now_s() -> float:
    return time.monotonic()


def environment_of(shim: Path, **more: str) -> dict[str, str]:
    """Give an environment in which Python first imports what stands in a folder."""
    root = Path(__file__).parents[2]
    return {"PYTHONPATH": f"{shim}{os.pathsep}{root}", **more}
