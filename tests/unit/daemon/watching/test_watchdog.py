from collections.abc import Sequence
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.unit.builders import NOW
from warnd.daemon.watching.watchdog import FROZEN_S, LEAST_S, LOOK_S, Watchdog
from warnd.replay.clock import SimulatedClock

#: what systemd waits from the last sign of life until it ends the process, and then until it starts
#: it anew, as deploy/warnd.service has it, and how soon alerts must be on their way again
WINDOW_S, PAUSE_S, WITHIN_S = 60.0, 5.0, 75.0


class Dog:
    """A watchdog whose loops stand as long as a test says, and what it told."""

    def __init__(self, interval_s: float) -> None:
        self.clock = SimulatedClock(NOW)
        self.still_s = 0.0
        self.signs: list[float] = []
        self.aborts: list[float] = []
        self.ours = Watchdog(
            sign=lambda: self.signs.append(self.clock.monotonic()),
            clock=self.clock,
            still=self._still,
            interval_s=interval_s,
            abort=lambda: self.aborts.append(self.still_s),
        )

    def _still(self, longer_than_s: float) -> tuple[str, ...]:
        return ("pipeline",) if self.still_s > longer_than_s else ()

    async def look_for(self, seconds: int, *, frozen: bool = False) -> Sequence[float]:
        """Look once a second; give the times of the signs since, counted from here."""
        begun_s, before = self.clock.monotonic(), len(self.signs)
        for _ in range(seconds):
            self.clock.move_to(self.clock.now() + timedelta(seconds=LOOK_S))
            self.still_s = self.still_s + LOOK_S if frozen else 0.0
            await self.ours.look()
        return [at_s - begun_s for at_s in self.signs[before:]]


async def test_a_sign_comes_three_times_in_the_window() -> None:
    assert await Dog(20.0).look_for(61) == [1.0, 21.0, 41.0, 61.0]


async def test_no_sign_comes_once_a_loop_counts_as_frozen() -> None:
    dog = Dog(20.0)
    await dog.look_for(19)
    late = await dog.look_for(60, frozen=True)
    assert [at_s for at_s in late if at_s > FROZEN_S + LOOK_S] == []


async def test_signs_come_again_as_soon_as_a_long_step_has_ended() -> None:
    dog = Dog(20.0)
    await dog.look_for(15)
    assert await dog.look_for(40, frozen=True) == []
    assert (await dog.look_for(1)) == [1.0]


@pytest.mark.parametrize(
    ("interval_s", "after_s"),
    [pytest.param(20.0, 45.0, id="a minute"), pytest.param(0.2, LEAST_S, id="a short window")],
)
async def test_a_loop_that_does_not_come_back_is_given_up(
    interval_s: float, after_s: float
) -> None:
    dog = Dog(interval_s)
    await dog.look_for(5)
    await dog.look_for(int(after_s), frozen=True)
    assert dog.aborts == []
    await dog.look_for(1, frozen=True)
    assert dog.aborts == [after_s + LOOK_S]


async def test_what_stands_still_is_told_once_and_so_is_its_end() -> None:
    dog = Dog(20.0)
    with capture_logs() as told:
        await dog.look_for(30, frozen=True)
        await dog.look_for(5)
    assert [(each["event"], each.get("loops")) for each in told] == [
        ("loop_still", ["pipeline"]),
        ("loops_move", None),
    ]


@pytest.mark.parametrize(
    ("interval_s", "look_s"),
    [pytest.param(20.0, LOOK_S, id="a minute"), pytest.param(0.2, 0.2, id="a short window")],
)
def test_it_looks_often_enough_for_its_window(interval_s: float, look_s: float) -> None:
    assert Dog(interval_s).ours.look_s == look_s


def test_a_loop_that_freezes_leaves_time_for_a_new_start() -> None:
    assert FROZEN_S + LOOK_S + WINDOW_S + PAUSE_S <= WITHIN_S - 6.0
