"""A receiver that hangs holds up nobody else (FAULTS, row 46)."""

import contextlib
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.receivers import alerts_in
from tests.faults.stories import TOWNS, story
from tests.faults.test_life import routed
from tests.live import running, until
from tests.loopback import FeedServer, Ledger, free_address

#: stories told before the receiver is stopped, and while it is; as many of them at once
EACH, AT_ONCE = 16, 4
#: how much slower others may become, and what a busy machine adds by itself, in seconds
FACTOR, NOISE_S = 1.2, 0.15


class TimedLedger(Ledger):
    """Knows when each area was told of."""

    def took_s(self, area: str, told_at: float) -> float:
        """Wait for the alert of an area; give the seconds from its story to it."""
        until(lambda: area in self.areas(), look_s=0.005, what=area)
        return time.monotonic() - told_at


@contextlib.contextmanager
def sink(address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a receiver in a process of its own."""
    host, _, port = address.rpartition(":")
    program = [sys.executable, str(Path(__file__).with_name("sink.py")), port]
    with subprocess.Popen(program) as process:  # noqa: S603  our own program
        try:
            until(lambda: _listens(host, int(port)), what="the sink")
            yield process
        finally:
            process.kill()


def _listens(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def told_in_turn(
    feeds: FeedServer, areas: Sequence[str], ledgers: Sequence[TimedLedger]
) -> list[float]:
    """Tell a story of each area, some at once; give the seconds until each receiver had it."""
    took = []
    for some in batched(areas):
        told_at = time.monotonic()
        for area in some:
            feeds.add("wire", story(area))
        took += [ledger.took_s(area, told_at) for area in some for ledger in ledgers]
    return took


def batched(areas: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(areas), AT_ONCE):
        yield areas[start : start + AT_ONCE]


def p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def test_a_receiver_that_is_stopped_slows_down_no_other(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    towns, stuck = list(TOWNS), free_address()
    with FeedServer() as feeds, TimedLedger() as one, TimedLedger() as two, sink(stuck) as process:
        sinks: dict[str, Ledger | str] = {"stuck": stuck, "one": one, "two": two}
        config = routed(tmp_path, feeds, sinks, [{"to": list(sinks)}])
        with running(config, **clock.environment) as warnd:
            warnd.await_event("ready")
            told_in_turn(feeds, towns[:1], [one, two])  # what is loaded once is loaded now
            before = told_in_turn(feeds, towns[1 : EACH + 1], [one, two])
            process.send_signal(signal.SIGSTOP)
            clock.pass_by(timedelta(hours=2))  # whoever was flooded is so no more
            during = told_in_turn(feeds, towns[EACH + 1 : 2 * EACH + 1], [one, two])
            assert alerts_in(config).get("stuck delivered", 0) <= EACH + 1
            assert p95(during) <= FACTOR * p95(before) + NOISE_S, (before, during)
            process.send_signal(signal.SIGCONT)
            clock.pass_by(timedelta(minutes=20))
            until(
                lambda: alerts_in(config).get("stuck delivered") == 2 * EACH + 1,
                60.0,
                what="all of it in the end",
            )
