from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.unit.builders import NOW
from warnd.daemon.watching.heartbeat import NO_CYCLE, RETRY_S, Cycle, Heartbeat, address_of
from warnd.errors import ExchangeFailed
from warnd.model.identifiers import ChannelId
from warnd.replay.clock import SimulatedClock
from warnd.settings import HeartbeatSettings

DUTY, OPS = ChannelId("duty"), ChannelId("ops")
URL = "https://checker.example/1"


@dataclass
class Bench:
    """A heartbeat, the way it watches, and what the checker was asked."""

    cycle: Cycle = NO_CYCLE
    settings: HeartbeatSettings | None = field(default_factory=lambda: HeartbeatSettings(url=URL))
    blocked: bool = False
    fault: Exception | None = None
    asked: list[str] = field(default_factory=list)
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(NOW))

    def __post_init__(self) -> None:
        self.ours = Heartbeat(
            clock=self.clock,
            settings=lambda: self.settings,
            cycle=lambda: self.cycle,
            is_blocked=lambda: self.blocked,
            fetch=self._fetch,
        )

    async def _fetch(self, url: str) -> None:
        self.asked.append(url)
        if self.fault is not None:
            raise self.fault

    def go_round(self) -> None:
        sent = {id_: self.cycle.sent.get(id_, 0) + 1 for id_ in (DUTY, OPS)}
        self.cycle = Cycle(read=self.cycle.read + 1, judged=self.cycle.judged + 1, sent=sent)

    async def pass_by(self, **time: float) -> int:
        """Let time go by, look, and give how often the checker was asked so far."""
        self.clock.move_to(self.clock.now() + timedelta(**time))
        await self.ours.look()
        return len(self.asked)


async def test_it_waits_for_the_first_whole_cycle() -> None:
    bench = Bench()
    assert await bench.pass_by(minutes=10) == 0
    bench.go_round()
    assert await bench.pass_by(seconds=2) == 1
    assert bench.asked == [URL]


async def test_the_next_comes_after_its_interval_and_another_cycle() -> None:
    bench = Bench()
    bench.go_round()
    assert await bench.pass_by(seconds=2) == 1
    bench.go_round()
    assert await bench.pass_by(minutes=4) == 1
    assert await bench.pass_by(minutes=1) == 2
    assert await bench.pass_by(hours=1) == 2
    bench.go_round()
    assert await bench.pass_by(seconds=2) == 3


@pytest.mark.parametrize(
    ("part", "why"),
    [
        pytest.param(lambda c: replace(c, read=1), "no feed was read", id="poller"),
        pytest.param(lambda c: replace(c, judged=1), "nothing was judged", id="pipeline"),
        pytest.param(
            lambda c: replace(c, sent={DUTY: 2, OPS: 1}),
            "nothing was looked for to send on ops",
            id="one sender",
        ),
    ],
)
async def test_a_cycle_that_lacks_a_part_is_none(part: Callable[[Cycle], Cycle], why: str) -> None:
    bench = Bench()
    bench.go_round()
    await bench.pass_by(seconds=2)
    bench.go_round()
    bench.cycle = part(bench.cycle)
    with capture_logs() as told:
        assert await bench.pass_by(minutes=6) == 1
        assert await bench.pass_by(minutes=6) == 1
    assert [(each["event"], each["why"]) for each in told] == [("heartbeat_withheld", why)]


async def test_a_channel_that_is_new_must_have_been_looked_after_too() -> None:
    bench = Bench()
    bench.go_round()
    await bench.pass_by(seconds=2)
    bench.go_round()
    bench.cycle = replace(bench.cycle, sent={**bench.cycle.sent, ChannelId("new"): 0})
    assert await bench.pass_by(minutes=6) == 1


async def test_nobody_is_told_that_all_is_well_while_no_channel_takes_anything() -> None:
    bench = Bench(blocked=True)
    bench.go_round()
    assert await bench.pass_by(minutes=6) == 0
    bench.blocked = False
    assert await bench.pass_by(seconds=2) == 1


async def test_one_that_does_not_arrive_is_sent_again_soon() -> None:
    bench = Bench(fault=ExchangeFailed("no answer"))
    bench.go_round()
    with capture_logs() as told:
        assert await bench.pass_by(seconds=2) == 1
        assert await bench.pass_by(seconds=RETRY_S / 2) == 1
        assert await bench.pass_by(seconds=RETRY_S / 2) == 2
        bench.fault = None
        assert await bench.pass_by(seconds=RETRY_S) == 3
    assert [each["event"] for each in told] == ["heartbeat_withheld", "heartbeat_again"]
    assert await bench.pass_by(seconds=RETRY_S) == 3


async def test_without_a_checker_nobody_is_told() -> None:
    bench = Bench(settings=None)
    bench.go_round()
    assert await bench.pass_by(minutes=6) == 0


async def test_a_secret_address_is_read_when_it_is_needed(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text(f"{URL}\n")
    assert address_of(HeartbeatSettings(url_file=file)) == URL
    bench = Bench(settings=HeartbeatSettings(url_file=tmp_path / "missing"))
    bench.go_round()
    with capture_logs() as told:
        assert await bench.pass_by(seconds=2) == 0
    assert told[0]["event"] == "heartbeat_withheld"
